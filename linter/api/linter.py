"""`Linter`: a configuration, ready to judge whatever it is given."""

from __future__ import annotations

import gc
import json
import os
import threading
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import datetime
from functools import cached_property
from pathlib import Path
from typing import Any, Literal, TypeAlias

from linter.api.errors import ConfigError, InputError, UsageError, translated
from linter.api.results import Finding, Problem, Report, Rewrite, Rule, Severity, Summary, finding_of
from linter.config import Config, excluding, known, load, load_text
from linter.engine import replies
from linter.examples import disturbed
from linter.i18n import Language, choose, language_of_locale, say, speaking
from linter.model import SEVERITIES, Conversation, Document, Item, Message, Reply, Speaker, Template
from linter.model import Problem as Told
from linter.model import Summary as Counts
from linter.pipeline.discover import discover
from linter.pipeline.judge import Judge
from linter.pipeline.prepare import prepare, read_options, settings_of
from linter.pipeline.run import outcomes
from linter.pipeline.settings import Settings
from linter.readers.roles import known_speaker
from linter.readers.vocabulary import SPEAKERS
from linter.repair.rewrite import ready_fix, safe_fix
from linter.rules.errors import RulesetError
from linter.rules.names import matching
from linter.source import by_itself

TEXT, CONVERSATION, CONFIG = "<text>", "<conversation>", "<config>"
"""Stand for the path of what is in no file."""

Configuration: TypeAlias = str | os.PathLike[str] | Mapping[str, Any] | None
Said: TypeAlias = Mapping[str, Any] | tuple[str, str]
"""A message: a mapping with `role`, `content` (or `text`) and perhaps `time`, or (role, text)."""

Context: TypeAlias = str | Sequence[Said] | None
"""What was said before a reply: the customer's words, or messages."""


