"""Labelled replies: read, judged and scored."""

from __future__ import annotations

import json
import random
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from linter.engine import Engine
from linter.evaluation import (
    LABELS,
    Floors,
    Gold,
    Judged,
    Score,
    Scores,
    differences,
    judged,
    known_labels,
    read_floors,
    read_gold,
    scores,
    shortfalls,
    together,
)
from linter.model import Severity
from linter.readers.base import Unreadable
from linter.rules.errors import RulesetError
from tests.rules.support import Shop, rule, ruleset, written

RULES = ruleset(
    rule("find: { phrases: [保证] }", "guarantee.pledge"),
    rule("find: { phrases: [绝不] }", "guarantee.never"),
    rule("find: { phrases: [嘻嘻] }", "slang.word"),
    rule("find: { phrases: [捏] }\nseverity: info", "slang.cute"),
    rule("find: { phrases: [没货] }", "negative.none"),
    rule("find: { missing: [您好] }\nwhen: [ { position: first } ]", "courtesy.greeting"),
    rule("find: { missing: [再见] }\nwhen: [ { position: last } ]", "courtesy.closing"),
    rule("find: { missing: [抱歉] }\nwhen: [ { customer: [裂了] } ]", "courtesy.apology"),
    rule("find: { phrases: [上面说过] }\nwhen: [ { agent: [说过] } ]", "tone.again"),
)
KNOWN = known_labels(["slang.word", "shop.word.bad"])


@pytest.fixture(scope="module")
def engine(tmp_path_factory: pytest.TempPathFactory) -> Engine:
    """An engine with one or two rules for each of some labels."""
    return Shop(written(tmp_path_factory.mktemp("rules"), RULES)).engine


def gold(reply: str, *labels: str, **changes: Any) -> Gold:
    """A labelled reply in the middle of its conversation."""
    made = Gold("g-1", [("customer", "在吗")], reply, False, False, frozenset(labels), frozenset())
    return made._replace(**changes)


def judge(
    engine: Engine, *items: Gold, labels: tuple[str, ...] = LABELS, least: Severity = "warning"
) -> list[Judged]:
    return list(judged(items, engine, labels, least))


def found(engine: Engine, item: Gold, *labels: str, least: Severity = "warning") -> set[str]:
    (one,) = judge(engine, item, labels=labels or LABELS, least=least)
    return set(one.found)


# ---- reading


def file(folder: Path, *lines: dict[str, Any] | str) -> str:
    path = folder / "gold.jsonl"
    texts = [line if isinstance(line, str) else json.dumps(line, ensure_ascii=False) for line in lines]
    path.write_text("\n".join(texts), encoding="utf-8")
    return str(path)


def read(folder: Path, *lines: dict[str, Any] | str) -> list[Gold]:
    return read_gold(file(folder, *lines), KNOWN)


FULL: dict[str, Any] = {
    "id": "s-7",
    "first": False,
    "last": True,
    "context": [{"role": "customer", "text": "鞋带断了"}, {"role": "agent", "text": "在的"}],
    "reply": "嘻嘻",
    "labels": [{"label": "slang", "span": "嘻嘻"}],
    "optional": ["tone"],
    "remark": "随便写的",
}


def test_a_line_is_read_with_all_that_it_tells(tmp_path: Path) -> None:
    assert read(tmp_path, FULL) == [
        Gold(
            "s-7",
            [("customer", "鞋带断了"), ("agent", "在的")],
            "嘻嘻",
            first=False,
            last=True,
            labels=frozenset({"slang"}),
            optional=frozenset({"tone"}),
        )
    ]


def test_what_a_line_need_not_tell(tmp_path: Path) -> None:
    (item,) = read(tmp_path, {"reply": "好的", "labels": []})
    assert item == Gold("line-1", [], "好的", True, False, frozenset(), frozenset())


@pytest.mark.parametrize(
    ("before", "first"), [([], True), (["customer"], True), (["agent", "customer"], False)]
)
def test_a_reply_is_the_first_when_no_agent_spoke_before(
    tmp_path: Path, before: list[str], first: bool
) -> None:
    context = [{"role": role, "text": "在"} for role in before]
    (item,) = read(tmp_path, {"context": context, "reply": "好的", "labels": []})
    assert item.first is first


