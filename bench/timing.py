"""Wall-clock times of whole commands."""

from __future__ import annotations

import resource
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path

REPLYLINT = str(Path(sys.executable).parent / "replylint")


def seconds(command: Sequence[str]) -> float:
    """The time of a command whose output is thrown away."""
    started = time.perf_counter()
    subprocess.run(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=False)
    return time.perf_counter() - started


def peak_megabytes() -> float:
    """The largest memory that a finished child process has had, in MB."""
    return resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1000
