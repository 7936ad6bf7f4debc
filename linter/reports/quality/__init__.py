"""The service report: what records of conversations amount to, as a page, as Markdown, as JSON, as tables."""
