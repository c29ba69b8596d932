"""Functions of lists: Kubernetes' own, and those of cel-go's library of lists and of sets."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

from dslint.admission.policies.cel.functions.overloads import FunctionError, UnsupportedError, overload
from dslint.limits import CEL_LIST_ITEMS

_SUMMABLE = ("int", "uint", "double", "duration")
_COMPARABLE = ("int", "uint", "double", "bool", "duration", "timestamp", "string", "bytes")

List = list[Any]

_NO_OVERLOAD = "no such overload"


def equal(one: Any, other: Any) -> bool:
    """CEL's equality: true is not 1, and 1 is 1.0."""
    if isinstance(one, list) and isinstance(other, list):
        return len(one) == len(other) and all(map(equal, one, other))
    if isinstance(one, dict) and isinstance(other, dict):
        return one.keys() == other.keys() and all(equal(value, other[key]) for key, value in one.items())
    return isinstance(one, bool) == isinstance(other, bool) and bool(one == other)


def _comparable(items: List) -> List:
    """The items, all numbers or all of one kind that has an order."""
    kinds = {float if type(item) is int else type(item) for item in items}
    if len(kinds) > 1 or kinds & {list, dict, type(None)}:
        raise FunctionError(_NO_OVERLOAD)
    return items


def _is_sorted(items: List) -> bool:
    ordered = _comparable(items)
    return not any(first > second for first, second in pairwise(ordered))


def _smallest(items: List) -> Any:
    if not items:
        raise FunctionError("min called on empty list")
    return min(_comparable(items))


def _largest(items: List) -> Any:
    if not items:
        raise FunctionError("max called on empty list")
    return max(_comparable(items))


def _sum(items: List) -> Any:
    if any(isinstance(item, (bool, str, list, dict)) or item is None for item in items):
        raise FunctionError(_NO_OVERLOAD)
    total = sum(items)
    if isinstance(total, int) and not -(2**63) <= total < 2**63:
        raise FunctionError("integer overflow")
    return total


def _index_of(items: List, wanted: Any) -> int:
    return next((index for index, item in enumerate(items) if equal(item, wanted)), -1)


def _last_index_of(items: List, wanted: Any) -> int:
    return next((index for index in range(len(items) - 1, -1, -1) if equal(items[index], wanted)), -1)


def _text_index_of(text: str, wanted: str, start: int = 0) -> int:
    if start < 0:
        raise FunctionError(f"index out of range: {start}")
    return text.find(wanted, start)


def _text_last_index_of(text: str, wanted: str, start: int | None = None) -> int:
    if start is None:
        return text.rfind(wanted)
    if start < 0:
        raise FunctionError(f"index out of range: {start}")
    return -1 if start > len(text) else text.rfind(wanted, 0, start + len(wanted))


KUBERNETES_LISTS = (
    *(overload(f"<list({one})>.isSorted() -> bool", _is_sorted) for one in _COMPARABLE),
    *(overload(f"<list({one})>.sum() -> {one}", _sum) for one in _SUMMABLE),
    *(overload(f"<list({one})>.max() -> {one}", _largest) for one in _COMPARABLE),
    *(overload(f"<list({one})>.min() -> {one}", _smallest) for one in _COMPARABLE),
    overload("<list(A)>.indexOf(A) -> int", _index_of),
    overload("<list(A)>.lastIndexOf(A) -> int", _last_index_of),
)


def _char_at(text: str, index: int) -> str:
    if index < 0 or index > len(text):
        raise FunctionError(f"index out of range: {index}")
    return text[index : index + 1]


def _substring(text: str, start: int, end: int | None = None) -> str:
    if end is None:
        end = max(start, len(text))
    if start > end:
        raise FunctionError(f"invalid substring range. start: {start}, end: {end}")
    for index in (start, end):
        if index < 0 or index > len(text):
            raise FunctionError(f"index out of range: {index}")
    return text[start:end]


