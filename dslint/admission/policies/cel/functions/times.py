"""Times and durations as text, as Go writes them: without zeros at the end of a fraction."""

from __future__ import annotations

import datetime as dt

from dslint.admission.policies.cel.functions.overloads import overload

TEXT = "@text"


def time_text(value: dt.datetime) -> str:
    utc = value.astimezone(dt.timezone.utc)
    part = f"{utc:.%f}".rstrip("0") if utc.microsecond else ""
    return f"{utc:%Y-%m-%dT%H:%M:%S}{part}Z"


def duration_text(value: dt.timedelta) -> str:
    """In seconds: `5400s`, `1.5s`."""
    seconds = value // dt.timedelta(seconds=1)
    rest = value - dt.timedelta(seconds=seconds)
    if value < dt.timedelta(0) and rest:
        return f"-{duration_text(-value)}"
    part = f".{rest.microseconds:06d}".rstrip("0") if rest else ""
    return f"{seconds}{part}s"


TIMES = (
    overload("text(timestamp) -> string", time_text),
    overload("text(duration) -> string", duration_text),
)
