"""Throughput on a JDDC transcript repeated to a size, beside the obvious program, and on two processes.

    python bench/throughput.py CHATS.tsv [MEGABYTES] [--vary]

The obvious program runs jieba over every agent reply and looks the words up in a set (the words of the shipped
lexicons). With --vary no text of the file comes twice, so that nothing can be remembered.
"""

from __future__ import annotations

import argparse
import filecmp
import json
import sys
import tempfile
from pathlib import Path

from timing import REPLYLINT, peak_megabytes, seconds

OBVIOUS = """
import json, logging, sys
import jieba
jieba.setLogLevel(logging.ERROR)
words = set(json.load(open(sys.argv[2], encoding="utf-8")))
for number, line in enumerate(open(sys.argv[1], encoding="utf-8"), 1):
    cells = line.rstrip("\\n").split("\\t")
    if cells[2] == "1":
        for word in jieba.lcut(cells[6]):
            if word in words:
                print(json.dumps({"line": number, "match": word}, ensure_ascii=False))
"""


def repeated(source: Path, target: Path, size: int, vary: bool) -> None:
    """Writes `source` again and again until `size` bytes; with `vary`, each time a little different."""
    rows = source.read_text(encoding="utf-8").splitlines()
    with target.open("w", encoding="utf-8") as file:
        number = 0
        while file.tell() < size:
            for row in rows:
                cells = row.split("\t")
                if vary:
                    cells[0], cells[6] = f"{cells[0]}-{number}", f"{cells[6]} {number}"
                file.write("\t".join(cells) + "\n")
            number += 1


def lexicon_words() -> list[str]:
    """The words of the shipped lexicons."""
    from linter.rules.names import DEFAULT_RULESETS
    from linter.rules.plan import plan

    lexicons = plan(DEFAULT_RULESETS).run["lexicons"].values()
    return sorted({word for lexicon in lexicons for word in lexicon["words"]})


def main() -> None:
    """Prints times, ratios and memory."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("chats", type=Path)
    parser.add_argument("megabytes", type=float, nargs="?", default=100)
    parser.add_argument("--vary", action="store_true")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "words.json").write_text(json.dumps(lexicon_words()), encoding="utf-8")
        (folder / "obvious.py").write_text(OBVIOUS, encoding="utf-8")
        for megabytes in (given.megabytes / 10, given.megabytes):
            chats = folder / "chats.tsv"
            repeated(given.chats, chats, int(megabytes * 1e6), given.vary)
            measure(chats, folder)


def measure(chats: Path, folder: Path) -> None:
    """One size: one process, two processes, the obvious program."""
    size = chats.stat().st_size / 1e6
    check = [REPLYLINT, "check", str(chats), "--isolated", "--format", "json", "--exit-zero", "--quiet"]
    one = seconds([*check, "--jobs", "1", "--output", str(folder / "1.json")])
    print(
        f"{size:6.1f} MB  one process    {one:6.2f} s  {size / one:5.1f} MB/s  peak {peak_megabytes():.0f} MB"
    )
    two = seconds([*check, "--jobs", "2", "--output", str(folder / "2.json")])
    same = (
        "same output"
        if filecmp.cmp(folder / "1.json", folder / "2.json", shallow=False)
        else "OUTPUT DIFFERS"
    )
    print(f"{size:6.1f} MB  two processes  {two:6.2f} s  {one / two:5.2f} x one process, {same}")
    obvious = seconds([sys.executable, str(folder / "obvious.py"), str(chats), str(folder / "words.json")])
    print(f"{size:6.1f} MB  obvious        {obvious:6.2f} s  {obvious / one:5.2f} x the time of one process")


if __name__ == "__main__":
    main()
