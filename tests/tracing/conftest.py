"""Fixtures of the tests of traces."""

from __future__ import annotations

from tests.rules.conftest import shop

__all__ = ["shop"]
