"""Names in a configuration, or on the command line, that nothing has."""

from __future__ import annotations

from collections.abc import Sequence

from linter.i18n import say
from linter.rules.names import PROFILES


class UnknownProfile(Exception):
    """A profile that there is not."""

    def __init__(self, name: str) -> None:
        from linter.rules.schema import suggestion

        self.name = name
        super().__init__(
            _joined(
                say(f"没有叫 {name!r} 的方案", f"no profile {name!r}"),
                suggestion(name, PROFILES),
                say(f"方案有 {', '.join(PROFILES)}", f"the profiles are {', '.join(PROFILES)}"),
            )
        )


class UnknownRule(Exception):
    """A name given to select, ignore or severity that no rule has."""

    def __init__(self, name: str, known: Sequence[str]) -> None:
        from linter.rules.schema import suggestion

        self.name = name
        parts = [identifier.split(".") for identifier in known]
        names = {".".join(part[: many + 1]) for part in parts for many in range(len(part))}
        self.expected = say("一条规则或一个类别的名字", "the name of a rule or category")
        self.advice = _joined(
            suggestion(name, sorted(names)),
            say("replylint rules 列出全部规则", "replylint rules lists them all"),
        )
        super().__init__(
            _joined(say(f"没有叫 {name!r} 的规则或类别", f"no rule or category {name!r}"), self.advice)
        )


def _joined(*parts: str) -> str:
    return say("；", "; ").join(part for part in parts if part)