class Linter:
    """Judges replies by one configuration.

    `config` is a file, or what such a file would say as a mapping (paths in it are relative to the working
    folder), or None: the shipped rules alone; no file is looked for (`find_config` does). `profile`,
    `select`, `ignore` and `severity` (report this and above) are those of the command line, `roles` more
    names of speakers ({"agent": ["小美"]}), `lang` is `zh` or `en` (default: the configuration's, else the
    locale's).
    `show_personal_data`: do not mask transcripts in the findings of `lint_paths`; what is given as text is
    never masked.

    The configuration is read once. A linter may be used by many threads; they take turns. Raises
    `ConfigError`.
    """

    def __init__(
        self,
        config: Configuration = None,
        *,
        profile: str | None = None,
        select: str | Iterable[str] = (),
        ignore: str | Iterable[str] = (),
        severity: Severity = "hint",
        roles: Mapping[str, Iterable[str]] | None = None,
        lang: Literal["zh", "en"] | None = None,
        show_personal_data: bool = False,
    ) -> None:
        if severity not in SEVERITIES:
            raise UsageError(f"severity: {severity!r}: {' / '.join(SEVERITIES)}")
        if lang not in (None, "zh", "en"):
            raise UsageError(f"lang: {lang!r}: zh / en")
        self._lock = threading.RLock()
        self._show = show_personal_data
        self._language: Language = lang or language_of_locale()
        with speaking(self._language), translated():
            loaded = _loaded(config, profile)
            if lang is None and loaded.language in ("zh", "en"):
                self._language = "zh" if loaded.language == "zh" else "en"
        with self.at_work(), translated():
            self._run = prepare(loaded, _names(select), _names(ignore), severity, check=disturbed)
            self._options = read_options(loaded, _speakers(roles or {}))
            self._judge = Judge(self._settings(show_personal_data=True))

    @property
    def notes(self) -> tuple[str, ...]:
        """What the command line would remark about the configuration, one line each."""
        note = self._run.plan.run["note"]
        return (note,) if note else ()

    @property
    def fail_on(self) -> Severity:
        """The severity from which a finding is a failure, by the configuration (`fail-on`)."""
        return self._run.config.fail_on

    @cached_property
    def rules(self) -> tuple[Rule, ...]:
        """All rules, in the order of the rulesets."""
        with self.at_work():
            choice = self._run.choice
            return tuple(
                Rule(
                    rule["id"],
                    choose(rule["title"]),
                    choice.severities[rule["id"]],
                    rule["ruleset"],
                    rule["source"],
                    rule["id"] in choice.active,
                )
                for rule in self._run.plan.docs["rules"]
            )

    def lint_text(
        self, text: str, *, after: Context = None, last: bool = False, name: str = ""
    ) -> list[Finding]:
        """The findings of one reply, in order. `after` is what was said before it: the customer's words, or a
        list of messages; the chat goes on, unless it is the `last` reply. Without `after` the text is a
        template, called `name`. Raises `UsageError`."""
        with self.at_work():
            if after is None:
                return self._found(Template(_text(text), by_itself(text), name=name), TEXT)
            chat, index = self._chat(text, after, last)
            found = self._found(chat, TEXT, customers=False)
            return [finding for finding in found if finding.message_index == index]

    def lint_conversation(self, messages: Iterable[Said], *, id: str | None = None) -> list[Finding]:
        """The findings of a whole chat, those about waits, promises and the like too. A message is a mapping
        with `role` (agent, customer, assistant, user, 客服 …), `content` or `text`, and perhaps `time` (a
        datetime, or seconds), or a pair of role and text. Raises `UsageError`."""
        with self.at_work():
            return self._found(Conversation(id, self._messages(messages)), CONVERSATION)

    def lint_paths(
        self,
        paths: str | os.PathLike[str] | Iterable[str | os.PathLike[str]],
        *,
        jobs: int = 1,
        on_error: Literal["raise", "collect"] = "raise",
    ) -> Report:
        """The findings of files, folders and patterns, with `jobs` processes. Where something cannot be read,
        the rest is judged all the same; then `InputError` is raised, with the report, unless `on_error` is
        `collect`: the report's `problems` tell then. Transcripts are masked, unless `show_personal_data`."""
        named = [paths] if isinstance(paths, str | os.PathLike) else list(paths)
        findings: list[Finding] = []
        told: list[Told] = []
        counts = Counts()
        with self.at_work(), _collector_as_before():
            customers, told = self._customers()
            settings = self._settings(library="whole", customers=customers)
            found = discover([os.fspath(path) for path in named], excluding(self._run.config))
            told += found.problems
            for outcome in outcomes(found.files, [settings], jobs):
                findings += _parsed(outcome.text)
                counts.add(outcome.summary)
                told += outcome.problems
        report = Report(tuple(findings), _summary(counts), tuple(map(_problem, told)))
        fatal = [problem for problem in report.problems if problem.fatal]
        if fatal and on_error == "raise":
            raise InputError(str(fatal[0]), report)
        return report

    def fix_text(self, text: str, *, after: Context = None, unsafe: bool = False) -> str:
        """The reply with its safe fixes applied, as `check --fix` would; `unsafe`: with those too that a
        person should look at. The text as it was, where nothing can be mended. Raises `UsageError`."""
        with self.at_work():
            reply = self._reply(text, after)
            bench = self._judge.bench_for(Document(TEXT, "text", []), reply)
            findings = bench.engine.judge(reply)
            fixed = (
                bench.repair.rewrite(reply, findings, ready_fix if unsafe else safe_fix) if findings else None
            )
            return text if fixed is None else fixed

    def rewrite_text(self, text: str, *, after: Context = None, last: bool = False) -> Rewrite:
        """The whole better reply, as `rewrite` would give it. Raises `UsageError`."""
        findings = tuple(self.lint_text(text, after=after, last=last))
        better = next((finding for finding in findings if finding.rewrite is not None), None)
        if better is None or better.rewrite is None:
            return Rewrite(text, False, False, findings)
        return Rewrite(better.rewrite, better.rewrite != text, better.needs_input, findings)

    def ids(self, names: Iterable[str]) -> frozenset[str]:
        """The ids of the rules that `names` (ids or categories) stand for. Raises `ConfigError` for a name
        that no rule has."""
        known_ids = [rule.id for rule in self.rules]
        with self.at_work(), translated():
            wanted = [names] if isinstance(names, str) else list(names)
            for name in wanted:
                known(name, known_ids)
            return frozenset(rule for name in wanted for rule in matching(name, known_ids))

    @contextmanager
    def at_work(self) -> Iterator[None]:
        """This thread's turn, in the language of the linter."""
        with self._lock, speaking(self._language):
            yield

    def _settings(self, **changes: Any) -> Settings:
        return settings_of(
            self._run,
            options=self._options,
            output="json",
            **{"show_personal_data": self._show, **changes},
        )

    def _customers(self) -> tuple[Any, list[Told]]:
        """The shop's customers, where the configuration names them, and what is wrong with their file."""
        config = self._run.config
        if not config.customers:
            return None, []
        from linter.customers import read
        from linter.rules.standings import Standings

        path = config.customers
        try:
            with translated():
                groups = Standings(config.standings, config.tiers)
                return read(path.read_bytes(), str(path), groups, self._options)
        except OSError as error:
            raise ConfigError(f"{path}: {error.strerror}") from error

    def _found(self, item: Item, path: str, *, customers: bool = True) -> list[Finding]:
        document = Document(path, "text", [item])
        return _parsed(self._judge.document(document, customers=customers).text)

    def _reply(self, text: str, after: Context) -> Reply:
        """A reply as a template, or in its chat."""
        if after is None:
            return next(replies(Template(_text(text), by_itself(text))))
        chat, index = self._chat(text, after, last=False)
        return next(
            reply for reply in replies(chat) if any(message.index == index for message in reply.messages)
        )

    def _chat(self, text: str, after: str | Sequence[Said], last: bool) -> tuple[Conversation, int]:
        """A reply in its chat, and the number of its message."""
        if isinstance(after, str):
            before = [_message("agent", "", 0), _message("customer", after, 1)]
        else:
            before = self._messages(after)
        index = len(before)
        said = [*before, _message("agent", _text(text), index)]
        return Conversation(None, said, open=not last), index

    def _messages(self, given: Iterable[Said]) -> list[Message]:
        return [self._message(one, index) for index, one in enumerate(given)]

    def _message(self, one: Said, index: int) -> Message:
        data = dict(zip(("role", "content"), one, strict=False)) if isinstance(one, tuple) else one
        where = f"messages[{index}]"
        if not isinstance(data, Mapping) or not isinstance(data.get("role"), str):
            raise UsageError(say(f"{where}：没有 role", f"{where}: no role"))
        role, text = data["role"], data.get("content", data.get("text"))
        if not isinstance(text, str):
            raise UsageError(f"{where}: {_no_text(text)}")
        speaker = role if role in SPEAKERS else known_speaker(role, self._options)
        if speaker is None:
            raise UsageError(
                say(
                    f"{where}：不认识的角色 {role!r}，应为 agent、customer、system 或 roles 里的名字",
                    f"{where}: unknown role {role!r}, expected agent, customer, system or a name of `roles`",
                )
            )
        return Message(speaker, text, index, by_itself(text), _time(data.get("time"), where))


