"""`check --changed-since` where 3 of very many files have changed, beside a check of all of them.

python bench/changed.py [FILES] [RUNS]

Makes a repository with 2,000 invented files of templates, commits it, and changes three on a branch.
"""

from __future__ import annotations

import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

from library_files import write
from timing import REPLYLINT, seconds

BAD = "templates:\n  - name: 新\n    text: 你稍等，我们保证明天到\n"


def git(folder: Path, *arguments: str) -> None:
    """Runs git in a folder, as nobody in particular."""
    names = ["-c", "user.name=bench", "-c", "user.email=bench@example.com"]
    subprocess.run(["git", "-C", str(folder), *names, *arguments], check=True, capture_output=True)


def main() -> None:
    """Prints medians and the ratio."""
    files = int(sys.argv[1]) if len(sys.argv) > 1 else 2000
    runs = int(sys.argv[2]) if len(sys.argv) > 2 else 3
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        write(folder / "library", files)
        git(folder, "init", "--quiet", "--initial-branch", "main")
        git(folder, "add", "--all")
        git(folder, "commit", "--quiet", "--message", "library")
        git(folder, "checkout", "--quiet", "-b", "topic")
        for path in sorted(folder.glob("library/*/*.yaml"))[:3]:
            path.write_text(BAD, encoding="utf-8")
        check = [REPLYLINT, "check", "--isolated", "--exit-zero", "--no-cache", str(folder / "library")]
        some = [*check, "--changed-since", "main"]
        seconds(some)
        whole = statistics.median(seconds(check) for _ in range(runs))
        part = statistics.median(seconds(some) for _ in range(runs))
        told = subprocess.run(
            [REPLYLINT, "--lang", "en", *some[1:]], capture_output=True, text=True, check=False
        )
        print(f"{files} files: all {whole:5.2f} s  --changed-since {part:5.2f} s  {part / whole:4.2f}")
        print(next((line for line in told.stdout.splitlines() if " files, " in line), told.stderr))


if __name__ == "__main__":
    main()
