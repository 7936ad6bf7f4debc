"""The page of findings, and the pages of the rules, in a browser."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.browser.support import Watched
from tests.commands.support import run
from tests.reports.support import HOSTILE, about, broken, chat, diagnostic, finding, made

Open = Callable[..., Watched]
GROUND = "getComputedStyle(document.body).backgroundColor"


@pytest.fixture
def visit(chromium: Any) -> Iterator[Open]:
    """Opens a page from the disk."""
    contexts: list[Any] = []

    def visited(path: Path, *, width: int = 1280, scheme: str = "light") -> Watched:
        contexts.append(chromium.new_context(viewport={"width": width, "height": 900}, color_scheme=scheme))
        watched = Watched(contexts[-1].new_page())
        watched.page.goto(path.as_uri())
        return watched

    yield visited
    for context in contexts:
        context.close()


@pytest.fixture
def page(tmp_path: Path) -> Path:
    """Three replies in two files, four findings."""
    parts = [
        [
            diagnostic(template="发货", rewrite="亲，我们尽量明天到"),
            diagnostic(template="发货", finding=finding(rule="tone.x", severity="error", message="唉")),
            diagnostic(number=1, template="退货", finding=finding(message="别的话")),
        ],
        [chat(finding=finding(severity="info"))],
    ]
    path = tmp_path / "findings.html"
    path.write_text(made("html", parts, about=about()), encoding="utf-8")
    return path


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1440, 390])
def test_it_opens_from_the_disk_without_errors_or_requests(
    width: int, scheme: str, page: Path, visit: Open
) -> None:
    seen = visit(page, width=width, scheme=scheme)
    assert seen.quiet
    assert not seen.overflows
    assert seen.count(".reply") == 3


@pytest.mark.parametrize(
    ("selector", "value", "replies", "findings"),
    [
        ("#by-severity", "error", 1, 1),
        ("#by-severity", "warning", 2, 2),
        ("#by-rule", "guarantee.pledge", 3, 3),
        ("#by-file", "chats.jsonl", 1, 1),
    ],
)
def test_a_choice_leaves_what_matches(
    selector: str, value: str, replies: int, findings: int, page: Path, visit: Open
) -> None:
    seen = visit(page)
    seen.page.select_option(selector, value)
    assert (seen.count(".reply"), seen.count(".finding")) == (replies, findings)
    assert seen.page.inner_text("#count") == f"{replies} / 3"


def test_search_and_clearing_it(page: Path, visit: Open) -> None:
    seen = visit(page)
    seen.page.fill("#search", "别的话")
    assert (seen.count(".reply"), seen.count("section.file")) == (1, 1)
    seen.page.fill("#search", "没有这句话")
    assert (seen.count(".reply"), seen.count("#nothing")) == (0, 1)
    seen.page.click("#filters [type=reset]")
    seen.page.wait_for_function("document.querySelectorAll('.reply:not([hidden])').length === 3")


def test_a_rule_in_the_overview_filters(page: Path, visit: Open) -> None:
    seen = visit(page)
    seen.page.click("[data-pick=rule][data-value='tone.x']")
    assert seen.page.input_value("#by-rule") == "tone.x"
    assert seen.count(".reply") == 1


def test_hostile_text_stays_text(tmp_path: Path, visit: Open) -> None:
    path = tmp_path / "hostile.html"
    parts = [[broken(text, private=private)] for text in HOSTILE for private in (True, False)]
    path.write_text(made("html", parts), encoding="utf-8")
    seen = visit(path, width=390)
    assert seen.quiet
    assert not seen.overflows
    assert "<script>alert(1)</script>" in seen.page.inner_text("main")


def test_light_and_dark(page: Path, visit: Open) -> None:
    light, dark = (visit(page, scheme=scheme).page.evaluate(GROUND) for scheme in ("light", "dark"))
    assert light != dark
    seen = visit(page)
    seen.page.click("#theme")
    assert seen.page.evaluate(GROUND) == dark


def test_in_print_there_are_no_controls(page: Path, visit: Open) -> None:
    seen = visit(page)
    seen.page.emulate_media(media="print")
    assert seen.count(".top, .filters") == 0
    assert seen.count(".reply") == 3


# ---- the rules -----------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("site")
    run("explain", "--isolated", "--html", folder)
    return folder


@pytest.mark.parametrize("width", [1440, 390])
@pytest.mark.parametrize(
    "name", ["index.html", "rules/courtesy.apology.html", "rules/library.duplicate.html"]
)
def test_pages_of_rules_open_from_the_disk(name: str, width: int, site: Path, visit: Open) -> None:
    seen = visit(site / name, width=width)
    assert seen.quiet
    assert not seen.overflows


def test_rules_are_found_by_words(site: Path, visit: Open) -> None:
    seen = visit(site / "index.html")
    seen.page.fill("#search", "guarantee.never")
    assert (seen.count(".item"), seen.count("section.group")) == (1, 1)
    seen.page.click(".item:visible")
    assert seen.page.url.endswith("rules/guarantee.never.html")
    assert seen.quiet
