"""Templates in what help desks and bots export, by the paths of `rulesets/formats.yaml`."""

from __future__ import annotations

import re
from collections.abc import Iterator

from linter.i18n import say
from linter.model import Template
from linter.readers.base import HAN, Block, Export, Kind, ReadOptions, Recognition, Sample, Unreadable
from linter.readers.keyed import Node, templates_at
from linter.readers.vocabulary import default_options
from linter.source import SourceText

_ESCAPED = r"\\u[4-9][0-9a-fA-F]{3}"
"""Chinese characters in JSON that is ASCII throughout."""
_SUFFIXES = (".json", ".yaml", ".yml")


class ExportTemplates:
    """The export of one product, in JSON or YAML."""

    kind: Kind = "templates"

    def __init__(self, export: Export) -> None:
        self._export = export
        self.name = export.name
        self.title, self.known_by = export.title, export.known_by

    def recognise(self, sample: Sample, options: ReadOptions) -> Recognition:
        """Sure where there is Chinese at the places of this product. Of a broken or a long file the marks are
        all that is asked for; `read` tells what is wrong with it."""
        missing = [mark for mark in self._export.marks if mark not in sample.text]
        if missing:
            return Recognition("no", say(f"没有 {missing[0]}", f"has no {missing[0]}"))
        named = sample.path.suffix.lower() in _SUFFIXES
        if not sample.complete:
            return _by_marks(sample) if named else Recognition("no", say("后缀不符", "has another suffix"))
        try:
            found = list(self._templates(SourceText(sample.text), str(sample.path), options))
        except Unreadable as error:
            return _by_marks(sample) if named else Recognition("no", error.problem.message)
        if not found:
            return Recognition("no", say("该有回复的地方没有回复", "no replies where there should be some"))
        if any(HAN.search(template.text) for template in found):
            return Recognition("sure", say("回复里有中文", "Chinese in its replies"))
        return Recognition("plain", say("回复里没有中文", "no Chinese in its replies"))

    def read(self, source: SourceText, path: str, options: ReadOptions) -> Block:
        """The replies. Raises `Unreadable` where the file is neither valid JSON nor YAML."""
        return Block([*self._templates(source, path, options)])

    def _templates(self, source: SourceText, path: str, options: ReadOptions) -> Iterator[Template]:
        for root in _roots(source, path):
            yield from templates_at(root, options, self._export.paths)


def _by_marks(sample: Sample) -> Recognition:
    if HAN.search(sample.text) or re.search(_ESCAPED, sample.text):
        return Recognition("sure", say("有它的键和中文", "has its keys, and Chinese"))
    return Recognition("plain", say("没有中文", "no Chinese"))


def _roots(source: SourceText, path: str) -> Iterator[Node]:
    if source.text.lstrip().startswith(("{", "[")):
        from linter.readers.json_tree import loads, parse_tree

        loads(source.text, path)
        yield parse_tree(source)
    else:
        from linter.readers.yaml_templates import roots

        yield from roots(source, path)


def reader(name: str) -> ExportTemplates:
    """The reader of the export called `name`."""
    return ExportTemplates(next(one for one in default_options().exports if one.name == name))
