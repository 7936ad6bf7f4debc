"""Runs over files, on one process or several, whole or in blocks."""

from __future__ import annotations

import gc
import json
import os
from functools import partial
from pathlib import Path

import pytest

from linter.pipeline import run as run_module
from linter.pipeline.discover import FileToRead, discover
from linter.pipeline.outcome import Outcome
from linter.pipeline.run import WORTH_PROCESSES, outcomes, processes
from linter.readers import load as load_module
from linter.readers.encoding import FilePieces
from linter.readers.stream import spans
from tests.pipeline.support import chat, findings, run, settings, told, total


def transcript(chats: int, broken: int | None = None) -> str:
    """A transcript of many chats in messages JSONL; `broken` is the number of a line that is none."""
    lines = [
        chat(
            "客户：在吗" if number % 3 else "客户：碗坏了",
            f"客服：{'您好' if number % 2 else '在'}，第{number}件保证到",
            "客户：好",
            "客服：稍等",
            "客服：马上，你放心",
            name=f"c-{number}",
        )
        for number in range(chats)
    ]
    if broken is not None:
        lines[broken] = "{坏了\n"
    return "".join(lines)


@pytest.fixture
def library(tmp_path: Path) -> Path:
    """A folder with files of every sort; 大.jsonl is large by the measure of `small_measures`."""
    files = {
        "a.csv": "话术\n我们保证到\n随便你\n",
        "b.txt": "您好，保证到\n在的\n",
        "d.jsonl": transcript(3),
        "大.jsonl": transcript(60),
        "大表.csv": "话术\n" + "我们保证到，您放心\n随便你看\n" * 200,
        "没话.txt": "no replies here\n",
        "坏.json": '[{"text": "保证"',
    }
    for name, text in files.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    (tmp_path / "乱.txt").write_bytes("亲，保证到".encode()[:-1])
    return tmp_path


@pytest.fixture
def small_measures(monkeypatch: pytest.MonkeyPatch) -> None:
    """Files are large from 4000 bytes, and are read in blocks of some 2000."""
    monkeypatch.setattr(run_module, "LARGE", 4000)
    monkeypatch.setattr(load_module, "spans", partial(spans, size=2000))
    monkeypatch.setattr(load_module, "FilePieces", partial(FilePieces, size=900))


def as_told(several: list[Outcome]) -> list[tuple[object, ...]]:
    """Everything about outcomes."""
    return [(one.text, one.summary, one.problems, one.skips, one.characters, one.output) for one in several]


def reported(several: list[Outcome]) -> str:
    """The JSON of all outcomes."""
    return ",\n".join(one.text for one in several if one.text)


@pytest.mark.usefixtures("small_measures")
@pytest.mark.parametrize("output", ["json", "text", "rewrites"])
def test_two_processes_give_what_one_gives(library: Path, rules: Path, output: str) -> None:
    chosen = settings(rules, output=output)
    one, two = run([library], chosen), run([library], chosen, jobs=2)
    assert len(one) > 10
    assert as_told(two) == as_told(one)


@pytest.mark.usefixtures("small_measures")
def test_two_processes_mend_what_one_mends(library: Path, rules: Path) -> None:
    chosen = settings(rules, mode="fix", unsafe=True)
    before = {path: path.read_bytes() for path in library.iterdir()}
    one = as_told(run([library], chosen))
    mended = {path: path.read_bytes() for path in library.iterdir()}
    for path, data in before.items():
        path.write_bytes(data)
    assert as_told(run([library], chosen, jobs=2)) == one
    assert {path: path.read_bytes() for path in library.iterdir()} == mended
    changed = [path.name for path in sorted(library.iterdir()) if mended[path] != before[path]]
    assert changed == ["a.csv", "b.txt", "大表.csv"]


def test_outcomes_come_in_the_order_of_the_files(library: Path, rules: Path) -> None:
    files = [library / name for name in ("b.txt", "d.jsonl", "a.csv")]
    paths = [findings(outcome)[0]["path"] for outcome in run([*files], settings(rules), jobs=2)]
    assert paths == [str(path) for path in files]


@pytest.mark.parametrize("name", ["大.jsonl", "大表.csv"])
def test_a_file_in_blocks_gives_what_it_gives_as_a_whole(
    library: Path, rules: Path, name: str, request: pytest.FixtureRequest
) -> None:
    whole = run([library / name], settings(rules))
    request.getfixturevalue("small_measures")
    in_blocks = run([library / name], settings(rules))
    assert len(whole) == 1
    assert len(in_blocks) >= (8 if name.endswith("jsonl") else 2)
    assert reported(in_blocks) == whole[0].text
    assert total(in_blocks) == total(whole)
    assert sum(outcome.characters for outcome in in_blocks) == whole[0].characters
    assert len(findings(whole[0])) > 50


