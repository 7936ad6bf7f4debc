"""Scorecards, conversations and what was found in them, for the tests of scoring."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from linter.model import Conversation, Diagnostic, Finding, Message, Speaker
from linter.scoring.card import Scorecard
from linter.scoring.load import load_scorecard
from linter.scoring.record import Record
from linter.scoring.recorder import Recorder
from linter.source import LinePlace

KNOWN = (
    "tone.blame",
    "tone.mock",
    "courtesy.greeting",
    "courtesy.please.wait",
    "courtesy.please.request",
    "leak.name",
)

CARD = """\
scorecard: 测试
groups:
  manners:
    title: 礼貌
    items:
      - { rules: tone, points: 10 }
      - { rules: [tone.mock], points: 20, cap: 30 }
      - { rules: courtesy, points: 3, per: conversation }
      - { rules: courtesy.please, points: 2, cap: 5 }
  safety:
    title: { zh: 安全, en: safety }
    items:
      - { rules: leak, points: 40, fatal: true }
others: { group: manners, warning: 7 }
"""


def card(folder: Path, text: str = CARD) -> Scorecard:
    """The scorecard of a text."""
    path = folder / "scorecard.yaml"
    path.write_text(text, encoding="utf-8")
    return load_scorecard(path, KNOWN)


def chat(*said: str, id: str | None = "c-1", line: int = 1, **changes: Any) -> Conversation:
    """A conversation of lines such as `客户@10：在吗`, `客服/小美@25：您好`: who, author, second."""
    speakers: dict[str, Speaker] = {"客户": "customer", "客服": "agent", "系统": "system"}
    messages = []
    for index, text in enumerate(said):
        head, _, content = text.partition("：")
        head, _, time = head.partition("@")
        who, _, author = head.partition("/")
        place = LinePlace(line + index, 1, content)
        at = float(time) if time else None
        messages.append(Message(speakers[who], content, index, place, at, author or None))
    return Conversation(id, messages, **changes)


def found(chat: Conversation, index: int, match: str, rule: str = "tone.blame", **changes: Any) -> Diagnostic:
    """A finding in one message, which is a reply of its own."""
    message = chat.messages[index]
    start = message.text.index(match)
    finding = Finding(rule, "warning", start, start + len(match), match, f"“{match}”不好。")
    line, column = message.place.position(start)
    values: dict[str, Any] = {
        "finding": finding,
        "rewrite": None,
        "needs_input": False,
        "reply": message.text,
        "path": "chats.jsonl",
        "line": line,
        "column": column,
        "end_line": line,
        "end_column": column + len(match),
        "utf16": (column, column + len(match)),
        "source_line": message.text,
        "conversation": chat.id,
        "number": 0,
        "message_index": index,
        "speaker": message.speaker,
        "template": None,
        "private": True,
    }
    return Diagnostic(**{**values, **changes})


def records(
    card: Scorecard, *chats: Conversation, found: list[Diagnostic] | None = None, worst: int = 5
) -> list[Record]:
    """The records of some conversations."""
    return Recorder(card, worst).records("chats.jsonl", chats, found or [])
