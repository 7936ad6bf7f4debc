"""Templates kept until a run is done, and what is found in them together."""

from __future__ import annotations

import json
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from linter.model import Document, Template
from linter.pipeline import run as run_module
from linter.pipeline import shelf as shelf_module
from linter.pipeline.outcome import Outcome
from linter.pipeline.settings import Settings
from linter.pipeline.shelf import Shelf, templates_of
from linter.readers import load as load_module
from linter.readers.encoding import FilePieces
from linter.readers.stream import spans
from linter.source import LinePlace
from tests.pipeline.support import chat, document, findings, run, settings

SAME = "麻烦您核对一下收货地址，没问题就安排打包了"


def together(**changes: Any) -> Settings:
    """The settings of a run with the rules about libraries, of which all are looked at."""
    return settings("library", library="whole", **changes)


def told(outcomes: list[Outcome]) -> list[tuple[str, int, str]]:
    """File, line and rule of every finding."""
    return [
        (Path(one["path"]).name, one["line"], one["rule"])
        for outcome in outcomes
        for one in findings(outcome)
    ]


@pytest.fixture
def shop(tmp_path: Path) -> Path:
    """A folder with parts of a library in several formats, and a chat."""
    files = {
        "售前.csv": f"编码,话术,分组\nhd,{SAME},订单\nby,全店包邮哦,邮费\n",
        "售后.yaml": f"- name: 核对\n  text: {SAME}～\n- name: 邮费\n  text: 我们不包邮的\n",
        "常用.md": "## 订单\n\n### 确认\n\n```\n{buyer_nick 您好，您的包裹已经寄出\n```\n",
        "聊天.jsonl": chat("客户：在吗", f"客服：{SAME}", "客户：好", f"客服：{SAME}"),
        "记录.jsonl": "".join(json.dumps({"id": str(n), "text": SAME}) + "\n" for n in range(3)),
    }
    for name, text in files.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    return tmp_path


EXPECTED = [
    ("售后.yaml", 2, "library.duplicate"),
    ("售后.yaml", 4, "library.contradiction"),
    ("常用.md", 6, "library.placeholder"),
]


def test_files_of_every_format_are_looked_at_together(shop: Path) -> None:
    assert told(run([shop], together())) == EXPECTED


def test_it_makes_no_difference_how_many_processes_there_are(shop: Path) -> None:
    one, two = (run([shop], together(), jobs) for jobs in (1, 2))
    assert [outcome.text for outcome in one] == [outcome.text for outcome in two]
    assert [outcome.summary for outcome in one] == [outcome.summary for outcome in two]


def test_the_findings_come_last_and_are_counted(shop: Path) -> None:
    *files, last = run([shop], together())
    assert [findings(outcome) for outcome in files] == [[] for _ in files]
    assert last.summary.by_rule == {rule: 1 for _, _, rule in EXPECTED}
    assert last.summary.replies == last.summary.files == 0


def test_the_place_is_that_of_the_template(shop: Path) -> None:
    (one,) = (one for one in findings(run([shop], together())[-1]) if one["rule"] == "library.placeholder")
    place = ("line", "column", "end_line", "end_column", "match", "template", "speaker", "fixes", "rewrite")
    assert [one[key] for key in place] == [6, 1, 6, 12, "{buyer_nick", "确认", None, [], None]


def test_only_active_rules_look(shop: Path) -> None:
    assert told(run([shop], together(active=frozenset({"library.contradiction"})))) == [EXPECTED[1]]
    assert told(run([shop], together(active=frozenset()))) == []


def test_no_library_is_looked_at_unless_it_is_asked_for(shop: Path) -> None:
    assert told(run([shop], settings("library"))) == []


def test_after_fixes_the_new_texts_are_looked_at(tmp_path: Path, rules: Path) -> None:
    path = tmp_path / "话术.yaml"
    path.write_text(
        f"- {{ name: 一, text: 你好，{SAME} }}\n- {{ name: 二, text: '您好,{SAME}' }}\n", encoding="utf-8"
    )
    own = settings(rules)
    both = own._replace(
        rulesets=(*own.rulesets, "library"),
        active=own.active | {"library.duplicate"},
        mode="fix",
        library="whole",
    )
    (_, last) = run([path], both)
    assert [one["rule"] for one in findings(last)] == ["library.duplicate"]


# ---- what is kept


@pytest.mark.parametrize(
    ("name", "text", "kept"),
    [
        ("a.yaml", "text: 您好\n", 1),
        ("a.csv", "话术\n您好\n在的\n", 2),
        ("a.txt", "您好\n在的\n", 2),
        ("a.jsonl", '{"text": "您好"}\n{"text": "在的"}\n', 0),
        ("a.jsonl", chat("客户：在吗", "客服：在"), 0),
    ],
)
def test_which_documents_have_templates_of_a_library(name: str, text: str, kept: int) -> None:
    document_of_templates = templates_of(document(text, name))
    assert (len(document_of_templates.items) if document_of_templates else 0) == kept


def test_places_are_kept_without_what_writes(shop: Path) -> None:
    before = document((shop / "售后.yaml").read_text(encoding="utf-8"), "售后.yaml")
    after = templates_of(before)
    assert after is not None
    for one, other in zip(before.items, after.items, strict=True):
        assert isinstance(one, Template)
        assert isinstance(other, Template)
        assert other.text == one.text
        places = [
            [item.place.position(at, end=end) for at in range(len(item.text))]
            for item in (one, other)
            for end in (False, True)
        ]
        assert places[:2] == places[2:]


def test_text_that_is_read_in_blocks_is_no_library(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(run_module, "LARGE", 400)
    monkeypatch.setattr(load_module, "spans", partial(spans, size=200))
    monkeypatch.setattr(load_module, "FilePieces", partial(FilePieces, size=90))
    text = "{buyer_nick 您好\n" + f"{SAME}\n" * 20
    (tmp_path / "a.txt").write_text(text, encoding="utf-8")
    table = "编码,话术\n" + f"hd,{SAME}\n" * 20
    (tmp_path / "b.csv").write_text(table, encoding="utf-8")
    assert {(name, rule) for name, _, rule in told(run([tmp_path], together()))} == {
        ("b.csv", "library.code-twice")
    }


def test_too_many_templates_are_no_library_and_that_is_told(
    shop: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(shelf_module, "MOST", 4)
    *_, last = run([shop], together())
    (problem,) = last.problems
    assert (problem.fatal, last.text) == (False, "")
    assert "超过 4 条" in problem.message


def test_a_shelf_forgets_what_is_too_much(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shelf_module, "MOST", 2)
    one = Document("a", "csv", [Template("亲", LinePlace(1, 1, "亲"))])
    shelf = Shelf()
    for count in (1, 2):
        shelf.add(one)
        assert (len(shelf.documents), shelf.notice) == (count, None)
    for _ in range(2):
        shelf.add(one)
        assert shelf.documents == []
        assert shelf.notice is not None
