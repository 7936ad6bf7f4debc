"""What the service report says."""

from __future__ import annotations

import json
from zoneinfo import ZoneInfo

import pytest

from linter.reports.quality import data as data_module
from linter.reports.quality.data import WAITS
from tests.reports.quality.support import CARD, everything, report, talk, tally, team
from tests.scoring.support import chat, found


def test_it_is_plain_data() -> None:
    data = everything()
    assert json.loads(json.dumps(data)) == data


def test_the_totals_are_of_all_conversations_not_of_the_listed_ones() -> None:
    data = report(tally(team(), worst=3))
    assert (data["totals"]["conversations"], data["totals"]["replies"], data["totals"]["findings"]) == (
        25,
        50,
        10,
    )
    assert len(data["conversations"]) == 3


def test_the_period_and_the_days_are_those_of_the_conversations() -> None:
    data = report(tally([talk(0, "小美"), talk(4, "小美", bad=True)]))
    assert data["period"] == {"from": "2024-05-06", "to": "2024-05-07"}
    assert [(day["day"], day["score"], day["per_hundred"], day["median"]) for day in data["days"]] == [
        ("2024-05-06", 100, 0, 5),
        ("2024-05-07", 90, 50, 5),
    ]


def test_times_are_those_of_the_place_that_is_asked_for() -> None:
    (one,) = report(tally([talk(0, "小美", bad=True)], zone=ZoneInfo("Asia/Shanghai")))["conversations"]
    assert one["began"] == "2024-05-06 08:00"
    assert [said["time"] for said in one["said"]] == ["08:00:00", "08:00:09", "08:01:00", "08:01:05"]


def test_without_times_there_are_no_waits_and_no_days() -> None:
    data = report(tally([talk(0, "小美", timed=False)]))
    assert (data["waits"], data["days"], data["period"]) == (None, [], None)


def test_waits_are_told_in_classes() -> None:
    waits = report(tally([talk(0, "小美", wait=9), talk(1, "小美", wait=40)]))["waits"]
    assert (waits["replies"], waits["median"], waits["quick"], waits["patient"]) == (4, 5, 0.75, 1.0)
    assert [one["to"] for one in waits["classes"]] == [*WAITS, None]
    assert [one["replies"] for one in waits["classes"]][:5] == [3, 0, 0, 1, 0]


def test_agents_come_lowest_first_with_their_difference() -> None:
    agents = report(tally(team()))["agents"]
    assert [agent["agent"] for agent in agents] == ["阿强", "小美"]
    assert [agent["score"] for agent in agents] == [91.7, 100]
    assert [agent["difference"] for agent in agents] == [-4.3, 4.0]
    assert [agent["clearly"] for agent in agents] == [True, True]


def test_who_has_few_conversations_comes_last_and_is_not_compared() -> None:
    agents = report(tally([*team(), talk(30, "新人", bad=True)]))["agents"]
    assert [(agent["agent"], agent["enough"], agent["clearly"]) for agent in agents] == [
        ("阿强", True, True),
        ("小美", True, True),
        ("新人", False, False),
    ]


def test_replies_of_nobody_are_counted_and_no_agent() -> None:
    data = report(tally(team()))
    assert data["unnamed"] == 2
    assert len(data["agents"]) == 2


def test_every_deduction_of_an_agent_has_its_rule_and_a_quotation() -> None:
    strong = report(tally(team()))["agents"][0]
    (rule,) = strong["rules"]
    assert (rule["rule"], rule["title"], rule["findings"], rule["lost"]) == ("tone.blame", "怪客户", 10, 100)
    assert {sample["quotation"] for sample in rule["samples"]} == {"怪谁呢"}
    assert all(sample["conversation"].startswith("s-") for sample in rule["samples"])


def test_a_rule_that_found_nothing_is_told_too() -> None:
    rules = {rule["rule"]: rule["findings"] for rule in report(tally(team()))["rules"]}
    assert rules == {"tone.blame": 10, "courtesy.thanks": 0, "leak.name": 0, "service.but": 0}


