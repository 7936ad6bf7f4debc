"""The service report in a browser."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from linter.reports.quality.page import page as rendered
from tests.browser.support import Watched
from tests.reports.quality.support import everything, report, talk, tally, team
from tests.scoring.support import chat, found

SCRIPT = "<script>window.taken = 1</script><img src='http://example.invalid/x' onerror='window.taken = 1'>"


class Seen(Watched):
    """The report, watched."""

    def shown(self, selector: str) -> list[str]:
        """The ids of the visible elements that match."""
        found: list[str] = self.page.eval_on_selector_all(
            selector, "all => all.filter(one => one.checkVisibility()).map(one => one.id)"
        )
        return found


Open = Callable[..., Seen]


@pytest.fixture
def visit(chromium: Any, tmp_path: Path) -> Iterator[Open]:
    """Opens a report from the disk."""
    contexts: list[Any] = []

    def visited(data: dict[str, Any], *, width: int = 1280, scheme: str = "light", hash: str = "") -> Seen:
        path = tmp_path / "report.html"
        path.write_text(rendered(data), encoding="utf-8")
        contexts.append(chromium.new_context(viewport={"width": width, "height": 900}, color_scheme=scheme))
        seen = Seen(contexts[-1].new_page())
        seen.page.goto(path.as_uri() + hash)
        return seen

    yield visited
    for context in contexts:
        context.close()


@pytest.fixture
def seen(visit: Open) -> Seen:
    return visit(everything())


def test_it_opens_from_the_disk_without_errors_or_requests(seen: Seen) -> None:
    seen.page.wait_for_timeout(200)
    assert seen.errors == []
    assert [url.split(":")[0] for url in seen.requests] == ["file"]


@pytest.mark.parametrize("name", ["waits", "days", "rules", "scores", "needs"])
def test_every_chart_is_drawn(name: str, seen: Seen) -> None:
    drawn = seen.page.evaluate(
        """name => {
          const canvas = document.getElementById(`chart-${name}`);
          const { width, height } = canvas;
          return canvas.getContext("2d").getImageData(0, 0, width, height).data.some(value => value);
        }""",
        name,
    )
    assert drawn


def test_an_agents_chart_is_drawn_when_it_is_opened(seen: Seen) -> None:
    seen.page.click(".person >> nth=0")
    seen.page.wait_for_function("document.querySelector('.person canvas').dataset.drawn === 'yes'")
    assert seen.errors == []


def test_the_trend_can_be_of_something_else(seen: Seen) -> None:
    before = seen.page.evaluate("document.getElementById('chart-days').toDataURL()")
    seen.page.click(".switch [data-series=median]")
    assert seen.page.evaluate("document.getElementById('chart-days').toDataURL()") != before
    assert seen.page.get_attribute(".switch [data-series=median]", "aria-pressed") == "true"


def test_a_script_in_a_chat_line_stays_text(visit: Open) -> None:
    one = chat("客户：在吗", f"客服：{SCRIPT}怪谁", id=SCRIPT, agent=SCRIPT, customer=SCRIPT)
    seen = visit(report(tally([one], [found(one, 1, "怪谁", rewrite=SCRIPT)]), show_personal_data=True))
    seen.page.click("#open-all")
    seen.page.wait_for_timeout(200)
    assert seen.page.evaluate("window.taken") is None
    assert SCRIPT in seen.page.inner_text(".turn.agent .bubble")
    assert [url.split(":")[0] for url in seen.requests] == ["file"]
    assert seen.errors == []


# ---- filters -------------------------------------------------------------------------------------------


def test_all_conversations_are_shown_at_first(seen: Seen) -> None:
    assert len(seen.shown(".chat")) == 8
    assert "8 / 8" in seen.page.inner_text("#count")


@pytest.mark.parametrize(
    ("selector", "value", "left"),
    [
        ("#by-agent", "阿强", 8),
        ("#by-rule", "leak.name", 1),
        ("#by-rule", "tone.blame", 6),
        ("#by-severity", "warning", 8),
    ],
)
def test_a_choice_leaves_those_that_match(selector: str, value: str, left: int, seen: Seen) -> None:
    seen.page.select_option(selector, value)
    assert len(seen.shown(".chat")) == left
    assert f"{left} / 8" in seen.page.inner_text("#count")


def test_agents_tell_conversations_apart(visit: Open) -> None:
    chats = [talk(n, name, bad=True) for n, name in enumerate(["小美", "阿强", "小美"])]
    seen = visit(report(tally(chats)))
    seen.page.select_option("#by-agent", "阿强")
    assert seen.shown(".chat") == ["c2"]


def test_days_bound_what_is_shown(seen: Seen) -> None:
    days = seen.page.eval_on_selector_all(".chat", "all => all.map(one => one.dataset.day)")
    seen.page.fill("#from", "2024-05-11")
    assert len(seen.shown(".chat")) == sum(day >= "2024-05-11" for day in days)
    seen.page.fill("#from", "")
    seen.page.fill("#to", "2024-05-10")
    assert len(seen.shown(".chat")) == sum(day <= "2024-05-10" for day in days)


def test_what_was_said_can_be_searched(seen: Seen) -> None:
    seen.page.fill("#search", "泄露信息")
    assert seen.shown(".chat") == ["c1"]
    seen.page.fill("#search", "没有这句话")
    assert seen.shown(".chat") == []
    assert seen.shown("#nothing") == ["nothing"]


def test_filters_are_cleared_together(seen: Seen) -> None:
    seen.page.select_option("#by-rule", "leak.name")
    seen.page.fill("#search", "没有这句话")
    seen.page.click("#filters [type=reset]")
    seen.page.wait_for_function("document.querySelectorAll('.chat:not([hidden])').length === 8")


def test_promises_and_needs_follow_the_agent(seen: Seen) -> None:
    assert len(seen.shown("tr.filterable")) == 5
    seen.page.select_option("#by-agent", "阿强")
    assert seen.shown("tr.filterable") == []


def test_an_agent_leads_to_their_conversations(visit: Open) -> None:
    chats = [talk(n, name, bad=True) for n, name in enumerate(["小美", "阿强", "小美"])]
    seen = visit(report(tally(chats)))
    seen.page.click(".person[data-agent=小美] summary")
    seen.page.click(".person[data-agent=小美] [data-show-agent]")
    assert seen.page.input_value("#by-agent") == "小美"
    assert seen.shown(".chat") == ["c1", "c3"]


def test_all_shown_conversations_open_and_close_at_once(seen: Seen) -> None:
    seen.page.select_option("#by-rule", "tone.blame")
    seen.page.click("#open-all")
    assert seen.page.locator(".chat[open]").count() == 6
    seen.page.wait_for_function("document.getElementById('open-all').textContent === '全部收起'")
    seen.page.click("#open-all")
    assert seen.page.locator(".chat[open]").count() == 0


def test_a_link_opens_its_conversation(visit: Open) -> None:
    seen = visit(everything(), hash="#c3")
    assert seen.page.locator(".chat[open]").evaluate_all("all => all.map(one => one.id)") == ["c3"]


def test_agents_can_be_put_in_another_order(seen: Seen) -> None:
    def agents() -> list[str]:
        found: list[str] = seen.page.locator(".person").evaluate_all(
            "all => all.map(one => one.dataset.agent)"
        )
        return found

    assert agents() == ["阿强", "小美"]
    seen.page.click(".head [data-sort=score] >> nth=0")
    assert agents() == ["小美", "阿强"]


# ---- how it looks --------------------------------------------------------------------------------------

GROUND = "getComputedStyle(document.body).backgroundColor"


def test_it_is_dark_where_the_system_is(visit: Open) -> None:
    light, dark = (visit(everything(), scheme=scheme).page.evaluate(GROUND) for scheme in ("light", "dark"))
    assert light != dark


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_switch_turns_it_over(scheme: str, visit: Open) -> None:
    seen = visit(everything(), scheme=scheme)
    before = seen.page.evaluate(GROUND)
    seen.page.click("#theme")
    assert seen.page.evaluate(GROUND) != before
    seen.page.click("#theme")
    assert seen.page.evaluate(GROUND) == before
    assert seen.errors == []


@pytest.mark.parametrize("width", [390, 768, 1440])
def test_nothing_reaches_beyond_the_screen(width: int, visit: Open) -> None:
    seen = visit(everything(), width=width)
    seen.page.click("#open-all")
    seen.page.evaluate("for (const one of document.querySelectorAll('details')) one.open = true")
    assert seen.page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")


def test_a_long_line_without_a_space_is_broken(visit: Open) -> None:
    one = chat("客户：" + "a" * 500, "客服：" + "x" * 300 + "怪谁", id="9" * 80, agent="名" * 60)
    seen = visit(report(tally([one])), width=390)
    seen.page.click("#open-all")
    assert seen.page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")


@pytest.mark.parametrize("width", [390, 1440])
def test_no_text_is_tiny(width: int, visit: Open) -> None:
    seen = visit(everything(), width=width)
    smallest = seen.page.evaluate(
        """() => Math.min(...[...document.querySelectorAll("body *")]
          .filter(one => [...one.childNodes].some(node => node.nodeType === 3 && node.data.trim()))
          .map(one => parseFloat(getComputedStyle(one).fontSize)))"""
    )
    assert smallest >= 13


def test_on_paper_there_are_no_controls(seen: Seen) -> None:
    seen.page.emulate_media(media="print", color_scheme="dark")
    assert not seen.page.is_visible("#filters")
    assert not seen.page.is_visible(".top")
    assert seen.page.is_visible(".verdict")
    assert seen.page.evaluate(GROUND) == "rgb(255, 255, 255)"


def test_without_times_and_agents_it_is_whole_too(visit: Open) -> None:
    seen = visit(report(tally([talk(0, None, timed=False, bad=True)])))
    assert seen.errors == []
    assert seen.page.is_visible("text=聊天记录里没有客服的名字")


def test_many_agents_fit(visit: Open) -> None:
    chats = [talk(n, f"客服{n % 30}号", bad=n % 3 == 0) for n in range(90)]
    seen = visit(report(tally([*team(), *chats])), width=390)
    assert seen.page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
