"""How a run of the command ends on a signal: as on Ctrl-C, with what it holds put in order, and the shells' exit code.

It is imported before anything else, which is why it imports so little.
"""

from __future__ import annotations

import _signal  # type: ignore[import-not-found] # signal would load enum
import os
import sys
import time

TYPE_CHECKING = False  # like typing's

if TYPE_CHECKING:
    from types import FrameType

PATIENCE = 1.0
"""A signal that comes this much later than the first ends the process at once, in seconds."""

SOON = 0.001
"""When an interruption that was lost comes again, in seconds."""

_ENDING = (_signal.SIGINT, _signal.SIGTERM, *((_signal.SIGHUP,) if hasattr(_signal, "SIGHUP") else ()))
_SAID = {_signal.SIGINT: "interrupted", _signal.SIGTERM: "terminated"}

_came: list[tuple[int, float]] = []
"""The signal that ends this run, and when it came."""


def end_cleanly() -> None:
    """Raise KeyboardInterrupt on the signals that end a process, but not on those that it was told to ignore."""
    for number in _ENDING:
        if _signal.getsignal(number) in (_signal.SIG_DFL, _signal.default_int_handler):
            _signal.signal(number, stop)
    sys.unraisablehook = _again


def stop(number: int, _frame: FrameType | None) -> None:
    """Raises KeyboardInterrupt. A closing terminal sends its signal twice: the second must not disturb the first."""
    now = time.monotonic()
    if not _came:
        _came.append((number, now))
        raise KeyboardInterrupt
    if now - _came[0][1] > PATIENCE:
        os._exit(exit_code())


def came() -> bool:
    """Whether a signal ends this run."""
    return bool(_came)


def exit_code() -> int:
    """As shells report a command that the signal has ended; without a signal, it was Ctrl-C."""
    return 128 + _number()


def said() -> str:
    """What has happened to the run, in a word."""
    return _SAID.get(_number(), "hung up")


def _number() -> int:
    return _came[0][0] if _came else _signal.SIGINT


def _again(unraisable: sys.UnraisableHookArgs) -> None:
    """An interruption that Python cannot raise, such as in a callback of an import, comes again after that."""
    if not issubclass(unraisable.exc_type, KeyboardInterrupt):
        sys.__unraisablehook__(unraisable)
    elif hasattr(_signal, "setitimer"):
        _signal.signal(_signal.SIGALRM, _signal.default_int_handler)
        _signal.setitimer(_signal.ITIMER_REAL, SOON)  # a signal now would be handled in here, where nothing is raised
    else:
        os._exit(exit_code())