TEXT_INDICES = (
    overload("<string>.charAt(int) -> string", _char_at),
    overload("<string>.substring(int) -> string", _substring),
    overload("<string>.substring(int, int) -> string", _substring),
    overload("<string>.indexOf(string) -> int", _text_index_of),
    overload("<string>.indexOf(string, int) -> int", _text_index_of),
    overload("<string>.lastIndexOf(string) -> int", _text_last_index_of),
    overload("<string>.lastIndexOf(string, int) -> int", _text_last_index_of),
)
"""Functions of texts that the library has: for names that lists have too, and for the index in their errors."""


def _includes(target: Any, wanted: Any) -> bool:
    return any(equal(item, wanted) for item in target) if isinstance(target, list) else equal(target, wanted)


INCLUDES = (overload("<dyn>.includes(dyn) -> bool", _includes),)


def _slice(items: List, start: int, end: int) -> List:
    call = f"cannot slice({start}, {end})"
    if start < 0 or end < 0:
        raise FunctionError(f"{call}, negative indexes not supported")
    if start > end:
        raise FunctionError(f"{call}, start index must be less than or equal to end index")
    if len(items) < end:
        raise FunctionError(f"{call}, list is length {len(items)}")
    return items[start:end]


def _flatten(items: List, depth: int = 1) -> List:
    if depth < 0:
        raise FunctionError("level must be non-negative")
    flat: List = []
    for item in items:
        if isinstance(item, list) and depth:
            flat += _flatten(item, depth - 1)
        else:
            flat.append(item)
    return flat


def _sort(items: List) -> List:
    return _sort_by(items, items)


def _sort_by(items: List, keys: List) -> List:
    if keys and (isinstance(keys[0], (list, dict)) or keys[0] is None):
        raise FunctionError("list elements must be comparable")
    if len({type(key) for key in keys}) > 1:
        raise FunctionError("list elements must have the same type")
    return [items[index] for index in sorted(range(len(items)), key=lambda index: keys[index])]


def _range(size: int) -> List:
    if size > CEL_LIST_ITEMS:
        raise UnsupportedError(f"makes a list of {size} items")
    return list(range(size))


def _distinct(items: List) -> List:
    kept: List = []
    for item in items:
        if not any(equal(item, other) for other in kept):
            kept.append(item)
    return kept


LISTS = (
    overload("<list(A)>.slice(int, int) -> list(A)", _slice),
    overload("<list(list(A))>.flatten() -> list(A)", _flatten),
    overload("<list(dyn)>.flatten(int) -> list(dyn)", _flatten),
    *(overload(f"<list({one})>.sort() -> list({one})", _sort) for one in _COMPARABLE),
    *(overload(f"<list(A)>.@sortByAssociatedKeys(list({one})) -> list(A)", _sort_by) for one in _COMPARABLE),
    overload("lists.range(int) -> list(int)", _range),
    overload("<list(A)>.reverse() -> list(A)", lambda items: items[::-1]),
    overload("<list(A)>.distinct() -> list(A)", _distinct),
)


def _contains(items: List, part: List) -> bool:
    return all(any(equal(item, wanted) for item in items) for wanted in part)


SETS = (
    overload("sets.contains(list(A), list(A)) -> bool", _contains),
    overload(
        "sets.equivalent(list(A), list(A)) -> bool", lambda one, other: _contains(one, other) and _contains(other, one)
    ),
    overload(
        "sets.intersects(list(A), list(A)) -> bool",
        lambda one, other: any(equal(item, wanted) for item in one for wanted in other),
    ),
)


def _insert(entries: dict[Any, Any], key: Any, value: Any) -> dict[Any, Any]:
    if key in entries:
        raise FunctionError(f"insert failed: key {key} already exists")
    return {**entries, key: value}


def _insert_all(entries: dict[Any, Any], more: dict[Any, Any]) -> dict[Any, Any]:
    for key, value in more.items():
        entries = _insert(entries, key, value)
    return entries


TWO_VARIABLE_COMPREHENSIONS = (
    overload("cel.@mapInsert(map(A, B), A, B) -> map(A, B)", _insert),
    overload("cel.@mapInsert(map(A, B), map(A, B)) -> map(A, B)", _insert_all),
)
