"""The rooms of the package, and which may know of which."""

from __future__ import annotations

import ast
import io
import re
import tokenize
from collections.abc import Iterator
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parent.parent / "linter"

BASE = {"i18n", "data", "model", "source", "recent"}
MAY_IMPORT = {
    "i18n": set(),
    "data": set(),
    "recent": set(),
    "git": set(),
    "source": {"i18n"},
    "model": {"source"},
    "matching": {"i18n", "data", "model", "source"},
    "rules": {*BASE, "matching"},
    "engine": {*BASE, "matching", "rules"},
    "library": {*BASE, "matching", "rules"},
    "profiles": {*BASE, "rules"},
    "config": {*BASE, "keypath", "rules", "profiles"},
    "repair": {*BASE, "matching", "engine"},
    "keypath": {"i18n"},
    "readers": {*BASE, "keypath"},
    "scoring": {*BASE, "rules"},
    "reports": {"i18n", "data", "model", "scoring"},
    "examples": {*BASE, "rules", "engine", "library", "repair"},
    "evaluation": {*BASE, "rules", "engine", "readers"},
    "rates": {*BASE, "reports"},
    "impact": {*BASE, "rates", "reports"},
    "needs": {*BASE, "rules"},
    "pipeline": {
        *BASE,
        *(
            "git",
            "rules",
            "engine",
            "library",
            "repair",
            "readers",
            "reports",
            "config",
            "customers",
            "needs",
            "scoring",
        ),
    },
    "customers": {*BASE, "rules", "readers"},
    "commands": {
        *BASE,
        *("rules", "engine", "profiles", "config", "repair", "readers", "reports"),
        *(
            "examples",
            "evaluation",
            "rates",
            "customers",
            "needs",
            "scoring",
            "tracing",
            "authoring",
            "impact",
        ),
        "pipeline",
    },
    "authoring": {*BASE, "git", "matching", "rules", "engine", "config", "repair", "readers", "examples"},
    "tracing": {*BASE, "matching", "rules", "engine", "repair"},
    "api": {
        *BASE,
        *("rules", "engine", "config", "repair", "readers", "examples", "customers", "pipeline"),
    },
    "testing": {"i18n", "model", "api", "reports"},
    "pytest_plugin": {"api", "testing"},
    "__main__": {"i18n", "commands"},
}
"""Rooms of `linter`, and the others that each may import; docs/architecture.md says why."""

HAN = re.compile(r"[\u4e00-\u9fff]")


def modules() -> list[Path]:
    return sorted(PACKAGE.rglob("*.py"))


def room_of(path: Path) -> str:
    first = path.relative_to(PACKAGE).parts[0]
    return first.removesuffix(".py")


def imported_rooms(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.module and node.module.split(".")[0] == "linter":
            parts = node.module.split(".")
            if len(parts) > 1:
                yield parts[1]
            else:
                yield from (
                    alias.name
                    for alias in node.names
                    if (PACKAGE / alias.name).exists() or (PACKAGE / f"{alias.name}.py").exists()
                )


@pytest.mark.parametrize("path", modules(), ids=lambda path: str(path.relative_to(PACKAGE)))
def test_imports_run_one_way(path: Path) -> None:
    room = room_of(path)
    if room == "__init__":
        return
    assert set(imported_rooms(path)) - {room} <= MAY_IMPORT[room]


TOLD = {"title", "known_by", "_MESSAGES", "_PACKED", "_BINARY", "_NAMED", "_ZH", "_EN"}
"""Names of texts that a user reads, besides what `say` says."""


def told_to_users(tree: ast.AST) -> Iterator[ast.AST]:
    """The places where Chinese may stand: docstrings, and what a user reads."""
    for node in ast.walk(tree):
        targets: list[ast.expr] = []
        if isinstance(node, ast.AnnAssign):
            targets = [node.target]
        elif isinstance(node, ast.Assign):
            targets = node.targets
        named = any(isinstance(target, ast.Name) and target.id in TOLD for target in targets)
        said = isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "say"
        docstring = isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)
        if named or said or docstring:
            yield node


@pytest.mark.parametrize("path", modules(), ids=lambda path: str(path.relative_to(PACKAGE)))
def test_chinese_words_live_in_rulesets(path: Path) -> None:
    source = path.read_text(encoding="utf-8")
    allowed = {
        line
        for node in told_to_users(ast.parse(source))
        for line in range(node.lineno, (node.end_lineno or node.lineno) + 1)
    }
    words = [
        (token.start[0], token.string)
        for token in tokenize.generate_tokens(io.StringIO(source).readline)
        if token.type in (tokenize.STRING, getattr(tokenize, "FSTRING_MIDDLE", tokenize.STRING))
        and HAN.search(token.string)
        and token.start[0] not in allowed
    ]
    assert words == []