def test_empty_lines_and_a_byte_order_mark_are_no_mistake(tmp_path: Path) -> None:
    line = json.dumps(FULL)
    assert len(read(tmp_path, "\ufeff" + line, "", line, "")) == 2


def test_a_line_separator_inside_a_text_ends_no_line(tmp_path: Path) -> None:
    (item,) = read(tmp_path, {"reply": "好的\u2028您稍等", "labels": []})
    assert item.reply == "好的\u2028您稍等"


@pytest.mark.parametrize(
    ("line", "told", "expected"),
    [
        ({"labels": []}, "没有 'reply'", "必填的 'reply'"),
        ({"reply": "好"}, "没有 'labels'", "必填的 'labels'"),
        ({"reply": "", "labels": []}, "''", "一段文字"),
        ({"reply": "好", "labels": "slang"}, "'slang'", "列表"),
        ({"reply": "好", "labels": ["slang"]}, "'slang'", "映射"),
        ({"reply": "好", "labels": [{"label": "礼貌"}]}, "'礼貌'", "一个标签"),
        ({"reply": "好", "labels": [{"label": ["slang"]}]}, "一个列表（1 项）", "一个标签"),
        ({"reply": "好", "labels": [], "optional": ["礼貌"]}, "'礼貌'", "一个标签"),
        ({"reply": "好", "labels": [], "first": "yes"}, "'yes'", "true / false"),
        (
            {"reply": "好", "labels": [], "context": [{"role": "robot", "text": "在"}]},
            "'robot'",
            "agent / customer",
        ),
        ({"reply": "好", "labels": [], "context": [{"role": "agent"}]}, "没有 'text'", "必填的 'text'"),
        ("[1, 2]", "一个列表（2 项）", "映射"),
    ],
)
def test_a_mistake_names_its_line_what_was_found_and_what_was_expected(
    tmp_path: Path, line: dict[str, Any] | str, told: str, expected: str
) -> None:
    with pytest.raises(RulesetError) as caught:
        read(tmp_path, FULL, line)
    assert caught.value.line == 2
    assert caught.value.found == told
    assert caught.value.expected.startswith(expected)


@pytest.mark.parametrize(("label", "meant"), [("slangs", "slang"), ("shop.wrod", "shop.word")])
def test_a_misspelt_label_gets_the_one_that_was_meant(tmp_path: Path, label: str, meant: str) -> None:
    with pytest.raises(RulesetError) as caught:
        read(tmp_path, {"reply": "好", "labels": [{"label": label}]})
    assert caught.value.advice == f"是不是想写 {meant!r}？"


def test_a_line_that_is_no_json_is_told_with_its_place(tmp_path: Path) -> None:
    with pytest.raises(Unreadable) as caught:
        read(tmp_path, FULL, '{"reply": 好}')
    assert (caught.value.problem.line, caught.value.problem.column) == (2, 11)


@pytest.mark.parametrize("text", ["", "\n \n", "\ufeff"])
def test_a_file_without_replies_is_a_mistake(tmp_path: Path, text: str) -> None:
    with pytest.raises(RulesetError, match="空文件"):
        read(tmp_path, text)


def test_a_file_in_another_encoding_is_a_mistake_at_its_line(tmp_path: Path) -> None:
    path = tmp_path / "gold.jsonl"
    path.write_bytes(json.dumps(FULL).encode() + b"\n" + '{"reply": "好"}'.encode("gb18030"))
    with pytest.raises(RulesetError) as caught:
        read_gold(str(path), KNOWN)
    assert (caught.value.line, caught.value.expected) == (2, "UTF-8 文本")


def test_a_file_that_is_not_there_is_a_mistake(tmp_path: Path) -> None:
    with pytest.raises(RulesetError, match="标注好的回复"):
        read_gold(str(tmp_path / "no.jsonl"), KNOWN)


