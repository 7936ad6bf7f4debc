"""Baselines: what they cover, and what is new."""

from __future__ import annotations

import json
import random
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from linter.model import Diagnostic, Finding
from linter.pipeline.baseline import Baseline, Key, Refusal, Sieve, key_of, own_name, read, write
from linter.pipeline.judge import Judge
from linter.pipeline.outcome import Outcome
from tests.pipeline.support import chat, document, run, settings


def found(
    rule: str = "a.pledge",
    match: str = "保证",
    reply: str = "我们保证到",
    name: str | None = "发货",
    path: str = "a.yaml",
) -> Diagnostic:
    return Diagnostic(
        finding=Finding(rule, "warning", 0, 1, match, ""),
        rewrite=None,
        needs_input=False,
        reply=reply,
        path=path,
        line=1,
        column=1,
        end_line=1,
        end_column=2,
        utf16=(1, 2),
        source_line="",
        conversation=None,
        number=0,
        message_index=None,
        speaker=None,
        template=name,
        private=False,
    )


def new(baseline: Baseline, *diagnostics: Diagnostic) -> list[Diagnostic]:
    """Those that a baseline lets pass, a file after the other."""
    paths = dict.fromkeys(one.path for one in diagnostics)
    outcomes = [
        Outcome(path=path, diagnostics=[one for one in diagnostics if one.path == path]) for path in paths
    ]
    return [one for outcome in Sieve(baseline).sift(outcomes) for one in outcome.diagnostics]


def baseline_of(folder: Path, *diagnostics: Diagnostic) -> Baseline:
    """A baseline as it is read again after it was written."""
    baseline = Baseline(folder / "replylint.baseline")
    write(baseline.file, Counter(key_of(one, baseline.path_of(one.path)) for one in diagnostics))
    return read(baseline.file)


@pytest.fixture(autouse=True)
def in_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "a.yaml").touch()


def test_what_was_written_down_is_covered(tmp_path: Path) -> None:
    assert new(baseline_of(tmp_path, found()), found()) == []


def test_white_space_and_width_of_the_text_do_not_count(tmp_path: Path) -> None:
    assert new(baseline_of(tmp_path, found(reply="我们保证 到！")), found(reply="我们保证到!\n")) == []


def test_each_of_several_equal_findings_counts(tmp_path: Path) -> None:
    baseline = baseline_of(tmp_path, found(), found())
    assert len(new(baseline, found(), found(), found())) == 1


def test_an_edited_template_is_covered_once_by_its_name(tmp_path: Path) -> None:
    edited = found(reply="我们保证后天到，保证")
    assert new(baseline_of(tmp_path, found()), edited, edited) == [edited]


def test_another_word_in_the_same_template_is_new(tmp_path: Path) -> None:
    other = found(match="承诺")
    assert new(baseline_of(tmp_path, found()), found(), other) == [other]


def test_a_renamed_template_is_covered_by_its_text(tmp_path: Path) -> None:
    assert new(baseline_of(tmp_path, found()), found(name="寄送")) == []


@pytest.mark.parametrize("name", ["templates[3].text", "[0]", "line-12", None])
def test_a_name_that_tells_a_place_is_none(name: str | None) -> None:
    assert own_name(name) == ""


def test_a_template_that_went_to_another_file_is_covered(tmp_path: Path) -> None:
    assert new(baseline_of(tmp_path, found()), found(path="b.yaml")) == []


def test_a_template_is_covered_where_it_stands_before_it_is_elsewhere(tmp_path: Path) -> None:
    copied = found(path="0.yaml")
    assert new(baseline_of(tmp_path, found()), copied, found()) == [copied]


def test_in_a_renamed_file_the_name_covers_an_edited_template(tmp_path: Path) -> None:
    baseline = baseline_of(tmp_path, found(path="gone.yaml"))
    assert new(baseline, found(path="b.yaml", reply="我们保证后天到")) == []


