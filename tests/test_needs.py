"""What customers show: worries, needs, kinds."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from linter.examples import failures
from linter.i18n import set_language
from linter.model import Conversation, Message, Speaker
from linter.needs import Cue, Needs
from linter.rules.names import ADVICE_RULESETS
from linter.rules.plan import plan
from linter.source import LinePlace
from tests.rules.support import mistake, ruleset, written

NEEDS = Needs()

SIGNAL = """\
find: { phrases: [贵] }
unless: [ question ]
advice:
  group: price
  source: 手册
  title: { zh: 嫌贵, en: dear }
  text: { zh: 讲值在哪里, en: say what it is worth }
"""


def chat(*said: tuple[Speaker, str]) -> Conversation:
    place = LinePlace(1, 1, "")
    return Conversation("c", [Message(who, text, number, place) for number, (who, text) in enumerate(said)])


def shown(*said: tuple[Speaker, str]) -> list[tuple[str, int]]:
    return [(cue.name, cue.message_index) for cue in NEEDS.shown(chat(*said))]


def names(text: str) -> set[str]:
    return {name for name, _ in shown(("customer", text))}


def test_a_cue_tells_words_message_and_advice() -> None:
    cues = NEEDS.shown(chat(("agent", "您好"), ("customer", "掌柜的，會不會褪色？")))
    assert cues == [
        Cue(
            name="need-solid",
            group="need",
            title="求实：看重质量和耐用",
            words="會不會褪色？",
            message_index=1,
            advice=cues[0].advice,
            source="S25",
        )
    ]
    assert cues[0].advice.startswith("讲材质")


def test_advice_is_told_in_the_users_language() -> None:
    set_language("en")
    try:
        (cue,) = NEEDS.shown(chat(("customer", "会不会褪色")))
    finally:
        set_language("zh")
    assert (cue.title, cue.advice[:14]) == ("solid: quality and wear", "Touch material")


def test_each_is_told_once_in_the_order_of_the_messages() -> None:
    said: list[tuple[Speaker, str]] = [
        ("customer", "能机洗吗"),
        ("agent", "可以机洗的，您放心"),
        ("customer", "今天能发吗，好打理吗"),
        ("customer", "怎么拍更划算"),
    ]
    assert shown(*said) == [("need-ease", 0), ("need-speed", 2), ("need-saving", 3)]


def test_only_what_the_customer_says_counts() -> None:
    assert shown(("agent", "这款有优惠券吗"), ("system", "什么时候发货")) == []


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("你们这店可靠不", "worry-seller"),
        ("怎么会卖这么便宜", "worry-price"),
        ("别的店也卖这款，你家好在哪", "worry-choice"),
        ("付完钱收不到货找谁", "worry-payment"),
        ("货到了有破损包赔吗", "worry-receipt"),
        ("用料扎实吗", "need-solid"),
        ("配什么鞋好看", "need-beauty"),
        ("这牌子有名吗", "need-brand"),
        ("周五前能送到吗", "need-speed"),
        ("怎么买最划算", "need-saving"),
        ("哪个口味最受欢迎", "need-company"),
        ("我都回购三次了", "need-habit"),
        ("含酒精吗", "need-safety"),
        ("想要个小众一点的", "need-novelty"),
        ("清理麻烦吗", "need-ease"),
        ("可以匿名寄吗", "need-privacy"),
        ("慢慢来没关系", "kind-friendly"),
        ("别给我找借口", "kind-domineering"),
        ("这个说法逻辑上不通", "kind-analytic"),
        ("跟我有什么关系", "kind-self-centred"),
        ("你那边冷不冷", "kind-sociable"),
        ("行，我现在就下单", "kind-prompt"),
        ("老板抹个零吧", "kind-bargainer"),
        ("太感谢你的耐心解答", "kind-polite"),
        ("先拍下，等发工资再付", "kind-unpaid"),
        ("头一回网购", "kind-first-time"),
        ("以前网购上过当", "kind-reluctant"),
        ("问了五家了你家最贵", "kind-comparing"),
        ("其他的不用推荐", "kind-surgical"),
        ("控制不住又买了", "kind-enthusiast"),
        ("你替我挑一个就好", "kind-driven"),
        ("这方面没概念", "kind-unknowing"),
        ("听人说这个容易坏，是真的吗", "kind-half-knowing"),
        ("我也是做这个行业的", "kind-expert"),
        ("你们家东西我放心", "kind-assured"),
        ("不会是二手的吧", "kind-doubting"),
        ("帮我挑个没瑕疵的", "kind-exacting"),
    ],
)
def test_other_words_than_the_examples_show_it_too(text: str, name: str) -> None:
    assert name in names(text)


@pytest.mark.parametrize(
    "text",
    [
        "好的",
        "我要退货",
        "怎么还没发货",
        "质量太差了，要投诉",
        "地址改一下",
        "退款到账了",
        "尺码不对，我要换",
        "客服态度很好",
        "师傅什么时候上门",
        "用了就过敏",
        "价格怎么又涨了",
        "我是老客户",
        "赠品没收到",
        "不会用退货运费险",
        "必须今天到吗",
        "给我推荐的不对",
        "别家都能退",
        "隔壁老王也买了",
        "用了三年还很好",
        "我赶时间先走了",
    ],
)
def test_unclear_words_show_nothing(text: str) -> None:
    assert names(text) == set()


def test_the_shipped_examples_hold() -> None:
    assert [*map(str, failures(plan(ADVICE_RULESETS)))] == []


def test_every_teaching_is_there_with_advice() -> None:
    signals = plan(ADVICE_RULESETS).docs["signals"]
    own = [signal for signal in signals if signal["id"].startswith(("worry-", "need-", "kind-"))]
    assert Counter(signal["advice"]["source"] for signal in own) == {"S24": 5, "S25": 11, "S26": 21}
    assert Counter(signal["advice"]["group"] for signal in own) == {
        "worry": 5,
        "need": 11,
        "temper": 4,
        "habit": 5,
        "web": 6,
        "knowledge": 3,
        "quality": 3,
    }
    assert all(len(signal["examples"]["yes"]) >= 3 <= len(signal["examples"]["no"]) for signal in own)


def test_signals_of_the_shops_own(tmp_path: Path) -> None:
    own = Needs(
        [written(tmp_path, ruleset(signals={"too-dear": SIGNAL, "silent": "find: { phrases: [贵] }"}))]
    )
    assert [cue.name for cue in own.shown(chat(("customer", "太贵了")))] == ["too-dear"]
    assert own.shown(chat(("customer", "贵吗"))) == []


def test_advice_without_a_source_is_a_mistake(tmp_path: Path) -> None:
    error = mistake(tmp_path, ruleset(signals={"too-dear": SIGNAL.replace("  source: 手册\n", "")}))
    assert error.found == "没有 'source'"


@given(
    st.lists(
        st.tuples(
            st.sampled_from(("customer", "agent")),
            st.text("什么时候发货有优惠吗便宜点好看不 ，？", max_size=12),
        )
    )
)
def test_cues_stand_in_their_messages(said: list[tuple[Speaker, str]]) -> None:
    conversation = chat(*said)
    cues = NEEDS.shown(conversation)
    assert len({cue.name for cue in cues}) == len(cues)
    assert [cue.message_index for cue in cues] == sorted(cue.message_index for cue in cues)
    for cue in cues:
        message = conversation.messages[cue.message_index]
        assert message.speaker == "customer"
        assert cue.words
        assert cue.words in message.text
