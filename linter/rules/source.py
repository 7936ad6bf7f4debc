"""YAML read as plain data, with the line and column of every value kept beside it."""

from __future__ import annotations

from typing import Any, NamedTuple

import yaml

from linter.i18n import say
from linter.rules.errors import RulesetError

Path = tuple[str | int, ...]

_DEEPEST = 40
"""No ruleset is nested deeper than this; one that refers to itself is."""


class Source(NamedTuple):
    """The data of one YAML file. `marks` gives (line, column) of a value by its path from the top; the
    place of a key itself stands under its path followed by `"@key"`."""

    path: str
    data: Any
    marks: dict[Path, tuple[int, int]]

    def error(
        self, path: Path, found: str, expected: str, advice: str = "", *, key: bool = False
    ) -> RulesetError:
        """An error at the value (or, with `key`, the key) of `path`, or at the nearest place above it."""
        where = (*path, "@key") if key else path
        while where and where not in self.marks:
            where = where[:-1]
        line, column = self.marks.get(where, (1, 1))
        return RulesetError(self.path, line, column, found, expected, advice)


def parse(text: str, path: str) -> Source:
    """Reads YAML. Raises `RulesetError` where it is broken, has a key twice, or has a tag of its own."""
    loader_class: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    try:
        loader = loader_class(text)
        try:
            node = loader.get_single_node()
            marks: dict[Path, tuple[int, int]] = {}
            source = Source(path, None, marks)
            data = None if node is None else _build(node, (), marks, loader, source)
        finally:
            loader.dispose()
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line, column = (mark.line + 1, mark.column + 1) if mark else (None, None)
        raise RulesetError(
            path,
            line,
            column,
            error.problem or say("无法解析的内容", "something unreadable"),
            say("合法的 YAML", "valid YAML"),
            error.context or "",
        ) from None
    except yaml.YAMLError:
        raise _bad_character(text, path) from None
    return Source(path, data, marks)


def _bad_character(text: str, path: str) -> RulesetError:
    """The error for a character that may not stand in YAML."""
    found = yaml.reader.Reader.NON_PRINTABLE.search(text)
    at = found.start() if found else 0
    line, column = text.count("\n", 0, at) + 1, at - text.rfind("\n", 0, at)
    return RulesetError(
        path,
        line,
        column,
        say(f"字符 U+{ord(text[at]):04X}", f"the character U+{ord(text[at]):04X}"),
        say("YAML 允许的字符", "a character that YAML allows"),
    )


def _key_of(path: Path, key: str) -> Path:
    return (*path, key, "@key")


def _build(node: Any, path: Path, marks: dict[Path, tuple[int, int]], loader: Any, source: Source) -> Any:
    marks[path] = (node.start_mark.line + 1, node.start_mark.column + 1)
    if len(path) > _DEEPEST:
        raise source.error(
            path,
            say("嵌套太深，或引用了自己", "something nested too deep, or within itself"),
            say(f"不超过 {_DEEPEST} 层", f"no more than {_DEEPEST} levels"),
        )
    if not isinstance(node, yaml.ScalarNode) and not node.tag.endswith((":map", ":seq")):
        raise source.error(
            path,
            say(f"标签 {node.tag}", f"the tag {node.tag}"),
            say("不带标签的数据", "data without tags"),
        )
    if isinstance(node, yaml.MappingNode):
        mapping: dict[str, Any] = {}
        for key_node, value_node in node.value:
            key = str(key_node.value)
            marks[_key_of(path, key)] = (key_node.start_mark.line + 1, key_node.start_mark.column + 1)
            if key in mapping:
                raise source.error(
                    (*path, key),
                    say(f"第二个 {key!r}", f"a second {key!r}"),
                    say("每个键只写一次", "each key once"),
                    key=True,
                )
            mapping[key] = _build(value_node, (*path, key), marks, loader, source)
        return mapping
    if isinstance(node, yaml.SequenceNode):
        return [_build(item, (*path, at), marks, loader, source) for at, item in enumerate(node.value)]
    try:
        return loader.construct_object(node)
    except ValueError as error:
        raise source.error(
            path,
            f"{node.value!r} ({error})",
            say("YAML 认得的值", "a value that YAML understands"),
            say("给它加上引号", "put it in quotes"),
        ) from None
