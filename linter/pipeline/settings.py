"""All that a process needs to know to do its part of a run. Can be sent to another process."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Literal, NamedTuple

from linter.config import Suppression
from linter.i18n import Language
from linter.model import Severity
from linter.pipeline.archives import Limits
from linter.pipeline.ignores import Terms
from linter.readers.base import ReadOptions
from linter.rules.source import Source

if TYPE_CHECKING:
    from linter.customers import Customers
    from linter.scoring.card import Scorecard

Mode = Literal["check", "fix", "diff"]
Extent = Literal["none", "part", "whole"]
"""How much of a library the templates of a run are: nothing that is looked at as one, some of it, all."""


Deferred = Literal["none", "templates", "all"]


class Settings(NamedTuple):
    """`rulesets` and `overlays` make the plan; `active` and `severities` what of it runs; `output` names the
    report and `outputs` those that are made beside it, findings of `fail_on` and above make the run fail;
    `source` tells the settings of one configuration file from those of another; `customers` are those whose
    conversations are joined with what is known of them; `unsafe` allows unsafe fixes where `mode` mends,
    `transcripts` that transcripts are mended; `library` says whether the rules about libraries look at the
    templates of the run; `archives` is what is unpacked at most. With a `scorecard` there are records of
    conversations instead of a report, the `worst` of them with what was said. `terms` is what comments that
    suppress may do; `deferred` which findings are left for somebody to sift before they are rendered;
    `touched` has the numbers of the items that the run is about, by path, where it is about some of a file's;
    `remember` says that results are kept for the next run."""

    rulesets: tuple[str, ...]
    overlays: tuple[Source, ...]
    active: frozenset[str]
    severities: Mapping[str, Severity]
    options: ReadOptions
    input_format: str | None
    output: str
    color: bool
    show_personal_data: bool
    language: Language
    fail_on: Severity = "warning"
    source: str = ""
    suppressions: tuple[Suppression, ...] = ()
    customers: Customers | None = None
    mode: Mode = "check"
    unsafe: bool = False
    transcripts: bool = False
    library: Extent = "none"
    scorecard: Scorecard | None = None
    worst: int = 0
    archives: Limits = Limits()
    outputs: tuple[str, ...] = ()
    terms: Terms = Terms()
    deferred: Deferred = "none"
    touched: Mapping[str, frozenset[int]] | None = None
    remember: bool = False
