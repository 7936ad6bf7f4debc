"""One configuration file: read, and checked."""

from __future__ import annotations

from pathlib import Path

from linter.config.keys import shape
from linter.i18n import say
from linter.rules.errors import RulesetError
from linter.rules.source import Source, parse


def read(path: Path) -> Source:
    """What a YAML file, or the table `[tool.replylint]` of a TOML file, says. Raises `RulesetError`."""
    try:
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        reason = (
            (error.strerror or "") if isinstance(error, OSError) else say("不是 UTF-8 文本", "not UTF-8 text")
        )
        raise RulesetError(
            str(path),
            None,
            None,
            reason,
            say("可读的配置文件", "a configuration file that can be read"),
            say("用 replylint init 生成一份", "replylint init writes one"),
        ) from None
    return checked(_toml(text, str(path)) if path.suffix.lower() == ".toml" else parse(text, str(path)))


def checked(source: Source) -> Source:
    """A configuration, if it is one. Raises `RulesetError`."""
    if source.data is None:
        return source._replace(data={})
    shape().check(source.data, (), source)
    return source


def _toml(text: str, path: str) -> Source:
    from linter.config.toml import parse

    source = parse(text, path)
    if source is None:
        found = say("没有 [tool.replylint]", "no [tool.replylint]")
        raise RulesetError(path, None, None, found, say("[tool.replylint] 表", "a table [tool.replylint]"))
    return source
