"""`replylint check --interactive`: one finding at a time, in any terminal."""

from __future__ import annotations

import sys
import textwrap
from collections.abc import Sequence
from pathlib import Path

import click

from linter.commands import common, prepare
from linter.commands.keep_suppressions import NotKept, keep
from linter.commands.watch import Watch
from linter.config import Suppression
from linter.i18n import say
from linter.model import Problem, Refused, Summary, Unwritable
from linter.pipeline.discover import Found
from linter.pipeline.groups import Groups
from linter.pipeline.judge import Judge
from linter.pipeline.mend import left_alone, store, unified
from linter.pipeline.outcome import Outcome
from linter.pipeline.review import Question, Review
from linter.pipeline.tasks import FileTask, read_file
from linter.readers.load import Loaded
from linter.repair.facts import facts, has_new_slots
from linter.reports.base import reason
from linter.reports.terminal import SEVERITY_COLORS, printable, styled, width
from linter.source import cell_of

_FULL_WIDTH = 0xFEE0
"""Between a letter and the one that a Chinese keyboard types for it in its full-width mode."""

_QUIT = frozenset({"q", "\x04", "\x1b"})
_ENTER = frozenset("\r\n")


def review(found: Found, groups: Groups, runs: prepare.Runs, may_be_nothing: bool = False) -> int:
    """Goes through all findings with the user, and writes what was accepted. The exit code: 2 where something
    could not be read or written, or where nothing was read, unless it `may_be_nothing`; 0 else."""
    settings = groups.settings[0]
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        common.stop(
            say(
                "--interactive 要在终端里用；在 CI 里请用 --fix 或 --diff",
                "--interactive needs a terminal; in CI use --fix or --diff",
            )
        )
    watch = Watch(0, may_be_nothing=may_be_nothing)
    watch.see(Outcome(problems=found.problems))
    files: list[tuple[Loaded, Judge]] = []
    for file in found.files:
        loaded = read_file(FileTask(file), groups.settings[file.group])
        if isinstance(loaded, Outcome):
            watch.see(loaded)
            continue
        judge = groups.judge(file.group)
        problems = [*loaded.document.problems, *judge.suppressing.ignores(loaded.document).problems]
        if loaded.reader.kind == "transcript" and not settings.transcripts:
            problems.append(left_alone(loaded.path))
        else:
            files.append((loaded, judge))
        watch.see(Outcome(problems=problems, summary=Summary(files=1)))
    watch.end()
    if not files:
        return common.UNUSABLE if watch.failed else 0
    session = Review(files)
    _Dialogue(session, settings.color).run()
    kept = _keep(session, runs)
    return 0 if kept and not watch.failed else common.UNUSABLE


def _keep(session: Review, runs: prepare.Runs) -> bool:
    """Writes what was decided, and tells it; False where something could not be written, which is shown."""
    problems: list[Problem] = []
    replies = files = 0
    for loaded, mended in session.results():
        problems += mended.problems
        try:
            if mended.replies:
                store(loaded, mended)
                replies, files = replies + mended.replies, files + 1
        except Unwritable as error:
            problems.append(error.problem)
            click.echo(unified(loaded, mended))
    for problem in problems:
        common.tell(problem)
    left = session.left
    click.echo(
        say(
            f"改好 {replies} 条回复，写进 {files} 个文件；跳过 {left} 处。",
            f"Mended {replies} replies in {files} files; left {left} findings.",
        )
    )
    return _keep_suppressions(session, runs) and not problems


def _keep_suppressions(session: Review, runs: prepare.Runs) -> bool:
    """Adds what was suppressed to the configuration of each file."""
    by_file: dict[Path | None, list[Suppression]] = {}
    for one in session.suppressions():
        by_file.setdefault(runs.all[runs.number(one.path)].config.file, []).append(one)
    kept = [_kept(suppressions, file) for file, suppressions in by_file.items()]
    return all(kept)