def test_a_conversation_has_what_was_said_and_what_was_found() -> None:
    (one,) = report(tally([talk(3, "小美", bad=True)]))["conversations"]
    assert (one["number"], one["conversation"], one["score"], one["agents"]) == (1, "s-3", 90, ["小美"])
    assert [said["text"] for said in one["said"]] == ["在吗", "怪谁呢", "好的", "请慢走"]
    assert one["said"][1]["marks"] == [[0, 2, 0]]
    hit = one["hits"][0]
    assert (hit["rule"], hit["title"], hit["points"], hit["quotation"]) == (
        "tone.blame",
        "怪客户",
        10,
        "怪谁呢",
    )


@pytest.mark.parametrize(
    ("show", "customer", "said"),
    [(False, "买***", "买***您好，怪谁"), (True, "买家3号", "买家3号您好，怪谁")],
)
def test_customers_are_masked_unless_that_is_not_wanted(show: bool, customer: str, said: str) -> None:
    one = chat("客户：在吗", "客服/小美：买家3号您好，怪谁", customer="买家3号")
    (told,) = report(tally([one]), show_personal_data=show)["conversations"]
    assert (told["customer"], told["said"][0]["author"]) == (customer, customer)
    assert told["said"][1]["text"] == said
    assert told["said"][1]["author"] == "小美"
    assert told["hits"][0]["quotation"] == said


def test_nothing_of_a_customer_stands_in_any_part_of_the_report() -> None:
    text = json.dumps(everything(), ensure_ascii=False)
    assert "买家" not in text
    assert "小美" in text


def test_promises_are_told_broken_ones_first() -> None:
    promises = everything()["promises"]
    assert promises["counts"] == {"broken": 1, "open": 1, "kept": 1}
    told = [
        (one["state"], one["conversation"], one["agent"], one["quotation"], one["due"])
        for one in promises["listed"]
    ]
    assert told == [
        ("broken", "s-3", "小美", "明天答复买***", "2024-05-07 00:00"),
        ("open", "s-4", "小美", "今天寄出", None),
        ("kept", "s-5", "小美", "两点前回电", "2024-05-06 02:00"),
    ]


def test_needs_are_told_with_their_cues() -> None:
    needs = everything()["needs"]
    assert needs["counts"] == {"求廉": 1, "求速": 1}
    assert [(one["need"], one["cue"], one["advice"]) for one in needs["listed"]] == [
        ("求廉", "便宜点", "说优惠和价值"),
        ("求速", "快吗", "说时间"),
    ]


def test_scores_are_told_in_classes_that_hold_all() -> None:
    scores = report(tally(team()))["scores"]
    assert (scores[0], scores[1]) == (
        {"from": 100, "to": 100, "conversations": 15},
        {"from": 90, "to": 99, "conversations": 10},
    )
    assert scores[-1]["from"] == CARD.floor
    assert sum(one["conversations"] for one in scores) == 25


def test_the_scorecard_is_told_with_the_rules_of_each_item() -> None:
    card = everything()["card"]
    manners = card["groups"][0]["items"]
    assert [(item["rules"][0]["title"], item["points"], item["once"]) for item in manners] == [
        (["怪客户"], 10, False),
        (["没有道谢"], 2, True),
    ]
    assert card["others"] == [{"severity": "error", "group": "safety", "points": 5}]
    assert card["free"] == [{"rule": "service.but", "title": "又说但是"}]


def test_hostile_characters_become_visible() -> None:
    one = chat("客户：在吗", "客服/小\x1b美：怪谁\u202e呢")
    (told,) = report(tally([one], [found(one, 1, "怪谁")]))["conversations"]
    assert told["agents"] == ["小\ufffd美"]
    assert told["said"][1]["text"] == "怪谁\ufffd呢"


def test_no_more_agents_are_listed_than_a_page_can_hold(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(data_module, "MOST_AGENTS", 1)
    made = report(tally(team()))
    assert ([agent["agent"] for agent in made["agents"]], made["agents_left_out"]) == (["阿强"], 1)
