"""A failing case made smaller as long as it fails in the same way."""

from __future__ import annotations

import copy
import dataclasses
from collections.abc import Callable, Iterator
from typing import Any, TypeVar

import yaml

from tests.fuzz.cases import Call, Case
from tests.fuzz.mutations import slots_of

Any_ = TypeVar("Any_", Case, Call)
Fails = Callable[[Any], bool]
MOST_TRIES = 1500


def shrunk(case: Any_, fails: Fails) -> Any_:
    """The smallest found within a number of tries."""
    left = [MOST_TRIES]

    def still(candidate: Any) -> bool:
        left[0] -= 1
        return left[0] >= 0 and fails(candidate)

    if isinstance(case, Call):
        return _first_that_fails(case, _smaller_calls, still)
    case = _first_that_fails(case, _less, still)
    for name in case.files:
        case = _first_that_fails(
            _restructured(case, name, still), lambda one, name=name: _smaller_files(one, name), still
        )
    return case


def _first_that_fails(case: Any_, smaller: Callable[[Any_], Iterator[Any_]], fails: Fails) -> Any_:
    """Take the first smaller one that fails, and begin anew, until none does."""
    while True:
        found = next((candidate for candidate in smaller(case) if fails(candidate)), None)
        if found is None:
            return case
        case = found


def _less(case: Case) -> Iterator[Case]:
    """Without a file, or one or two arguments."""
    for name in case.files:
        yield dataclasses.replace(case, files={other: data for other, data in case.files.items() if other != name})
    for width in (2, 1):
        for at in range(1, len(case.arguments) - width + 1):
            yield dataclasses.replace(case, arguments=case.arguments[:at] + case.arguments[at + width :])


def _with(case: Case, name: str, data: bytes) -> Case:
    return dataclasses.replace(case, files={**case.files, name: data})


def _restructured(case: Case, name: str, fails: Fails) -> Case:
    """The file as plain block YAML and as small a value as fails, where it can be read as a value at all."""
    try:
        values = list(yaml.safe_load_all(case.files[name].decode()))
        if not fails(_with(case, name, _dumped(values))):
            return case
    except (yaml.YAMLError, ValueError, RecursionError, TypeError, AttributeError, OverflowError):
        return case
    small = _first_that_fails(values, smaller_values, lambda value: fails(_with(case, name, _dumped(value))))
    return _with(case, name, _dumped(small))


def _dumped(values: list[Any]) -> bytes:
    return yaml.safe_dump_all(values, allow_unicode=True, sort_keys=False).encode("utf-8", "surrogatepass")


def smaller_values(value: Any) -> Iterator[Any]:
    """Without one part of it; the parts that hold most come first."""
    slots = sorted(slots_of(value), key=lambda slot: -_size(slot.value))
    paths = _paths(value)
    for slot in slots:
        path = paths.get((id(slot.holder), slot.key))
        if path is not None:
            yield _without(value, path)
    for slot in slots:
        path = paths.get((id(slot.holder), slot.key))
        if path is not None and isinstance(slot.value, (dict, list)) and slot.value:
            yield _without(value, path, type(slot.value)())


def _size(value: Any) -> int:
    return len(slots_of(value)) if isinstance(value, (dict, list)) else 0


def _paths(value: Any) -> dict[tuple[int, Any], tuple[Any, ...]]:
    found: dict[tuple[int, Any], tuple[Any, ...]] = {}
    open_: list[tuple[Any, tuple[Any, ...]]] = [(value, ())]
    while open_:
        holder, path = open_.pop()
        for key in list(holder) if isinstance(holder, dict) else range(len(holder)):
            found[id(holder), key] = (*path, key)
            if isinstance(holder[key], (dict, list)):
                open_.append((holder[key], (*path, key)))
    return found


def _without(value: Any, path: tuple[Any, ...], instead: Any = None) -> Any:
    root = copy.deepcopy(value)
    holder = root
    for key in path[:-1]:
        holder = holder[key]
    if instead is None:
        del holder[path[-1]]
    else:
        holder[path[-1]] = instead
    return root


def _smaller_files(case: Case, name: str) -> Iterator[Case]:
    """Without some of its lines, then without some of its bytes."""
    data = case.files[name]
    lines = data.split(b"\n")
    for width in (len(lines) // 2, len(lines) // 4, 8, 4, 2, 1):
        if 0 < width < len(lines):
            for at in range(0, len(lines), width):
                yield _with(case, name, b"\n".join(lines[:at] + lines[at + width :]))
    for width in (64, 16, 4, 1):
        if width < len(data) < 40 * width or width == 64:
            for at in range(0, len(data), width):
                yield _with(case, name, data[:at] + data[at + width :])


def _smaller_calls(call: Call) -> Iterator[Call]:
    root = dict(call.values)
    for smaller in smaller_values(root):
        if "source" in root and "source" not in smaller:
            continue
        yield dataclasses.replace(call, values=smaller)
