"""The rule language: how rules are written, read, checked and turned into something that runs."""