def test_the_same_name_in_another_file_covers_nothing(tmp_path: Path) -> None:
    other = found(path="b.yaml", reply="我们保证后天到")
    assert new(baseline_of(tmp_path, found()), other) == [other]


def test_of_chats_there_is_no_word_in_the_file(rules: Path, tmp_path: Path) -> None:
    judge = Judge(settings(rules, deferred="all"))
    said = chat("客户：在吗", "客服：保证到，电话13812345678", name="c-13812345678")
    outcome = judge.document(document(said, "a.jsonl"))
    assert outcome.diagnostics
    baseline = baseline_of(tmp_path, *outcome.diagnostics)
    text = baseline.file.read_text("utf-8")
    assert not any(word in text for word in ("保证", "电话", "1381", "c-1"))
    assert new(baseline, *outcome.diagnostics) == []
    other = chat("客户：在吗", "客服：保证到，电话13899998878", name="c-2")
    again = judge.document(document(other, "a.jsonl")).diagnostics
    assert new(read(baseline.file), *again) == []


def test_the_file_is_sorted_and_has_an_entry_a_line(tmp_path: Path) -> None:
    file = tmp_path / "b"
    entries = {Key("b", "r", "", "m", "2"): 1, Key("a", "r", "名", "m", "1"): 3}
    write(file, entries)
    lines = file.read_text("utf-8").splitlines()
    assert lines[1:] == [
        '{"path": "a", "rule": "r", "template": "名", "match": "m", "text": "1", "count": 3}',
        '{"path": "b", "rule": "r", "match": "m", "text": "2"}',
    ]
    assert read(file).entries == entries


def test_lines_may_stand_in_any_order_and_twice_after_a_merge(tmp_path: Path) -> None:
    file = tmp_path / "b"
    one = {"path": "a", "rule": "r", "text": "1"}
    lines = [json.dumps({**one, "count": 2}), '{"replylint-baseline": 1}', "", json.dumps(one)]
    file.write_text("\n".join(lines), encoding="utf-8")
    assert read(file).entries == {Key("a", "r", "", "", "1"): 2}


@pytest.mark.parametrize(
    "line",
    [
        "<<<<<<< HEAD",
        "[]",
        '{"path": "a"}',
        '{"path": "a", "rule": "r", "count": 0}',
        '{"path": 1, "rule": "r"}',
    ],
)
def test_a_line_that_is_none_is_told_with_its_number(tmp_path: Path, line: str) -> None:
    file = tmp_path / "b"
    file.write_text(f'{{"replylint-baseline": 1}}\n{line}\n', encoding="utf-8")
    with pytest.raises(Refusal) as caught:
        read(file)
    assert caught.value.problem.line == 2


@pytest.mark.parametrize("data", [b'{"replylint-baseline": 2}\n', b"\xff\xfe\xfa", None])
def test_a_file_that_cannot_be_read_is_refused(tmp_path: Path, data: bytes | None) -> None:
    file = tmp_path / "b"
    if data is not None:
        file.write_bytes(data)
    with pytest.raises(Refusal):
        read(file)


def test_stale_entries_are_those_that_would_have_been_found(tmp_path: Path) -> None:
    baseline = baseline_of(tmp_path, found(), found(rule="b.x"), found(path="a2.yaml"), found(path="gone"))
    (tmp_path / "a2.yaml").touch()
    assert [key.path for key in baseline.stale({"a.yaml"}, {"a.pledge"})] == ["a.yaml", "gone"]


def test_pruning_says_where_a_finding_stands_now(tmp_path: Path) -> None:
    baseline = baseline_of(tmp_path, found(), found(rule="b.x"))
    sieve = Sieve(baseline)
    [*sieve.sift([Outcome(path="b.yaml", diagnostics=[found(path="b.yaml")])])]
    left = baseline.pruned(baseline.stale({"a.yaml"}, {"a.pledge", "b.x"}), sieve.covered)
    assert left == {key_of(found(), "b.yaml"): 1}