def test_a_broken_line_of_a_large_file_is_told_and_the_rest_judged(
    tmp_path: Path, rules: Path, request: pytest.FixtureRequest
) -> None:
    path = tmp_path / "a.jsonl"
    path.write_text(transcript(60, broken=40), encoding="utf-8")
    whole = run([path], settings(rules))
    request.getfixturevalue("small_measures")
    in_blocks = run([path], settings(rules))
    problems = [problem for outcome in in_blocks for problem in outcome.problems]
    assert problems == whole[0].problems
    assert [(problem.line, problem.fatal) for problem in problems] == [(41, True)]
    assert reported(in_blocks) == whole[0].text


@pytest.mark.usefixtures("small_measures")
@pytest.mark.parametrize("jobs", [1, 2])
def test_a_bad_byte_in_a_large_file_is_told_after_what_came_before_it(
    tmp_path: Path, rules: Path, jobs: int
) -> None:
    path = tmp_path / "a.jsonl"
    path.write_bytes(transcript(40).encode() + b"\xff\xfa\n" + transcript(5).encode())
    several = run([path], settings(rules), jobs)
    problems = [problem for outcome in several for problem in outcome.problems]
    assert [(problem.line, problem.fatal) for problem in problems] == [(41, True)]
    lines = [one["line"] for outcome in several for one in findings(outcome)]
    assert max(lines) == 40


