"""Results kept between runs."""

from __future__ import annotations

import dataclasses
import json
import os
import pickle
import sqlite3
import stat
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from linter.config import Suppression
from linter.model import Problem
from linter.pipeline import results_cache
from linter.pipeline.discover import discover
from linter.pipeline.ignores import Terms
from linter.pipeline.memory import Memory
from linter.pipeline.outcome import Outcome
from linter.pipeline.results_cache import ResultsCache, context, key_of
from linter.pipeline.run import outcomes
from linter.pipeline.settings import Settings
from linter.pipeline.telling import told
from tests.pipeline.support import chat, settings

KEY = key_of(b"x", "a")


def kept(folder: Path, *problems: str, key: bytes = KEY) -> None:
    cache = ResultsCache(folder)
    cache.put(key, Outcome(problems=[Problem("a", told) for told in problems]))
    cache.close()


def known(folder: Path, key: bytes = KEY) -> list[str] | None:
    cache = ResultsCache(folder)
    found = cache.get(key)
    cache.close()
    return None if found is None else [one.message for one in found.outcome.problems]


def test_what_was_kept_is_found(tmp_path: Path) -> None:
    kept(tmp_path, "一")
    assert known(tmp_path) == ["一"]
    assert known(tmp_path, key_of(b"x", "b")) is None


def test_the_folder_is_made_for_its_owner_alone(tmp_path: Path) -> None:
    folder = tmp_path / "a" / "b"
    kept(folder, "一")
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    assert stat.S_IMODE((folder / "results.sqlite").stat().st_mode) == 0o600


@pytest.mark.parametrize(
    "data", [b"", b"\0" * 5000, b"SQLite format 3\0" + b"\xff" * 9000, b"no database" * 500]
)
def test_a_broken_file_is_begun_anew(tmp_path: Path, data: bytes) -> None:
    (tmp_path / "results.sqlite").write_bytes(data)
    kept(tmp_path, "一")
    kept(tmp_path, "二")
    assert known(tmp_path) == ["二"]


@given(st.data())
def test_a_file_with_broken_bytes_never_fails_and_never_lies(
    tmp_path_factory: pytest.TempPathFactory, data: st.DataObject
) -> None:
    folder = tmp_path_factory.mktemp("cache")
    for number in range(5):
        kept(folder, "一" * 300, key=key_of(b"x", str(number)))
    file = folder / "results.sqlite"
    content = bytearray(file.read_bytes())
    for _ in range(data.draw(st.integers(1, 20))):
        content[data.draw(st.integers(0, len(content) - 1))] ^= data.draw(st.integers(1, 255))
    file.write_bytes(content[: data.draw(st.integers(0, len(content)))])
    for number in range(5):
        assert known(folder, key_of(b"x", str(number))) in (None, ["一" * 300])
    kept(folder, "新")


def test_a_row_that_would_run_something_is_not_used(tmp_path: Path) -> None:
    class Evil:
        def __reduce__(self) -> Any:
            return os.mkdir, (str(tmp_path / "made"),)

    kept(tmp_path, "一")
    database = sqlite3.connect(tmp_path / "results.sqlite")
    database.execute("UPDATE results SET result = ?", (results_cache._packed(Evil()),))
    database.commit()
    database.close()
    assert known(tmp_path) is None
    assert not (tmp_path / "made").exists()


def test_what_rows_hold_is_what_may_be_made() -> None:
    body = results_cache._packed({"a"})
    assert results_cache._unpacked(body) == {"a"}
    assert results_cache._unpacked(results_cache._packed(pickle.Pickler)) is None


