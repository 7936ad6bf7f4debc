"""`Linter` and the functions of `import linter`."""

from __future__ import annotations

import gc
import json
import re
import threading
from dataclasses import FrozenInstanceError, fields
from datetime import datetime, timezone
from pathlib import Path
from typing import Any

import pytest

import linter
from linter.i18n import language, set_language
from tests.commands.support import check_json, run, transcript

PLEDGE = "亲，我们保证明天到"


def rules(findings: Any) -> list[str]:
    return [finding.rule for finding in findings]


def test_a_text_is_judged_as_the_command_line_does() -> None:
    found = linter.lint_text(PLEDGE)
    assert [one.to_dict() for one in found] == check_json("--text", PLEDGE).findings


def test_what_the_customer_said_is_heeded() -> None:
    found = linter.Linter().lint_text("好的", after="收到的碗碎了两个")
    assert [one.to_dict() for one in found] == check_json(
        "--text", "好的", "--after", "收到的碗碎了两个"
    ).findings
    assert "courtesy.apology" in rules(found)


def test_a_context_of_messages_is_heeded_and_not_judged() -> None:
    before = [("assistant", "亲，您好，随便你"), {"role": "user", "content": "收到的碗碎了两个"}]
    found = linter.lint_text("好的", after=before)
    assert "courtesy.apology" in rules(found)
    assert "tone.dare" not in rules(found)
    assert {one.message_index for one in found} == {2}


def test_findings_have_the_keys_of_the_json_report() -> None:
    (finding, *_) = check_json("--text", PLEDGE).findings
    assert [key.name for key in fields(linter.Finding)] == list(finding)
    assert [key.name for key in fields(linter.Fix)] == list(finding["fixes"][0])
    assert [key.name for key in fields(linter.Edit)] == list(finding["fixes"][0]["edits"][0])


def test_results_are_frozen() -> None:
    (finding, *_) = linter.lint_text(PLEDGE)
    with pytest.raises(FrozenInstanceError):
        finding.rule = "x"  # type: ignore[misc]


def test_a_finding_says_itself_on_a_line() -> None:
    (finding, *_) = linter.lint_text(PLEDGE)
    assert str(finding).startswith("<text>:1:5: warning guarantee.pledge: “保证”")


def test_a_conversation_tells_which_message() -> None:
    chat = [
        {"role": "user", "content": "在吗", "time": 0},
        {"role": "assistant", "text": "亲，在的", "time": datetime.fromtimestamp(500, timezone.utc)},
        ("客服", "随便你"),
    ]
    found = linter.lint_conversation(chat, id="c-1")
    dare = next(one for one in found if one.rule == "tone.dare")
    assert (dare.conversation, dare.message_index, dare.speaker, dare.line) == ("c-1", 2, "agent", 1)
    assert any(rule.startswith("service.") and "wait" in rule for rule in rules(found))


def test_what_is_given_is_not_masked() -> None:
    chat = [("user", "在吗"), ("assistant", "亲，保证明天到，电话 13812345678")]
    (pledge,) = (one for one in linter.lint_conversation(chat) if one.rule == "guarantee.pledge")
    assert pledge.rewrite is not None
    assert "13812345678" in pledge.rewrite