@pytest.mark.usefixtures("small_measures")
def test_a_large_transcript_in_which_nobody_is_an_agent_is_refused(tmp_path: Path, rules: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_text(transcript(60).replace("assistant", "小美"), encoding="utf-8")
    several = run([path], settings(rules))
    (problem,) = [problem for outcome in several for problem in outcome.problems]
    assert problem.fatal
    assert "--role agent=" in problem.message
    assert total(several).findings == 0


@pytest.mark.usefixtures("small_measures")
@pytest.mark.parametrize("jobs", [1, 2])
def test_a_large_file_of_no_replies_in_a_folder_is_passed_over(
    tmp_path: Path, rules: Path, jobs: int
) -> None:
    (tmp_path / "log.txt").write_text("2024-06-18 INFO started\n" * 400, encoding="utf-8")
    (outcome,) = run([tmp_path], settings(rules), jobs)
    assert told(outcome.skips) == [("log.txt", True)]
    assert outcome.summary.skipped == 1
    assert outcome.problems == []


@pytest.mark.usefixtures("small_measures")
def test_a_large_file_that_is_gone_is_told(tmp_path: Path, rules: Path) -> None:
    files = [FileToRead(str(tmp_path / "没有.jsonl"), True, 9999)]
    several = list(outcomes(files, [settings(rules)], 1))
    assert told([problem for outcome in several for problem in outcome.problems]) == [("没有.jsonl", True)]


@pytest.mark.usefixtures("small_measures")
def test_a_large_library_is_mended_and_a_large_transcript_left_alone(library: Path, rules: Path) -> None:
    chosen = settings(rules, mode="fix", unsafe=True)
    table, chats = library / "大表.csv", library / "大.jsonl"
    before = chats.read_bytes()
    several = run([table, chats], chosen)
    assert "保证" not in table.read_text("utf-8")
    assert chats.read_bytes() == before
    notices = [problem for outcome in several for problem in outcome.problems]
    assert told(notices) == [("大.jsonl", False)]
    assert total(several).fixed == 400


def test_what_could_not_be_read_is_told_among_the_others(library: Path, rules: Path) -> None:
    several = run([library], settings(rules))
    assert told([problem for outcome in several for problem in outcome.problems]) == [
        ("乱.txt", True),
        ("坏.json", True),
    ]
    assert told([skip for outcome in several for skip in outcome.skips]) == [("没话.txt", True)]
    assert total(several).skipped == 1
    assert total(several).files == 5


def test_a_run_over_nothing_has_no_outcomes(rules: Path) -> None:
    assert list(outcomes([], [settings(rules)], 1)) == []


def test_several_processes_are_used_when_it_is_worth_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("os.cpu_count", lambda: 8)
    small, large = FileToRead("a", True, 1000), FileToRead("b", True, WORTH_PROCESSES)
    assert processes(None, [small]) == 1
    assert processes(None, [small, large]) == 8
    assert processes(3, [small]) == 3


@pytest.mark.parametrize("jobs", [1, 2])
def test_nothing_behind_a_bad_byte_of_a_large_file_is_judged(
    tmp_path: Path, rules: Path, jobs: int, request: pytest.FixtureRequest
) -> None:
    path, before = tmp_path / "a.jsonl", tmp_path / "before.jsonl"
    lines = transcript(60).encode().splitlines(keepends=True)
    before.write_bytes(b"".join(lines[:30]))
    path.write_bytes(b"".join([*lines[:30], b"\xff\n", *lines[30:]]))
    whole = run([before], settings(rules))
    request.getfixturevalue("small_measures")
    in_blocks = run([path], settings(rules), jobs)
    problems = [problem for outcome in in_blocks for problem in outcome.problems]
    assert [(problem.line, problem.fatal) for problem in problems] == [(31, True)]
    assert reported(in_blocks).replace("a.jsonl", "before.jsonl") == whole[0].text


def rows(*messages: tuple[str, str, str]) -> str:
    """Flat JSONL: conversation, role, text."""
    return "".join(
        json.dumps({"conversation_id": name, "role": role, "content": text}, ensure_ascii=False) + "\n"
        for name, role, text in messages
    )


@pytest.mark.usefixtures("small_measures")
def test_conversations_that_interleave_across_blocks_are_told(tmp_path: Path, rules: Path) -> None:
    path = tmp_path / "a.jsonl"
    apart = [(f"c-{number % 3}", "agent" if number % 2 else "customer", "您好，在的") for number in range(80)]
    path.write_text(rows(*apart), encoding="utf-8")
    problems = [problem for outcome in run([path], settings(rules)) for problem in outcome.problems]
    assert [problem.fatal for problem in problems] == [False]
    path.write_text(rows(*sorted(apart)), encoding="utf-8")
    problems = [problem for outcome in run([path], settings(rules)) for problem in outcome.problems]
    assert problems == []


@pytest.mark.usefixtures("small_measures")
def test_a_damaged_large_file_of_a_folder_is_not_passed_over(tmp_path: Path, rules: Path) -> None:
    (tmp_path / "a.txt").write_bytes(b"hello shop\nhow are you\n\xff\n" + b"good morning\n" * 500)
    (outcome,) = run([tmp_path], settings(rules))
    assert [(problem.line, problem.fatal) for problem in outcome.problems] == [(3, True)]
    assert (outcome.skips, outcome.summary.files) == ([], 0)


@pytest.mark.usefixtures("small_measures")
def test_a_file_that_is_replaced_while_it_is_read_is_told(tmp_path: Path, rules: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_text(transcript(60), encoding="utf-8")
    going = outcomes(discover([str(path)]).files, [settings(rules)], 1)
    first = next(going)
    other = tmp_path / "b.jsonl"
    other.write_text(transcript(80), encoding="utf-8")
    other.replace(path)
    rest = list(going)
    assert first.problems == []
    assert [problem.fatal for outcome in rest for problem in outcome.problems] == [True]
    assert reported(rest) == ""


@pytest.mark.usefixtures("small_measures")
def test_a_large_file_of_no_kind_is_no_transcript_left_alone(tmp_path: Path, rules: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(b"%PDF" + bytes(6000))
    several = run([path], settings(rules, mode="fix"))
    assert [problem.fatal for outcome in several for problem in outcome.problems] == [True]
    assert total(several).files == 0


def test_a_worker_that_dies_is_told(tmp_path: Path, rules: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(run_module, "_work", os._exit)
    (tmp_path / "a.txt").write_text("亲，在的\n", encoding="utf-8")
    monkeypatch.setattr(run_module, "_tasks", lambda *given: iter([(1, run_module._told)]))
    (outcome,) = outcomes([], [settings(rules)], 2)
    assert [problem.fatal for problem in outcome.problems] == [True]


@pytest.mark.parametrize(("files", "collects"), [(1, False), (2, True)])
def test_the_collector_rests_while_one_small_file_is_judged(
    files: int, collects: bool, tmp_path: Path, rules: Path
) -> None:
    for number in range(files):
        (tmp_path / f"{number}.txt").write_text("我们保证明天到\n", encoding="utf-8")
    gc.disable()
    try:
        list(outcomes(discover([str(tmp_path)]).files, [settings(rules)], 1))
        assert gc.isenabled() == collects
    finally:
        gc.unfreeze()
        gc.enable()