JSON = st.recursive(
    st.none() | st.booleans() | st.floats() | st.text() | st.sampled_from([*LABELS, "agent", "customer"]),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.sampled_from([*FULL, "role", "text", "label"]), inner, max_size=6)
    ),
    max_leaves=12,
)


@given(JSON.map(json.dumps) | st.text(max_size=60))
@settings(max_examples=200, deadline=None)
def test_whatever_stands_there_is_read_or_refused(
    tmp_path_factory: pytest.TempPathFactory, line: str
) -> None:
    try:
        items = read(tmp_path_factory.mktemp("gold"), line.encode("utf-8", "replace").decode())
    except (RulesetError, Unreadable):
        return
    assert all(item.as_reply().text == item.reply for item in items)


def test_rules_and_their_categories_are_labels() -> None:
    known = known_labels(["shop.word.bad"])
    assert {"shop", "shop.word", "shop.word.bad"} <= known
    assert {*LABELS, "courtesy.thanks"} <= known
    assert "shop.wor" not in known


# ---- where the reply stands


@pytest.mark.parametrize(("first", "expected"), [(True, {"courtesy.greeting"}), (False, set())])
@pytest.mark.parametrize("context", [[], [("customer", "在吗")], [("agent", "在"), ("customer", "哦")]])
def test_only_a_first_reply_is_asked_for_a_greeting(
    engine: Engine, context: list[Any], first: bool, expected: set[str]
) -> None:
    item = gold("有的", context=context, first=first)
    assert found(engine, item) == expected


@pytest.mark.parametrize(("last", "expected"), [(True, {"courtesy.closing"}), (False, set())])
def test_only_a_last_reply_is_judged_as_the_last(engine: Engine, last: bool, expected: set[str]) -> None:
    assert found(engine, gold("有的", last=last), "courtesy.closing") == expected


def test_a_conversation_that_began_elsewhere_is_marked_so() -> None:
    assert gold("有的", first=False).conversation().continued
    assert not gold("有的", first=True).conversation().continued


def test_what_was_said_before_counts(engine: Engine) -> None:
    assert found(engine, gold("好的", context=[("customer", "壶裂了")])) == {"courtesy.apology"}
    said = [("agent", "说过了"), ("customer", "哪里")]
    assert found(engine, gold("上面说过", context=said)) == {"tone"}


def test_what_an_agent_said_just_before_is_no_part_of_the_reply(engine: Engine) -> None:
    item = gold("好的", context=[("customer", "壶裂了"), ("agent", "保证给您换")])
    assert item.as_reply().text == "好的"
    assert "guarantee" not in found(engine, item)


def test_messages_of_the_customer_in_a_row_are_one_turn() -> None:
    item = gold(
        "好的", context=[("customer", "壶裂了"), ("agent", "在"), ("customer", "底下"), ("customer", "快点")]
    )
    assert item.customer == "底下\n快点"
    assert len(item.as_reply().turns) == 4


def test_without_a_customer_nothing_was_said_last() -> None:
    assert gold("好的", context=[]).customer == ""


# ---- what counts for a label


def test_a_finding_counts_for_the_label_that_its_rule_is_or_begins_with(engine: Engine) -> None:
    assert found(engine, gold("保证有，嘻嘻，现在没货")) == {"guarantee", "slang", "negative"}


def test_a_label_is_no_part_of_a_word(engine: Engine) -> None:
    assert found(engine, gold("嘻嘻"), "slan", "slang.wor") == set()


def test_the_first_of_several_findings_stands_for_the_label(engine: Engine) -> None:
    (one,) = judge(engine, gold("绝不会错，保证"))
    assert one.found["guarantee"].match == "绝不"


def test_findings_below_the_severity_do_not_count(engine: Engine) -> None:
    assert found(engine, gold("好捏")) == set()
    assert found(engine, gold("好捏"), least="info") == {"slang"}
    assert found(engine, gold("嘻嘻"), least="error") == set()


def test_optional_labels_are_not_scored(engine: Engine) -> None:
    (one,) = judge(engine, gold("嘻嘻", optional=frozenset({"slang"})), labels=("slang", "tone"))
    assert (one.scored, one.wanted, one.found) == (["tone"], frozenset(), {})


