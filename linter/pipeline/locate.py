"""Findings at their places in the file."""

from __future__ import annotations

from linter.model import Advice, Diagnostic, Finding, Message, Reply
from linter.pipeline.bench import NOTHING
from linter.source import Place, cell_of


def located(path: str, number: int, reply: Reply, finding: Finding, advice: Advice = NOTHING) -> Diagnostic:
    """A finding in the reply `number` of the file `path`, with the rewrite of that reply."""
    message, start, place = _standing(reply, finding.start)
    line, column = end_line, end_column = place.position(start)
    source_line = end_source_line = place.line(line)
    if finding.end > finding.start:
        _, end, end_place = _standing(reply, finding.end, end=True)
        end_line, end_column = end_place.position(end, end=True)
        if end_line != line:
            end_source_line = end_place.line(end_line)
    return Diagnostic(
        finding=finding,
        rewrite=advice.rewrite,
        needs_input=advice.needs_input,
        reply=reply.text,
        path=path,
        line=line,
        column=column,
        end_line=end_line,
        end_column=end_column,
        utf16=(_utf16(source_line, column), _utf16(end_source_line, end_column)),
        source_line=source_line,
        conversation=reply.conversation.id if reply.conversation else None,
        number=number,
        message_index=message.index if message else None,
        speaker=message.speaker if message else None,
        template=(reply.template.name or None) if reply.template else None,
        private=reply.conversation is not None,
        cell=cell_of(place),
        end_source_line=end_source_line if end_line != line else None,
    )


def _standing(reply: Reply, offset: int, *, end: bool = False) -> tuple[Message | None, int, Place]:
    """The message that holds a character of the reply (with `end`: the one before `offset`), the offset in
    it, and its place."""
    if reply.template is not None:
        return None, offset, reply.template.place
    for message in reply.messages:
        size = len(message.text)
        if offset < size or (offset == size and (end or message is reply.messages[-1])):
            return message, offset, message.place
        offset = max(0, offset - size - 1)
    message = reply.messages[-1]
    return message, len(message.text), message.place


def _utf16(line: str, column: int) -> int:
    before = line[: column - 1]
    return column if before.isascii() else len(before.encode("utf-16-le", "surrogatepass")) // 2 + 1
