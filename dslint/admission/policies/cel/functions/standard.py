"""CEL's own functions and operators, and optional types. The library has them; the checker knows their signatures."""

from __future__ import annotations

from collections.abc import Iterator

from dslint.admission.policies.cel.functions.overloads import Overload, overload

_NUMBERS = ("int", "uint", "double")
_ORDERED = ("bool", *_NUMBERS, "string", "bytes", "timestamp", "duration")

_OPERATORS = (
    "_?_:_(bool, A, A) -> A",
    "_&&_(bool, bool) -> bool",
    "_||_(bool, bool) -> bool",
    "!_(bool) -> bool",
    "@not_strictly_false(bool) -> bool",
    "_==_(A, A) -> bool",
    "_!=_(A, A) -> bool",
    "_+_(bytes, bytes) -> bytes",
    "_+_(double, double) -> double",
    "_+_(duration, duration) -> duration",
    "_+_(duration, timestamp) -> timestamp",
    "_+_(timestamp, duration) -> timestamp",
    "_+_(int, int) -> int",
    "_+_(list(A), list(A)) -> list(A)",
    "_+_(string, string) -> string",
    "_+_(uint, uint) -> uint",
    "_-_(double, double) -> double",
    "_-_(duration, duration) -> duration",
    "_-_(int, int) -> int",
    "_-_(timestamp, duration) -> timestamp",
    "_-_(timestamp, timestamp) -> duration",
    "_-_(uint, uint) -> uint",
    *(f"{operator}({one}, {one}) -> {one}" for operator in ("_/_", "_*_") for one in ("double", "int", "uint")),
    "_%_(int, int) -> int",
    "_%_(uint, uint) -> uint",
    "-_(double) -> double",
    "-_(int) -> int",
    "_[_](list(A), int) -> A",
    "_[_](map(A, B), A) -> B",
    "@in(A, list(A)) -> bool",
    "@in(A, map(A, B)) -> bool",
)

_FUNCTIONS = (
    *(f"size({one}) -> int" for one in ("bytes", "list(A)", "map(A, B)", "string")),
    *(f"<{one}>.size() -> int" for one in ("bytes", "list(A)", "map(A, B)", "string")),
    "type(A) -> type(A)",
    "bool(bool) -> bool",
    "bool(string) -> bool",
    "bytes(bytes) -> bytes",
    "bytes(string) -> bytes",
    *(f"double({one}) -> double" for one in ("double", "int", "string", "uint")),
    "duration(duration) -> duration",
    "duration(string) -> duration",
    "dyn(A) -> dyn",
    *(f"int({one}) -> int" for one in ("int", "double", "duration", "string", "timestamp", "uint")),
    *(
        f"string({one}) -> string"
        for one in ("string", "bool", "bytes", "double", "duration", "int", "timestamp", "uint")
    ),
    *(f"timestamp({one}) -> timestamp" for one in ("timestamp", "int", "string")),
    *(f"uint({one}) -> uint" for one in ("uint", "double", "int", "string")),
    "<string>.contains(string) -> bool",
    "<string>.endsWith(string) -> bool",
    "<string>.startsWith(string) -> bool",
    "matches(string, string) -> bool",
    "<string>.matches(string) -> bool",
)

_OF_TIMESTAMPS = ("FullYear", "Month", "DayOfYear", "DayOfMonth", "Date", "DayOfWeek")
_OF_TIMES = ("Hours", "Minutes", "Seconds", "Milliseconds")

_OPTIONALS = (
    "optional.of(A) -> optional_type(A)",
    "optional.ofNonZeroValue(A) -> optional_type(A)",
    "optional.none() -> optional_type(A)",
    "<optional_type(A)>.value() -> A",
    "<optional_type(A)>.hasValue() -> bool",
    "<optional_type(A)>.or(optional_type(A)) -> optional_type(A)",
    "<optional_type(A)>.orValue(A) -> A",
    "_?._(dyn, string) -> optional_type(A)",
    "_[?_](list(A), int) -> optional_type(A)",
    "_[?_](optional_type(list(A)), int) -> optional_type(A)",
    "_[?_](map(A, B), A) -> optional_type(B)",
    "_[?_](optional_type(map(A, B)), A) -> optional_type(B)",
    "_[_](optional_type(list(A)), int) -> optional_type(A)",
    "_[_](optional_type(map(A, B)), A) -> optional_type(B)",
)


def _comparisons() -> Iterator[Overload]:
    for operator in ("_<_", "_<=_", "_>_", "_>=_"):
        for one in _ORDERED:
            yield overload(f"{operator}({one}, {one}) -> bool")


def _mixed_comparisons() -> Iterator[Overload]:
    for operator in ("_<_", "_<=_", "_>_", "_>=_"):
        for one in _NUMBERS:
            for other in _NUMBERS:
                if one != other:
                    yield overload(f"{operator}({one}, {other}) -> bool")


def _times() -> Iterator[Overload]:
    for part in (*_OF_TIMESTAMPS, *_OF_TIMES):
        yield overload(f"<timestamp>.get{part}() -> int")
        yield overload(f"<timestamp>.get{part}(string) -> int")
    for part in _OF_TIMES:
        yield overload(f"<duration>.get{part}() -> int")


STANDARD = (*map(overload, (*_OPERATORS, *_FUNCTIONS)), *_comparisons(), *_times())
CROSS_TYPE_COMPARISONS = tuple(_mixed_comparisons())
OPTIONALS = tuple(map(overload, _OPTIONALS))
