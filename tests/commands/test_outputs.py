"""Reports of all formats, and several of them at once."""

from __future__ import annotations

import csv
import io
import json
import os
import re
import stat
from collections.abc import Callable
from pathlib import Path
from xml.etree import ElementTree

import pytest

from linter.reports import FORMATS, purposes
from tests.commands.support import run, transcript

BAD = "话术:\n  - title: 发货\n    text: 我们保证明天到，你放心。\n"
CLEAN = "话术:\n  - text: 亲，您稍等，马上为您查询。\n"
PHONE = "13800138000"


def xml(text: str) -> object:
    return ElementTree.fromstring(text.encode())


READ: dict[str, Callable[[str], object]] = {
    **dict.fromkeys(("json", "sarif", "gitlab", "rdjson"), json.loads),
    **dict.fromkeys(("jsonl", "rdjsonl"), lambda text: [json.loads(line) for line in text.splitlines()]),
    **dict.fromkeys(("junit", "checkstyle"), xml),
    "csv": lambda text: list(csv.reader(io.StringIO(text, newline=""), strict=True)),
}


@pytest.fixture
def files(tmp_path: Path) -> Path:
    folder = tmp_path / "in"
    folder.mkdir()
    for number in range(4):
        (folder / f"{number}.yaml").write_text(BAD if number % 2 else CLEAN, encoding="utf-8")
    chat = transcript("改下电话", f"好的亲，你的电话{PHONE}登记好了")
    (folder / "chats.jsonl").write_text(chat, encoding="utf-8")
    (folder / "坏.yaml").write_bytes(b"a: \xff\xfe\xfa\x00\x80")
    return folder


def asked(folder: Path) -> list[str]:
    """A report of every format, into a folder."""
    return [part for name in FORMATS for part in ("--output-file", f"{name}={folder / name}")]


@pytest.mark.parametrize("name", FORMATS)
def test_every_format_can_be_read_and_shows_the_findings(name: str, files: Path) -> None:
    ran = run("check", "--isolated", "--format", name, files)
    assert ran.code == 2
    assert "guarantee.pledge" in ran.out
    READ.get(name, str)(ran.out)


@pytest.mark.parametrize("name", FORMATS)
def test_a_report_beside_is_the_same_as_the_one_on_standard_output(
    name: str, files: Path, tmp_path: Path
) -> None:
    alone = run("check", "--isolated", "--format", name, files)
    both = run("check", "--isolated", "--output-file", f"{name}={tmp_path / 'out'}", files)
    assert (tmp_path / "out").read_bytes().decode().replace("\r\n", "\n") == alone.out
    assert both == run("check", "--isolated", files)


def test_two_processes_write_the_same(files: Path, tmp_path: Path) -> None:
    for jobs in ("1", "2"):
        (tmp_path / jobs).mkdir()
        run("check", "--isolated", "--jobs", jobs, *asked(tmp_path / jobs), files)
    for name in FORMATS:
        assert (tmp_path / "1" / name).read_bytes() == (tmp_path / "2" / name).read_bytes()


@pytest.mark.parametrize("name", FORMATS)
def test_personal_data_is_masked_unless_asked_for(name: str, files: Path) -> None:
    masked = run("check", "--isolated", "--format", name, files).out
    shown = run("check", "--isolated", "--format", name, "--show-personal-data", files).out
    assert PHONE not in masked
    assert (PHONE in shown) == (name not in ("concise", "grouped"))


