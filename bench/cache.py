"""A second run over files of templates that have not changed, beside the first; and that both say the same.

python bench/cache.py [FILES] [RUNS]

Writes 2,000 invented files, about a third with findings. Each measurement is a whole command, with an empty cache
and then with the cache that it left, on processes as they are chosen without --jobs and on one; then every output
format with and without the cache.
"""

from __future__ import annotations

import shutil
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

from library_files import write
from timing import REPLYLINT, seconds

FORMATS = ("text", "json", "github", "sarif", "junit", "html")


def main() -> None:
    """Prints medians and ratios."""
    files = int(sys.argv[1]) if len(sys.argv) > 1 else 2000
    runs = int(sys.argv[2]) if len(sys.argv) > 2 else 3
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        write(folder / "library", files)
        size = sum(path.stat().st_size for path in (folder / "library").rglob("*.*"))
        print(f"{files} files, {size / 1e6:.1f} MB")
        check = [REPLYLINT, "check", "--isolated", "--exit-zero", str(folder / "library")]
        seconds([*check, "--no-cache"])
        for told, jobs in (("processes as default", []), ("--jobs 1", ["--jobs", "1"])):
            measure(told, [*check, *jobs], folder / "cache", runs)
        for number, kind in enumerate(FORMATS):
            same(kind, [*check, "--format", kind], folder / f"cache-{number}")


def measure(told: str, command: list[str], cache: Path, runs: int) -> None:
    """One line: without any cache, with an empty one, with a full one."""
    without, first, second = [], [], []
    for _ in range(runs):
        shutil.rmtree(cache, ignore_errors=True)
        without.append(seconds([*command, "--no-cache"]))
        first.append(seconds([*command, "--cache-dir", str(cache)]))
        second.append(seconds([*command, "--cache-dir", str(cache)]))
    none, empty, full = (statistics.median(times) for times in (without, first, second))
    kept = sum(path.stat().st_size for path in cache.iterdir()) / 1e6
    print(
        f"{told:22} no cache {none:5.2f} s  first {empty:5.2f} s  second {full:5.2f} s"
        f"  second/first {full / empty:4.2f}  ({kept:.1f} MB kept)"
    )


def same(kind: str, command: list[str], cache: Path) -> None:
    """Whether the output is the same byte for byte without a cache, with an empty and with a full one."""
    outputs = [
        subprocess.run([*command, *more], capture_output=True, check=False)
        for more in (["--no-cache"], *[["--cache-dir", str(cache)]] * 2)
    ]
    told = {(done.returncode, done.stdout, done.stderr) for done in outputs}
    print(
        f"{kind:22} {'same output' if len(told) == 1 else 'OUTPUT DIFFERS'}, {len(outputs[0].stdout)} bytes"
    )


if __name__ == "__main__":
    main()