def _loaded(config: Configuration, profile: str | None) -> Config:
    if not isinstance(config, Mapping):
        return load(None if config is None else Path(config), profile)
    import yaml

    try:
        text = yaml.safe_dump(dict(config), allow_unicode=True)
    except yaml.YAMLError as error:
        raise ConfigError(f"{CONFIG}: {' '.join(str(error).split())}") from error
    try:
        return load_text(text, CONFIG, Path.cwd(), profile)
    except RulesetError as error:
        if error.path != CONFIG:
            raise
        raise RulesetError(CONFIG, None, None, error.found, error.expected, error.advice) from None


def _names(given: str | Iterable[str]) -> tuple[str, ...]:
    return (given,) if isinstance(given, str) else tuple(given)


def _speakers(roles: Mapping[str, Iterable[str]]) -> dict[str, Speaker]:
    if not isinstance(roles, Mapping):
        raise UsageError(
            say(
                "roles：应为 {'agent': ['小美']} 这样的映射",
                "roles: expected a mapping such as {'agent': ['小美']}",
            )
        )
    speakers: dict[str, Speaker] = {}
    for speaker, names in roles.items():
        if speaker not in SPEAKERS or isinstance(names, str):
            raise UsageError(
                say(
                    f"roles：{speaker!r} 应为 agent、customer 或 system，各带一列名字",
                    f"roles: {speaker!r}: expected agent, customer or system, each with a list of names",
                )
            )
        speakers.update(dict.fromkeys(names, speaker))
    return speakers


def _time(value: Any, where: str) -> float | None:
    if value is None:
        return None
    if isinstance(value, datetime):
        return value.timestamp()
    if isinstance(value, int | float) and not isinstance(value, bool):
        return float(value)
    raise UsageError(
        say(
            f"{where}：time 应为 datetime 或秒数，而不是 {value!r}",
            f"{where}: time: expected a datetime or seconds, not {value!r}",
        )
    )


def _no_text(value: object) -> str:
    kind = type(value).__name__
    return say(f"应为文字（str），而不是 {kind}", f"expected a text (str), not {kind}")


def _text(text: object) -> str:
    """A text as it was given. Raises `UsageError` where it is none."""
    if not isinstance(text, str):
        raise UsageError(_no_text(text))
    return text


def _message(speaker: Speaker, text: str, index: int) -> Message:
    return Message(speaker, text, index, by_itself(text))


def _parsed(text: str) -> list[Finding]:
    """The findings in what the JSON report wrote of a file."""
    return [finding_of(data) for data in json.loads(f"[{text}]")] if text else []


def _summary(counts: Counts) -> Summary:
    return Summary(
        counts.files, counts.replies, counts.findings, dict(counts.by_rule), dict(counts.by_severity)
    )


def _problem(told: Told) -> Problem:
    return Problem(told.path, told.message, told.line, told.column, told.fatal)


@contextmanager
def _collector_as_before() -> Iterator[None]:
    """Runs over files tune Python's cycle collector, which belongs to the program that calls us."""
    enabled, frozen = gc.isenabled(), gc.get_freeze_count()
    try:
        yield
    finally:
        if not frozen:
            gc.unfreeze()
        (gc.enable if enabled else gc.disable)()