def test_files_are_judged_as_the_command_line_does(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("标题,话术\n发货,我们保证明天到\n", encoding="utf-8")
    (tmp_path / "b.jsonl").write_text(
        transcript("在吗", "亲，保证明天到，电话 13812345678"), encoding="utf-8"
    )
    report = linter.lint_paths(tmp_path)
    assert [one.to_dict() for one in report] == check_json(tmp_path).findings
    assert report.summary.files == 2
    assert report.summary.findings == len(report) == sum(report.summary.by_rule.values())
    assert "13812345678" not in str(report.findings)


def test_personal_data_is_shown_when_asked_for(tmp_path: Path) -> None:
    path = tmp_path / "b.jsonl"
    path.write_text(transcript("在吗", "亲，保证明天到，电话 13812345678"), encoding="utf-8")
    report = linter.Linter(show_personal_data=True).lint_paths(str(path))
    assert "13812345678" in str(report.findings)


def test_several_processes_find_the_same(tmp_path: Path) -> None:
    for name in "abc":
        (tmp_path / f"{name}.txt").write_text(f"保证{name}明天到\n", encoding="utf-8")
    assert linter.lint_paths(tmp_path, jobs=2).findings == linter.lint_paths(tmp_path).findings


def test_a_file_that_cannot_be_read_is_an_error_with_the_rest_of_the_report(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("我们保证明天到\n", encoding="utf-8")
    with pytest.raises(linter.InputError) as caught:
        linter.lint_paths([tmp_path / "a.txt", tmp_path / "none.csv"])
    assert "none.csv" in str(caught.value)
    assert "\n" not in str(caught.value)
    assert "guarantee.pledge" in rules(caught.value.report)


def test_problems_can_be_collected(tmp_path: Path) -> None:
    report = linter.Linter().lint_paths([tmp_path / "none.csv"], on_error="collect")
    assert [(problem.path, problem.fatal) for problem in report.problems] == [
        (str(tmp_path / "none.csv"), True)
    ]


def test_the_cycle_collector_is_left_as_it_was(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("您好\n", encoding="utf-8")
    gc.unfreeze()
    gc.disable()
    try:
        linter.lint_paths(tmp_path)
        assert not gc.isenabled()
    finally:
        gc.enable()
    assert gc.get_freeze_count() == 0


def test_safe_fixes_are_applied() -> None:
    assert linter.fix_text("您稍等") == "请您稍等"
    assert linter.fix_text("保证明天到") == "保证明天到"


def test_unsafe_fixes_are_applied_when_asked_for() -> None:
    assert linter.fix_text("保证明天到", unsafe=True) == "预计明天到"


def test_a_good_text_is_left_as_it_is() -> None:
    assert linter.fix_text("亲，您好\r\n") == "亲，您好\r\n"
    better = linter.rewrite_text("亲，您好，有什么可以帮您的呢")
    assert (better.text, better.changed, better.findings) == ("亲，您好，有什么可以帮您的呢", False, ())


def test_a_rewrite() -> None:
    better = linter.rewrite_text("我们保证明天到", after="怎么还没到")
    assert better.changed
    assert "保证" not in better.text
    assert linter.lint_text(better.text, after="怎么还没到") == []
    assert str(better) == better.text


def test_a_rewrite_with_slots_says_so() -> None:
    better = linter.rewrite_text("没有", after="有没有红色的")
    assert better.needs_input == ("【" in better.text)


def test_a_mapping_is_a_configuration() -> None:
    assert rules(linter.lint_text(PLEDGE, config={"ignore": ["guarantee"]})) == []
    assert linter.lint_text(PLEDGE, config={"severity": {"guarantee": "error"}})[0].severity == "error"


def test_paths_in_a_mapping_are_relative_to_the_working_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "our.yaml").write_text("ruleset: our\ndisable: [guarantee]\nextends: [guarantee]\n", "utf-8")
    ours = linter.Linter({"rulesets": ["./our.yaml"]})
    assert not any(rule.id.startswith("guarantee") for rule in ours.rules)


def test_a_file_is_a_configuration_and_read_anew_when_it_changes(tmp_path: Path) -> None:
    path = tmp_path / "replylint.yaml"
    path.write_text("ignore: [guarantee]\n", encoding="utf-8")
    assert linter.lint_text(PLEDGE, config=path) == []
    path.write_text("ignore: [slang, tone]\n", encoding="utf-8")
    assert rules(linter.lint_text(PLEDGE, config=str(path))) == ["guarantee.pledge"]


def test_no_configuration_is_looked_for(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "replylint.yaml").write_text("ignore: [guarantee]\n", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    assert rules(linter.lint_text(PLEDGE)) == ["guarantee.pledge"]
    assert linter.find_config() == tmp_path / "replylint.yaml"
    assert linter.lint_text(PLEDGE, config=linter.find_config()) == []


def test_select_ignore_severity_and_profile() -> None:
    text = "亲，我们保证明天到，木有问题"
    assert rules(linter.Linter(select=["slang"]).lint_text(text)) == ["slang.word"]
    assert "slang.word" not in rules(linter.Linter(ignore=["slang"]).lint_text(text))
    assert linter.Linter(severity="error").lint_text(text) == []
    assert linter.Linter(profile="pdd").rules != linter.Linter().rules


def test_rules_tell_what_is_active() -> None:
    told = {rule.id: rule for rule in linter.Linter(ignore=["slang"]).rules}
    assert not told["slang.word"].active
    assert told["guarantee.pledge"].active
    assert told["guarantee.pledge"].title == "打包票"


def test_names_of_speakers() -> None:
    chat = [("买家甲", "在吗"), ("小美", "随便你")]
    with pytest.raises(linter.UsageError, match="买家甲"):
        linter.lint_conversation(chat)
    ours = linter.Linter(roles={"agent": ["小美"], "customer": ["买家甲"]})
    assert "tone.dare" in rules(ours.lint_conversation(chat))


@pytest.mark.parametrize(
    "wrong",
    [
        {"config": {"ignor": []}},
        {"config": {"ignore": ["no-such-rule"]}},
        {"config": {"lexicons": {"greeting": {"add": [object()]}}}},
        {"config": "no-such-file.yaml"},
        {"profile": "no-such-profile"},
        {"select": ["no-such-rule"]},
        {"roles": {"boss": ["小美"]}},
    ],
)
def test_what_is_wrong_is_said_in_one_line(wrong: dict[str, Any]) -> None:
    with pytest.raises(linter.ReplylintError) as caught:
        linter.Linter(**wrong)
    assert str(caught.value)
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize(
    "messages", [[{"content": "x"}], [("agent", 3)], [3], [{"role": "agent"}], [("?", "x")]]
)
def test_messages_that_are_none(messages: Any) -> None:
    with pytest.raises(linter.UsageError, match=re.escape("messages[0]")):
        linter.lint_conversation(messages)


def test_no_text() -> None:
    with pytest.raises(linter.UsageError):
        linter.lint_text(None)  # type: ignore[arg-type]


def test_an_example_of_ones_own_that_does_not_hold(tmp_path: Path) -> None:
    path = tmp_path / "our.yaml"
    path.write_text(
        "ruleset: our\nrules:\n  - { id: our.x, source: s, title: {zh: x, en: x}, message: {zh: x, en: x},"
        " why: {zh: x, en: x}, find: { words: [木头] }, examples: [ {bad: 石头}, {ok: 水} ] }\n",
        encoding="utf-8",
    )
    with pytest.raises(linter.ConfigError, match=re.escape("our.x")):
        linter.Linter({"rulesets": [str(path)]})


def test_each_linter_speaks_its_language() -> None:
    chinese, english = linter.Linter(lang="zh"), linter.Linter(lang="en")
    assert "打包票" in chinese.lint_text(PLEDGE)[0].message
    assert "打包票" not in english.lint_text(PLEDGE)[0].message
    assert "打包票" in chinese.lint_text(PLEDGE)[0].message


def test_the_language_of_the_process_stays() -> None:
    set_language("zh")
    linter.Linter(lang="en").lint_text(PLEDGE)
    assert language() == "zh"


def test_threads_may_share_a_linter() -> None:
    shared = linter.Linter()
    chats = [[("user", f"第{n}单碎了"), ("assistant", f"我们保证{n}号到")] for n in range(40)]
    expected = [shared.lint_conversation(chat) for chat in chats]
    got: dict[int, list[linter.Finding]] = {}

    def work(numbers: range) -> None:
        for number in numbers:
            got[number] = shared.lint_conversation(chats[number])

    threads = [threading.Thread(target=work, args=(range(n, 40, 4),)) for n in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert [got[number] for number in range(40)] == expected


def test_nothing_is_printed(capfd: pytest.CaptureFixture[str]) -> None:
    linter.Linter({"lexicons": {"house-address": {"add": ["老板"]}}}).lint_text("老板好")
    assert capfd.readouterr() == ("", "")


def test_remarks_about_the_configuration_are_kept() -> None:
    assert linter.Linter().notes == ()
    (note,) = linter.Linter({"lexicons": {"house-address": {"add": ["老板"]}}}).notes
    assert "老板椅" in note


def test_suppressions_hold() -> None:
    config = {"suppressions": [{"rule": "guarantee", "text": PLEDGE, "reason": "合同"}]}
    assert linter.lint_text(PLEDGE, config=config) == []
    assert linter.fix_text(PLEDGE, unsafe=True, config=config) == PLEDGE


def test_the_customers_of_the_configuration_are_joined(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "c.csv").write_text("id,purchases\nu1,many\n", encoding="utf-8")
    chat = {"id": "1", "customer": "u1", "messages": [{"role": "assistant", "content": "您好"}]}
    (tmp_path / "x.jsonl").write_text(json.dumps(chat) + "\n", encoding="utf-8")
    ours = linter.Linter({"customers": "c.csv"})
    report = ours.lint_paths("x.jsonl", on_error="collect")
    told = run("check", "--isolated", "--customers", "c.csv", "x.jsonl").err
    assert report.problems
    assert all(problem.message in told for problem in report.problems)


def test_the_chat_goes_on_unless_the_reply_is_the_last() -> None:
    ours = linter.Linter(select=["courtesy.closing"])
    assert ours.lint_text("好的呢亲", after="没有了谢谢") == []
    assert rules(ours.lint_text("好的呢亲", after="没有了谢谢", last=True)) == ["courtesy.closing"]
    assert ours.fix_text("好的呢亲", after="没有了谢谢", unsafe=True) == "好的呢亲"


@pytest.mark.parametrize("wrong", [{"severity": "fatal"}, {"lang": "fr"}, {"roles": ["小美"]}])
def test_what_a_linter_cannot_be_made_of_is_told(wrong: dict[str, Any]) -> None:
    with pytest.raises(linter.UsageError, match=next(iter(wrong))):
        linter.Linter(**wrong)


def test_one_name_may_stand_for_a_list() -> None:
    assert rules(linter.Linter(select="guarantee").lint_text("我们保证到，你放心")) == ["guarantee.pledge"]
