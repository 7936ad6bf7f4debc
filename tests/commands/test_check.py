"""`replylint check`."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.commands.support import check_json, run, transcript

CLEAN = "templates:\n  - name: 发货\n    text: 您好，今天下午发出，麻烦您留意物流信息。\n"
BAD = "templates:\n  - name: 发货\n    text: 我们保证明天到，你放心。\n"


def write(path: Path, text: str | bytes) -> Path:
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return path


# ---- exit codes ----------------------------------------------------------------------------------------


def test_a_clean_file_exits_with_0(tmp_path: Path) -> None:
    ran = run("check", "--isolated", write(tmp_path / "a.yaml", CLEAN))
    assert ran.code == 0
    assert "没有发现问题" in ran.out


def test_findings_exit_with_1(tmp_path: Path) -> None:
    assert run("check", "--isolated", write(tmp_path / "a.yaml", BAD)).code == 1


def test_exit_zero_reports_and_exits_with_0(tmp_path: Path) -> None:
    ran = check_json("--exit-zero", write(tmp_path / "a.yaml", BAD))
    assert ran.code == 0
    assert ran.rules == ["guarantee.pledge", "courtesy.pronoun"]


def test_fail_on_lets_lesser_findings_pass(tmp_path: Path) -> None:
    path = write(tmp_path / "a.yaml", BAD)
    assert run("check", "--isolated", "--fail-on", "error", path).code == 0


def test_info_findings_do_not_fail_by_default() -> None:
    ran = check_json("--text", "好的，今天给您发出", "--after", "我拍下了")
    assert (ran.code, ran.rules) == (0, ["courtesy.thanks"])


def test_a_problem_outweighs_findings(tmp_path: Path) -> None:
    ran = run("check", "--isolated", write(tmp_path / "a.yaml", BAD), tmp_path / "missing.csv")
    assert ran.code == 2
    assert "guarantee.pledge" in ran.out


# ---- what is not to be reported -------------------------------------------------------------------------


def test_what_the_configuration_suppresses_is_told_by_number(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(tmp_path / "a.yaml", BAD)
    write(
        tmp_path / "replylint.yaml",
        "suppressions:\n  - {rule: guarantee, template: 发货}\n  - {rule: slang, path: a.yaml}\n",
    )
    monkeypatch.chdir(tmp_path)
    ran = run("check", ".")
    assert "guarantee.pledge" not in ran.out
    assert "另有 1 处按配置里的 suppressions 或文件里的注释不报" in ran.out
    assert "slang（a.yaml）没有放过任何问题" in ran.err
    assert run("check", "-q", ".").err == ""


def test_a_suppression_of_a_rule_that_there_is_not_is_a_mistake(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(tmp_path / "replylint.yaml", "suppressions: [{rule: slnag, path: a.yaml}]\n")
    monkeypatch.chdir(tmp_path)
    ran = run("check", "--text", "好的")
    assert (ran.code, ran.out) == (2, "")
    assert "slang" in ran.err


# ---- transcripts, review -------------------------------------------------------------------------------


def test_transcripts_are_mended_only_where_that_is_allowed(tmp_path: Path) -> None:
    path = write(tmp_path / "a.jsonl", transcript("在吗", "您好，你稍等，马上来"))
    ran = run("check", "--isolated", "--fix", path)
    assert "你稍等" in path.read_text("utf-8")
    assert "--allow-transcripts" in ran.err
    run("check", "--isolated", "--fix", "--allow-transcripts", path)
    assert "你稍等" not in path.read_text("utf-8")


@pytest.mark.parametrize(
    "arguments",
    [
        ("--allow-transcripts", "a.yaml"),
        ("--interactive", "a.yaml"),
        ("--interactive", "--fix", "a.yaml"),
        ("--interactive", "--text", "好"),
    ],
)
def test_what_does_not_go_together_is_said(arguments: tuple[str, ...]) -> None:
    ran = run("check", "--isolated", *arguments)
    assert (ran.code, ran.out) == (2, "")
    assert len(ran.err.splitlines()) == 1


# ---- what is checked -----------------------------------------------------------------------------------


def test_a_folder_is_checked_in_order(tmp_path: Path) -> None:
    for name in ("b.yaml", "a.yaml"):
        write(tmp_path / name, BAD)
    paths = [Path(finding["path"]).name for finding in check_json(tmp_path).findings]
    assert paths == ["a.yaml", "a.yaml", "b.yaml", "b.yaml"]


def test_the_current_folder_is_the_default(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(tmp_path / "a.yaml", BAD)
    monkeypatch.chdir(tmp_path)
    assert [finding["path"] for finding in check_json().findings] == ["a.yaml", "a.yaml"]


def test_a_pattern_names_files(tmp_path: Path) -> None:
    write(tmp_path / "a.yaml", BAD)
    write(tmp_path / "b.txt", "我们保证明天到\n")
    assert {Path(finding["path"]).name for finding in check_json(f"{tmp_path}/*.txt").findings} == {"b.txt"}


def test_standard_input_has_the_name_that_is_given() -> None:
    ran = check_json("-", "--stdin-filename", "话术.yaml", data=BAD.encode())
    assert {finding["path"] for finding in ran.findings} == {"话术.yaml"}


def test_one_sentence() -> None:
    assert check_json("--text", "您稍等").rules == ["courtesy.please.wait"]


def test_one_sentence_after_what_the_customer_said() -> None:
    assert check_json("--text", "麻烦您拍张照片", "--after", "收到的碗碎了两个").rules == ["courtesy.apology"]


def test_transcripts_are_judged_by_conversation(tmp_path: Path) -> None:
    path = write(
        tmp_path / "a.jsonl",
        transcript("有货吗", "有的，现货") + transcript("在吗", "亲，在的哦", name="c-2"),
    )
    (finding,) = check_json("--select", "courtesy.greeting", path).findings
    assert (finding["rule"], finding["conversation"], finding["message_index"]) == (
        "courtesy.greeting",
        "c-1",
        1,
    )


def test_role_names_the_agent(tmp_path: Path) -> None:
    path = write(tmp_path / "a.txt", "小美：你稍等\n王女士：好的\n小美：在的\n王女士：谢谢\n")
    assert check_json(path).code == 2
    ran = check_json("--role", "agent=小美", "--role", "customer=王女士", path)
    assert "courtesy.please.wait" in ran.rules


def test_input_format_decides(tmp_path: Path) -> None:
    path = write(tmp_path / "a.dat", "我们保证明天到\n")
    assert check_json("--input-format", "text", path).rules == ["guarantee.pledge"]


def test_files_in_a_folder_that_hold_no_replies_are_passed_over_and_named(tmp_path: Path) -> None:
    write(tmp_path / "a.yaml", CLEAN)
    write(tmp_path / "package.json", '{"name": "shop", "version": "1.0.0"}')
    ran = run("check", "--isolated", tmp_path)
    assert ran.code == 0
    assert "package.json" in ran.err


def test_skip_others_passes_over_named_files_too(tmp_path: Path) -> None:
    other = write(tmp_path / "package.json", '{"name": "shop"}')
    assert run("check", "--isolated", other).code == 2
    assert run("check", "--isolated", "--skip-others", other).code == 0


# ---- choosing rules ------------------------------------------------------------------------------------


def test_select_by_category(tmp_path: Path) -> None:
    assert check_json("--select", "courtesy", write(tmp_path / "a.yaml", BAD)).rules == ["courtesy.pronoun"]


def test_ignore_by_id(tmp_path: Path) -> None:
    assert check_json("--ignore", "guarantee.pledge", write(tmp_path / "a.yaml", BAD)).rules == [
        "courtesy.pronoun"
    ]


def test_the_longer_name_decides(tmp_path: Path) -> None:
    path = write(tmp_path / "a.yaml", BAD)
    assert check_json("--ignore", "courtesy", "--select", "courtesy.pronoun", path).rules == [
        "courtesy.pronoun"
    ]


def test_severity_hides_what_is_below(tmp_path: Path) -> None:
    assert check_json("--severity", "error", write(tmp_path / "a.yaml", BAD)).rules == []


def test_an_unknown_rule_is_said_with_a_suggestion(tmp_path: Path) -> None:
    ran = run("check", "--isolated", "--select", "guarante", write(tmp_path / "a.yaml", BAD))
    assert ran.code == 2
    assert "guarante" in ran.err
    assert "guarantee" in ran.err


# ---- output --------------------------------------------------------------------------------------------


def test_text_shows_place_rule_line_caret_and_rewrite(tmp_path: Path) -> None:
    path = write(tmp_path / "a.yaml", BAD)
    lines = run("check", "--isolated", path).out.splitlines()
    assert lines[0].startswith(f"{path}:3:13: warning guarantee.pledge “保证”")
    assert lines[2] == "3 |     text: 我们保证明天到，你放心。"
    assert lines[3] == "  |               ^^^^"
    assert any("改写：我们预计明天到，您放心。" in line for line in lines)


def test_json_follows_the_contract(tmp_path: Path) -> None:
    path = write(tmp_path / "a.yaml", BAD)
    report = json.loads(check_json(path).out)
    assert report["version"] == 1
    assert report["summary"] == {
        "files": 1,
        "replies": 1,
        "findings": 2,
        "by_rule": {"courtesy.pronoun": 1, "guarantee.pledge": 1},
        "by_severity": {"warning": 2},
    }
    first = report["findings"][0]
    assert (first["line"], first["column"], first["end_line"], first["end_column"]) == (3, 13, 3, 15)
    assert first["match"] == "保证"
    assert first["fixes"][0]["edits"] == [{"start": 2, "end": 4, "text": "预计"}]
    assert first["fixes"][0]["result"] == "我们预计明天到，你放心。"
    assert first["rewrite"] == "我们预计明天到，您放心。"
    assert first["conversation"] is None


def test_github_annotations(tmp_path: Path) -> None:
    path = write(tmp_path / "a.yaml", BAD)
    first = run("check", "--isolated", "--format", "github", path).out.splitlines()[0]
    assert first.startswith(
        f"::warning file={path},line=3,endLine=3,col=13,endColumn=15,title=guarantee.pledge::"
    )


def test_output_goes_to_a_file(tmp_path: Path) -> None:
    out = tmp_path / "report.json"
    ran = check_json("--output", out, write(tmp_path / "a.yaml", BAD))
    assert ran.out == ""
    assert len(json.loads(out.read_text(encoding="utf-8"))["findings"]) == 2


def test_statistics_count_by_rule(tmp_path: Path) -> None:
    ran = run("check", "--isolated", "--statistics", write(tmp_path / "a.yaml", BAD))
    assert ran.out.splitlines() == ["1\tcourtesy.pronoun", "1\tguarantee.pledge"]


def test_quiet_leaves_out_the_summary(tmp_path: Path) -> None:
    assert run("check", "--isolated", "-q", write(tmp_path / "a.yaml", CLEAN)).out == ""


def test_colour_only_when_asked_or_on_a_terminal(tmp_path: Path) -> None:
    path = write(tmp_path / "a.yaml", BAD)
    assert "\x1b[" not in run("check", "--isolated", path).out
    assert "\x1b[" in run("check", "--isolated", "--color", "always", path).out


def test_messages_in_english(tmp_path: Path) -> None:
    ran = run("check", "--isolated", write(tmp_path / "a.yaml", BAD), language="en")
    assert "pledges what is not in our hands" in ran.out


@pytest.mark.parametrize("command", ["check", "rewrite"])
def test_a_conversation_called_by_a_mobile_number_is_masked(tmp_path: Path, command: str) -> None:
    path = write(tmp_path / "a.jsonl", transcript("在吗", "好的亲，我们保证明天到", name="13800138000"))
    assert "13800138000" not in run(command, "--isolated", "--format", "json", path).out


def test_personal_data_in_chats_is_masked_unless_asked_for(tmp_path: Path) -> None:
    path = write(tmp_path / "a.jsonl", transcript("改下电话", "好的亲，我们保证联系13800138000"))
    assert "13800138000" not in run("check", "--isolated", path).out
    assert "13800138000" not in check_json(path).out
    assert "13800138000" in run("check", "--isolated", "--show-personal-data", path).out


def test_two_processes_give_the_same(tmp_path: Path) -> None:
    for number in range(5):
        write(tmp_path / f"{number}.yaml", BAD)
    assert check_json("--jobs", "2", tmp_path) == check_json("--jobs", "1", tmp_path)


# ---- fixing --------------------------------------------------------------------------------------------


def test_fix_applies_safe_fixes_only(tmp_path: Path) -> None:
    path = write(tmp_path / "a.yaml", BAD)
    ran = check_json("--fix", path)
    assert path.read_text(encoding="utf-8") == BAD.replace("你放心", "您放心")
    assert ran.rules == ["guarantee.pledge"]


def test_unsafe_fixes_too(tmp_path: Path) -> None:
    path = write(tmp_path / "a.yaml", BAD)
    ran = check_json("--fix", "--unsafe-fixes", path)
    assert path.read_text(encoding="utf-8") == BAD.replace("保证", "预计").replace("你放心", "您放心")
    assert (ran.code, ran.rules) == (0, [])


def test_fixing_twice_changes_nothing_more(tmp_path: Path) -> None:
    path = write(tmp_path / "a.yaml", BAD)
    run("check", "--isolated", "--fix", "--unsafe-fixes", path)
    once = path.read_bytes()
    run("check", "--isolated", "--fix", "--unsafe-fixes", path)
    assert path.read_bytes() == once


def test_a_gb18030_csv_keeps_all_other_bytes(tmp_path: Path) -> None:
    text = '快捷短语编码,快捷短语,快捷短语分组\r\n1,"亲，你要的""云朵""有货",售前\r\n2,在的亲,\r\n'
    path = write(tmp_path / "a.csv", text.encode("gb18030"))
    assert run("check", "--isolated", "--fix", path).code == 0
    assert path.read_bytes() == text.replace("你要", "您要").encode("gb18030")


def test_diff_shows_and_writes_nothing(tmp_path: Path) -> None:
    path = write(tmp_path / "a.yaml", BAD)
    ran = run("check", "--isolated", "--diff", path)
    assert ran.code == 1
    assert "-    text: 我们保证明天到，你放心。\n+    text: 我们保证明天到，您放心。\n" in ran.out
    assert path.read_text(encoding="utf-8") == BAD


def test_diff_of_nothing_exits_with_0(tmp_path: Path) -> None:
    ran = run("check", "--isolated", "--diff", write(tmp_path / "a.yaml", CLEAN))
    assert (ran.code, ran.out) == (0, "")


def test_fixing_standard_input_prints_the_mended_text() -> None:
    ran = run("check", "--isolated", "--fix", "-", "--stdin-filename", "a.yaml", data=BAD.encode())
    assert ran.out == BAD.replace("你放心", "您放心")


def test_transcripts_are_not_fixed(tmp_path: Path) -> None:
    path = write(tmp_path / "a.jsonl", transcript("在吗", "亲，你稍等"))
    before = path.read_bytes()
    ran = run("check", "--isolated", "--fix", path)
    assert path.read_bytes() == before
    assert "聊天记录" in ran.err


def test_a_read_only_file_is_left_alone_and_said(tmp_path: Path) -> None:
    path = write(tmp_path / "a.yaml", BAD)
    path.chmod(0o444)
    ran = run("check", "--isolated", "--fix", path)
    assert ran.code == 2
    assert "只读" in ran.err
    assert path.read_text(encoding="utf-8") == BAD


def test_unsafe_fixes_need_fix_or_diff(tmp_path: Path) -> None:
    assert run("check", "--isolated", "--unsafe-fixes", write(tmp_path / "a.yaml", BAD)).code == 2


# ---- bad input: one clear line, exit 2, nothing written --------------------------------------------------


@pytest.mark.parametrize(
    ("name", "content", "told"),
    [
        ("a.yaml", "templates: [\n  - text: 好", ":2:"),
        ("a.json", '{"text": "好",\n "reply": }', ":2:"),
        ("a.csv", '话术,分组\r\n"没有结束的引号,售前\r\n', ":2"),
        ("a.csv", "话术,分组\r\n好的,售前,多了一格\r\n", ":2"),
        ("a.png", b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR", "PNG"),
        ("a.txt", "我们保证明天到\n".encode() + b"\xff\xff\xff\xfe\x80\n", "a.txt"),
        ("a.txt", "小美：在的\n王女士：好\n小美：嗯\n王女士：谢谢\n", "--role"),
        ("a.json", '{"name": "shop"}', "--input-format"),
    ],
)
def test_a_file_that_cannot_be_read(tmp_path: Path, name: str, content: str | bytes, told: str) -> None:
    path = write(tmp_path / name, content)
    ran = run("check", "--isolated", path)
    assert ran.code == 2
    assert told in ran.err
    assert len(ran.err.strip().splitlines()) == 1


def test_a_missing_path(tmp_path: Path) -> None:
    ran = run("check", "--isolated", tmp_path / "没有.csv")
    assert ran.code == 2
    assert "没有.csv" in ran.err


def test_a_folder_with_nothing_to_read(tmp_path: Path) -> None:
    ran = run("check", "--isolated", tmp_path)
    assert ran.code == 2
    assert str(tmp_path) in ran.err


def test_a_pattern_that_matches_nothing(tmp_path: Path) -> None:
    assert run("check", "--isolated", f"{tmp_path}/*.csv").code == 2


def test_a_broken_line_of_jsonl_is_reported_and_the_others_are_checked(tmp_path: Path) -> None:
    path = write(
        tmp_path / "a.jsonl",
        transcript("在吗", "亲，您稍等") + "{broken\n" + transcript("在吗", "亲，您稍等", name="c-3"),
    )
    ran = check_json(path)
    assert ran.code == 2
    assert f"{path}:2" in ran.err
    assert {finding["line"] for finding in ran.findings} == {1, 3}


def test_an_empty_file_is_clean(tmp_path: Path) -> None:
    for name in ("a.csv", "a.yaml", "a.jsonl", "a.txt", "a.json", "a.md"):
        assert run("check", "--isolated", write(tmp_path / name, "")).code == 0, name


def test_an_unknown_format_name_is_said_with_a_suggestion(tmp_path: Path) -> None:
    ran = run("check", "--isolated", "--input-format", "yml", write(tmp_path / "a.yaml", BAD))
    assert ran.code == 2
    assert "yaml" in ran.err


def test_a_wrong_role(tmp_path: Path) -> None:
    ran = run("check", "--isolated", "--role", "小美", write(tmp_path / "a.yaml", BAD))
    assert ran.code == 2
    assert "agent=" in ran.err


def test_an_output_that_cannot_be_written(tmp_path: Path) -> None:
    ran = run(
        "check",
        "--isolated",
        "--output",
        tmp_path / "no" / "such" / "folder.txt",
        write(tmp_path / "a.yaml", BAD),
    )
    assert ran.code == 2


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    content=st.one_of(st.binary(max_size=300), st.text(max_size=200).map(str.encode)),
    name=st.sampled_from(["a.yaml", "a.json", "a.jsonl", "a.csv", "a.tsv", "a.md", "a.txt", "a"]),
)
def test_no_input_makes_it_crash(tmp_path: Path, content: bytes, name: str) -> None:
    path = write(tmp_path / name, content)
    assert run("check", "--isolated", "--fix", path).code in (0, 1, 2)


# ---- configuration ---------------------------------------------------------------------------------------


def test_the_nearest_configuration_is_used(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(tmp_path / "replylint.yaml", "ignore: [guarantee]\n")
    inner = tmp_path / "templates"
    inner.mkdir()
    write(inner / "a.yaml", BAD)
    monkeypatch.chdir(inner)
    assert run("check", "--format", "json", "a.yaml").rules == ["courtesy.pronoun"]


def test_a_wrong_key_of_the_configuration(tmp_path: Path) -> None:
    config = write(tmp_path / "c.yaml", "fail-on: warning\nignores: [slang]\n")
    ran = run("check", "--config", config, write(tmp_path / "a.yaml", BAD))
    assert ran.code == 2
    assert f"{config}:2:1" in ran.err
    assert "ignore" in ran.err


def test_a_shop_adds_words_and_a_ruleset(tmp_path: Path) -> None:
    write(
        tmp_path / "our.yaml",
        """
