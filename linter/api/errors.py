"""What can go wrong, each with the one line that the command line would say."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from linter.api.results import Report


class ReplylintError(Exception):
    """The base of all errors of replylint; `str()` is one line for the user."""


class ConfigError(ReplylintError):
    """A configuration, a profile or a ruleset that cannot be used: file, line, column, what was found and
    what was expected."""


class UsageError(ReplylintError, ValueError):
    """An argument that makes no sense."""


class InputError(ReplylintError):
    """Files that could not be read. `report` has what was found in the others, and all problems."""

    def __init__(self, message: str, report: Report) -> None:
        super().__init__(message)
        self.report = report


@contextmanager
def translated() -> Iterator[None]:
    """Errors of the configuration and the rulesets as `ConfigError`."""
    from linter.config import UnknownProfile, UnknownRule
    from linter.examples import OwnExampleFails
    from linter.model import Refused
    from linter.rules.errors import RulesetError

    try:
        yield
    except (RulesetError, UnknownRule, UnknownProfile, OwnExampleFails, Refused) as error:
        raise ConfigError(str(error)) from error
