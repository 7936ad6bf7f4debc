"""A file as a whole, and block by block: what is judged, what is passed over, what is refused."""

from __future__ import annotations

import stat
from pathlib import Path

import pytest

from linter.pipeline.discover import FileToRead
from linter.pipeline.judge import Judge
from linter.pipeline.outcome import Outcome
from linter.pipeline.tasks import FileTask, do_file
from tests.pipeline.support import chat, findings, met, named, settings, told

XLSX = b"PK\x03\x04" + bytes(60)
BROKEN = '[{"text": "亲，保证到"}, {"text":'.encode()


def file(folder: Path, name: str, data: bytes | str) -> Path:
    path = folder / name
    path.write_bytes(data.encode() if isinstance(data, str) else data)
    return path


def do(path: Path, judge: Judge, *, in_folder: bool = False) -> Outcome:
    return do_file(FileTask(met(path) if in_folder else named(path)), judge)


# ---- reading


def test_a_file_is_read_and_judged(tmp_path: Path, judge: Judge) -> None:
    outcome = do(file(tmp_path, "a.txt", "您好\n保证到\n"), judge)
    assert [one["match"] for one in findings(outcome)] == ["保证"]
    assert (outcome.summary.files, outcome.summary.replies, outcome.summary.skipped) == (1, 2, 0)
    assert outcome.characters == 7
    assert outcome.output is None


def test_the_format_may_be_given(tmp_path: Path, rules: Path) -> None:
    as_text = Judge(settings(rules, input_format="text"))
    assert len(findings(do(file(tmp_path, "a.csv", "话术\n保证到\n"), as_text))) == 1
    assert do(file(tmp_path, "b.csv", "话术\n保证到\n"), as_text).summary.replies == 2


@pytest.mark.parametrize("in_folder", [False, True])
@pytest.mark.parametrize(
    "data", ["亲，保证到，请放心".encode()[:-1], "亲，".encode() + b"\xff\xfe\xfa", b"\xe4\xba\xb2\0"]
)
def test_undecodable_bytes_are_fatal_wherever_the_file_was_met(
    tmp_path: Path, judge: Judge, data: bytes, in_folder: bool
) -> None:
    outcome = do(file(tmp_path, "a.txt", data), judge, in_folder=in_folder)
    assert told(outcome.problems) == [("a.txt", True)]
    assert (outcome.text, outcome.summary.files) == ("", 0)


def test_a_broken_file_is_fatal_wherever_it_was_met(tmp_path: Path, judge: Judge) -> None:
    path = file(tmp_path, "话术.json", BROKEN)
    for in_folder in (False, True):
        assert told(do(path, judge, in_folder=in_folder).problems) == [("话术.json", True)]


def test_a_binary_file_is_fatal_where_it_was_named(tmp_path: Path, judge: Judge) -> None:
    outcome = do(file(tmp_path, "话术.csv", XLSX), judge)
    assert told(outcome.problems) == [("话术.csv", True)]
    assert "zip" in outcome.problems[0].message


def test_a_binary_file_in_a_folder_is_passed_over_and_said_to_be(tmp_path: Path, judge: Judge) -> None:
    outcome = do(file(tmp_path, "话术.csv", XLSX), judge, in_folder=True)
    assert (told(outcome.problems), told(outcome.skips)) == ([], [("话术.csv", True)])
    assert (outcome.summary.files, outcome.summary.skipped) == (0, 1)


@pytest.mark.parametrize(
    ("name", "text"),
    [("notes.txt", "Just some notes.\nNothing here.\n"), ("data.csv", "a,b\n1,2\n"), ("e.txt", "")],
)
def test_a_file_in_a_folder_that_looks_like_no_replies_is_passed_over(
    tmp_path: Path, judge: Judge, name: str, text: str
) -> None:
    outcome = do(file(tmp_path, name, text), judge, in_folder=True)
    assert told(outcome.skips)[0][0] == name
    assert outcome.skips[0].message
    assert outcome.summary.skipped == 1


def test_the_same_file_is_judged_where_it_was_named(tmp_path: Path, judge: Judge) -> None:
    outcome = do(file(tmp_path, "notes.txt", "Just 保证 notes.\n"), judge)
    assert (outcome.skips, len(findings(outcome))) == ([], 1)


def test_a_file_that_is_not_there_is_fatal(tmp_path: Path, judge: Judge) -> None:
    outcome = do_file(FileTask(FileToRead(str(tmp_path / "没有.csv"), True)), judge)
    assert told(outcome.problems) == [("没有.csv", True)]
    (tmp_path / "断.csv").symlink_to("没有.csv")
    outcome = do_file(FileTask(FileToRead(str(tmp_path / "断.csv"), False)), judge)
    assert told(outcome.problems) == [("断.csv", True)]


