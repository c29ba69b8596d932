"""The entry point. `dslint --version` is answered before anything else is imported."""

import _signal  # type: ignore[import-not-found] # built in, as signal is not

# Until `main` runs, there is nothing to put in order: Ctrl-C ends the process, and Python does not show where it was.
# It is the first thing that happens here. A __future__ would be imported before.
if _signal.getsignal(_signal.SIGINT) is _signal.default_int_handler:
    _signal.signal(_signal.SIGINT, _signal.SIG_DFL)

import os
import sys

TYPE_CHECKING = False  # like typing's; importing typing would take as long as everything else that --version needs

if TYPE_CHECKING:
    from typing import NoReturn

COLLECT_AFTER = 500_000
"""Objects allocated, less those freed, before the garbage collector runs (gc.set_threshold)."""

WRONG_USAGE = 2
"""The exit code as in cli/exit_codes.py, which takes too long to import here."""


def main() -> None:
    try:
        if sys.argv[1:] in (["--version"], ["-V"]):
            _write_version()
            return
        _leave(_run())
    except KeyboardInterrupt:
        from dslint.signals import exit_code

        os._exit(exit_code())


def _write_version() -> None:
    from dslint.version import __version__

    if sys.stdout is None:
        _fail("it is closed")
    try:
        sys.stdout.write(f"dslint {__version__}\n")
        sys.stdout.flush()
    except BrokenPipeError:
        _leave(0)
    except OSError as error:
        _fail(error.strerror)


def _fail(reason: str | None) -> "NoReturn":
    if sys.stderr is not None:
        sys.stderr.write(f"dslint: standard output cannot be written: {reason}\n")
    _leave(WRONG_USAGE)


def _run() -> int:
    import gc

    from dslint.signals import end_cleanly

    end_cleanly()
    # Short runs free few objects: collecting after each 700, as Python does, costs a twentieth of the time.
    gc.set_threshold(COLLECT_AFTER)
    if sys.argv[1:2] == ["lint"]:
        return _lint(sys.argv[1:])
    from dslint.cli.run import run

    return run(sys.argv[1:])


def _lint(arguments: list[str]) -> int:
    """Print what was printed before if nothing has changed, else keep what is printed."""
    from dslint.printed_reports import place, printed_again

    # To look for what may be kept takes as long as checking a few files.
    file = None if "--no-cache" in arguments else place(arguments)
    try:
        code = None if file is None else printed_again(file)
    except OSError as error:
        _fail(error.strerror)
    if code is not None:
        return code
    from dslint.cli.run import run

    if file is not None:
        from dslint.cli import lint_record, output

        output.record = lint_record.Record(file)
        output.record.listen()
    return run(arguments)


def _leave(code: int) -> "NoReturn":
    """End the process at once: unloading some hundred modules would cost an eighth of a short run.

    All files are closed by then; only the two streams may hold unwritten output. After a signal, nobody may be reading.
    """
    import contextlib

    from dslint.signals import came

    for stream in () if came() else (sys.stdout, sys.stderr):
        with contextlib.suppress(AttributeError, OSError, ValueError):
            stream.flush()
    os._exit(code)


if __name__ == "__main__":
    main()
