"""Fixes applied to a whole file: only what is meant changes."""

from __future__ import annotations

from pathlib import Path

import pytest

from linter.config import Suppression
from linter.model import Unwritable
from linter.pipeline.judge import Judge
from linter.pipeline.mend import Mended, mend, reread, store, unified
from linter.readers.load import Loaded, load
from tests.pipeline.support import OPTIONS, chat, findings, settings, told
from tests.rules.support import rule, ruleset, written


@pytest.fixture
def thorough(rules: Path) -> Judge:
    """A judge that applies unsafe fixes too."""
    return Judge(settings(rules, mode="fix", unsafe=True))


def loaded(text: str, name: str, encoding: str = "utf-8", format: str | None = None) -> Loaded:
    return load(text.encode(encoding), name, OPTIONS, format)


FILES = {
    "话术.yaml": """\
# 售前话术
replies:
  - name: 发货   # 常用
    text: '我们保证到，您好'
  - {name: 库存, text: "随便你\\n在的"}
  - text: |
      您好
      我们保证明天到
    tags: [你, 保证]
""",
    "话术.csv": '编号,话术,备注\r\n1,"亲，""你""好",你保证\r\n2,我们保证到,\r\n"3",随便你 ,x\r\n',
    "话术.json": '{"title": "你保证", "replies": [{"text": "\\u6211们保证"},\n {"text":"随便你"}],"n":1.50}',
    "话术.md": "# 你保证\n\n适用场景：发货\n\n> 亲，我们保证到，随便你\n\n<!-- 你保证 -->\n",
    "话术.txt": "我们保证到\n\n  随便你  \n在的",
}
MENDED = {
    "话术.yaml": [
        ("'我们保证到", "'我们尽量到"),
        ('"随便你', '"随便您'),
        ("我们保证明天到", "我们尽量明天到"),
    ],
    "话术.csv": [('""你""', '""您""'), ("2,我们保证到", "2,我们尽量到"), ("随便你", "随便您")],
    "话术.json": [("们保证", "们尽量"), ("随便你", "随便您")],
    "话术.md": [("我们保证到，随便你", "我们尽量到，随便您")],
    "话术.txt": [("我们保证到", "我们尽量到"), ("随便你", "随便您")],
}


def wanted(name: str) -> str:
    text = FILES[name]
    for old, new in MENDED[name]:
        assert text.count(old) == 1
        text = text.replace(old, new)
    return text


@pytest.mark.parametrize("name", FILES)
def test_only_what_is_mended_changes(thorough: Judge, name: str) -> None:
    before = loaded(FILES[name], name)
    mended = mend(before, thorough, OPTIONS)
    assert mended.text == wanted(name)
    assert mended.replies == len(MENDED[name])
    assert mended.problems == []


@pytest.mark.parametrize("name", FILES)
@pytest.mark.parametrize("encoding", ["utf-8-sig", "gb18030", "utf-16"])
def test_the_file_is_written_as_it_was_encoded(
    tmp_path: Path, thorough: Judge, name: str, encoding: str
) -> None:
    path = tmp_path / name
    path.write_bytes(FILES[name].encode(encoding))
    before = load(path.read_bytes(), str(path), OPTIONS)
    store(before, mend(before, thorough, OPTIONS))
    assert path.read_bytes() == wanted(name).encode(encoding)


@pytest.mark.parametrize("name", FILES)
def test_mending_what_was_mended_changes_nothing(thorough: Judge, name: str) -> None:
    again = mend(loaded(wanted(name), name), thorough, OPTIONS)
    assert (again.text, again.replies) == (wanted(name), 0)


@pytest.mark.parametrize("name", FILES)
def test_safe_fixes_alone_leave_the_rest(rules: Path, name: str) -> None:
    mended = mend(loaded(FILES[name], name), Judge(settings(rules, mode="fix")), OPTIONS)
    assert mended.text.count("尽量") == 0
    assert mended.text.count("您") > FILES[name].count("您")


