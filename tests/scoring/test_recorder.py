"""Records of conversations."""

from __future__ import annotations

import pickle
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from linter.model import Conversation, Need, Promise, Template
from linter.scoring.record import Noted, Record
from linter.scoring.recorder import LONGEST, QUOTED, WHOLE, Recorder, _window
from linter.source import by_itself
from tests.scoring.support import CARD, card, chat, found, records


@pytest.fixture
def plain() -> Conversation:
    return chat("客户@0：破了", "客服@9：怪谁呢", "客户@20：你们", "客服@24：怪谁呢，您自己看")


def test_a_record_tells_whose_conversation_it_is_and_where(tmp_path: Path) -> None:
    one = chat("客户/买家一@5：在吗", "客服@9：您好", id="c-7", line=3)
    (record,) = records(card(tmp_path), one)
    assert record.where == ("chats.jsonl", 3, "c-7", "买家一", 5.0)


def test_what_the_file_says_of_the_customer_goes_before(tmp_path: Path) -> None:
    (record,) = records(card(tmp_path), chat("客户/a：在吗", "客服：您好", customer="b"))
    assert record.where.customer == "b"


def test_every_hit_has_its_cost_and_its_quotation(plain: Conversation, tmp_path: Path) -> None:
    hits = [found(plain, 1, "怪谁"), found(plain, 3, "自己", "courtesy.greeting")]
    (record,) = records(card(tmp_path), plain, found=hits)
    told = [(hit.rule, hit.cost, hit.quotation, hit.quotation[hit.start : hit.end]) for hit in record.hits]
    assert told == [
        ("tone.blame", 10, "怪谁呢", "怪谁"),
        ("courtesy.greeting", 3, "怪谁呢，您自己看", "自己"),
    ]
    assert record.score == 87


def test_replies_and_hits_go_to_who_wrote_them(tmp_path: Path) -> None:
    one = chat("客户@0：在吗", "客服/小美@5：怪谁呢", "客户@9：哦", "客服/阿强@29：您好", "客户@30：嗯")
    (record,) = records(card(tmp_path), one, found=[found(one, 1, "怪谁")])
    told = [(part.agent, part.replies, part.score, part.waits) for part in record.parts]
    assert told == [("小美", 1, 90, (5,)), ("阿强", 1, 100, (20,))]


def test_once_a_conversation_is_once_for_each_agent(tmp_path: Path) -> None:
    one = chat("客户：在吗", "客服/小美：嗯", "客户：哦", "客服/阿强：哦", "客户：嗯")
    hits = [found(one, index, text, "courtesy.greeting") for index, text in ((1, "嗯"), (3, "哦"))]
    (record,) = records(card(tmp_path), one, found=hits)
    assert [part.score for part in record.parts] == [97, 97]
    assert record.score == 97


def test_a_finding_at_a_customers_message_is_of_who_answers_it(tmp_path: Path) -> None:
    one = chat("客服/小美：您好", "客户：三十分钟了", "客服/阿强：在的")
    (record,) = records(card(tmp_path), one, found=[found(one, 1, "三十分钟")])
    assert record.hits[0].agent == "阿强"


def test_a_finding_at_the_last_message_is_of_who_spoke_before(tmp_path: Path) -> None:
    one = chat("客户：您好", "客服/阿强：在的", "客户：人呢", agent="小美")
    (record,) = records(card(tmp_path), one, found=[found(one, 2, "人呢")])
    assert record.hits[0].agent == "阿强"


def test_conversations_of_one_id_have_their_own_findings(tmp_path: Path) -> None:
    chats = [chat("客户：在吗", f"客服：怪谁{n}", id=None, line=n * 10) for n in range(3)]
    hits = [found(chats[n], 1, "怪谁") for n in (2, 0, 2)]
    made = records(card(tmp_path), *chats, found=hits)
    assert [len(record.hits) for record in made] == [1, 0, 2]


def test_templates_have_no_records(plain: Conversation, tmp_path: Path) -> None:
    template = Template("您好", by_itself("您好"))
    assert len(Recorder(card(tmp_path), 5).records("a", [template, plain], [])) == 1


def test_promises_and_needs_go_to_their_conversations(plain: Conversation, tmp_path: Path) -> None:
    other = chat("客户@1：快吗", "客服/小美@3：明天答复您", id="c-2")
    promise = Promise("c-2", 1, "明天答复您", None, "open")
    need = Need("c-2", 0, "求速", "快吗", "说时间")
    first, second = Recorder(card(tmp_path), 5).records("a", [plain, other], [], [promise], [need])
    assert (first.promises, first.needs) == ((), ())
    assert second.promises == (Noted(promise, "小美", 3.0),)
    assert second.needs == (Noted(need, "小美", 1.0),)


