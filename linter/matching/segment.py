"""Where words begin and end in Chinese text: jieba's dictionary and algorithm, without guessing new words.

`rjieba` is the same in Rust and some ten times faster; `jieba` stands in where it has no wheel. Both are
loaded at the first question, because loading costs more than checking a file that never asks.
"""

from __future__ import annotations

import functools
import os
import sys
from collections.abc import Callable, Iterable
from pathlib import Path

Cut = Callable[[str], Iterable[str]]


def _rjieba() -> Cut:
    import rjieba

    def cut(text: str) -> Iterable[str]:
        words: Iterable[str] = rjieba.cut(text, False)
        return words

    return cut


def _jieba() -> Cut:
    import logging
    import warnings

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        import jieba

    jieba.setLogLevel(logging.CRITICAL)
    tokenizer = jieba.Tokenizer()
    try:
        tokenizer.tmp_dir = str(private_cache_dir())
    except OSError:
        tokenizer.tmp_dir = os.devnull  # where nothing can be kept: a shared folder is not to be trusted

    def cut(text: str) -> Iterable[str]:
        words: Iterable[str] = tokenizer.cut(text, HMM=False)
        return words

    return cut


def _cache_home() -> Path:
    """Where this user's caches are. Linux has a short rule of its own (the XDG base directory
    specification), and every start would feel the import of platformdirs."""
    if sys.platform == "linux":
        named = Path(os.environ.get("XDG_CACHE_HOME", ""))
        return named if named.is_absolute() else Path.home() / ".cache"
    from platformdirs import user_cache_path

    return user_cache_path()


def private_cache_dir() -> Path:
    """A cache folder that belongs to this user alone; made when it is missing."""
    folder = _cache_home() / "replylint"
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    return folder


@functools.cache
def segmenter() -> Cut:
    """The fast segmenter, or the slow one where the fast one is missing or REPLYLINT_SEGMENTER=jieba."""
    if os.environ.get("REPLYLINT_SEGMENTER") != "jieba":
        try:
            return _rjieba()
        except ImportError:
            pass
    return _jieba()


def word_edges(text: str) -> set[int]:
    """Offsets at which a word begins or ends, 0 and the length of `text` among them."""
    edges, at = {0}, 0
    for word in segmenter()(text):
        at += len(word)
        edges.add(at)
    return edges
