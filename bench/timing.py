"""Wall-clock times of whole commands."""

from __future__ import annotations

import resource
import statistics
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path

REPLYLINT = str(Path(sys.executable).parent / "replylint")


def seconds(command: Sequence[str], runs: int = 1, **options: object) -> float:
    """The median time of `runs` runs of a command whose output is thrown away."""
    times = []
    for _ in range(runs):
        started = time.perf_counter()
        subprocess.run(
            command,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            check=False,
            **options,  # type: ignore[call-overload]
        )
        times.append(time.perf_counter() - started)
    return statistics.median(times)


def peak_megabytes() -> float:
    """The largest memory that a finished child process has had, in MB."""
    return resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1000