def test_findings_about_promises_are_promises_too(tmp_path: Path) -> None:
    made = card(tmp_path, CARD + "promises: { tone: open, tone.mock: broken }\n")
    one = chat("客户：快吗", "客服/小美：晚点答复您", "客户：哦", "客服/小美：今天寄")
    hits = [
        found(one, 1, "晚点答复您"),
        found(one, 3, "今天寄", "tone.mock"),
        found(one, 3, "今天", "leak.name"),
    ]
    (record,) = records(made, one, found=hits)
    told = [(noted.what.quotation, noted.what.state, noted.agent) for noted in record.promises]
    assert told == [("晚点答复您", "open", "小美"), ("今天寄", "broken", "小美")]


# ---- what is shown -------------------------------------------------------------------------------------


def shown(record: Record) -> list[tuple[str, list[str], int]]:
    assert record.shown is not None
    return [
        (one.text, [one.text[m.start : m.end] for m in one.marks], one.skipped) for one in record.shown.said
    ]


def test_only_the_worst_keep_what_was_said(tmp_path: Path) -> None:
    chats = [chat("客户：在吗", "客服：怪谁怪谁怪谁", id=str(n)) for n in range(4)]
    hits = [found(chats[n], 1, "怪谁") for n in (0, 1, 1, 2, 2, 2)]
    made = records(card(tmp_path), *chats, found=hits, worst=2)
    assert [record.shown is not None for record in made] == [False, True, True, False]


def test_a_failed_conversation_is_worse_than_any_other(tmp_path: Path) -> None:
    chats = [chat("客户：在吗", "客服：怪谁", id=str(n)) for n in range(2)]
    hits = [*[found(chats[0], 1, "怪谁")] * 9, found(chats[1], 1, "怪谁", "leak.name")]
    made = records(card(tmp_path), *chats, found=hits, worst=1)
    assert [record.shown is not None for record in made] == [False, True]


def test_what_was_found_is_marked_where_it_stands(plain: Conversation, tmp_path: Path) -> None:
    (record,) = records(card(tmp_path), plain, found=[found(plain, 3, "自己")])
    assert shown(record)[3] == ("怪谁呢，您自己看", ["自己"], 0)


def test_a_reply_of_several_messages_is_marked_in_the_right_one(tmp_path: Path) -> None:
    one = chat("客户：在吗", "客服：怪谁", "客服：怪谁呢")
    (record,) = records(card(tmp_path), one, found=[found(one, 2, "怪谁呢")])
    assert shown(record)[1] == ("怪谁\n怪谁呢", ["怪谁呢"], 0)


def test_of_a_long_conversation_what_is_around_the_finding_is_shown(tmp_path: Path) -> None:
    one = chat(*(f"{'客服' if n % 2 else '客户'}：第{n}句" for n in range(2 * WHOLE)))
    (record,) = records(card(tmp_path), one, found=[found(one, 21, "第21句")])
    assert [(text, skipped) for text, _, skipped in shown(record)] == [
        ("第0句", 0),
        ("第19句", 18),
        ("第20句", 0),
        ("第21句", 0),
        ("第22句", 0),
    ]
    assert record.shown is not None
    assert record.shown.skipped == 2 * WHOLE - 23


def test_what_was_found_behind_the_cut_of_a_long_turn_is_noted_at_its_end(tmp_path: Path) -> None:
    one = chat("客户：在吗", "客服：" + "好" * LONGEST + "怪谁")
    (record,) = records(card(tmp_path), one, found=[found(one, 1, "怪谁")])
    assert shown(record)[1] == ("好" * LONGEST + "…", [""], 0)


def test_what_was_found_at_no_message_is_noted_at_the_first(plain: Conversation, tmp_path: Path) -> None:
    (record,) = records(card(tmp_path), plain, found=[found(plain, 1, "怪谁", message_index=None)])
    assert shown(record)[0] == ("破了", [""], 0)


def test_records_can_be_sent_to_another_process(plain: Conversation, tmp_path: Path) -> None:
    made = records(card(tmp_path), plain, found=[found(plain, 1, "怪谁")])
    assert pickle.loads(pickle.dumps(made)) == made


@given(st.integers(0, 300), st.data())
def test_a_quotation_holds_what_was_found_and_is_short(length: int, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, length))
    end = data.draw(st.integers(start, length))
    text = "".join(chr(0x4E00 + n) for n in range(length))
    first, last = _window(text, start, end)
    assert 0 <= first <= start
    assert min(end, start + 2 * QUOTED) <= last <= length
    assert last - first <= max(QUOTED, 2 * QUOTED)