REPLIES = st.sampled_from(["我们保证到", "你好", "在的", "你放心，保证到", "您好，好的", "保证，保证"])
BAD = "你这个保证今天到"


def library(folder: Path, files: list[list[tuple[str, str]]]) -> None:
    for number, templates in enumerate(files):
        lines = [f"- name: {name}\n  text: {text}\n" for name, text in templates]
        (folder / f"{number}.yaml").write_text(
            "# 库\nreplies:\n" + "\n".join(lines) + "\n[]" * (not lines), "utf-8"
        )


def diagnostics_of(rules: Path, folder: Path, jobs: int = 1) -> list[Outcome]:
    return run([folder], settings(rules, deferred="all"), jobs)


@hypothesis_settings(max_examples=25, deadline=None)
@given(
    texts=st.lists(st.lists(REPLIES, min_size=1, max_size=5), min_size=1, max_size=3),
    seed=st.integers(0, 1000),
)
def test_a_shuffled_library_has_nothing_new_and_one_bad_template_has_its_own_findings(
    rules: Path, tmp_path_factory: pytest.TempPathFactory, texts: list[list[str]], seed: int
) -> None:
    folder = tmp_path_factory.mktemp("library")
    files = [[(f"n{a}-{b}", text) for b, text in enumerate(some)] for a, some in enumerate(texts)]
    library(folder, files)
    baseline = Baseline(folder.parent / f"{folder.name}.baseline")
    sieve = Sieve(baseline)
    [*sieve.note(diagnostics_of(rules, folder))]
    write(baseline.file, sieve.found)

    chance = random.Random(seed)
    together = [one for some in files for one in some]
    chance.shuffle(together)
    moved: list[list[tuple[str, str]]] = [[] for _ in files]
    for number, one in enumerate(together):
        moved[number % len(files)].append(one)
    library(folder, moved)
    assert told(rules, folder, baseline) == []

    moved[0].insert(chance.randrange(len(moved[0]) + 1), ("neu", BAD))
    library(folder, moved)
    rules_of_bad = ["a.pledge", "b.pronoun"]
    assert sorted((one.template, one.finding.rule) for one in told(rules, folder, baseline)) == [
        ("neu", rule) for rule in rules_of_bad
    ]


def told(rules: Path, folder: Path, baseline: Baseline) -> list[Diagnostic]:
    sieve = Sieve(read(baseline.file))
    return [one for outcome in sieve.sift(diagnostics_of(rules, folder)) for one in outcome.diagnostics]


def test_several_processes_tell_the_same(rules: Path, tmp_path: Path) -> None:
    folder = tmp_path / "library"
    folder.mkdir()
    library(folder, [[("x", "我们保证到"), ("y", "你好")], [("x", "我们保证到")], [("z", "你放心")]])
    found_by = []
    for jobs in (1, 2):
        sieve = Sieve(Baseline(tmp_path / "b"))
        [*sieve.note(diagnostics_of(rules, folder, jobs))]
        found_by.append(sieve.found)
    assert found_by[0] == found_by[1] != Counter()


def test_blocks_of_a_large_file_are_covered(rules: Path, tmp_path: Path) -> None:
    large = tmp_path / "large.txt"
    large.write_text("我们保证到，请放心\n" * 80_000, encoding="utf-8")
    baseline = Baseline(tmp_path / "b")
    sieve = Sieve(baseline)
    chosen = settings(rules, deferred="all", active=frozenset({"a.pledge"}))
    [*sieve.note(run([large], chosen, 2))]
    write(baseline.file, sieve.found)
    assert [*sieve.found.values()] == [80_000]
    with large.open("a", encoding="utf-8") as file:
        file.write("新的保证\n")
    again = Sieve(read(baseline.file))
    fresh = [one for outcome in again.sift(run([large], chosen, 2)) for one in outcome.diagnostics]
    assert [one.reply for one in fresh] == ["新的保证"]
    assert fresh[0].line == 80_001
