"""A folder for the tests of `replylint rule`, the same one for all: plans are kept by folder. Its
configuration names few rulesets, which are read in no time."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

CONFIG = "# ours\nrulesets: [slang, guarantee]\n"


@pytest.fixture(scope="session")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("shop")


@pytest.fixture(autouse=True)
def shop(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """The folder, empty but for the configuration, as the working folder."""
    for path in folder.iterdir():
        shutil.rmtree(path) if path.is_dir() else path.unlink()
    (folder / "replylint.yaml").write_text(CONFIG, encoding="utf-8")
    monkeypatch.chdir(folder)
    yield folder