ruleset: our
rules:
  - id: our.brand
    severity: error
    source: 品牌部
    title: { zh: 店名, en: name }
    message: { zh: 店名写错了, en: wrong name }
    why: { zh: 店名要统一, en: one name }
    find: { phrases: [小糖家] }
    fix: [ { with: 小棠家, safe: true } ]
    examples:
      - { bad: 欢迎来到小糖家, good: 欢迎来到小棠家 }
      - { ok: 欢迎来到小棠家 }
""",
    )
    config = write(
        tmp_path / "c.yaml",
        "rulesets: [courtesy, ./our.yaml]\nlexicons:\n  greeting: { add: [宝贝] }\n",
    )
    chat = write(tmp_path / "a.jsonl", transcript("在吗", "宝贝，欢迎来到小糖家"))
    ran = run("check", "--config", config, "--format", "json", chat)
    assert ran.rules == ["our.brand"]


def test_columns_of_the_configuration_are_known(tmp_path: Path) -> None:
    chat = write(tmp_path / "chat.csv", "工单,说话人,说了什么\n1,客户,在吗\n1,客服,保证明天到\n")
    config = write(tmp_path / "c.yaml", "transcript-columns: { role: [说话人], text: [说了什么] }\n")
    assert run("check", "--isolated", chat).code == 2
    ran = run("check", "--config", config, "--format", "json", chat)
    assert "guarantee.pledge" in ran.rules


@pytest.mark.parametrize(
    ("broken", "told"),
    [
        ("find: { phrase: [x] }", "phrases"),
        ("find: { pattern: '(' }", "our.yaml:4"),
        ("find: { lexicon: apologies }", "apology"),
        ("find: { phrases: [没有的词] }", "应该命中"),
    ],
)
def test_a_wrong_ruleset(tmp_path: Path, broken: str, told: str) -> None:
    write(
        tmp_path / "our.yaml",
        f"""ruleset: our
