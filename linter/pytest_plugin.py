"""A fixture for pytest, known once replylint is installed: `replylint`, a linter with the project's
configuration. Of replylint nothing is imported until a test asks for it.

    [tool.pytest.ini_options]
    replylint_config = "bots/replylint.yaml"     # relative to the root of the tests; default: the nearest one

    def test_the_welcome(replylint):
        replylint.assert_ok("亲，您好，欢迎光临")
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from linter.api.linter import Context, Linter
    from linter.api.results import Severity

_OPTION = "replylint_config"


def pytest_addoption(parser: pytest.Parser) -> None:
    """The name of the configuration in the settings of pytest."""
    parser.addini(_OPTION, "replylint: the configuration of the fixture `replylint`", default="")


class Replies:
    """Checks replies with one `linter`."""

    def __init__(self, linter: Linter) -> None:
        self.linter = linter

    def assert_ok(
        self,
        text: str,
        context: Context = None,
        *,
        select: Iterable[str] = (),
        ignore: Iterable[str] = (),
        severity: Severity | None = None,
    ) -> None:
        """`linter.testing.assert_reply_ok` with this linter."""
        from linter.testing import assert_reply_ok

        __tracebackhide__ = True
        assert_reply_ok(text, context, select=select, ignore=ignore, severity=severity, config=self.linter)


@pytest.fixture(scope="session")
def replylint(pytestconfig: pytest.Config) -> Replies:
    """Checks replies by the configuration that `replylint_config` names, else by the nearest one to the root
    of the tests, else by the shipped rules."""
    from linter import Linter, find_config

    named = pytestconfig.getini(_OPTION)
    return Replies(Linter(pytestconfig.rootpath / named if named else find_config(pytestconfig.rootpath)))
