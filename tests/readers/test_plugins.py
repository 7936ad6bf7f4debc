"""Readers of other packages, as a real installed package has them."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

READER = '''
"""Chats of a shop's own system: A> and C> before what is said."""

from linter.model import Conversation, Message
from linter.readers.base import Block, Recognition
from linter.source import LinePlace


class Arrows:
    name = "arrows"
    kind = "transcript"
    title = {"zh": "箭头聊天记录", "en": "arrow chats"}
    known_by = {"zh": "每行以 A> 或 C> 开头", "en": "lines that begin with A> or C>"}

    def recognise(self, sample, options):
        lines = sample.text.split("\\n")
        fits = lines[0].startswith(("A>", "C>"))
        return Recognition("sure" if fits else "no", "A> C>" if fits else "no A> or C>")

    def read(self, source, path, options):
        messages = []
        for number, line in enumerate(source.text.split("\\n"), source.first_line):
            if line:
                speaker = "agent" if line[0] == "A" else "customer"
                place = LinePlace(number, 3, line)
                messages.append(Message(speaker, line[2:], len(messages), place))
        return Block([Conversation("c", messages)])


READER = Arrows()
'''
CHAT = "C>在吗\nA>亲，保证明天到\n"


def install(folder: Path, source: str = READER, points: str = "arrows = arrows_reader:READER") -> Path:
    """A package as pip leaves it in a folder."""
    site = folder / "site"
    about = site / "arrows_reader-1.0.dist-info"
    about.mkdir(parents=True)
    (site / "arrows_reader.py").write_text(source, encoding="utf-8")
    (about / "METADATA").write_text("Metadata-Version: 2.1\nName: arrows-reader\nVersion: 1.0\n")
    (about / "entry_points.txt").write_text(f"[replylint.readers]\n{points}\n")
    return site


def run(folder: Path, *arguments: str, site: Path | None = None) -> subprocess.CompletedProcess[str]:
    """The command in a folder, with a package beside it."""
    environ = {**os.environ, "PYTHONPATH": str(site or ""), "PYTHONIOENCODING": "utf-8", "LC_ALL": "C"}
    command = [sys.executable, "-m", "linter", *arguments]
    path = str(Path(__file__).parents[2])
    environ["PYTHONPATH"] = os.pathsep.join(filter(None, (environ["PYTHONPATH"], path)))
    return subprocess.run(command, cwd=folder, env=environ, capture_output=True, text=True, encoding="utf-8")


@pytest.fixture
def chat(tmp_path: Path) -> Path:
    (tmp_path / "replylint.yaml").write_text("{}\n")
    path = tmp_path / "chat.txt"
    path.write_text(CHAT * 2, encoding="utf-8")
    return path


@pytest.mark.parametrize("jobs", ["1", "2"])
def test_a_package_adds_a_format(chat: Path, tmp_path: Path, jobs: str) -> None:
    done = run(tmp_path, "check", "--jobs", jobs, "chat.txt", site=install(tmp_path))
    assert done.returncode == 1, done.stderr
    assert "chat.txt:2:5: warning guarantee.pledge" in done.stdout


@pytest.mark.parametrize("page", ["readers.md", "readers.zh-CN.md"])
def test_the_example_of_the_docs_works(chat: Path, tmp_path: Path, page: str) -> None:
    docs = (Path(__file__).parents[2] / "docs" / page).read_text(encoding="utf-8")
    (source,) = re.findall(r"^```python\n(.*?)^```", docs, re.MULTILINE | re.DOTALL)
    (point,) = re.findall(r"^```toml\n.*?^(arrows = .*?)\n", docs, re.MULTILINE | re.DOTALL)
    done = run(tmp_path, "check", "chat.txt", site=install(tmp_path, source, point.replace('"', "")))
    assert done.returncode == 1, done.stderr
    assert "chat.txt:2:5: warning guarantee.pledge" in done.stdout


def test_without_it_the_file_is_something_else(chat: Path, tmp_path: Path) -> None:
    done = run(tmp_path, "check", "--input-format", "arrows", "chat.txt")
    assert done.returncode == 2
    assert "arrows" in done.stderr


def test_it_is_listed_and_can_be_chosen(chat: Path, tmp_path: Path) -> None:
    site = install(tmp_path)
    assert "箭头聊天记录" in run(tmp_path, "formats", site=site).stdout
    assert run(tmp_path, "check", "--input-format", "arrows", "chat.txt", site=site).returncode == 1
    wrong = run(tmp_path, "check", "--input-format", "arows", "chat.txt", site=site)
    assert "arrows" in wrong.stderr


@pytest.mark.parametrize(
    ("source", "points", "told"),
    [
        ("import not_there\n", "arrows = arrows_reader:READER", "not_there"),
        ("raise SystemError('odd\\nlines')\n", "arrows = arrows_reader:READER", "SystemError: odd lines"),
        (READER, "arrows = arrows_reader:MISSING", "MISSING"),
        ("READER = object()\n", "arrows = arrows_reader:READER", "name, kind"),
        (READER, "other = arrows_reader:READER", "arrows"),
        (READER, "flat = arrows_reader:READER", "flat"),
        (READER.replace('"transcript"', '"chats"'), "arrows = arrows_reader:READER", "chats"),
        (READER.replace("lines[0]", "lines[99]"), "arrows = arrows_reader:READER", "IndexError"),
        (READER.replace("Conversation(", "Converse("), "arrows = arrows_reader:READER", "NameError"),
    ],
)
def test_a_broken_one_is_one_clear_line(
    chat: Path, tmp_path: Path, source: str, points: str, told: str
) -> None:
    (tmp_path / "more.txt").write_text("亲，您好\n", encoding="utf-8")
    done = run(tmp_path, "check", "chat.txt", site=install(tmp_path, source, points))
    assert done.returncode == 2
    (line,) = [line for line in done.stderr.splitlines() if "插件" in line]
    assert told in line
    assert "Traceback" not in done.stderr


def test_a_broken_one_is_told_with_the_formats(tmp_path: Path) -> None:
    done = run(tmp_path, "formats", site=install(tmp_path, "import not_there\n"))
    assert done.returncode == 2
    assert "Traceback" not in done.stderr
    assert [line for line in done.stderr.splitlines() if "not_there" in line] == done.stderr.splitlines()
    assert "jddc" in done.stdout


def test_a_broken_one_does_not_hinder_what_is_known(tmp_path: Path) -> None:
    (tmp_path / "chat.txt").write_text("客户：在吗\n客服：亲，在的\n", encoding="utf-8")
    done = run(tmp_path, "check", "chat.txt", site=install(tmp_path, "import not_there\n"))
    assert (done.returncode, done.stderr) == (0, "")


def test_nothing_is_looked_for_where_a_file_is_known(tmp_path: Path) -> None:
    code = (
        "import io, sys; from linter.readers.load import open_input\n"
        "from linter.readers.vocabulary import default_options\n"
        "from linter.readers import plugins\n"
        "chat = '客户：在吗\\n客服：在的\\n'.encode()\n"
        "open_input(io.BytesIO(chat), 'chat.txt', default_options())\n"
        "print(plugins._entry_points.cache_info().currsize, 'importlib.metadata' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["0", "False"]