rules:
  - id: our.rule
    {broken}
    source: 店规
    title: {{ zh: 标题, en: title }}
    message: {{ zh: 提示, en: message }}
    why: {{ zh: 原因, en: why }}
    examples:
      - {{ bad: 坏的例句 }}
      - {{ ok: 好的例句 }}
""",
    )
    config = write(tmp_path / "c.yaml", "rulesets: [./our.yaml]\n")
    ran = run("check", "--config", config, "--text", "好的")
    assert ran.code == 2
    assert told in ran.err
    assert "our.yaml:" in ran.err
    assert len(ran.err.strip().splitlines()) == 1


CUSTOMERS = "id,purchases,spend,last_purchase,tags\nb-7,6,900,2024-03-01,VIP\nb-8,0,,,\n"
OF_OLD = """\
ruleset: our
rules:
  - id: our.old
    source: 手册
    title: { zh: 老客户, en: old }
    message: { zh: 老客户要认得, en: know the old }
    why: { zh: 老客户, en: old }
    find: { missing: [老朋友] }
    when: [ { customer-is: [old] } ]
    examples: [ { bad: 在的, customer-is: [old] }, { ok: 老朋友好, customer-is: [old] }, { ok: 在的 } ]
"""


def chats_of(*customers: str) -> str:
    messages = [{"role": "user", "content": "在吗"}, {"role": "assistant", "content": "在的"}]
    chats = [{"id": f"c-{name}", "customer": name, "messages": messages} for name in customers]
    return "".join(json.dumps(chat, ensure_ascii=False) + "\n" for chat in chats)


@pytest.fixture
def of_old(tmp_path: Path) -> Path:
    """A configuration with a rule for customers who came back."""
    write(tmp_path / "our.yaml", OF_OLD)
    return write(tmp_path / "replylint.yaml", "rulesets: [./our.yaml]\n")


def test_customers_are_joined_with_their_chats(tmp_path: Path, of_old: Path) -> None:
    chats, table = (
        write(tmp_path / "a.jsonl", chats_of("b-8", "b-7", "b-9")),
        write(tmp_path / "k.csv", CUSTOMERS),
    )
    ran = run("check", "--config", of_old, "--format", "json", "--customers", table, chats)
    assert (ran.code, ran.err) == (1, "")
    assert [finding["conversation"] for finding in ran.findings] == ["c-b-7"]
    assert run("check", "--config", of_old, "--format", "json", chats).findings == []


def test_customers_of_the_configuration_stand_beside_it(tmp_path: Path, of_old: Path) -> None:
    (tmp_path / "data").mkdir()
    write(tmp_path / "data" / "k.csv", CUSTOMERS)
    write(
        of_old,
        "rulesets: [./our.yaml]\ncustomers: data/k.csv\nstandings: { old: { purchases: { least: 7 } } }\n",
    )
    chats = write(tmp_path / "a.jsonl", chats_of("b-7"))
    assert run("check", "--config", of_old, "--format", "json", chats).findings == []
    write(of_old, "rulesets: [./our.yaml]\ncustomers: data/k.csv\n")
    assert run("check", "--config", of_old, "--format", "json", chats).rules == ["our.old"]


def test_wrong_rows_of_customers_are_told_and_the_chats_are_checked(tmp_path: Path, of_old: Path) -> None:
    chats, table = (
        write(tmp_path / "a.jsonl", chats_of("b-7")),
        write(tmp_path / "k.csv", CUSTOMERS + "b-9,x,,,\n"),
    )
    ran = run("check", "--config", of_old, "--format", "json", "--customers", table, chats)
    assert (ran.code, ran.rules) == (2, ["our.old"])
    assert ran.err.splitlines() == [f"错误：{table}:4: purchases 是 x，应为不小于 0 的整数"]


@pytest.mark.parametrize("text", [None, "name,age\n", "\x00\x01\x02"])
def test_a_file_of_customers_that_is_none(tmp_path: Path, text: str | None) -> None:
    table = tmp_path / "k.csv"
    if text is not None:
        write(table, text)
    ran = run("check", "--isolated", "--customers", table, write(tmp_path / "a.jsonl", chats_of("b-7")))
    assert ran.code == 2
    assert str(table) in ran.err
    assert len(ran.err.splitlines()) == 1


def test_customers_of_whom_none_is_known_are_told(tmp_path: Path) -> None:
    table = write(tmp_path / "k.csv", CUSTOMERS)
    known, unknown = (write(tmp_path / f"{name}.jsonl", chats_of(name)) for name in ("b-7", "x-7"))
    assert "客户表" not in run("check", "--isolated", "--customers", table, known).err
    assert "1 个会话的客户都不在这份客户表里" in run("check", "--isolated", "--customers", table, unknown).err


def test_a_sentence_is_not_taken_for_the_end_of_its_chat() -> None:
    arguments = "--select", "courtesy.closing", "--text", "好的呢亲", "--after", "没有了谢谢"
    assert check_json(*arguments).rules == []
