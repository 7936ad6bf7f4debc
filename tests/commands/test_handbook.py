"""`replylint explain --html`."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from linter.i18n import Language
from linter.rules.names import DEFAULT_RULESETS
from linter.rules.plan import plan
from tests.commands.support import run

RULES = {rule["id"] for rule in plan(DEFAULT_RULESETS).docs["rules"]}


def pages(folder: Path) -> dict[str, str]:
    return {
        path.relative_to(folder).as_posix(): path.read_text(encoding="utf-8")
        for path in folder.rglob("*")
        if path.is_file()
    }


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("site")
    assert run("explain", "--isolated", "--html", folder).code == 0
    return folder


def test_every_rule_has_a_page_and_a_place_in_the_index(site: Path) -> None:
    made = pages(site)
    assert {*made} == {"index.html", *(f"rules/{rule}.html" for rule in RULES)}
    assert {*re.findall(r'class="item[^"]*" id="([^"]+)"', made["index.html"])} == RULES


def test_no_link_leads_nowhere(site: Path) -> None:
    for name, html in pages(site).items():
        for link in re.findall(r'href="([^"]+)"', html):
            if link == "data:,":
                continue
            file, _, anchor = link.partition("#")
            target = (site / name).parent / file if file else site / name
            assert target.is_file(), link
            assert not anchor or f'id="{anchor}"' in target.read_text(encoding="utf-8"), link


def test_nothing_is_fetched(site: Path) -> None:
    for html in pages(site).values():
        assert not re.search(r"https?://|src=|@import|url\(", html)
        assert "default-src &#39;none&#39;" in html


def test_a_page_tells_all_of_its_rule(site: Path) -> None:
    html = pages(site)["rules/courtesy.please.wait.html"]
    for told in ("您稍等", "请您稍等", "S7", "--ignore courtesy.please.wait", "suppressions:"):
        assert told in html
    assert all(f'id="{part}"' in html for part in ("what", "why", "examples", "bad", "fine", "suppress"))


def test_what_the_customer_said_stands_above_the_reply(site: Path) -> None:
    html = pages(site)["rules/courtesy.apology.html"]
    assert re.search(r"客户</span> <bdi[^>]*>收到的碗碎了两个.*?客服</span>", html, re.DOTALL)


def test_templates_of_a_library_are_shown(site: Path) -> None:
    assert 'class="line template"' in pages(site)["rules/library.duplicate.html"]


@pytest.mark.parametrize(("language", "told"), [("zh", "为什么"), ("en", "Why")])
def test_it_speaks_the_users_language(language: Language, told: str, tmp_path: Path) -> None:
    run("explain", "--isolated", "--html", tmp_path, "guarantee", language=language)
    assert told in (tmp_path / "rules" / "guarantee.certain.html").read_text(encoding="utf-8")


def test_a_category_alone_and_pages_that_are_not_needed_go(tmp_path: Path) -> None:
    run("explain", "--isolated", "--html", tmp_path, "guarantee")
    run("explain", "--isolated", "--html", tmp_path, "guarantee.never")
    assert {*pages(tmp_path)} == {"index.html", "rules/guarantee.never.html"}


def test_a_page_of_somebody_else_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "index.html").write_text("<p>mine</p>", encoding="utf-8")
    ran = run("explain", "--isolated", "--html", tmp_path)
    assert ran.code == 2
    assert len(ran.err.splitlines()) == 1
    assert pages(tmp_path) == {"index.html": "<p>mine</p>"}


def test_a_folder_that_cannot_be_made(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    ran = run("explain", "--isolated", "--html", tmp_path / "file")
    assert ran.code == 2
    assert "写不了" in ran.err


def test_a_rule_of_the_shops_own_is_shown_as_text(tmp_path: Path) -> None:
    rules = tmp_path / "own.yaml"
    rules.write_text(
        "ruleset: own\ntitle: {zh: 自己的, en: own}\nrules:\n  - id: own.one\n    severity: hint\n"
        "    source: '<script>alert(1)</script>'\n    title: {zh: '<b>一</b>', en: one}\n"
        "    message: {zh: '“{match}”', en: m}\n    why: {zh: 为, en: why}\n    find: {words: [某某]}\n"
        "    examples:\n      - bad: '某某<img src=x>'\n      - ok: 好\n",
        encoding="utf-8",
    )
    (tmp_path / "replylint.yaml").write_text("rulesets: [own.yaml]\n", encoding="utf-8")
    ran = run("explain", "--config", tmp_path / "replylint.yaml", "--html", tmp_path / "site", "own")
    assert ran.code == 0, ran.err
    html = pages(tmp_path / "site")["rules/own.one.html"]
    assert "某某&lt;img src=x&gt;" in html
    assert "<img" not in html and "<b>一" not in html and "alert(1)</script>" not in html


def test_without_a_rule_and_without_a_folder() -> None:
    ran = run("explain", "--isolated")
    assert ran.code == 2
    assert "replylint rules" in ran.err
