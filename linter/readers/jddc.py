"""Transcripts in the layout of JDDC 2018: seven cells a line, parted by tabs, without a header."""

from __future__ import annotations

import re
from collections.abc import Mapping

from linter.i18n import say
from linter.model import Conversation, Message, Speaker
from linter.readers.base import Block, Kind, ReadOptions, Recognition, Sample
from linter.readers.problems import Problems, rows_apart, transcript_block
from linter.source import LinePlace, SourceText

_SPEAKERS: Mapping[str, Speaker] = {"1": "agent", "0": "customer"}
_ROW = re.compile(r"[^\t\n]+\t[^\t\n]*\t[01]\t[^\t\n]*\t[^\t\n]*\t[^\t\n]*\t[^\t\n]*")
_LOOK = 50


class Jddc:
    """Session, user (the customer), 1 for the agent or 0 for the customer, transfer, repeat, `nan`, text."""

    name = "jddc"
    kind: Kind = "transcript"
    title: Mapping[str, str] = {"zh": "JDDC 聊天记录（TSV）", "en": "JDDC chats (TSV)"}
    known_by: Mapping[str, str] = {
        "zh": "每行 7 格，制表符分隔，无表头；第 3 格 1 是客服，0 是客户",
        "en": "7 cells a line, parted by tabs, no header; cell 3 is 1 for the agent, 0 for the customer",
    }

    def recognise(self, sample: Sample, options: ReadOptions) -> Recognition:
        """Sure where nearly all of the first lines are such rows."""
        lines = sample.text.split("\n", _LOOK + 1)[: _LOOK if sample.complete else -1]
        lines = [line for line in lines if line.strip()][:_LOOK]
        rows = [line for line in lines if _ROW.fullmatch(line.rstrip("\r"))]
        if rows and len(rows) * 5 >= len(lines) * 4:
            return Recognition("sure", say("每行 7 格", "7 cells a line"))
        return Recognition("no", say("不是每行 7 格", "not 7 cells a line"))

    def read(self, source: SourceText, path: str, options: ReadOptions) -> Block:
        """The sessions. Rows that are not as they should be are problems; the others are read."""
        problems = Problems(path)
        conversations: list[Conversation] = []
        known: set[str] = set()
        current: str | None = None
        returned: int | None = None
        messages: list[Message] = []
        text = source.text.replace("\r\n", "\n") if "\r" in source.text else source.text
        for number, raw in enumerate(text.split("\n"), source.first_line):
            cells = raw.split("\t")
            if len(cells) != 7 or cells[2] not in _SPEAKERS:
                if raw and not raw.isspace():
                    problems.add(_broken(cells), number)
                continue
            session, user, code, _, _, _, said = cells
            if session != current:
                current, messages = session, []
                continued = session in known
                conversations.append(Conversation(session, messages, continued, user or None))
                known.add(session)
                if continued and returned is None:
                    returned = number
            place = LinePlace(number, len(raw) - len(said) + 1, raw)
            author = user if code == "0" and user else None
            messages.append(Message(_SPEAKERS[code], said, len(messages), place, None, author))
        if returned is not None:
            problems.add(rows_apart(), returned, fatal=False)
        return transcript_block(path, [*conversations], problems, _seen(conversations), source, known)

    def cut(self, text: str) -> int:
        """Before the first row of the last session."""
        at = text.rfind("\n") + 1
        last: str | None = None
        while at:
            start = text.rfind("\n", 0, at - 1) + 1
            cells = text[start:at].split("\t")
            if len(cells) == 7 and cells[2] in _SPEAKERS:
                session = cells[0]
                if last not in (None, session):
                    return at
                last = session
            at = start
        return 0


def _broken(cells: list[str]) -> str:
    if len(cells) != 7:
        return say(
            f"应有 7 格（制表符分隔），这一行有 {len(cells)} 格",
            f"expected 7 cells parted by tabs, found {len(cells)}",
        )
    found = cells[2][:20]
    return say(
        f"第 3 格应是 1（客服）或 0（客户），发现的是 {found!r}",
        f"cell 3 must be 1 (agent) or 0 (customer), found {found!r}",
    )


def _seen(conversations: list[Conversation]) -> dict[str, Speaker | None]:
    """Whether an agent speaks, and else who does."""
    for conversation in conversations:
        if any(message.speaker == "agent" for message in conversation.messages):
            return {"1": "agent"}
    return {"0": "customer"} if conversations else {}


READER = Jddc()
