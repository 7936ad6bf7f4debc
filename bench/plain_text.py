"""A 10 MB text file of replies, one a line, 200 words: replylint beside textlint + prh and AutoCorrect.

    python bench/plain_text.py [MEGABYTES]

Installs the two from npm into a temporary folder (node and npm must be there; without them only replylint
and the floor, one `re` alternation, are timed). One process each, the same words, one run. Says for each the
seconds, MB/s, and how many of the words in the file it found.
"""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from corpus import lines, words

REPLYLINT = Path(sys.executable).parent / "replylint"
PACKAGES = ("textlint", "textlint-rule-prh", "autocorrect-node")


def timed(name: str, command: list[str], folder: Path, size: int, found: int | None = None) -> float:
    """Runs a command with its output in a file; prints and gives the seconds."""
    with (folder / f"{name}.out").open("wb") as out:
        started = time.perf_counter()
        subprocess.run(command, cwd=folder, stdout=out, stderr=subprocess.DEVNULL, check=False)
        seconds = time.perf_counter() - started
    print(f"{name:24} {seconds:7.2f} s {size / seconds / 1e6:7.1f} MB/s", end="")
    return seconds


def main() -> None:
    """Makes the file, runs the tools, compares."""
    megabytes = float(sys.argv[1]) if len(sys.argv) > 1 else 10.0
    folder = Path(tempfile.mkdtemp(prefix="replylint-bench-"))
    try:
        compare(megabytes, folder)
    finally:
        shutil.rmtree(folder)


def compare(megabytes: float, folder: Path) -> None:
    """The whole comparison, in `folder`."""
    text = folder / "replies.txt"
    expected = 0
    with text.open("w", encoding="utf-8") as file:
        for line, placed in lines(megabytes):
            file.write(f"{line}\n")
            expected += len(placed)
    size = text.stat().st_size
    print(f"{size / 1e6:.1f} MB, {len(words())} words, {expected} of them in the file")

    ours(folder)
    warm = [str(REPLYLINT), "check", "--text", "好", "--config", "replylint.yaml"]  # reads the ruleset once
    subprocess.run(warm, cwd=folder, capture_output=True, check=False)
    timed("replylint", [str(REPLYLINT), "check", "replies.txt", "--config", "replylint.yaml", "--format", "json",
                        "--jobs", "1", "--exit-zero"], folder, size)  # fmt: skip
    report = json.loads((folder / "replylint.out").read_text(encoding="utf-8"))
    print(f"  found {len(report['findings'])}")

    (folder / "floor.py").write_text(FLOOR, encoding="utf-8")
    (folder / "words.txt").write_text("\n".join(words()), encoding="utf-8")
    timed("re alternation (floor)", [sys.executable, "floor.py"], folder, size)
    print(f"  found {(folder / 're alternation (floor).out').read_text(encoding='utf-8').count(chr(10))}")

    if shutil.which("npm") is None:
        print("npm is not here: textlint and AutoCorrect were left out")
        return
    subprocess.run(["npm", "init", "-y"], cwd=folder, capture_output=True, check=True)
    subprocess.run(["npm", "install", "--silent", *PACKAGES], cwd=folder, capture_output=True, check=True)
    prh(folder)
    timed("textlint + prh", ["node_modules/.bin/textlint", "-f", "json", "replies.txt"], folder, size)
    found = json.loads((folder / "textlint + prh.out").read_text(encoding="utf-8"))
    print(f"  found {sum(len(file['messages']) for file in found)}")
    autocorrect(folder)
    timed("AutoCorrect", ["node_modules/.bin/autocorrect", "--lint", "--format", "json", "--threads", "1", "-q",
                          "-c", ".autocorrectrc", "replies.txt"], folder, size)  # fmt: skip
    told = (folder / "AutoCorrect.out").read_text(encoding="utf-8")
    reported = len(re.findall(r'"l":', told))
    print(f"  lines reported {reported} (it reports lines, not words)")


def ours(folder: Path) -> None:
    """A ruleset of one rule with the words, and a configuration that runs nothing else."""
    rule = {
        "id": "bench.words",
        "source": "bench",
        "title": {"zh": "词", "en": "a word"},
        "message": {"zh": "“{match}”", "en": "“{match}”"},
        "why": {"zh": "测速", "en": "for timing"},
        "find": {"phrases": words()},
        "fix": [{"with": "好"}],
        "examples": [{"bad": f"这里有{words()[0]}的"}, {"ok": "这里没有"}],
    }
    (folder / "bench.yaml").write_text(json.dumps({"ruleset": "bench", "rules": [rule]}), encoding="utf-8")
    (folder / "replylint.yaml").write_text("rulesets: [./bench.yaml]\n", encoding="utf-8")


def prh(folder: Path) -> None:
    """The same words for textlint."""
    rules = [{"expected": "好", "pattern": word} for word in words()]
    (folder / "prh.yml").write_text(json.dumps({"version": 1, "rules": rules}), encoding="utf-8")
    (folder / ".textlintrc.json").write_text(
        json.dumps({"rules": {"prh": {"rulePaths": ["prh.yml"]}}}), encoding="utf-8"
    )


def autocorrect(folder: Path) -> None:
    """The same words for AutoCorrect, its other rules off."""
    off = [
        "space-word", "space-punctuation", "space-bracket", "space-backticks", "space-dash", "space-dollar",
        "fullwidth", "halfwidth-word", "halfwidth-punctuation", "no-space-fullwidth", "no-space-fullwidth-quote",
    ]  # fmt: skip
    rules = {**dict.fromkeys(off, 0), "spellcheck": 2}
    config = {"rules": rules, "spellcheck": {"words": [f"{word}=好" for word in words()]}}
    (folder / ".autocorrectrc").write_text(json.dumps(config, ensure_ascii=False), encoding="utf-8")


FLOOR = """
import re, sys
pattern = re.compile("|".join(map(re.escape, open("words.txt", encoding="utf-8").read().split())))
write = sys.stdout.write
for number, line in enumerate(open("replies.txt", encoding="utf-8"), 1):
    for found in pattern.finditer(line):
        write(f"{number}:{found.start() + 1}: {found.group()}\\n")
"""


if __name__ == "__main__":
    main()
