"""The tests keep their plans in a cache folder of their own. Property tests draw the same examples in every
run, so that a failure tells of the change at hand; they can be told to look for new ones, and harder:
`pytest --hypothesis-profile thorough tests/pipeline/test_roundtrip.py`."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from hypothesis import settings

settings.register_profile("steady", derandomize=True)
settings.register_profile("thorough", max_examples=3000)
settings.load_profile("steady")


@pytest.fixture(scope="session", autouse=True)
def cache_folder(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """A cache folder that nobody else uses, for this process and those that it starts."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_CACHE_HOME", str(tmp_path_factory.mktemp("cache")))
        yield
