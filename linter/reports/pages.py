"""What pages that need nothing else have in common: no network, no other file."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from linter.i18n import say

if TYPE_CHECKING:
    from jinja2 import Environment

SHARED = Path(__file__).parent / "assets"


def environment(folder: Path = SHARED) -> Environment:
    """The templates of a folder, beside the shared ones. Everything from outside is escaped in them."""
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    return Environment(
        loader=FileSystemLoader([folder, SHARED]),
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        undefined=StrictUndefined,
    )


def asset(path: Path) -> str:
    """A style or a script, to stand in the page."""
    text = path.read_text(encoding="utf-8")
    return "\n".join(line for line in text.splitlines() if not line.startswith("//# sourceMappingURL="))


def policy(scripts: Sequence[str]) -> str:
    """The content security policy: these very scripts, and no request to anywhere."""
    hashes = [base64.b64encode(hashlib.sha256(script.encode()).digest()).decode() for script in scripts]
    allowed = " ".join(f"'sha256-{one}'" for one in hashes)
    return (
        f"default-src 'none'; style-src 'unsafe-inline'; img-src data:; script-src {allowed}; "
        "base-uri 'none'; form-action 'none'"
    )


def severity_words() -> dict[str, str]:
    """What people call the severities, by name."""
    return {
        "error": say("严重", "error"),
        "warning": say("警告", "warning"),
        "info": say("建议", "info"),
        "hint": say("提示", "hint"),
    }
