"""Word edges, by either of the two segmenters."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from linter.matching import segment
from linter.matching.segment import Cut, private_cache_dir, word_edges

WORDS = (
    "保证", "保证金", "我们", "您好", "今天", "发货", "不好意思", "一定", "程度", "的", "了", "亲", "快递",
    "运费险", "七天无理由", "退款", "羽绒服", "支持", "么", "这款", "都", "有", "龘", "㐀", "𠮷",
)  # fmt: skip
OTHERS = (
    "XL", "iPhone13", "13", "Pro", "3.5", "100%", "A4", "C++", "USB-C", "１２", "Ａ", "+", "&", "_", "#",
    " ", "  ", "\n", "\r\n", "，", "！", "😀", "é", "の", "-", ".", "%", "~",
)  # fmt: skip

texts = st.lists(st.sampled_from(WORDS + OTHERS), max_size=12).map("".join)


@pytest.fixture(scope="module")
def slow() -> Cut:
    """jieba, with the cache folder of the tests."""
    return segment._jieba()


def edges(cut: Cut, text: str) -> set[int]:
    at, found = 0, {0}
    for word in cut(text):
        at += len(word)
        found.add(at)
    return found


@given(texts)
@settings(max_examples=300, deadline=None)
def test_both_segmenters_see_the_same_words(slow: Cut, text: str) -> None:
    pytest.importorskip("rjieba")
    assert edges(segment._rjieba(), text) == edges(slow, text)


@given(texts)
def test_edges_lie_between_the_ends_of_the_text(text: str) -> None:
    found = word_edges(text)
    assert min(found) == 0
    assert max(found) == len(text)


def test_words_of_the_dictionary_are_kept_together() -> None:
    assert word_edges("保证金三天退") >= {0, 3}
    assert 2 not in word_edges("保证金三天退")
    assert 2 in word_edges("保证明天到")


@pytest.fixture
def fresh_segmenter() -> Iterator[None]:
    """The choice of the segmenter is made anew, and forgotten afterwards."""
    segment.segmenter.cache_clear()
    yield
    segment.segmenter.cache_clear()


@pytest.mark.usefixtures("fresh_segmenter")
def test_jieba_stands_in_where_the_fast_one_is_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "rjieba", None)
    assert segment.segmenter().__qualname__.startswith("_jieba")
    assert 3 in word_edges("保证金三天退")


@pytest.mark.usefixtures("fresh_segmenter")
def test_jieba_can_be_asked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("REPLYLINT_SEGMENTER", "jieba")
    assert segment.segmenter().__qualname__.startswith("_jieba")


def run_jieba(cache: Path, shared: Path) -> subprocess.CompletedProcess[str]:
    program = "from linter.matching.segment import word_edges; assert 3 in word_edges('保证金三天退')"
    environment = {
        **os.environ,
        "REPLYLINT_SEGMENTER": "jieba",
        "XDG_CACHE_HOME": str(cache),
        "TMPDIR": str(shared),
    }
    command = [sys.executable, "-W", "default", "-c", program]
    return subprocess.run(command, env=environment, capture_output=True, text=True, check=False)


def test_jieba_keeps_its_cache_in_the_private_folder_and_prints_nothing(tmp_path: Path) -> None:
    shared = tmp_path / "tmp"
    shared.mkdir()
    ran = run_jieba(tmp_path / "cache", shared)
    assert (ran.returncode, ran.stdout, ran.stderr) == (0, "", "")
    assert [path.name for path in (tmp_path / "cache" / "replylint").iterdir()] == ["jieba.cache"]
    assert list(shared.iterdir()) == []


def test_jieba_works_in_silence_where_no_cache_can_be_kept(tmp_path: Path) -> None:
    shared = tmp_path / "tmp"
    shared.mkdir()
    nowhere = tmp_path / "a-file"
    nowhere.write_text("")
    ran = run_jieba(nowhere, shared)
    assert (ran.returncode, ran.stdout, ran.stderr) == (0, "", "")
    assert list(shared.iterdir()) == []


def test_the_cache_folder_is_the_users_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "new"))
    folder = private_cache_dir()
    assert folder == tmp_path / "new" / "replylint"
    assert folder.stat().st_mode & 0o777 == 0o700
    assert private_cache_dir() == folder