def test_a_greeting_is_scored_of_first_replies_only(engine: Engine) -> None:
    later, first = judge(
        engine,
        gold("好的", "courtesy.greeting"),
        gold("您好", "courtesy.greeting", first=True),
        labels=("courtesy.greeting",),
    )
    assert (later.scored, later.wanted) == ([], frozenset())
    assert (first.scored, first.wanted) == (["courtesy.greeting"], {"courtesy.greeting"})


def test_a_wider_label_takes_in_the_narrower_ones(engine: Engine) -> None:
    items = [
        gold("好的", "courtesy.apology", context=[("customer", "壶裂了")]),
        gold("好的", "courtesy.greeting"),
        gold("好的", optional=frozenset({"courtesy.please"})),
    ]
    answered, later, either = judge(engine, *items, labels=("courtesy",))
    assert (answered.wanted, set(answered.found)) == ({"courtesy"}, {"courtesy"})
    assert (later.scored, later.wanted) == (["courtesy"], frozenset())
    assert either.scored == []


def test_differences_are_misses_and_false_alarms(engine: Engine) -> None:
    items = judge(engine, gold("嘻嘻", "slang", "tone"), gold("保证", id="g-2"))
    told = [
        (one.label, one.finding.match if one.finding else None, one.gold.id)
        for one in differences(items, LABELS)
    ]
    assert told == [("tone", None, "g-1"), ("guarantee", "保证", "g-2")]
    assert [one.label for one in differences(items, ("tone",))] == ["tone"]


# ---- scores


def test_a_score() -> None:
    score = Score(gold=4, found=5, right=3)
    assert (score.precision, score.recall) == (0.6, 0.75)
    assert score.f1 == pytest.approx(2 * 0.6 * 0.75 / (0.6 + 0.75))


@pytest.mark.parametrize(
    ("score", "shares"),
    [
        (Score(0, 0, 0), (1, 1, 1)),
        (Score(3, 0, 0), (1, 0, 0)),
        (Score(0, 3, 0), (0, 1, 0)),
        (Score(20, 20, 19), (0.95, 0.95, 0.95)),
    ],
)
def test_a_score_of_nothing_and_one_on_its_floor(score: Score, shares: tuple[float, float, float]) -> None:
    assert (score.precision, score.recall, score.f1) == shares


def test_replies_are_counted_by_label(engine: Engine) -> None:
    items = [
        gold("嘻嘻", "slang"),
        gold("嘻嘻"),
        gold("保证", "slang", "guarantee"),
        gold("好的", optional=frozenset({"tone"})),
        gold("好的"),
    ]
    made = scores(judge(engine, *items, labels=("slang", "guarantee")), ("slang", "guarantee"))
    assert made.labels == {"slang": Score(2, 2, 1), "guarantee": Score(1, 1, 1)}
    assert made.micro == Score(3, 3, 2)
    assert made.macro_f1 == 0.75
    assert (made.replies, made.clean, made.clean_with_finding, made.clean_share) == (5, 2, 1, 0.5)


def test_findings_that_count_for_no_label_disturb_no_clean_reply(engine: Engine) -> None:
    made = scores(judge(engine, gold("嘻嘻"), labels=("tone",)), ("tone",))
    assert (made.clean, made.clean_with_finding) == (1, 0)


def test_without_clean_replies_none_is_disturbed() -> None:
    assert Scores({"tone": Score()}).clean_share == 0


SAYINGS = ("您好", "保证到", "嘻嘻，绝不", "没货", "好捏", "上面说过", "抱歉，再见")
SOME = st.frozensets(st.sampled_from(LABELS), max_size=3)
ITEMS = st.lists(
    st.builds(
        Gold,
        id=st.text(max_size=3),
        context=st.lists(
            st.tuples(st.sampled_from(["agent", "customer"]), st.sampled_from(["在", "壶裂了", "说过", ""])),
            max_size=4,
        ),
        reply=st.sampled_from(SAYINGS),
        first=st.booleans(),
        last=st.booleans(),
        labels=SOME,
        optional=SOME,
    ),
    max_size=12,
)


