"""replylint: a linter for what a shop says to its customers.

The functions and classes of `linter.api` can be imported from here; they are loaded when they are first used,
so that `import linter` costs next to nothing. docs/python.md tells how to use them.
"""

from __future__ import annotations

TYPE_CHECKING = False  # as typing has it, which takes longer to import than this package
if TYPE_CHECKING:
    from linter.api import (
        ConfigError,
        Edit,
        Finding,
        Fix,
        InputError,
        Linter,
        Problem,
        ReplylintError,
        Report,
        Rewrite,
        Rule,
        Summary,
        UsageError,
        find_config,
        fix_text,
        lint_conversation,
        lint_paths,
        lint_text,
        rewrite_text,
    )

__version__ = "0.1.0"

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


def __getattr__(name: str) -> object:
    if name in __all__:
        from linter import api

        return getattr(api, name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
