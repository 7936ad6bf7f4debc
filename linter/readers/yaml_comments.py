"""Comments of a YAML file, which its parser passes over: what stands between the tokens."""

from __future__ import annotations

import re
from collections.abc import Iterator

import yaml

from linter.model import Comment
from linter.readers.comments import comment_at
from linter.readers.yaml_places import LOADER
from linter.source import SourceText

_COMMENT = re.compile("#([^\r\n\x85\u2028\u2029]*)")
_HEADER = re.compile(r"[|>][-+0-9]*[ \t]+(?=#)")


def comments(source: SourceText) -> Iterator[Comment]:
    """The comments in order, up to where the file is no YAML."""
    text, at = source.text, 0
    try:
        for token in yaml.scan(text, Loader=LOADER):
            yield from _between(source, at, token.start_mark.index)
            at = max(at, token.end_mark.index)
            if isinstance(token, yaml.ScalarToken) and token.style in ("|", ">"):
                header = _HEADER.match(text, token.start_mark.index)
                if header and (found := _COMMENT.match(text, header.end())):
                    yield comment_at(source, found.start(), found[1])
    except yaml.YAMLError:
        return
    yield from _between(source, at, len(text))


def _between(source: SourceText, start: int, end: int) -> Iterator[Comment]:
    if end > start:
        for found in _COMMENT.finditer(source.text, start, end):
            yield comment_at(source, found.start(), found[1])