@given(ITEMS)
@settings(max_examples=100, deadline=None)
def test_shares_are_shares_and_counts_add_up(engine: Engine, items: list[Gold]) -> None:
    made = judge(engine, *items)
    measured = scores(made, LABELS)
    for score in (*measured.labels.values(), measured.micro):
        assert 0 <= score.right <= min(score.gold, score.found)
        assert all(0 <= share <= 1 for share in (score.precision, score.recall, score.f1))
    assert 0 <= measured.macro_f1 <= 1
    assert measured.clean_with_finding <= measured.clean <= measured.replies == len(items)
    wrong = measured.micro.gold + measured.micro.found - 2 * measured.micro.right
    assert wrong == len(list(differences(made, LABELS)))


@given(ITEMS, st.randoms(use_true_random=False))
@settings(max_examples=60, deadline=None)
def test_the_order_of_the_replies_does_not_matter(
    engine: Engine, items: list[Gold], random: random.Random
) -> None:
    before = scores(judge(engine, *items), LABELS)
    random.shuffle(items)
    assert scores(judge(engine, *items), LABELS) == before


@given(ITEMS, st.integers(0, 12))
@settings(max_examples=60, deadline=None)
def test_parts_together_are_the_whole(engine: Engine, items: list[Gold], cut: int) -> None:
    parts = [scores(judge(engine, *part), LABELS) for part in (items[:cut], items[cut:])]
    assert together(parts) == scores(judge(engine, *items), LABELS)


# ---- floors


def floors(folder: Path, text: str) -> Floors:
    path = folder / "floors.yaml"
    path.write_text(text, encoding="utf-8")
    return read_floors(str(path), ("slang", "tone"))


def test_floors_are_read(tmp_path: Path) -> None:
    assert floors(tmp_path, "labels: { slang: 0.9, tone: 1 }\nclean: 0.02\n") == Floors(
        {"slang": 0.9, "tone": 1}, 0.02
    )
    assert floors(tmp_path, "clean: 0\n") == Floors({}, 0)
    assert floors(tmp_path, "labels: { slang: 0.9 }\n") == Floors({"slang": 0.9}, None)


@pytest.mark.parametrize(
    ("text", "line", "column", "found"),
    [
        ("labels: { slang: 90 }\n", 1, 18, "'90'"),
        ("labels: { slang: 0.9 }\nlabel: { tone: 1 }\n", 2, 1, "未知的键 'label'"),
        ("labels:\n  slnag: 0.9\n", 2, 3, "未知的键 'slnag'"),
        ("labels: { guarantee: 0.9 }\n", 1, 11, "未知的键 'guarantee'"),
        ("clean: high\n", 1, 8, "'high'"),
        ("{}\n", 1, 1, "一个也没有"),
        ("", 1, 1, "空值"),
        ("labels: [\n", 2, 1, None),
    ],
)
def test_a_mistake_in_the_floors_names_its_place(
    tmp_path: Path, text: str, line: int, column: int, found: str | None
) -> None:
    with pytest.raises(RulesetError) as caught:
        floors(tmp_path, text)
    assert (caught.value.line, caught.value.column) == (line, column)
    assert found is None or caught.value.found == found


MEASURED = Scores({"slang": Score(20, 20, 19), "tone": Score(2, 0, 0)}, 40, 20, 1)


@pytest.mark.parametrize(
    ("given_floors", "below"),
    [
        (Floors({"slang": 0.95}, 0.05), []),
        (Floors({"slang": 0.951, "tone": 0.5}, None), ["slang", "tone"]),
        (Floors({"slang": 0.5}, 0.04), ["没有问题"]),
        (Floors({}, 0), ["没有问题"]),
    ],
)
def test_what_does_not_keep_the_floors_is_told(given_floors: Floors, below: list[str]) -> None:
    told = list(shortfalls(MEASURED, given_floors))
    assert len(told) == len(below)
    assert all(line.startswith(what) for line, what in zip(told, below, strict=True))
