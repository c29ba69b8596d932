"""The fast path: what needs no command line is answered before anything is imported."""

from __future__ import annotations

import sys

TYPE_CHECKING = False  # as typing's own, which would take as long to import as all else that --version needs

if TYPE_CHECKING:
    from typing import NoReturn

COLLECT_AFTER = 500_000
"""The number of new objects after which the garbage collector runs."""

WRONG_USAGE, INTERRUPTED = 2, 130
"""As in cli/exit_codes.py, which takes too long to import here."""


def main() -> None:
    try:
        if sys.argv[1:] in (["--version"], ["-V"]):
            _tell_version()
            return
        code = _run()
    except KeyboardInterrupt:
        code = INTERRUPTED
    _leave(code)


def _tell_version() -> None:
    from dslint import __version__

    if sys.stdout is None:
        _refuse("it is closed")
    try:
        sys.stdout.write(f"dslint {__version__}\n")
        sys.stdout.flush()
    except BrokenPipeError:
        _leave(0)
    except OSError as error:
        _refuse(error.strerror)


def _refuse(reason: str | None) -> NoReturn:
    if sys.stderr is not None:
        sys.stderr.write(f"dslint: standard output cannot be written: {reason}\n")
    _leave(WRONG_USAGE)


def _run() -> int:
    import gc

    # Short runs make few objects that go away: looking for those after each 700 costs a twentieth of the time.
    gc.set_threshold(COLLECT_AFTER)
    from dslint.cli.run import run

    return run(sys.argv[1:])


def _leave(code: int) -> NoReturn:
    """End at once: to take some hundred modules apart again costs an eighth of a short run, and frees what ends anyway.

    All files are closed by then; what is left to write is in the two streams.
    """
    import contextlib
    import os

    for stream in (sys.stdout, sys.stderr):
        with contextlib.suppress(AttributeError, OSError, ValueError):
            stream.flush()
    os._exit(code)


if __name__ == "__main__":
    main()
