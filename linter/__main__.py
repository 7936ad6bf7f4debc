"""`python -m linter` and the console script `replylint`."""

from __future__ import annotations

import atexit
import gc
import io
import os
import sys
from collections.abc import Sequence
from typing import NoReturn

from linter.i18n import Language, language_of_locale, set_language


def main() -> NoReturn:
    """Runs the command line in the language of `--lang` or of the locale, and leaves the process."""
    try:
        _run()
        code: int | str | None = 0
    except SystemExit as end:
        code = end.code
    except OSError as error:
        print(f"replylint: {error.strerror}", file=sys.stderr)
        code = 2
    _leave(code)


def _leave(code: int | str | None) -> NoReturn:
    """Ends the process without freeing each object of it, which takes a tenth of a short run's time."""
    if code is not None and not isinstance(code, int):
        print(code, file=sys.stderr)
        code = 1
    atexit._run_exitfuncs()
    try:
        sys.stdout.flush()
        sys.stderr.flush()
    except OSError:
        code = code or 1
    os._exit(code or 0)


def _run() -> None:
    set_language(_wanted(sys.argv[1:]) or language_of_locale())
    gc.disable()
    for name in ("stdout", "stderr"):
        if getattr(sys, name) is None:  # closed by whoever started us
            setattr(sys, name, open(os.devnull, "w", encoding="utf-8"))  # noqa: SIM115, PTH123
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