def test_a_slot_is_never_written(tmp_path: Path) -> None:
    path = written(tmp_path, ruleset("find: { phrases: [随便] }\nfix: [ { with: 【答复】 } ]"))
    judge = Judge(settings(path, mode="fix", unsafe=True))
    assert mend(loaded("随便你\n", "a.txt"), judge, OPTIONS).text == "随便你\n"


def test_what_is_read_again_is_what_was_meant(thorough: Judge) -> None:
    before = loaded(FILES["话术.yaml"], "话术.yaml")
    after = reread(before, mend(before, thorough, OPTIONS), OPTIONS)
    assert [item.text.strip() for item in after.items] == [
        "我们尽量到，您好",
        "随便您\n在的",
        "您好\n我们尽量明天到",
    ]  # type: ignore[union-attr]
    assert findings(thorough.document(after)) == []


def test_a_file_that_stays_as_it_is_is_not_read_again(thorough: Judge) -> None:
    before = loaded("您好\n在的\n", "a.txt", format="text")
    assert reread(before, mend(before, thorough, OPTIONS), OPTIONS) is before.document


def test_a_transcript_is_left_alone_with_a_notice(thorough: Judge) -> None:
    text = chat("客户：在吗", "客服：您好，保证到")
    mended = mend(loaded(text, "a.jsonl"), thorough, OPTIONS)
    assert (mended.text, mended.replies) == (text, 0)
    assert told(mended.problems) == [("a.jsonl", False)]


CHATS = {
    "a.jsonl": chat("客户：在吗", '客服：保证到\n随便"你', "系统：保证"),
    "a.csv": '会话,角色,内容\r\n1,客户,"在吗,你"\r\n1,客服,保证到\r\n1,客服,"随便""你"\r\n',
    "a.tsv": "1\tu\t0\tF\tF\tnan\t你在吗\n1\tu\t1\tF\tF\tnan\t保证到\n1\tu\t1\tF\tF\tnan\t随便你\n",
    "a.txt": "客户：你在吗\n客服：保证到\n随便你\n客户：好\n客服：好的你",
}


@pytest.mark.parametrize("name", CHATS)
def test_a_transcript_is_mended_where_that_is_allowed(rules: Path, name: str) -> None:
    judge = Judge(settings(rules, mode="fix", unsafe=True, transcripts=True))
    mended = mend(loaded(CHATS[name], name), judge, OPTIONS)
    said = CHATS[name].replace("保证到", "尽量到").replace("随便你", "随便您").replace("的你", "的您")
    assert mended.text == said.replace('随便\\"你', '随便\\"您').replace('随便""你', '随便""您')
    assert mended.problems == []


def test_what_would_join_messages_is_not_written(tmp_path: Path) -> None:
    path = written(tmp_path, ruleset("find: { pattern: '稍等\\n马上' }\nfix: [ { with: 马上 } ]"))
    judge = Judge(settings(path, mode="fix", unsafe=True, transcripts=True))
    mended = mend(loaded(chat("客户：在吗", "客服：请稍等", "客服：马上来"), "a.jsonl"), judge, OPTIONS)
    assert mended.replies == 0
    assert told(mended.problems) == [("a.jsonl", False)]


def test_what_is_suppressed_is_not_mended(rules: Path) -> None:
    one = Suppression("b", template="发货")
    judge = Judge(settings(rules, mode="fix", suppressions=(one,)))
    text = FILES["话术.yaml"].replace("您好", "你好")
    assert "你好" in mend(loaded(text, "a.yaml"), judge, OPTIONS).text


def test_a_template_that_cannot_be_written_does_not_keep_the_others_from_it(thorough: Judge) -> None:
    text = "replies:\n  - text: &a 我们保证到\n  - text: 随便你\n"
    before = loaded(text, "a.yaml")
    first = before.document.items[0]
    first.place.encode = None  # type: ignore[union-attr]
    first.place.read_only = "由程序生成"  # type: ignore[union-attr]
    mended = mend(before, thorough, OPTIONS)
    assert mended.text == text.replace("你", "您")
    assert [str(problem) for problem in mended.problems] == ["a.yaml:2:14: 由程序生成"]