def _kept(suppressions: Sequence[Suppression], file: Path | None) -> bool:
    try:
        path = keep(suppressions, file)
    except Refused as error:
        common.tell(error.problem)
    except (NotKept, OSError) as error:
        click.echo(error, err=True)
    else:
        many = len(suppressions)
        click.echo(say(f"不再报的 {many} 处记进了 {path}。", f"{many} suppressions were added to {path}."))
        return True
    return False


class _Dialogue:
    """Asks about one finding after another until nothing is left or the user has had enough."""

    def __init__(self, session: Review, color: bool) -> None:
        self._session, self._color = session, color

    def run(self) -> None:
        """An interrupt is the same as quitting: what was decided is kept."""
        try:
            while (question := self._session.question()) is not None or self._takes_back():
                if question is not None:
                    self._show(question)
                    if not self._answer(question):
                        return
        except (KeyboardInterrupt, EOFError, click.Abort):
            click.echo()

    def _takes_back(self) -> bool:
        """Asks, when all is decided, whether the last decision is to be taken back; takes it back."""
        if not self._session.can_undo:
            return False
        end = say("都看完了。回车=写入并退出  u=撤销上一步", "That was all. enter=write and quit  u=undo")
        while True:
            key = self._key(f"\n{end} > ")
            if key == "u":
                self._session.undo()
                return True
            if key in _QUIT or key in _ENTER:
                return False

    @staticmethod
    def _key(prompt: str) -> str:
        """The key that the user presses, a full-width letter as the plain one."""
        click.echo(prompt, nl=False)
        key = click.getchar()
        key = chr(ord(key) - _FULL_WIDTH) if len(key) == 1 and "！" <= key <= "～" else key
        click.echo(key if key.isprintable() and len(key) == 1 else "")
        return key.lower()

    def _style(self, text: str, style: str) -> str:
        return styled(text, style, self._color)

    def _show(self, question: Question) -> None:
        draft, finding = question.draft, question.finding
        template = draft.reply.template
        number, last = self._session.place
        at = (template or draft.reply.messages[0]).place
        line, column = at.position(0)
        place = printable(f"{self._session.path(draft)}:{cell_of(at) or f'{line}:{column}'}")
        name = f" {printable(template.name)}" if template is not None and template.name else ""
        color = SEVERITY_COLORS[finding.severity]
        click.echo(f"\n{self._style(f'[{number}/{last}]', 'dim')} {self._style(place, 'bold')}{name}")
        click.echo(
            f"{self._style(finding.severity, f'bold {color}')} {self._style(finding.rule, color)} "
            f"{printable(finding.message)}"
        )
        if draft.reply.turn:
            said = printable(draft.reply.turns[draft.reply.turn - 1].text)
            click.echo(self._style(say(f"客户：{said}", f"customer: {said}"), "dim"))
        for shown in _underlined(draft.text, finding.start, finding.end):
            click.echo(f"  {self._style('|', 'dim')} {shown}")
        for number, fix in enumerate(question.fixes, 1):
            why = reason(fix, draft.text) if fix.edits else say("整条改写", "the whole rewritten")
            result = "\n     ".join(map(printable, fix.result.split("\n")))
            note = self._style(f"({printable(why)})", "dim")
            click.echo(f"  {self._style(str(number), 'bold')}  {self._style(result, 'green')}  {note}")
        if not question.fixes:
            click.echo("  " + say("（没有现成的改法，按 e 自己改）", "(nothing to suggest: e to edit)"))

    def _answer(self, question: Question) -> bool:
        """Whether to go on."""
        while True:
            key = self._key(self._prompt(question))
            if key in _QUIT:
                return False
            if self._did(key, question):
                return True

    def _prompt(self, question: Question) -> str:
        many = len(question.fixes)
        take = say("回车=采用 1", "enter=take 1") if many else ""
        range_of = f"2-{many}" if many > 2 else "2"
        others = say(f"{range_of}=换一种", f"{range_of}=another") if many > 1 else ""
        undo = say("u=撤销", "u=undo") if self._session.can_undo else ""
        rest = say("e=自己改  s=跳过  x=不再报", "e=edit  s=skip  x=suppress")
        end = say("q=保存退出  ?=说明", "q=save and quit  ?=help")
        return "  ".join(part for part in (take, others, rest, undo, end) if part) + " > "

    def _did(self, key: str, question: Question) -> bool:
        """Whether the key led to a decision."""
        session, fixes = self._session, question.fixes
        if (key in _ENTER or key in ("a", "y")) and fixes:
            return self._take(question, fixes[0].result)
        if key.isdecimal() and 1 <= int(key) <= len(fixes):
            return self._take(question, fixes[int(key) - 1].result)
        if key == "e":
            return self._edit(question, fixes[0].result if fixes else question.draft.text)
        if key in ("s", "n"):
            session.leave(question.finding)
            return True
        if key == "x":
            return self._suppress(question)
        if key == "u" and session.can_undo:
            session.undo()
            return True
        click.echo(_help())
        return False

    def _take(self, question: Question, text: str) -> bool:
        if has_new_slots(question.draft.text, text):
            click.echo(say("先把【】填好：", "fill in 【】 first:"))
            return self._edit(question, text)
        self._session.accept(text)
        return True

    def _edit(self, question: Question, text: str) -> bool:
        before = question.draft.text
        edited = _edited(text)
        if edited is None or not edited.strip() or edited == before:
            click.echo(say("没有改动。", "Nothing changed."))
            return False
        if has_new_slots(before, edited):
            click.echo(say("【】还没填好，没有采用。", "There is still a 【】 to fill in: not taken."))
            return False
        lost = say("、", ", ").join(map(printable, facts(before) - facts(edited)))
        if lost and not click.confirm(say(f"少了 {lost}，仍然采用？", f"{lost} would be lost. Take it?")):
            return False
        self._session.accept(edited)
        return True

    def _suppress(self, question: Question) -> bool:
        why = _line(say("为什么不算问题（空着就不记）：", "why it is no problem (empty: never mind): "), "")
        if why.strip():
            self._session.suppress(question.finding, why.strip())
        return bool(why.strip())


