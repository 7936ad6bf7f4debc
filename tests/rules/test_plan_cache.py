"""Where plans are kept, and when they are not believed."""

from __future__ import annotations

from pathlib import Path

import pytest

from linter.rules import plan_cache
from linter.rules.plan_cache import keep, kept

RUN = {"rules": [{"id": "shop.rule"}], "reach": 2}
DOCS = {"rules": [{"id": "shop.rule", "place": ("shop.yaml", 3, 5)}], "signals": []}


@pytest.fixture(autouse=True)
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    monkeypatch.delenv("REPLYLINT_NO_CACHE", raising=False)
    return tmp_path / "cache" / "replylint"


@pytest.fixture
def ruleset(tmp_path: Path) -> Path:
    path = tmp_path / "shop.yaml"
    path.write_text("ruleset: shop\n", encoding="utf-8")
    return path


def test_what_was_kept_is_there_again(ruleset: Path) -> None:
    keep("key", RUN, DOCS, [ruleset])
    found = kept("key")
    assert found is not None
    assert found[0] == RUN
    assert found[1]["rules"] == DOCS["rules"]
    assert found[1]["signals"] == []


def test_what_was_not_kept_is_not_there(ruleset: Path) -> None:
    assert kept("key") is None
    keep("key", RUN, DOCS, [ruleset])
    assert kept("other key") is None


def test_a_changed_file_makes_it_stale(ruleset: Path) -> None:
    keep("key", RUN, DOCS, [ruleset])
    ruleset.write_text("ruleset: other\n", encoding="utf-8")
    assert kept("key") is None


def test_a_file_that_is_gone_makes_it_stale(ruleset: Path) -> None:
    keep("key", RUN, DOCS, [ruleset])
    ruleset.unlink()
    assert kept("key") is None


def test_changed_code_makes_it_stale(ruleset: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    stamp = plan_cache._code_stamp()
    assert stamp >= Path(plan_cache.__file__).stat().st_mtime_ns
    keep("key", RUN, DOCS, [ruleset])
    monkeypatch.setattr(plan_cache, "_code_stamp", lambda: stamp + 1)
    assert kept("key") is None


@pytest.mark.parametrize("data", [b"", b"\x00", b"not a plan", b"{}"])
def test_a_damaged_plan_is_not_believed(ruleset: Path, cache: Path, data: bytes) -> None:
    keep("key", RUN, DOCS, [ruleset])
    (path,) = cache.glob("*.run")
    path.write_bytes(data)
    assert kept("key") is None


def test_a_plan_without_its_docs_is_not_believed(ruleset: Path, cache: Path) -> None:
    keep("key", RUN, DOCS, [ruleset])
    (path,) = cache.glob("*.docs")
    path.unlink()
    assert kept("key") is None


def test_nobody_else_may_read_the_plans(ruleset: Path, cache: Path) -> None:
    keep("key", RUN, DOCS, [ruleset])
    assert cache.stat().st_mode & 0o777 == 0o700
    assert all(path.stat().st_mode & 0o077 == 0 for path in cache.iterdir())


def test_nothing_half_written_stays_behind(ruleset: Path, cache: Path) -> None:
    keep("key", RUN, DOCS, [ruleset])
    with pytest.raises(ValueError, match="unmarshallable"):
        keep("key", {"rules": object()}, DOCS, [ruleset])
    assert sorted(path.suffix for path in cache.iterdir()) == [".docs", ".run"]


def test_old_plans_are_forgotten(ruleset: Path, cache: Path) -> None:
    for number in range(40):
        keep(f"key {number}", RUN, DOCS, [ruleset])
    assert kept("key 39") is not None
    assert kept("key 0") is None
    assert len(list(cache.iterdir())) <= 60


def test_where_no_folder_can_be_made_nothing_is_kept(
    ruleset: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "file").write_text("")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "file"))
    keep("key", RUN, DOCS, [ruleset])
    assert kept("key") is None


def test_the_cache_can_be_switched_off(ruleset: Path, cache: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("REPLYLINT_NO_CACHE", "1")
    keep("key", RUN, DOCS, [ruleset])
    assert not cache.exists()
    assert kept("key") is None


def test_a_part_that_is_read_later_is_there(ruleset: Path) -> None:
    keep("key", {**RUN, "traditional": {"个": "個"}}, DOCS, [ruleset])
    found = kept("key")
    assert found is not None
    assert found[0]["traditional"] == {"个": "個"}
