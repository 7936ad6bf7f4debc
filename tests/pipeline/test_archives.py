"""Packed files: what is read of them, under which names, and where it ends."""

from __future__ import annotations

import gzip
import random
import string
import tempfile
import zipfile
from pathlib import Path, PurePosixPath

import pytest
from hypothesis import given
from hypothesis import strategies as st

from linter.model import Problem
from linter.pipeline import archives
from linter.pipeline import run as run_module
from linter.pipeline.archives import Limits, Unpacker, Untold
from linter.pipeline.discover import FileToRead, discover
from linter.pipeline.outcome import Outcome
from linter.pipeline.run import outcomes
from linter.pipeline.settings import Settings
from tests.pipeline.support import chat, findings, settings, told, total

LIBRARY = "快捷短语编码,快捷短语,快捷短语分组\r\n1,我们保证到,\r\n"
CHAT = chat("客户：在吗", "客服：您好，保证到")
COLUMN = CHAT.index("保证") + 1


def archive(path: Path, members: dict[str, str | bytes]) -> Path:
    """A zip archive."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, data in members.items():
            packed.writestr(name, data)
    return path


def packed(path: Path, data: str | bytes) -> Path:
    """A gzip file."""
    path.write_bytes(gzip.compress(data.encode() if isinstance(data, str) else data))
    return path


def over(path: Path, made: Settings, jobs: int = 1) -> list[Outcome]:
    """The outcomes of a run over a file or folder."""
    return list(outcomes(discover([str(path)]).files, [made], jobs))


def problems(done: list[Outcome]) -> list[Problem]:
    return [problem for outcome in done for problem in outcome.problems]


def places(done: list[Outcome]) -> list[tuple[str, int, int]]:
    """Where findings are: the name of the file, line and column."""
    return [
        (finding["path"].rsplit("/", 1)[-1], finding["line"], finding["column"])
        for outcome in done
        for finding in findings(outcome)
        if finding["rule"] == "a.pledge"
    ]


@pytest.mark.parametrize("codec", ["utf-8", "gb18030"])
def test_a_gzip_is_read_as_what_it_holds(tmp_path: Path, rules: Path, codec: str) -> None:
    done = over(packed(tmp_path / "话术.csv.gz", LIBRARY.encode(codec)), settings(rules))
    assert places(done) == [("话术.csv.gz", 2, 5)]


def test_members_of_a_zip_are_named_behind_it(tmp_path: Path, rules: Path) -> None:
    path = archive(tmp_path / "导出.zip", {"a.csv": LIBRARY, "b.jsonl": CHAT, "logo.png": b"\x89PNG"})
    done = over(path, settings(rules))
    assert places(done) == [("导出.zip!a.csv", 2, 5), ("导出.zip!b.jsonl", 1, COLUMN)]
    assert total(done).files == 2
    assert problems(done) == []


def test_archives_are_met_in_folders(tmp_path: Path, rules: Path) -> None:
    archive(tmp_path / "a.zip", {"a.csv": LIBRARY})
    packed(tmp_path / "b.jsonl.gz", CHAT)
    packed(tmp_path / "dump.sql.gz", "select 1")
    archive(tmp_path / "pictures.zip", {"a.png": b"\x89PNG"})
    done = over(tmp_path, settings(rules))
    assert [name for name, *_ in places(done)] == ["a.zip!a.csv", "b.jsonl.gz"]
    assert problems(done) == []
    assert [Path(skip.path).name for outcome in done for skip in outcome.skips] == ["pictures.zip"]


def test_known_by_content_whatever_the_name(tmp_path: Path, rules: Path) -> None:
    path = packed(tmp_path / "chats.jsonl", CHAT)
    assert places(over(path, settings(rules))) == [("chats.jsonl", 1, COLUMN)]


def test_a_workbook_is_no_archive(tmp_path: Path, rules: Path) -> None:
    from openpyxl import Workbook

    book = Workbook()
    book.active.append(["话术"])
    book.active.append(["我们保证到"])
    for name in ("a.xlsx", "a"):
        book.save(tmp_path / name)
        assert [name for name, *_ in places(over(tmp_path / name, settings(rules)))] == [name]
    inside = archive(tmp_path / "b.zip", {"a.xlsx": (tmp_path / "a.xlsx").read_bytes()})
    assert [name for name, *_ in places(over(inside, settings(rules)))] == ["b.zip!a.xlsx"]


@pytest.mark.parametrize("jobs", [1, 2])
def test_large_members_are_read_in_blocks(
    tmp_path: Path, rules: Path, jobs: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(run_module, "LARGE", 4000)
    monkeypatch.setattr(archives, "IN_MEMORY", 4000)
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "temp"))
    (tmp_path / "temp").mkdir()
    text = (
        "".join(chat("客户：在吗", f"客服：您好，第{number}件", name=f"c{number}") for number in range(300))
        + CHAT
    )
    path = archive(tmp_path / "大.zip", {"a.jsonl": text, "b.csv": LIBRARY})
    done = over(path, settings(rules), jobs)
    assert places(done) == [("大.zip!a.jsonl", 301, COLUMN), ("大.zip!b.csv", 2, 5)]
    assert [*(tmp_path / "temp").iterdir()] == []


def test_nothing_is_left_behind_where_a_run_is_stopped(
    tmp_path: Path, rules: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(archives, "IN_MEMORY", 10)
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "temp"))
    (tmp_path / "temp").mkdir()
    path = archive(tmp_path / "a.zip", {f"{number}.csv": LIBRARY for number in range(3)})
    running = outcomes(discover([str(path)]).files, [settings(rules)], 1)
    next(running)
    assert [*(tmp_path / "temp").iterdir()]
    running.close()
    assert [*(tmp_path / "temp").iterdir()] == []


# refusals


def refused(path: Path, limits: Limits = Limits()) -> list[str]:  # noqa: B008
    """What is said of an archive that was named."""
    file = FileToRead(str(path), True, path.stat().st_size)
    kind = archives.kind(path.read_bytes()[:8], str(path))
    assert kind is not None
    unpacker = Unpacker(limits)
    try:
        found = [one.problem for one in unpacker.members(file, kind) if isinstance(one, Untold)]
    finally:
        unpacker.close()
    assert all(problem.fatal and "\n" not in str(problem) for problem in found)
    return [problem.message for problem in found]


@pytest.mark.parametrize("make", [packed, lambda path, data: archive(path, {"a.txt": data})])
def test_a_bomb_is_not_unpacked(tmp_path: Path, make: object) -> None:
    path = make(tmp_path / "a.txt.gz", b"a" * 30_000_000)  # type: ignore[operator]
    (message,) = refused(path)
    assert "200" in message and "ratio" in message
    assert refused(path, Limits(ratio=2000)) == []


def test_no_more_is_unpacked_than_the_limit(tmp_path: Path) -> None:
    noise = "".join(random.Random(1).choices(string.ascii_letters, k=1_200_000))
    path = archive(tmp_path / "a.zip", {"a.txt": noise, "b.txt": noise})
    (message,) = refused(path, Limits(megabytes=2))
    assert "megabytes" in message
    assert refused(path, Limits(megabytes=3)) == []


def test_no_more_members_are_read_than_the_limit(tmp_path: Path) -> None:
    path = archive(tmp_path / "a.zip", {f"{number}.txt": "亲" for number in range(5)})
    (message,) = refused(path, Limits(members=4))
    assert "members" in message


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("b.zip", b"PK\x03\x04"),
        ("b.csv", gzip.compress(b"x")),
        ("b.txt", b"x" * 257 + b"ustar"),
        ("b.tar", b"x"),
    ],
)
def test_archives_in_archives_are_not_read(tmp_path: Path, name: str, data: bytes) -> None:
    path = archive(tmp_path / "a.zip", {name: data, "a.csv": LIBRARY})
    assert len(refused(path)) == 1


def test_a_tar_in_a_gzip_is_told(tmp_path: Path) -> None:
    assert "tar" in refused(packed(tmp_path / "a.tgz", b"x" * 257 + b"ustar"))[0]


@pytest.mark.parametrize("cut", [3, 20, -9])
def test_a_damaged_gzip_is_one_clear_line(tmp_path: Path, cut: int) -> None:
    path = packed(tmp_path / "a.csv.gz", LIBRARY * 100)
    path.write_bytes(path.read_bytes()[:cut])
    assert len(refused(path)) == 1


def test_a_damaged_zip_is_one_clear_line(tmp_path: Path) -> None:
    path = archive(tmp_path / "a.zip", {"a.csv": LIBRARY * 100})
    data = path.read_bytes()
    path.write_bytes(data[:-20])
    assert len(refused(path)) == 1
    path.write_bytes(data[:60] + b"\xff" * 8 + data[68:])
    assert len(refused(path)) == 1


def test_what_has_a_password_is_told_and_the_rest_is_read(tmp_path: Path, rules: Path) -> None:
    path = archive(tmp_path / "a.zip", {"a.csv": LIBRARY, "b.csv": LIBRARY})
    data = bytearray(path.read_bytes())
    at = data.index(b"PK\x01\x02")
    data[at + 8] |= 1
    path.write_bytes(data)
    done = over(path, settings(rules))
    assert told(problems(done)) == [("a.zip!a.csv", True)]
    assert [name for name, *_ in places(done)] == ["a.zip!b.csv"]


def test_an_archive_with_nothing_to_read_is_an_error_where_it_was_named(tmp_path: Path) -> None:
    assert len(refused(archive(tmp_path / "a.zip", {"a.png": b""}))) == 1


def test_a_fix_into_an_archive_is_refused(tmp_path: Path, rules: Path) -> None:
    for path in (
        archive(tmp_path / "a.zip", {"a.csv": "话术\n你看\n"}),
        packed(tmp_path / "b.csv.gz", "话术\n你看\n"),
    ):
        before = path.read_bytes()
        done = over(path, settings(rules, mode="fix"))
        assert path.read_bytes() == before
        assert [problem.fatal for problem in problems(done)] == [True]
        assert total(done).fixed == 0
        assert [finding["rule"] for outcome in done for finding in findings(outcome)] == ["b.pronoun"]


# names


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("../../etc/a.csv", "__/__/etc/a.csv"),
        ("/etc/a.csv", "etc/a.csv"),
        ("C:\\x\\a.csv", "C_/x/a.csv"),
        ("..\\a.csv", "__/a.csv"),
        ("./a.csv", "a.csv"),
        ("a\x1b[31m\n.csv", "a?[31m?.csv"),
        ("售后/话术.csv", "售后/话术.csv"),
    ],
)
def test_names_are_shown_harmlessly(tmp_path: Path, name: str, shown: str) -> None:
    path = archive(tmp_path / "a.zip", {name: LIBRARY})
    (member,) = Unpacker(Limits()).members(FileToRead("a.zip", True, 1)._replace(path=str(path)), "zip")
    assert isinstance(member, FileToRead)
    assert member.path == f"{path}!{shown}"


def test_names_that_chinese_windows_wrote(tmp_path: Path) -> None:
    path = archive(tmp_path / "a.zip", {"xxxx.csv": LIBRARY})
    path.write_bytes(path.read_bytes().replace(b"xxxx", "话术".encode("gb18030")))
    (member,) = Unpacker(Limits()).members(FileToRead(str(path), True, 1000), "zip")
    assert isinstance(member, FileToRead)
    assert member.path.endswith("!话术.csv")


def test_no_two_members_have_one_name(tmp_path: Path) -> None:
    path = archive(tmp_path / "a.zip", {"a/x.csv": LIBRARY, "a\\x.csv": LIBRARY, "/a/x.csv": LIBRARY})
    found = [*Unpacker(Limits()).members(FileToRead(str(path), True, 1000), "zip")]
    assert len({one.path for one in found if isinstance(one, FileToRead)}) == 3


@given(st.text(max_size=300))
def test_no_name_leads_out_of_the_archive(name: str) -> None:
    info = zipfile.ZipInfo("x")
    info.filename, info.flag_bits = name, 0x800
    shown = archives._Names().shown(info)
    assert ".." not in PurePosixPath(shown).parts
    assert not shown.startswith(("/", "\\"))
    assert shown.isprintable()
    assert len(shown) <= 201