def _underlined(text: str, start: int, end: int) -> Sequence[str]:
    """The lines of a text, the marked span underlined."""
    lines: list[str] = []
    at = 0
    for line in text.split("\n"):
        first, last = max(start - at, 0), min(end - at, len(line))
        lines.append(printable(line))
        if first < last or start == end == at + first:
            mark = "^" * max(1, width(printable(line[first:last])))
            lines.append(" " * width(printable(line[:first])) + mark)
        at += len(line) + 1
    return lines


def _edited(text: str) -> str | None:
    """A text as the user edits it: on the line itself, or in their editor where it has several lines."""
    if "\n" not in text:
        return _line("> ", text)
    edited = click.edit(text, extension=".txt")
    return None if edited is None else edited.rstrip("\n")


def _line(prompt: str, text: str) -> str:
    """A line typed by the user, who begins with `text`."""
    try:
        import readline
    except ImportError:
        return str(click.prompt(prompt, default=text, prompt_suffix="", show_default=False))
    readline.set_startup_hook(lambda: readline.insert_text(text))
    try:
        return input(prompt)
    finally:
        readline.set_startup_hook()


def _help() -> str:
    return textwrap.dedent(
        say(
            """\
            回车、a    采用第 1 条
            1-9        采用那一条；带【】的先填好
            e          自己改（多行的回复打开 $EDITOR）
            s          跳过，这次不改
            x          不再报：写下理由，记进 replylint.yaml
            u          撤销上一步，可以一直撤到头
            q、Ctrl-C  退出，已采用的都写进文件""",
            """\
            enter, a   take the first
            1-9        take that one; what has 【】 is filled in first
            e          edit it yourself (a reply of several lines opens $EDITOR)
            s          leave it for now
            x          never report it again: the reason goes into replylint.yaml
            u          undo, as far back as you like
            q, Ctrl-C  quit; what was taken is written""",
        )
    )
