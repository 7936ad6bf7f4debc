"""Where words begin and end in Chinese text: jieba's dictionary and algorithm, without guessing new words.

`rjieba` is the same in Rust and some ten times faster; `jieba` stands in where it has no wheel. Both are
loaded at the first question, because loading costs more than checking a file that never asks.
"""

from __future__ import annotations

import functools
import os
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

    jieba.setLogLevel(logging.ERROR)
    tokenizer = jieba.Tokenizer()
    tokenizer.tmp_dir = str(private_cache_dir())

    def cut(text: str) -> Iterable[str]:
        words: Iterable[str] = tokenizer.cut(text, HMM=False)
        return words

    return cut


def private_cache_dir() -> Path:
    """A cache folder that belongs to this user alone; made when it is missing."""
    from platformdirs import user_cache_path

    folder = user_cache_path("replylint", appauthor=False)
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
