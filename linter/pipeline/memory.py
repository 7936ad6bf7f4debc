"""What a run remembers of those before it: results of files that are as they were, and of their libraries."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

from linter.pipeline.discover import FileToRead
from linter.pipeline.outcome import Outcome
from linter.pipeline.results_cache import (
    ResultsCache,
    context,
    digest,
    key_of,
    packed_templates,
    unpacked_templates,
)
from linter.pipeline.settings import Settings


class Memory:
    """Results of a run, recalled and kept. `settings` are numbered as the groups of the files."""

    def __init__(self, settings: Sequence[Settings], folder: Path | None = None) -> None:
        self._settings = settings
        self._cache = ResultsCache(folder)
        self._contexts = [context(one) for one in settings]
        self._all = key_of(b"", *(one.hex() for one in self._contexts))

    def recall(self, file: FileToRead) -> Outcome | None:
        """What came of a file when it was judged last, if nothing has changed since."""
        try:
            data = Path(file.path).read_bytes()
        except OSError:
            return None
        told = digest(data)
        kept = self._cache.get(self._key(file, told))
        if kept is None:
            return None
        outcome = kept.outcome
        outcome.digest = told
        if kept.many:
            outcome.shelved = kept.many
            settings = self._settings[file.group]
            outcome.later = partial(unpacked_templates, kept.templates, file.path, data, settings)
        return outcome

    def keep(self, file: FileToRead, outcome: Outcome) -> None:
        """Keeps what came of a file, where it may be kept."""
        if not outcome.digest:
            return
        templates, outcome.templates = outcome.templates, None
        count = 0 if templates is None else len(templates.items)
        self._cache.put(self._key(file, outcome.digest), outcome, packed_templates(templates), count)
        outcome.templates = templates

    def _key(self, file: FileToRead, told: str) -> bytes:
        return key_of(self._contexts[file.group], "file", file.path, "named" if file.named else "met", told)

    def of_libraries(self, shelved: list[tuple[str, str]], judged: Callable[[], Outcome]) -> Outcome:
        """What came of the templates of a run together, else what comes of it now. `shelved` are the paths
        and digests of their files; one without a digest may not be kept."""
        if not all(told for _, told in shelved):
            return judged()
        key = key_of(self._all, "library", *(part for pair in shelved for part in pair))
        kept = self._cache.get(key)
        if kept is not None:
            return kept.outcome
        outcome = judged()
        self._cache.put(key, outcome)
        return outcome

    def close(self) -> None:
        """Writes what is new."""
        self._cache.close()
