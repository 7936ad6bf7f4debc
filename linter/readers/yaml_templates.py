"""Templates in YAML: strings under text keys, in every scalar style."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

import yaml

from linter.i18n import say
from linter.model import Comment, Item, Template
from linter.readers.base import (
    HAN,
    MARKDOWN_SUFFIXES,
    Block,
    Kind,
    ReadOptions,
    Recognition,
    Sample,
    Unreadable,
    unreadable,
)
from linter.readers.comments import line_above
from linter.readers.keyed import (
    Leaf,
    Listing,
    Node,
    Table,
    is_transcript,
    key_names,
    templates,
    trusted,
    verdict,
)
from linter.readers.yaml_places import LOADER, STANDARD, STRING, UNPRINTABLE, Scalar
from linter.source import SourceText

_SUFFIXES = (".yaml", ".yml")
_DEEPEST = 200
_BRACKETS = re.compile(r"[\[\]{}]")
_LINE_START = re.compile(r"^[ \t?:-]+", re.MULTILINE)
_TOP_LEVEL = r"(?m)^[^\s#]"
_KEY_LINE = r"(?m)^[ \t]*(?:- +)*[^\s#:][^:\n]*:(?:\s|$)|^[ \t]*- "

_MESSAGES = {
    "mapping values are not allowed in this context": "这里不能再有冒号加空格；含冒号的文字要用引号括起来",
    "found character that cannot start any token": "文字不能以这个字符开头（制表符不能缩进，@、` 要加引号）",
    "did not find expected key": "这里应有一个键；请检查缩进和引号",
    "did not find expected '-' indicator": "这里应有列表项“- ”；请检查缩进",
    "did not find expected <document start>": "这里应是文件的结尾；请检查缩进",
    "could not find expected ':'": "这里应有键后面的冒号",
    "did not find expected ',' or ']'": "这里应有逗号或 ]",
    "did not find expected ',' or '}'": "这里应有逗号或 }",
    "found unexpected end of stream": "文件在引号里就结束了；请补上结束的引号",
    "found undefined alias": "引用（*）了没有定义的锚点（&）",
}


class YamlTemplates:
    """One or more YAML documents."""

    name = "yaml"
    kind: Kind = "templates"
    title: Mapping[str, str] = {"zh": "YAML 话术库", "en": "YAML library"}
    known_by: Mapping[str, str] = {
        "zh": "YAML 文件，话术在 text、content、reply、话术 等键下",
        "en": "YAML with replies under keys such as text, content, reply",
    }

    def recognise(self, sample: Sample, options: ReadOptions) -> Recognition:
        """Sure where a text key has Chinese under it."""
        suffix = sample.path.suffix.lower()
        named = suffix in _SUFFIXES
        if not named and (suffix in MARKDOWN_SUFFIXES or not _looks_like_yaml(sample.text)):
            return Recognition("no", say("不像 YAML", "does not look like YAML"))
        if named and not sample.complete:
            return _by_keys(sample, options)
        path = str(sample.path)
        try:
            trees = list(roots(SourceText(_complete_part(sample)), path))
        except Unreadable as error:
            return _by_keys(sample, options) if named else Recognition("no", error.problem.message)
        if any(isinstance(root, Table) and _is_ruleset(root, options) for root in trees):
            return Recognition(
                "no", say("是规则或配置，不是话术", "a ruleset or configuration, not templates")
            )
        if any(is_transcript(root, options) for root in trees):
            return Recognition("no", say("是聊天记录，不是话术", "a transcript, not templates"))
        return verdict([template for root in trees for template in templates(root, options)], options)

    def read(self, source: SourceText, path: str, options: ReadOptions) -> Block:
        """The templates of all documents. Raises `Unreadable` where the file is not valid YAML."""
        items: list[Item] = []
        for root in roots(source, path):
            items += templates(root, options)
        return Block(items)

    marks = ("# ", "")

    def comments(self, source: SourceText) -> Iterator[Comment]:
        """What stands between the tokens, and behind the headers of blocks."""
        from linter.readers.yaml_comments import comments

        return comments(source)

    def above(self, source: SourceText, template: Template) -> tuple[int, str]:
        """The line on which the scalar begins; of a block that is the line of its header."""
        return line_above(source, template)


def _looks_like_yaml(text: str) -> bool:
    """Whether the lines are keys, list items, comments or indented text. Brackets are left to JSON."""
    if text.lstrip().startswith(("{", "[")):
        return False
    lines = [line for line in text.splitlines() if line.strip()][:200]
    fitting = [line for line in lines if line[0] in " \t#-" or re.match(_KEY_LINE, line)]
    return bool(lines) and len(fitting) == len(lines) and bool(re.search(_KEY_LINE, text))


def _is_ruleset(root: Table, options: ReadOptions) -> bool:
    return any(key in options.ruleset_keys for key, _ in root.pairs)


def _complete_part(sample: Sample) -> str:
    """The text up to the last line without indentation, where the sample is not all of the file."""
    if sample.complete:
        return sample.text
    return sample.text[: max((line.start() for line in re.finditer(_TOP_LEVEL, sample.text)), default=0)]


def _by_keys(sample: Sample, options: ReadOptions) -> Recognition:
    """A verdict without parsing, on a beginning or on a broken file, whose error `read` then tells."""
    keys = "|".join(map(re.escape, key_names(options)))
    if not re.search(rf"""(?:^|[\s{{,\[])["']?(?:{keys})["']?\s*:(?:\s|$)""", sample.text, re.I | re.M):
        return verdict([], options)
    return trusted(bool(HAN.search(sample.text)))


def roots(source: SourceText, path: str) -> Iterator[Node]:
    """The trees of the documents. Raises `Unreadable`."""
    trees = _Trees(source)
    if _is_deep(source.text):
        raise unreadable(path, say("YAML 嵌套太深", "the YAML is nested too deeply"))
    try:
        for root in yaml.compose_all(source.text, Loader=LOADER):
            yield trees.tree(root)
    except yaml.MarkedYAMLError as error:
        raise _broken(error, path) from None
    except yaml.reader.ReaderError as error:
        raise _forbidden(error, source, path) from None


def _is_deep(text: str) -> bool:
    """Whether there may be more than `_DEEPEST` levels, by open brackets and by what lines begin with. The
    parser would run out of stack, and take the program along."""
    depth = 0
    for bracket in _BRACKETS.finditer(text):
        depth = depth + 1 if bracket[0] in "[{" else max(depth - 1, 0)
        if depth > _DEEPEST:
            return True
    return any(start.end() - start.start() > _DEEPEST for start in _LINE_START.finditer(text))


class _Trees:
    """Makes trees of YAML nodes. Only strings are leaves; an alias is the very node that it repeats."""

    def __init__(self, source: SourceText) -> None:
        self._source = source
        self._made: dict[yaml.Node, Node] = {}

    def tree(self, node: yaml.Node | None, in_flow: bool = False) -> Node:
        """The tree of `node`; nothing where a node holds itself."""
        if node is None:
            return None
        if node not in self._made:
            self._made[node] = None
            self._made[node] = self._make(node, in_flow)
        return self._made[node]

    def _make(self, node: yaml.Node, in_flow: bool) -> Node:
        if isinstance(node, yaml.ScalarNode):
            return self._leaf(node, in_flow) if _is_string(node) else None
        if not isinstance(node, yaml.CollectionNode):
            return None
        in_flow = in_flow or bool(node.flow_style)
        if isinstance(node, yaml.SequenceNode):
            return Listing([self.tree(item, in_flow) for item in node.value])
        pairs = [(key, value) for key, value in node.value if isinstance(key, yaml.ScalarNode)]
        return Table([(key.value, self.tree(value, in_flow)) for key, value in pairs])

    def _leaf(self, node: yaml.ScalarNode, in_flow: bool) -> Leaf:
        scalar = Scalar(
            self._source, node.start_mark.index, node.end_mark.index, node.style or "", node.value, in_flow
        )
        return Leaf(scalar.text, scalar.place)


def _is_string(node: yaml.ScalarNode) -> bool:
    """Whether a scalar is a string: by YAML itself, or under a tag of somebody's own (`!note 您好`)."""
    return node.tag == STRING or not node.tag.startswith(STANDARD)


def _broken(error: yaml.MarkedYAMLError, path: str) -> Unreadable:
    mark = error.problem_mark or error.context_mark
    problem = error.problem or error.context or ""
    opening = error.context_mark
    since = ""
    if opening and mark and opening.line != mark.line:
        line = opening.line + 1
        since = say(f"（内容从第 {line} 行开始）", f" (in what begins on line {line})")
    message = say(f"YAML 语法有误：{_MESSAGES.get(problem, problem)}", f"not valid YAML: {problem}") + since
    if mark is None:
        return unreadable(path, message)
    return unreadable(path, message, mark.line + 1, mark.column + 1)


def _forbidden(error: yaml.reader.ReaderError, source: SourceText, path: str) -> Unreadable:
    found = UNPRINTABLE.search(source.text)
    place = source.position(found.start()) if found else ()
    shown = ascii(found[0])[1:-1] if found else error.reason
    message = say(
        f"YAML 里不能有字符 {shown}；请删掉，或在双引号里写成转义",
        f"the character {shown} may not stand in YAML; delete it, or escape it in double quotes",
    )
    return unreadable(path, message, *place)


READER = YamlTemplates()
