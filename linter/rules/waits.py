"""How long a customer waits in a conversation: for the first answer, for a later one, or held by 稍等."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Literal, NamedTuple

from linter.model import Turn

if TYPE_CHECKING:
    from linter.rules.program import Program

AUTOMATIC, WELCOME, HOLDS, AWAITS_NOTHING = "automatic", "welcome-text", "asks-to-wait", "awaits-nothing"
"""Signals, where the rulesets have them: what a machine says, a text of welcome (a machine's when it comes at
once), what asks the customer to wait, and what a customer says who waits for nothing."""

AT_ONCE = 3
"""Seconds in which nobody reads a question and types a welcome."""

Kind = Literal["first", "answer", "held"]


class Wait(NamedTuple):
    """What was waited for, how many seconds, and where it ended: the number of the turn, and of the message
    in it."""

    kind: Kind
    seconds: float
    turn: int
    message: int


def waits(turns: Sequence[Turn], program: Program) -> list[Wait]:
    """The waits of a conversation that ended, in order. What a machine says ends none; a message without a
    time neither begins nor ends one. Whoever was asked to wait waits for an answer to whatever is said to
    that, be it only 好; a customer who agrees to wait is held from then on."""
    found: list[Wait] = []
    asked: float | None = None
    held: float | None = None
    kind: Kind = "first"
    for number, turn in enumerate(turns):
        if turn.speaker == "customer":
            waiting = [
                message
                for message in turn.messages
                if not program.shows(AWAITS_NOTHING, message.text, "customer")
            ]
            if held is not None and not waiting:
                held = turn.messages[-1].time
            if asked is None and (waiting or held is not None):
                asked = (waiting or turn.messages)[0].time
            continue
        for place, message in enumerate(turn.messages):
            if program.shows(AUTOMATIC, message.text, "agent") or (
                asked is not None
                and message.time is not None
                and message.time - asked <= AT_ONCE
                and program.shows(WELCOME, message.text, "agent")
            ):
                continue
            if message.time is not None:
                if asked is not None:
                    found.append(Wait(kind, message.time - asked, number, place))
                if held is not None:
                    found.append(Wait("held", message.time - held, number, place))
            kind, asked = "answer", None
            held = message.time if program.shows(HOLDS, message.text, "agent") else None
    return found
