"""Items added to a list of a YAML file, its comments and all else left as they are."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import yaml


def with_items(text: str, key: str, items: Sequence[str]) -> str | None:
    """`text` with more items in the list that stands under `key` at the top; None where that cannot be done
    so that everything else still says the same. An item is YAML, on one line in a list in brackets."""
    try:
        before = yaml.safe_load(text) or {}
        after = _with(text, key, items)
        same = after is not None and yaml.safe_load(after) == {
            **before,
            key: [*(before.get(key) or []), *map(yaml.safe_load, items)],
        }
    except (yaml.YAMLError, TypeError):
        return None
    return after if same else None


def _with(text: str, key: str, items: Sequence[str]) -> str | None:
    node = yaml.compose(text, Loader=yaml.SafeLoader)
    pairs = node.value if isinstance(node, yaml.MappingNode) else ()
    name, listed = next(((name, value) for name, value in pairs if name.value == key), (None, None))
    end_of_line = "\r\n" if "\r\n" in text else "\n"
    if listed is None:
        gap = "" if not text or text.endswith("\n") else end_of_line
        return text + gap + "".join(f"{line}{end_of_line}" for line in (f"{key}:", *lines("  ", items)))
    if name is not None and text[name.end_mark.index : listed.end_mark.index].strip() == ":":
        at = name.end_mark.index + 1
        return text[:at] + "".join(f"{end_of_line}{line}" for line in lines("  ", items)) + text[at:]
    if not isinstance(listed, yaml.SequenceNode):
        return None
    if listed.flow_style:
        at = listed.end_mark.index - 1
        flow = ", ".join(map(_flow, items))
        return f"{text[:at]}{', ' if listed.value else ''}{flow}{text[at:]}"
    begins = text.rfind("\n", 0, listed.value[0].start_mark.index) + 1
    indent = text[begins : text.index("-", begins)]
    at = _end(listed, text)
    at = len(text) if (found := text.find("\n", at)) < 0 else found - (text[found - 1] == "\r")
    return text[:at] + "".join(f"{end_of_line}{line}" for line in lines(indent, items)) + text[at:]


def lines(indent: str, items: Sequence[str]) -> list[str]:
    """The lines of items in a list."""
    told = []
    for item in items:
        first, *rest = item.rstrip("\n").split("\n")
        told += [f"{indent}- {first}", *(f"{indent}  {line}" if line else "" for line in rest)]
    return told


def _flow(item: str) -> str:
    """An item on one line."""
    if "\n" not in item.rstrip("\n"):
        return item.rstrip("\n")
    data: Any = yaml.safe_load(item)
    return yaml.safe_dump(
        data, allow_unicode=True, sort_keys=False, default_flow_style=True, width=float("inf")
    ).rstrip("\n")


def _end(node: yaml.Node, text: str) -> int:
    """Where the last scalar of a node ends: block collections are said to end where the next thing begins,
    and so are blocks of text."""
    if isinstance(node, yaml.ScalarNode) and node.style in ("|", ">"):
        return len(text[: node.end_mark.index].rstrip())
    if not isinstance(node, yaml.CollectionNode) or node.flow_style or not node.value:
        return int(node.end_mark.index)
    last = node.value[-1]
    return _end(last[1] if isinstance(node, yaml.MappingNode) else last, text)
