"""replylint from Python: what `import linter` offers. docs/python.md tells how to use it.

Nothing here prints or leaves the process; what goes wrong is a `ReplylintError` with one line.
"""

from __future__ import annotations

from linter.api.errors import ConfigError, InputError, ReplylintError, UsageError
from linter.api.functions import find_config, fix_text, lint_conversation, lint_paths, lint_text, rewrite_text
from linter.api.linter import Linter
from linter.api.results import Edit, Finding, Fix, Problem, Report, Rewrite, Rule, Summary

__all__ = [
    "ConfigError",
    "Edit",
    "Finding",
    "Fix",
    "InputError",
    "Linter",
    "Problem",
    "ReplylintError",
    "Report",
    "Rewrite",
    "Rule",
    "Summary",
    "UsageError",
    "find_config",
    "fix_text",
    "lint_conversation",
    "lint_paths",
    "lint_text",
    "rewrite_text",
]
