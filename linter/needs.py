"""What customers show in a conversation: worries and needs (S24, S25), and what kind they are (S26).

Advice for whoever answers, and never a score: a few words are no proof of what somebody is like.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any, NamedTuple

from linter.i18n import choose
from linter.model import Conversation, Message
from linter.rules.names import ADVICE_RULESETS
from linter.rules.plan import plan
from linter.rules.program import Program
from linter.rules.scene import Scene


class Cue(NamedTuple):
    """What a customer shows: the name of the signal, the `group` that it belongs to and its title; the words
    that show it, in which message; and the advice, with the teaching that it comes from."""

    name: str
    group: str
    title: str
    words: str
    message_index: int
    advice: str
    source: str


class Needs:
    """Recognises what the signals with advice of some rulesets find. Made once for many conversations."""

    def __init__(self, rulesets: Sequence[str | Path] = ADVICE_RULESETS) -> None:
        made = plan(rulesets)
        self._program = Program(made.run)
        self._advice: dict[str, Any] = {
            signal["id"]: signal["advice"] for signal in made.docs["signals"] if "advice" in signal
        }

    def shown(self, conversation: Conversation) -> list[Cue]:
        """What the customer shows, each once, in the order of the messages that show it first."""
        cues: dict[str, Cue] = {}
        for message in conversation.messages:
            if message.speaker == "customer" and message.text:
                for cue in self._cues(message):
                    cues.setdefault(cue.name, cue)
        return [*cues.values()]

    def _cues(self, message: Message) -> list[Cue]:
        view = self._program.view(message.text, "customer")
        scene = Scene(self._program, view, None, "customer")
        cues: list[Cue] = []
        for name, advice in self._advice.items():
            found = self._program.signal_matches(name, scene)
            if found:
                start, end = view.folded.original_span(found[0].start, found[0].end)
                title, text = choose(advice["title"]), choose(advice["text"])
                words = message.text[start:end]
                cues.append(Cue(name, advice["group"], title, words, message.index, text, advice["source"]))
        return cues
