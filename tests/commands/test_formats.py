"""`replylint formats`."""

from __future__ import annotations

from linter.readers.registry import reader_names
from tests.commands.support import run


def test_every_reader_is_listed() -> None:
    listed = [
        line.split()[0] for line in run("formats").out.splitlines() if line and not line.startswith(" ")
    ]
    assert listed[: len(reader_names())] == list(reader_names())


def test_english() -> None:
    assert "transcript" in run("formats", language="en").out
