"""Problems of a file, counted, and listed only as far as anybody would read them."""

from __future__ import annotations

from collections.abc import Iterable

from linter.i18n import say
from linter.model import Item, Problem, Speaker
from linter.readers.base import Block
from linter.readers.roles import role_problems
from linter.source import SourceText

LIMIT = 20
"""How many problems of one file are listed."""


class Problems:
    """The problems of one block."""

    def __init__(self, path: str) -> None:
        self.path = path
        self.listed: list[Problem] = []
        self.unlisted = 0

    def add(
        self,
        message: str,
        line: int | None = None,
        column: int | None = None,
        fatal: bool = True,
        topic: str = "",
    ) -> None:
        """Notes one problem."""
        if len(self.listed) < LIMIT:
            self.listed.append(Problem(self.path, message, line, column, fatal, topic))
        else:
            self.unlisted += 1


def transcript_block(
    path: str,
    items: list[Item],
    problems: Problems,
    seen: dict[str, Speaker | None],
    source: SourceText,
    by_rows: Iterable[str] = (),
) -> Block:
    """What was read of a transcript, with a notice of the role names `seen` in it that nobody knows.
    `by_rows` are the ids of conversations whose messages stand in rows of their own.

    Raises `Unreadable` where nobody in a whole file is an agent; of blocks, `FileProblems` judges at the end.
    """
    told = role_problems(path, seen) if source.whole else []
    return Block(items, problems.listed + told, problems.unlisted, seen, frozenset(by_rows))


def rows_apart() -> str:
    """That a conversation was met again behind another one."""
    return say(
        "同一会话的行没有连在一起，后面的部分按新的会话处理；请先按会话排序",
        "the rows of a session do not stand together, the later ones are read as another session; sort them",
    )


class FileProblems:
    """The problems of a file that is read block by block, in the order of the blocks.

    Says each notice once, lists no more than `LIMIT` fatal problems, and tells at the end how many there are
    besides, and whether anybody in the file was an agent.
    """

    def __init__(self, path: str) -> None:
        self._path = path
        self._listed = 0
        self._unlisted = 0
        self._notices: set[str] = set()
        self._roles: dict[str, Speaker | None] = {}

    def take(self, block: Block) -> list[Problem]:
        """The problems of `block` that are to be told."""
        told: list[Problem] = []
        self._unlisted += block.unlisted
        for name, speaker in block.roles.items():
            self._roles.setdefault(name, speaker)
        for problem in block.problems:
            if not problem.fatal:
                topic = problem.topic or problem.message
                if topic not in self._notices:
                    self._notices.add(topic)
                    told.append(problem)
            elif self._listed < LIMIT:
                self._listed += 1
                told.append(problem)
            else:
                self._unlisted += 1
        return told

    def rest(self, whole: bool) -> list[Problem]:
        """What is left to tell at the end of the file. `whole`: the file was read as one block, which has
        already told about its roles. Raises `Unreadable` where nobody in the file is an agent."""
        told: list[Problem] = []
        if self._unlisted:
            count = self._unlisted
            message = say(f"另有 {count} 处问题未列出", f"{count} more problems are not listed")
            told.append(Problem(self._path, message))
        if not whole:
            told += role_problems(self._path, self._roles)
        return told