def test_a_character_that_the_encoding_lacks_is_refused(tmp_path: Path) -> None:
    rules = written(tmp_path, ruleset("find: { phrases: [好] }\nfix: [ { with: 镕, safe: true } ]"))
    judge = Judge(settings(rules, mode="fix"))
    before = loaded("您好的\n在的呢\n", "a.txt", "gb18030", "text")
    assert mend(before, judge, OPTIONS).text != before.text
    before.encoding = before.encoding._replace(codec="gb2312")
    mended = mend(before, judge, OPTIONS)
    assert mended.text == before.text
    assert [str(problem).split()[0] for problem in mended.problems] == ["a.txt:1:1:"]


def test_a_character_that_the_encoding_lacks_keeps_no_other_reply_from_its_fix(tmp_path: Path) -> None:
    rules = ruleset(
        rule("find: { phrases: [好] }\nfix: [ { with: 镕, safe: true } ]", "a.rare"),
        rule("find: { phrases: [你] }\nfix: [ { with: 您, safe: true } ]", "b.pronoun"),
    )
    judge = Judge(settings(written(tmp_path, rules), mode="fix"))
    text = "你在的\n你看\n你真好\n好的\n亲，你来\n"
    before = loaded(text, "a.txt", "gb18030", "text")
    before.encoding = before.encoding._replace(codec="gb2312")
    mended = mend(before, judge, OPTIONS)
    assert mended.text == "您在的\n您看\n你真好\n好的\n亲，您来\n"
    assert [(problem.line, problem.fatal) for problem in mended.problems] == [(3, True), (4, True)]


def test_an_edit_that_would_damage_the_file_is_refused(tmp_path: Path) -> None:
    rules = ruleset('find: { phrases: [好] }\nfix: [ { with: "\\0", safe: true } ]')
    judge = Judge(settings(written(tmp_path, rules), mode="fix"))
    mended = mend(loaded("您好的\n在的\n", "a.txt", format="text"), judge, OPTIONS)
    assert (mended.text, mended.replies) == ("您好的\n在的\n", 0)
    assert [problem.line for problem in mended.problems] == [1]


def test_an_edit_that_would_rename_another_template_is_refused(thorough: Judge) -> None:
    text = "replies:\n  - name: &n 你保证\n    text: 在的呢\n  - text: *n\n  - text: 随便你\n"
    mended = mend(loaded(text, "a.yaml"), thorough, OPTIONS)
    assert mended.text == text.replace("随便你", "随便您")
    assert [(problem.line, problem.column) for problem in mended.problems] == [(2, 14)]


def test_a_diff_has_lines_as_patch_has_them() -> None:
    before = loaded("您好\u2028在\r保证到\x85\n好\n", "a.txt", format="text")
    diff = unified(before, Mended(before.text.replace("保证", "尽量"), 1, []))
    assert diff.split("\n")[2:] == [
        "@@ -1,2 +1,2 @@",
        "-您好\u2028在\r保证到\x85",
        "+您好\u2028在\r尽量到\x85",
        " 好",
        "",
    ]


def test_a_diff_shows_the_lines_that_change() -> None:
    before = loaded("您好\n保证到\n在的\n", "a.txt", format="text")
    diff = unified(before, Mended("您好\n尽量到\n在的\n", 1, []))
    assert diff.splitlines() == [
        "--- a.txt",
        "+++ a.txt",
        "@@ -1,3 +1,3 @@",
        " 您好",
        "-保证到",
        "+尽量到",
        " 在的",
    ]
    assert unified(before, Mended(before.text, 0, [])) == ""


def test_a_file_that_was_changed_is_not_overwritten(tmp_path: Path, thorough: Judge) -> None:
    path = tmp_path / "a.txt"
    path.write_text("保证到\n在的呢\n", encoding="utf-8")
    before = load(path.read_bytes(), str(path), OPTIONS, "text")
    path.write_text("保证到\n在的呢\n新的\n", encoding="utf-8")
    with pytest.raises(Unwritable):
        store(before, mend(before, thorough, OPTIONS))
    assert path.read_text("utf-8") == "保证到\n在的呢\n新的\n"
