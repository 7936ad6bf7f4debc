"""Suppressions written into a configuration file."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from linter.commands.keep_suppressions import NotKept, keep
from linter.config import Suppression, load

ONE = Suppression("tone", template="改价", reason='客户说"行"')
ITEM = '{ rule: "tone", template: "改价", reason: "客户说\\"行\\"" }'


def kept(path: Path, before: str) -> str:
    path.write_bytes(before.encode())
    keep([ONE], path)
    return path.read_bytes().decode()


def test_a_file_is_made_where_there_is_none(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert keep([ONE], None) == Path("replylint.yaml")
    assert load(Path("replylint.yaml")).suppressions == (ONE,)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("lang: zh  # 中文", f"lang: zh  # 中文\nsuppressions:\n  - {ITEM}\n"),
        ("", f"suppressions:\n  - {ITEM}\n"),
        ("# 还没写\n", f"# 还没写\nsuppressions:\n  - {ITEM}\n"),
        ("lang: zh\r\n", f"lang: zh\r\nsuppressions:\r\n  - {ITEM}\r\n"),
        ("suppressions: []  # 空\nlang: zh\n", f"suppressions: [{ITEM}]  # 空\nlang: zh\n"),
        (
            "suppressions: [{rule: slang, path: a}]\n",
            f"suppressions: [{{rule: slang, path: a}}, {ITEM}]\n",
        ),
        (
            "suppressions:\n- rule: slang  # 旧\n  path: a  # 这里\n\n# 下面\nlang: zh\n",
            f"suppressions:\n- rule: slang  # 旧\n  path: a  # 这里\n- {ITEM}\n\n# 下面\nlang: zh\n",
        ),
        (
            "suppressions:\n    - {rule: slang, path: a}",
            f"suppressions:\n    - {{rule: slang, path: a}}\n    - {ITEM}",
        ),
        (
            "suppressions:\r\n  - rule: slang\r\n    path: a\r\nlang: zh\r\n",
            f"suppressions:\r\n  - rule: slang\r\n    path: a\r\n  - {ITEM}\r\nlang: zh\r\n",
        ),
    ],
)
def test_all_else_stays_as_it_is(tmp_path: Path, before: str, after: str) -> None:
    assert kept(tmp_path / "replylint.yaml", before) == after
    assert load(tmp_path / "replylint.yaml").suppressions[-1] == ONE


def test_a_byte_order_mark_stays(tmp_path: Path) -> None:
    assert kept(tmp_path / "replylint.yaml", "\ufefflang: zh\n").startswith("\ufefflang: zh\n")


def test_a_path_is_written_as_seen_from_the_file(tmp_path: Path) -> None:
    template = tmp_path / "话术" / "售后[1].yaml"
    keep([Suppression("tone", path=str(template))], tmp_path / "replylint.yaml")
    data = yaml.safe_load((tmp_path / "replylint.yaml").read_text("utf-8"))
    assert data["suppressions"] == [{"rule": "tone", "path": "话术/售后[[]1].yaml"}]


@pytest.mark.parametrize(
    "text",
    [
        "suppressions: {a: b}\n",
        "suppressions: none\n",
        "suppressions: &x\n",
        "base: &x []\nsuppressions: *x\n",
    ],
)
def test_what_cannot_take_them_is_left_alone_and_the_lines_are_told(tmp_path: Path, text: str) -> None:
    path = tmp_path / "replylint.yaml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(NotKept, match="改价"):
        keep([ONE], path)
    assert path.read_text("utf-8") == text


def test_a_pyproject_gets_tables_at_its_end_and_keeps_the_rest(tmp_path: Path) -> None:
    before = "[project]\nname = 'x'  # 店\n\n[tool.replylint]\nlang = 'zh'\n\n[tool.other]\na = 1"
    path = tmp_path / "pyproject.toml"
    path.write_text(before, encoding="utf-8")
    keep([ONE, ONE._replace(rule="slang")], path)
    assert path.read_text(encoding="utf-8").startswith(before)
    assert load(path).suppressions == (ONE, ONE._replace(rule="slang"))


def test_a_pyproject_that_lists_them_inline_is_left_alone(tmp_path: Path) -> None:
    before = "[tool.replylint]\nsuppressions = [{ rule = 'tone', path = 'a.yaml' }]\n"
    path = tmp_path / "pyproject.toml"
    path.write_text(before, encoding="utf-8")
    with pytest.raises(NotKept, match=r"tool\.replylint\.suppressions"):
        keep([ONE], path)
    assert path.read_text(encoding="utf-8") == before
