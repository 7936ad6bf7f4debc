"""Output formats, one module each. A report turns diagnostics into text and knows nothing of rules."""

from __future__ import annotations

from linter.i18n import say
from linter.reports.base import About, Report

FORMATS = (
    *("text", "concise", "grouped", "rewrites", "json", "jsonl", "csv", "html"),
    *("github", "gitlab", "sarif", "junit", "checkstyle", "rdjson", "rdjsonl"),
)
"""What `replylint check` can write; `purposes` says what for."""

WITH_REPLACEMENTS = frozenset({"sarif", "rdjson", "rdjsonl"})
"""Reports that tell what fixes come to in the source."""


def purposes() -> dict[str, str]:
    """What each of `FORMATS` is for."""
    return {
        "text": say("给人看：原句、标出的地方、改写", "for people: the line, the match, the rewrite"),
        "concise": say("一处一行", "a line for each finding"),
        "grouped": say("按文件归在一起，带数量", "by file, with counts"),
        "rewrites": say("整条回复，改前改后", "whole replies, before and after"),
        "json": say("给程序：一个 JSON 对象（docs/json.md）", "for programs: one JSON object (docs/json.md)"),
        "jsonl": say("给程序：一处一行 JSON", "for programs: a line of JSON for each finding"),
        "csv": say("给 Excel 的表格", "a table for Excel"),
        "html": say("一个网页，可搜索、筛选、打印", "one page to search, filter and print"),
        "github": say("GitHub Actions 的行内提示", "annotations of GitHub Actions"),
        "gitlab": say("GitLab 代码质量报告", "GitLab code quality"),
        "sarif": say("SARIF 2.1.0：GitHub 代码扫描等", "SARIF 2.1.0: GitHub code scanning and others"),
        "junit": say("JUnit XML：测试结果页", "JUnit XML: pages of test results"),
        "checkstyle": say("Checkstyle XML：Jenkins 等", "Checkstyle XML: Jenkins and others"),
        "rdjson": say("reviewdog，一个 JSON 对象", "reviewdog, one JSON object"),
        "rdjsonl": say("reviewdog，一处一行", "reviewdog, a line for each finding"),
    }


def report(
    name: str, *, color: bool = False, show_personal_data: bool = False, about: About | None = None
) -> Report:
    """The report of that name: one of `FORMATS`, or `rewrites-json` and `places`. What it may
    tell `about` the run is asked where the report is put together, not where parts of it are rendered; the
    severity from which a run fails, there too."""
    if name in ("concise", "grouped", "text"):
        return _for_people(name, color, show_personal_data)
    if name.startswith("rewrites"):
        from linter.reports.rewrites import RewritesJson, RewritesText

        if name == "rewrites-json":
            return RewritesJson(show_personal_data)
        return RewritesText(color, show_personal_data)
    if name in ("sarif", "gitlab", "junit", "checkstyle", "github", "rdjson", "rdjsonl"):
        return _for_services(name, show_personal_data, about or About())
    if name == "csv":
        from linter.reports.table import TableReport

        return TableReport(show_personal_data)
    if name == "html":
        from linter.reports.page import PageReport

        return PageReport(show_personal_data, about)
    if name == "places":
        from linter.reports.places import PlacesReport

        return PlacesReport(show_personal_data)
    if name == "jsonl":
        from linter.reports.jsonl import JsonLines

        return JsonLines(show_personal_data)
    from linter.reports.json import JsonReport

    return JsonReport(show_personal_data)


def _for_people(name: str, color: bool, show_personal_data: bool) -> Report:
    if name == "concise":
        from linter.reports.concise import ConciseReport

        return ConciseReport(color, show_personal_data)
    if name == "grouped":
        from linter.reports.grouped import GroupedReport

        return GroupedReport(color, show_personal_data)
    from linter.reports.text import TextReport

    return TextReport(color, show_personal_data)


def _for_services(name: str, show_personal_data: bool, about: About) -> Report:
    if name == "sarif":
        from linter.reports.sarif import SarifReport

        return SarifReport(show_personal_data, about)
    if name == "gitlab":
        from linter.reports.gitlab import GitlabReport

        return GitlabReport(show_personal_data)
    if name == "junit":
        from linter.reports.junit import JunitReport

        return JunitReport(show_personal_data, about.fail_on)
    if name == "checkstyle":
        from linter.reports.checkstyle import CheckstyleReport

        return CheckstyleReport(show_personal_data)
    if name == "github":
        from linter.reports.github import GithubReport

        return GithubReport(show_personal_data)
    from linter.reports.rdjson import RdjsonLines, RdjsonReport

    return RdjsonReport(show_personal_data) if name == "rdjson" else RdjsonLines(show_personal_data)
