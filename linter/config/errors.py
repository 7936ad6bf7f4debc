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
        categories = {identifier.split(".")[0] for identifier in known}
        super().__init__(
            _joined(
                say(f"没有叫 {name!r} 的规则或类别", f"no rule or category {name!r}"),
                suggestion(name, {*known, *categories}),
                say("replylint rules 列出全部规则", "replylint rules lists them all"),
            )
        )


def _joined(*parts: str) -> str:
    return say("；", "; ").join(part for part in parts if part)
