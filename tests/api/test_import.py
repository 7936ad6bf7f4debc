"""`import linter` costs next to nothing, and the package is typed."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

import linter
from linter import api


def fresh(code: str) -> list[str]:
    """The lines that code prints in an interpreter of its own."""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    return done.stdout.splitlines()


def test_nothing_else_is_loaded() -> None:
    loaded = fresh("import linter, sys; print(*sys.modules, sep='\\n')")
    assert [name for name in loaded if name.startswith("linter")] == ["linter"]
    assert not {"yaml", "click", "jieba", "json", "asyncio"} & set(loaded)


def test_neither_pytest_nor_click_is_loaded_by_use() -> None:
    use = "import sys, linter.testing; linter.lint_text('您好')"
    assert fresh(f"{use}; print('pytest' in sys.modules, 'click' in sys.modules)") == ["False False"]


def test_the_names_are_those_of_the_api() -> None:
    assert linter.__all__ == api.__all__
    assert all(getattr(linter, name) is getattr(api, name) for name in linter.__all__)
    assert set(linter.__all__) <= set(dir(linter))


def test_a_name_that_is_none() -> None:
    with pytest.raises(AttributeError, match="no_such_name"):
        linter.no_such_name  # noqa: B018


def test_the_package_says_that_it_is_typed() -> None:
    assert (Path(linter.__file__).parent / "py.typed").is_file()
