"""What is there for CI runs as it is: the action, the Dockerfile, the commands of the docs."""

from __future__ import annotations

import json
import os
import re
import shlex
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path
from typing import Any

import click
import pytest
import yaml

from linter.commands import cli
from linter.reports import FORMATS

ROOT = Path(__file__).parent.parent
ACTION = yaml.safe_load((ROOT / "action.yml").read_text(encoding="utf-8"))
BAD = "templates:\n  - name: 发货\n    text: 您好，麻烦你留意物流信息。\n"
CLEAN = BAD.replace("麻烦你", "麻烦您")
WITH_SARIF = pytest.mark.skipif("sarif" not in FORMATS, reason="this build writes no SARIF")


# ---- the action


class Job:
    """The steps of the action, in a shop's repository, on a machine without a network."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.output = folder.parent / "output"
        self.output.touch()
        self.environment = {
            **os.environ,
            "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}",
            "GITHUB_OUTPUT": str(self.output),
            "PIP_NO_INDEX": "1",
        }

    def run(self, **inputs: str) -> subprocess.CompletedProcess[str]:
        """Runs all steps that are commands, as the runner does; gives the last."""
        values = {name: spec["default"] for name, spec in ACTION["inputs"].items()} | inputs
        for step in ACTION["runs"]["steps"]:
            if "run" not in step:
                continue
            own = {name: self._filled(str(value), values) for name, value in step.get("env", {}).items()}
            script = self.folder.parent / "step.sh"
            script.write_text(step["run"], encoding="utf-8")
            assert step["shell"] == "bash"
            done = subprocess.run(
                ["bash", "--noprofile", "--norc", "-eo", "pipefail", str(script)],
                cwd=self.folder,
                env=self.environment | own,
                capture_output=True,
                text=True,
                encoding="utf-8",
                check=False,
            )
            if done.returncode:
                return done
        return done

    @staticmethod
    def _filled(text: str, inputs: dict[str, str]) -> str:
        def value(found: re.Match[str]) -> str:
            context, _, name = found[1].partition(".")
            return inputs[name] if context == "inputs" else {"action_path": str(ROOT)}[name]

        return re.sub(r"\$\{\{ *([\w.-]+) *\}\}", value, text)


@pytest.fixture
def job(tmp_path: Path) -> Job:
    """A repository with a bad and a clean template."""
    folder = tmp_path / "shop"
    (folder / "我的 话术").mkdir(parents=True)
    (folder / "我的 话术" / "售后.yaml").write_text(BAD, encoding="utf-8")
    (folder / "clean.yaml").write_text(CLEAN, encoding="utf-8")
    return Job(folder)


def test_the_action_annotates_what_it_finds(job: Job) -> None:
    done = job.run()
    assert done.returncode == 1, done.stderr
    assert re.search(
        r"^::warning file=我的 话术/售后\.yaml,line=3,.*courtesy\.pronoun", done.stdout, re.MULTILINE
    )
    assert job.output.read_text() == "exit-code=1\n"


@pytest.mark.parametrize(
    ("inputs", "code"),
    [
        ({"paths": "clean.yaml"}, 0),
        ({"paths": "clean.yaml\n我的 话术\n"}, 1),
        ({"paths": "我的*/*.yaml"}, 1),
        ({"args": "--fail-on error --ignore slang"}, 0),
        ({"args": "--no-such-option"}, 2),
        ({"paths": "nowhere"}, 2),
        ({"paths": "$(touch pwned)", "args": "; touch pwned"}, 2),
    ],
)
def test_the_action_checks_what_its_inputs_say(job: Job, inputs: dict[str, str], code: int) -> None:
    done = job.run(**inputs)
    assert done.returncode == code, done.stderr
    assert job.output.read_text() == f"exit-code={code}\n"
    assert not (job.folder / "pwned").exists()


def test_the_action_writes_another_format(job: Job) -> None:
    assert [one["rule"] for one in json.loads(job.run(format="json").stdout)["findings"]] == [
        "courtesy.pronoun"
    ]


@WITH_SARIF
def test_the_action_writes_sarif_beside_the_annotations(job: Job) -> None:
    done = job.run(sarif="out.sarif")
    assert done.returncode == 1, done.stderr
    assert "::warning" in done.stdout
    (ran,) = json.loads((job.folder / "out.sarif").read_text(encoding="utf-8"))["runs"]
    assert [one["ruleId"] for one in ran["results"]] == ["courtesy.pronoun"]


def test_the_action_installs_another_version_where_one_is_wanted(job: Job) -> None:
    done = job.run(version="99.0")
    assert done.returncode != 0
    assert "replylint==99.0" in done.stderr


def test_inputs_reach_the_steps_through_the_environment_alone() -> None:
    assert all("${{" not in step.get("run", "") for step in ACTION["runs"]["steps"])


# ---- the Dockerfile


def instructions() -> list[tuple[str, str]]:
    text = (ROOT / "Dockerfile").read_text(encoding="utf-8").replace("\\\n", " ")
    return [(line.split()[0], line.partition(" ")[2].strip()) for line in text.splitlines() if line.strip()]


def copied() -> list[tuple[list[str], str]]:
    """What is copied from the repository, and where to."""
    wholes = [arguments.split() for name, arguments in instructions() if name == "COPY"]
    return [(words[:-1], words[-1]) for words in wholes if not words[0].startswith("--from")]


def test_what_the_image_copies_is_there_and_not_ignored() -> None:
    kept = (ROOT / ".dockerignore").read_text(encoding="utf-8").split()
    for names, _ in copied():
        for name in names:
            assert (ROOT / name).exists()
            assert f"!{name}" in kept


def test_the_image_runs_as_a_user_of_its_own() -> None:
    users = [arguments for name, arguments in instructions() if name == "USER"]
    made = [arguments for name, arguments in instructions() if name == "RUN" and "useradd" in arguments]
    assert users and users[-1] != "root" and users[-1] in made[-1]


def test_its_commands_are_shell() -> None:
    for name, arguments in instructions():
        if name == "RUN":
            assert subprocess.run(["bash", "-n", "-c", arguments], check=False).returncode == 0


def test_what_it_copies_makes_a_wheel_with_everything_in_it(tmp_path: Path) -> None:
    for names, target in copied():
        for name in names:
            if (ROOT / name).is_dir():
                shutil.copytree(ROOT / name, tmp_path / target, ignore=shutil.ignore_patterns("__pycache__"))
            else:
                shutil.copy(ROOT / name, tmp_path / target)
    made = subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "-t", "wheel"],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
    )
    assert made.returncode == 0, made.stderr
    (wheel,) = (tmp_path / "dist").glob("*.whl")
    names = zipfile.ZipFile(wheel).namelist()
    assert {"linter/__main__.py", "linter/_rulesets/core.yaml", "linter/_rulesets/profiles/jd.yaml"} <= {
        *names
    }
    assert any(name.endswith("entry_points.txt") for name in names)


def test_the_entry_point_and_its_default_are_a_command() -> None:
    words: list[str] = []
    for name, arguments in instructions():
        words += json.loads(arguments) if name in ("ENTRYPOINT", "CMD") else []
    assert words[0] == "replylint"
    accepted(words[1:])


# ---- the docs

_COMMAND = re.compile(
    r"(?:^|[\s/'])replylint ((?:check|config|report|schema|test|rules)\b[^'#\n]*)", re.MULTILINE
)


def commands() -> list[str]:
    """Every command of the fences in docs/ci."""
    found: list[str] = []
    for page in ("ci.md", "ci.zh-CN.md"):
        text = (ROOT / "docs" / page).read_text(encoding="utf-8")
        for fence in re.findall(r"^```\w+\n(.*?)^```", text, re.MULTILINE | re.DOTALL):
            found += [one.strip() for one in _COMMAND.findall(fence)]
            found += [f"check {args}" for args in re.findall(r"^ +args: (.*)$", fence, re.MULTILINE)]
    return sorted({*found})


def accepted(arguments: list[str]) -> dict[str, Any]:
    """The parameters that the command line makes of the arguments. Raises `click.UsageError`."""
    group = cli()
    command = group.get_command(click.Context(group), arguments[0])
    assert command is not None
    return command.make_context(arguments[0], [*arguments[1:]]).params


@pytest.mark.parametrize("command", commands())
def test_commands_of_the_docs_are_accepted(command: str) -> None:
    arguments = shlex.split(command)
    wanted = [word.partition("=")[0] for word in arguments if "=" in word]
    if not {*wanted} <= {*FORMATS}:
        pytest.skip(f"this build writes no {', '.join(wanted)}")
    accepted(arguments)


def test_the_docs_have_commands() -> None:
    assert len(commands()) >= 6


@pytest.mark.parametrize("page", ["ci.md", "ci.zh-CN.md"])
def test_every_input_of_the_action_is_told(page: str) -> None:
    told = re.findall(r"^\| `(\w+)` \|", (ROOT / "docs" / page).read_text(encoding="utf-8"), re.MULTILINE)
    assert told == [*ACTION["inputs"]]