@pytest.mark.parametrize("name", ["csv", "html", "junit", "sarif"])
def test_a_conversation_that_is_named_by_a_telephone_is_masked(name: str, tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_text(transcript("在吗", "我们保证到", name=PHONE), encoding="utf-8")
    assert PHONE not in run("check", "--isolated", "--format", name, path).out
    assert PHONE in run("check", "--isolated", "--format", name, "--show-personal-data", path).out


def test_a_file_that_was_not_there_has_the_usual_mode(files: Path, tmp_path: Path) -> None:
    before = os.umask(0o027)
    try:
        run("check", "--isolated", "-o", tmp_path / "out.txt", files)
    finally:
        os.umask(before)
    assert stat.S_IMODE((tmp_path / "out.txt").stat().st_mode) == 0o640


def test_the_mode_of_a_file_and_a_link_to_it_stay(files: Path, tmp_path: Path) -> None:
    (tmp_path / "out.txt").write_text("old", encoding="utf-8")
    (tmp_path / "out.txt").chmod(0o600)
    (tmp_path / "link.txt").symlink_to(tmp_path / "out.txt")
    run("check", "--isolated", "-o", tmp_path / "link.txt", files)
    assert (tmp_path / "link.txt").is_symlink()
    assert "保证" in (tmp_path / "out.txt").read_text(encoding="utf-8")
    assert stat.S_IMODE((tmp_path / "out.txt").stat().st_mode) == 0o600


def test_a_report_that_is_not_finished_leaves_the_old_one(
    files: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from linter.commands.printer import Printer

    def broken(*arguments: object) -> None:
        raise RuntimeError

    (tmp_path / "out.txt").write_text("old", encoding="utf-8")
    monkeypatch.setattr(Printer, "show", broken)
    with pytest.raises(RuntimeError):
        run("check", "--isolated", "-o", tmp_path / "out.txt", files)
    assert (tmp_path / "out.txt").read_text(encoding="utf-8") == "old"
    assert [path.name for path in tmp_path.iterdir() if path != files] == ["out.txt"]


@pytest.mark.skipif(not Path("/dev/null").exists(), reason="the system has no /dev/null")
def test_a_device_is_written_as_it_is(files: Path) -> None:
    assert run("check", "--isolated", "-o", "/dev/null", files).code == 2
    assert Path("/dev/null").is_char_device()


@pytest.mark.parametrize("option", ["--output", "--output-file"])
def test_a_file_that_cannot_be_written_is_told_before_the_work(
    option: str, files: Path, tmp_path: Path
) -> None:
    target = tmp_path / "no" / "out.json"
    given = str(target) if option == "--output" else f"json={target}"
    ran = run("check", "--isolated", option, given, files)
    assert (ran.code, ran.out) == (2, "")
    assert ran.err == f"replylint: {target}: 写不了：No such file or directory\n"


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["--output-file", "sarif"], "应写成 格式=文件"),
        (["--output-file", "sarfi=a"], "是不是想写 'sarif'？"),
        (["--output-file", "csv=a", "--output-file", "json=a"], "已另有报告写入"),
        (["--output", "a", "--output-file", "json=./a"], "已另有报告写入"),
        (["--output-file", "csv=a", "--diff"], "不能和 --diff"),
    ],
)
def test_what_cannot_be_is_told_in_one_line(arguments: list[str], told: str, files: Path) -> None:
    ran = run("check", "--isolated", *arguments, files)
    assert (ran.code, ran.out) == (2, "")
    assert told in ran.err
    assert len(ran.err.splitlines()) == 1


@pytest.mark.parametrize("option", ["-o", "--output-file"])
def test_a_file_that_is_checked_is_not_written_over(option: str, files: Path) -> None:
    path = files / "1.yaml"
    ran = run("check", "--isolated", option, path if option == "-o" else f"json={path}", path)
    assert ran.code == 2
    assert path.read_text(encoding="utf-8") == BAD


def test_reports_of_the_last_run_are_not_checked(
    files: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(files)
    (files / "坏.yaml").unlink()
    first = run("check", "--isolated", "--output-file", "csv=报告[1].csv", "-o", "out.json", ".")
    assert first.code == 1
    again = run("check", "--isolated", "--output-file", "csv=报告[1].csv", "-o", "out.json", ".")
    assert again == first
    assert json.dumps(str(files)) not in (files / "out.json").read_text(encoding="utf-8")


def test_statistics_stand_beside_reports(files: Path, tmp_path: Path) -> None:
    ran = run("check", "--isolated", "--statistics", "--output-file", f"json={tmp_path / 'a'}", files)
    assert "\tguarantee.pledge" in ran.out
    assert json.loads((tmp_path / "a").read_text(encoding="utf-8"))["findings"]


def test_mended_standard_input_and_its_report_go_different_ways(tmp_path: Path) -> None:
    ran = run("check", "--isolated", "--fix", "--format", "json", "-o", tmp_path / "a", "-", data=BAD)
    assert ran.out.replace("您", "你") == BAD
    assert json.loads((tmp_path / "a").read_text(encoding="utf-8"))["summary"]["files"] == 1


def test_findings_of_libraries_come_in_every_format(files: Path, tmp_path: Path) -> None:
    run("check", "--isolated", *asked(tmp_path), "--select", "library", files)
    for name in FORMATS:
        assert "library.duplicate" in (tmp_path / name).read_text(encoding="utf-8")


def test_a_large_file_is_one_file_of_a_report(tmp_path: Path) -> None:
    chats = tmp_path / "chats.jsonl"
    line = transcript("在吗", "我们保证明天到")
    chats.write_text(line * (2_100_000 // len(line.encode()) + 1), encoding="utf-8")
    junit, checkstyle = (
        run("check", "--isolated", "--jobs", "2", "--select", "guarantee", "--format", name, chats).out
        for name in ("junit", "checkstyle")
    )
    assert len(ElementTree.fromstring(junit.encode())) == 1
    assert len(ElementTree.fromstring(checkstyle.encode())) == 1


@pytest.mark.parametrize("language", ["zh", "en"])
def test_formats_lists_what_can_be_written(language: str) -> None:
    out = run("formats", language=language).out  # type: ignore[arg-type]
    assert set(purposes()) == set(FORMATS)
    assert all(re.search(rf"^ *{name} ", out, re.MULTILINE) for name in FORMATS)


def test_a_configuration_is_not_written_over(files: Path) -> None:
    ran = run("check", "--isolated", "-o", files / "replylint.yaml", files)
    assert ran.code == 2
    assert "replylint.yaml" in ran.err
