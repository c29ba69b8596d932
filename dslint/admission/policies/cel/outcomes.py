"""What comes of an expression: a value, an error in the server's words, or that it could not be checked."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, NamedTuple, TypeAlias

from dslint.findings import FieldPath


class CompileError(NamedTuple):
    """The server refuses the expression. `message` is what follows the expression in the server's error."""

    message: str


@dataclass(frozen=True, slots=True)
class Value:
    """The result, as a plain value: None, bool, int, float, str, bytes, datetime, timedelta, list or dict."""

    value: Any


@dataclass(frozen=True, slots=True)
class EvaluationError:
    """The expression fails, as the server says it after `resulted in error: `."""

    message: str


@dataclass(frozen=True, slots=True)
class Unchecked:
    """The result cannot be known here. `reason` is the second half of a sentence: depends on the user that asks."""

    reason: str


Outcome: TypeAlias = Value | EvaluationError | Unchecked


class Reading(NamedTuple):
    """A field that an expression read, as a path from a variable such as `object`, and the value that it saw."""

    path: FieldPath
    value: Any
    """ABSENT if there is no such field."""


class _Absent:
    def __repr__(self) -> str:
        return "absent"


ABSENT: Any = _Absent()
"""The value of a field that is not there."""
