"""`python -m linter` and the console script `replylint`."""

from __future__ import annotations

import gc
import io
import os
import sys
from collections.abc import Sequence

from linter.i18n import Language, language_of_locale, set_language


def main() -> None:
    """Runs the command line in the language of `--lang` or of the locale, and exits."""
    set_language(_wanted(sys.argv[1:]) or language_of_locale())
    gc.disable()
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")
    from linter.commands import cli

    try:
        cli()(prog_name="replylint")
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(1)


def _wanted(arguments: Sequence[str]) -> Language | None:
    """What `--lang` says: help texts are made before the arguments are parsed."""
    for number, argument in enumerate(arguments):
        value = argument.partition("=")[2] if argument.startswith("--lang=") else None
        if argument == "--lang" and number + 1 < len(arguments):
            value = arguments[number + 1]
        if value in ("zh", "en"):
            return "zh" if value == "zh" else "en"
    return None


if __name__ == "__main__":
    main()