def test_a_file_that_another_program_holds_is_done_without(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept(tmp_path, "一")
    monkeypatch.setattr(results_cache, "_PATIENCE", 0.01)
    other = sqlite3.connect(tmp_path / "results.sqlite")
    other.execute("BEGIN EXCLUSIVE")
    assert known(tmp_path) is None
    kept(tmp_path, "二")
    other.rollback()
    assert known(tmp_path) == ["一"]


def test_a_folder_that_cannot_be_made_is_done_without(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    kept(tmp_path / "file" / "x", "一")
    assert known(tmp_path / "file" / "x") is None


def test_the_oldest_results_go_first(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(results_cache, "MOST_BYTES", 4000)
    for number in range(10):
        monkeypatch.setattr(results_cache.time, "time", lambda now=float(number): now)
        kept(tmp_path, "x" * 700, key=key_of(b"x", str(number)))
    left = [number for number in range(10) if known(tmp_path, key_of(b"x", str(number)))]
    assert left == list(range(left[0], 10))
    assert 1 <= len(left) <= 5


CHANGES: dict[str, dict[str, object]] = {
    "rules": {"active": frozenset({"a.pledge"})},
    "severities": {"severities": {"a.pledge": "error"}},
    "language": {"language": "en"},
    "format": {"input_format": "yaml"},
    "suppressions": {"suppressions": (Suppression("a.pledge", template="x"),)},
    "terms": {"terms": Terms(bare=True)},
    "library": {"library": "whole"},
}


@pytest.mark.parametrize("change", CHANGES)
def test_other_settings_have_other_results(rules: Path, change: str) -> None:
    assert context(settings(rules)) != context(settings(rules, **CHANGES[change]))


@pytest.mark.parametrize("change", [{"output": "text"}, {"color": True}, {"show_personal_data": True}])
def test_the_look_of_the_output_does_not_matter(rules: Path, change: dict[str, object]) -> None:
    assert context(settings(rules)) == context(settings(rules, **change))


def test_a_changed_ruleset_has_other_results(rules: Path, tmp_path: Path) -> None:
    own = tmp_path / "own.yaml"
    own.write_bytes(rules.read_bytes())
    before = context(settings(own))
    os.utime(own, (1, 1))
    assert context(settings(own)) != before


FILES = {
    "a.yaml": "replies:\n- name: 发货\n  text: 我们保证到\n- text: 你好 # replylint: ignore[b]\n"
    "- 在的 # replylint: ignore[a.pledge]\n",
    "b.json": json.dumps([{"title": "改价", "content": "你看看，保证\n行"}], ensure_ascii=False),
    "c.csv": '标题,话术\n查单,"保证,到"\n',
    "d.md": "# 库\n\n## 甲\n\n```\n你在吗\n```\n",
    "e.md": "只是说明\n",
    "f.txt": "保证到\n您好\n",
    "g.jsonl": chat("客户：坏了", "客服：保证修"),
    "h.yaml": "a: [\n",
    "i.json": '{"无关": 1}',
}


@pytest.fixture
def library(tmp_path: Path) -> Path:
    folder = tmp_path / "library"
    folder.mkdir()
    for name, text in FILES.items():
        (folder / name).write_text(text, encoding="utf-8")
    return folder


def ran(folder: Path, chosen: Settings, cache: Path | None, jobs: int = 1) -> list[dict[str, Any]]:
    """All that comes of a run, as the printer sees it."""
    found = discover([str(folder)])
    if cache is None:
        made = outcomes(found.files, [chosen], jobs)
    else:
        chosen = chosen._replace(remember=True, deferred="templates")
        memory = Memory([chosen], cache)
        made = told([*outcomes(found.files, [chosen], jobs, memory=memory)], chosen, lambda path: chosen)
        memory.close()
    hidden = ("digest", "shelved", "later")
    return [
        {name: value for name, value in fields(outcome).items() if name not in hidden} for outcome in made
    ]


def fields(outcome: Outcome) -> dict[str, Any]:
    return {one.name: getattr(outcome, one.name) for one in dataclasses.fields(outcome)}


@pytest.mark.parametrize("output", ["text", "json", "github"])
@pytest.mark.parametrize("jobs", [1, 2])
def test_with_and_without_a_cache_all_is_the_same(
    rules: Path, library: Path, tmp_path: Path, output: str, jobs: int
) -> None:
    chosen = settings(rules, output=output, color=output == "text", library="whole")
    without = ran(library, chosen, None)
    assert ran(library, chosen, tmp_path / "cache", jobs) == without
    assert ran(library, chosen, tmp_path / "cache", jobs) == without


def test_a_file_that_is_the_same_is_not_judged_again(
    rules: Path, library: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    chosen = settings(rules)
    ran(library, chosen, tmp_path / "cache")
    (library / "a.yaml").write_text("replies: [保证]\n", encoding="utf-8")
    judged: list[str] = []
    real = results_cache.load

    def counted(data: bytes, path: str, *arguments: Any) -> Any:
        judged.append(Path(path).name)
        return real(data, path, *arguments)

    monkeypatch.setattr("linter.pipeline.tasks.load", counted)
    ran(library, chosen, tmp_path / "cache")
    assert judged == ["a.yaml", "f.txt", "g.jsonl", "h.yaml", "i.json"]


def test_no_word_of_a_chat_or_of_plain_text_is_kept(rules: Path, tmp_path: Path) -> None:
    folder = tmp_path / "library"
    folder.mkdir()
    (folder / "a.jsonl").write_text(chat("客户：坏了", "客服：保证修XYZZY"), encoding="utf-8")
    (folder / "b.txt").write_text("张三 10:05\n保证修XYZZY\n", encoding="utf-8")
    (folder / "c.yaml").write_text("replies: [保证PLUGH]\n", encoding="utf-8")
    ran(folder, settings(rules), tmp_path / "cache")
    content = (tmp_path / "cache" / "results.sqlite").read_bytes()
    assert b"PLUGH" in content
    assert b"XYZZY" not in content
