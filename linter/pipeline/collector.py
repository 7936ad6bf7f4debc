"""Python's cycle collector, kept from looking where there is nothing to find."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def collector_paused(*, acyclic: bool) -> Iterator[None]:
    """Reading and judging make very many objects and hardly a cycle; to look for some takes a quarter of the
    time. Inside, the collector rests. What is `acyclic` it never looks at afterwards either: reference
    counts free all of it."""
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if enabled:
            if acyclic:
                gc.freeze()
            gc.enable()
