"""Fixtures of the tests of the pipeline."""

from __future__ import annotations

from pathlib import Path

import pytest

from linter.pipeline.judge import Judge
from tests.pipeline.support import RULES, settings
from tests.rules.support import written


@pytest.fixture(scope="session")
def rules(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The small ruleset, in a file."""
    return written(tmp_path_factory.mktemp("rules"), RULES, "shop.yaml")


@pytest.fixture
def judge(rules: Path) -> Judge:
    """A judge with the small ruleset."""
    return Judge(settings(rules))


@pytest.fixture(scope="module")
def judge_of_all(rules: Path) -> Judge:
    """One for all tests of a module, that shows personal data."""
    return Judge(settings(rules, show_personal_data=True))
