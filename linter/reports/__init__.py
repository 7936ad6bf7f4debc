"""Output formats, one module each. A report turns diagnostics into text and knows nothing of rules."""

from __future__ import annotations

from linter.reports.base import Report

FORMATS = ("text", "json", "github")


def report(name: str, *, color: bool = False, show_personal_data: bool = False) -> Report:
    """The report of that name: one of `FORMATS`, or `rewrites`, `rewrites-json`, `replies` and `places`."""
    if name == "json":
        from linter.reports.json import JsonReport

        return JsonReport(show_personal_data)
    if name == "github":
        from linter.reports.github import GithubReport

        return GithubReport(show_personal_data)
    if name == "replies":
        from linter.reports.replies import RepliesReport

        return RepliesReport(show_personal_data)
    if name == "places":
        from linter.reports.places import PlacesReport

        return PlacesReport(show_personal_data)
    if name.startswith("rewrites"):
        from linter.reports.rewrites import RewritesJson, RewritesText

        if name == "rewrites-json":
            return RewritesJson(show_personal_data)
        return RewritesText(color, show_personal_data)
    from linter.reports.text import TextReport

    return TextReport(color, show_personal_data)
