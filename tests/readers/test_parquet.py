"""Parquet: rows as lines, in parts of whole conversations."""

from __future__ import annotations

import io
import sys
from datetime import datetime, timezone
from pathlib import Path
from typing import Any

import pytest

from linter.model import Conversation, Template, Unwritable
from linter.readers.base import Unreadable
from linter.readers.load import Loaded, load
from linter.readers.parquet import ParquetRows
from tests.readers.support import OPTIONS

pa = pytest.importorskip("pyarrow")
pq = pytest.importorskip("pyarrow.parquet")

WHEN = datetime(2024, 1, 1, 2, tzinfo=timezone.utc)
COLUMNS = {
    "session_id": pa.array([7, 7, 8]),
    "sender_type": pa.array(["用户", "客服", "客服"]).dictionary_encode(),
    "send_content": pa.array([b"\xe5\x9c\xa8\xe5\x90\x97", "亲，\n在的".encode(), "您好".encode()]),
    "send_time": pa.array([WHEN, WHEN, None], pa.timestamp("ns", "UTC")),
    "客服姓名": pa.array([None, "小美", "小美"]),
    "extra": pa.array([[1], [2], []]),
}


def written(columns: dict[str, Any], **options: Any) -> bytes:
    out = io.BytesIO()
    pq.write_table(pa.table(columns), out, **options)
    return out.getvalue()


def read(columns: dict[str, Any], name: str = "chats.parquet") -> Loaded:
    return load(written(columns), name, OPTIONS)


def test_a_message_a_row() -> None:
    loaded = read(COLUMNS)
    assert loaded.reader.name == "flat"
    found = [item for item in loaded.document.items if isinstance(item, Conversation)]
    assert [(one.id, [(m.speaker, m.text, m.time, m.author) for m in one.messages]) for one in found] == [
        ("7", [("customer", "在吗", 1704074400.0, None), ("agent", "亲，\n在的", 1704074400.0, "小美")]),
        ("8", [("agent", "您好", None, "小美")]),
    ]


@pytest.mark.parametrize("name", ["chats", "chats.csv"])
def test_known_by_content(name: str) -> None:
    assert read(COLUMNS, name).reader.name == "flat"


def test_a_row_is_a_line() -> None:
    found = [item for item in read(COLUMNS).document.items if isinstance(item, Conversation)]
    assert [m.place.position(1) for one in found for m in one.messages] == [(1, 2), (2, 2), (3, 2)]


def test_templates_in_a_column() -> None:
    loaded = read({"code": pa.array(["1"]), "话术": pa.array(["亲，您好"])})
    (template,) = loaded.document.items
    assert isinstance(template, Template)
    assert (template.text, template.place.position(0)) == ("亲，您好", (1, 1))
    with pytest.raises(Unwritable):
        loaded.encoding.encode(loaded.text, loaded.path)


@pytest.mark.parametrize("size", [1, 2, 3, 100])
def test_conversations_are_never_parted(size: int) -> None:
    ids = [number // 3 for number in range(30)]
    data = written({"session_id": pa.array(ids), "text": pa.array(map(str, range(30)))}, row_group_size=4)
    parts = list(ParquetRows(io.BytesIO(data), "f").together(0, size))
    assert [row for part in parts for row in part.rows] == [[ids[at], str(at)] for at in range(30)]
    assert [part.before for part in parts] == [
        sum(len(one.rows) for one in parts[:at]) for at in range(len(parts))
    ]
    groups = [{row[0] for row in part.rows} for part in parts]
    assert all(not one & other for at, one in enumerate(groups) for other in groups[at + 1 :])
    assert [part.whole for part in parts] == [len(parts) == 1] * len(parts)


def test_only_columns_that_are_wanted_are_read() -> None:
    rows = ParquetRows(io.BytesIO(written(COLUMNS)), "f", frozenset({"send_content"}))
    assert (rows.names, next(iter(rows))) == (("send_content",), ["在吗"])


@pytest.mark.parametrize("cut", [4, 100, -1])
def test_a_damaged_file_is_one_clear_line(cut: int) -> None:
    with pytest.raises(Unreadable) as caught:
        load(written(COLUMNS)[:cut], "chats.parquet", OPTIONS)
    assert str(caught.value).startswith("chats.parquet: Parquet ")
    assert "\n" not in str(caught.value)


def test_without_pyarrow_the_way_to_it_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    monkeypatch.setitem(sys.modules, "pyarrow.parquet", None)
    with pytest.raises(Unreadable, match=r"pip install 'replylint\[parquet\]'"):
        load(b"PAR1....PAR1", "chats.parquet", OPTIONS)


def test_other_tables_are_an_error_with_the_reasons(tmp_path: Path) -> None:
    with pytest.raises(Unreadable) as caught:
        read({"id": pa.array([1]), "price": pa.array([2.5])})
    assert caught.value.unrecognised