def test_half_a_character_in_a_chat_is_judged_like_any_other(tmp_path: Path, judge: Judge) -> None:
    text = chat("客户：在吗", "客服：您好，HALF保证到").replace("HALF", "\\ud83d")
    outcome = do(file(tmp_path, "a.jsonl", text), judge)
    (one,) = findings(outcome)
    assert one["match"] == "保证"
    outcome.text.encode()


# ---- mending

LIBRARY = "话术\n亲，你好\n随便你\n我们保证到\n在的\n"


@pytest.fixture
def fixing(rules: Path) -> Judge:
    return Judge(settings(rules, mode="fix"))


def test_fixing_writes_the_file_and_judges_what_is_left(tmp_path: Path, fixing: Judge) -> None:
    path = file(tmp_path, "a.csv", LIBRARY)
    outcome = do(path, fixing)
    assert path.read_text("utf-8") == LIBRARY.replace("你", "您")
    assert [one["rule"] for one in findings(outcome)] == ["a.pledge"]
    assert (outcome.summary.fixed, outcome.summary.files_fixed) == (2, 1)
    assert outcome.problems == []


def test_fixing_twice_changes_nothing_more(tmp_path: Path, rules: Path) -> None:
    path = file(tmp_path, "a.csv", LIBRARY)
    unsafe = Judge(settings(rules, mode="fix", unsafe=True))
    do(path, unsafe)
    once = path.read_bytes()
    outcome = do(path, unsafe)
    assert path.read_bytes() == once
    assert outcome.summary.fixed == 0


def test_a_file_without_anything_to_mend_is_not_written(tmp_path: Path, fixing: Judge) -> None:
    path = file(tmp_path, "a.csv", "话术\n在的\n")
    before = path.stat().st_mtime_ns, path.stat().st_ino
    outcome = do(path, fixing)
    assert (path.stat().st_mtime_ns, path.stat().st_ino) == before
    assert outcome.summary.files_fixed == 0


def test_a_transcript_is_left_alone_and_that_is_said(tmp_path: Path, fixing: Judge) -> None:
    text = chat("客户：在吗", "客服：您好，随便你")
    path = file(tmp_path, "a.jsonl", text)
    outcome = do(path, fixing)
    assert path.read_text("utf-8") == text
    assert told(outcome.problems) == [("a.jsonl", False)]
    assert findings(outcome)[0]["rewrite"] == "您好，随便您"


def test_a_read_only_file_is_refused(tmp_path: Path, fixing: Judge) -> None:
    path = file(tmp_path, "a.csv", LIBRARY)
    path.chmod(stat.S_IRUSR)
    outcome = do(path, fixing)
    assert path.read_text("utf-8") == LIBRARY
    assert told(outcome.problems) == [("a.csv", True)]
    assert len(findings(outcome)) == 3
    assert (outcome.summary.fixed, outcome.summary.files_fixed) == (0, 0)


def test_a_file_changed_meanwhile_is_refused(
    tmp_path: Path, fixing: Judge, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = file(tmp_path, "a.csv", LIBRARY)
    judge = fixing.bench.engine.judge

    def slowly(reply: object) -> object:
        path.write_text(LIBRARY + "新的一条\n", encoding="utf-8")
        return judge(reply)  # type: ignore[arg-type]

    monkeypatch.setattr(fixing.bench.engine, "judge", slowly)
    outcome = do(path, fixing)
    assert path.read_text("utf-8") == LIBRARY + "新的一条\n"
    assert told(outcome.problems) == [("a.csv", True)]
    assert outcome.summary.files_fixed == 0


def test_a_diff_is_shown_and_nothing_written(tmp_path: Path, rules: Path) -> None:
    path = file(tmp_path, "a.csv", LIBRARY)
    outcome = do(path, Judge(settings(rules, mode="diff")))
    assert path.read_text("utf-8") == LIBRARY
    diff = outcome.text
    changed = [line for line in diff.splitlines() if line[:1] in "+-" and line[:3] not in ("+++", "---")]
    assert changed == ["-亲，你好", "-随便你", "+亲，您好", "+随便您"]
    assert outcome.summary.fixed == 2


def test_a_diff_of_nothing_is_nothing(tmp_path: Path, rules: Path) -> None:
    assert do(file(tmp_path, "a.csv", "话术\n在的\n"), Judge(settings(rules, mode="diff"))).text == ""


def test_a_diff_tells_of_a_missing_line_end(tmp_path: Path, rules: Path) -> None:
    outcome = do(file(tmp_path, "a.csv", "话术\n随便你"), Judge(settings(rules, mode="diff")))
    assert "\\ No newline at end of file" in outcome.text


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030", "utf-8-sig", "utf-16"])
def test_standard_input_comes_back_mended_in_its_encoding(
    tmp_path: Path, fixing: Judge, encoding: str
) -> None:
    data = LIBRARY.encode(encoding)
    outcome = do_file(FileTask(FileToRead("话术.csv", True, len(data)), data), fixing)
    assert outcome.output is not None
    assert outcome.output.decode(encoding) == LIBRARY.replace("你", "您")
    assert not list(tmp_path.iterdir())
