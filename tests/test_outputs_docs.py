"""What docs/outputs says is how it is."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import yaml

from linter.i18n import Language
from linter.reports import FORMATS
from linter.reports.page import MOST
from tests.commands.support import run

DOCS = Path(__file__).parent.parent / "docs"
PAGES: dict[Language, str] = {"en": "outputs.md", "zh": "outputs.zh-CN.md"}
BLOCK = re.compile(r"^```(\w+)\n(.*?)^```", re.MULTILINE | re.DOTALL)


def text_of(language: Language) -> str:
    return (DOCS / PAGES[language]).read_text(encoding="utf-8")


def sections(language: Language) -> dict[str, str]:
    """What is told of each format."""
    told = re.split(r"^### `(\w+)`$", text_of(language), flags=re.MULTILINE)[1:]
    texts = (text.split("\n## ")[0] for text in told[1::2])
    return dict(zip(told[::2], texts, strict=True))


@pytest.mark.parametrize("language", PAGES)
def test_every_format_is_told(language: Language) -> None:
    assert {*sections(language)} == {*FORMATS}


@pytest.mark.parametrize("language", PAGES)
@pytest.mark.parametrize("name", FORMATS)
def test_excerpts_are_of_what_is_written(
    name: str, language: Language, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (example,) = (
        block for kind, block in BLOCK.findall(text_of(language).split("\n## ")[0]) if kind == "yaml"
    )
    (tmp_path / "售后.yaml").write_text(example, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    written = run("check", "--isolated", "--format", name, "售后.yaml", language=language).out
    for kind, block in BLOCK.findall(sections(language)[name]):
        for line in block.splitlines() if kind in ("text", "json", "xml") else ():
            pieces = "(?s:.*?)".join(re.escape(piece) for piece in line.split("…"))
            assert re.search(pieces, written), line


@pytest.mark.parametrize("language", PAGES)
def test_commands_of_the_page_have_formats_that_there_are(language: Language) -> None:
    text = text_of(language)
    assert {*re.findall(r"--output-file ([a-z]+)=", text)} < {*FORMATS}
    assert str(MOST) in text.replace(",", "")


@pytest.mark.parametrize("language", PAGES)
def test_what_is_meant_for_services_is_yaml(language: Language) -> None:
    for kind, block in BLOCK.findall(text_of(language)):
        if kind == "yaml":
            assert yaml.safe_load(block)
