"""Edits of plain values, and the smallest steps that do the same."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from dslint.findings import Edit, FieldPath, Operation

SAME_IF_EMPTY = frozenset({
    "annotations", "labels", "nodeSelector", "limits", "requests",
    "tolerations", "volumes", "volumeMounts", "env", "envFrom", "ports", "imagePullSecrets", "initContainers",
})  # fmt: skip
"""Fields that mean the same with an empty value as without one: they go with their last entry."""

_MISSING: Any = object()


class EditError(ValueError):
    """An edit that cannot be made; the text is the reason."""

    def __init__(self, message: str, path: FieldPath = ()) -> None:
        super().__init__(message)
        self.message = message
        self.path = path


def applied(value: Any, edits: Iterable[Edit]) -> Any:
    """The value with the edits, one after the other; the value itself stays as it is. Raises EditError."""
    for edit in edits:
        for step in steps(value, edit):
            value = _changed(value, step, step.path)
    return value


def steps(value: Any, edit: Edit) -> list[Edit]:
    """An edit as the smallest ones that do the same, each of one entry or item that is there, or is added.

    Raises EditError.
    """
    if edit.operation is Operation.SET:
        found = _setting(at(value, edit.path), value, edit.path, edit.value)
        return [step._replace(written=edit.written) if step.path == edit.path else step for step in found]
    if at(value, edit.path) is _MISSING or not edit.path:
        raise EditError("it is not there", edit.path)
    if edit.operation is Operation.REMOVE:
        return [_removing(value, edit.path)]
    parent = at(value, edit.path[:-1])
    if not isinstance(parent, dict) or not isinstance(edit.value, str):
        raise EditError("only a key can get another name", edit.path)
    if edit.value in parent and edit.value != edit.path[-1]:
        raise EditError(f"{edit.value} is there already", edit.path)
    return [edit]


def at(value: Any, path: FieldPath) -> Any:
    """The value at a path; a marker that equals nothing if there is none."""
    for key in path:
        if isinstance(value, list) and isinstance(key, int):
            there = 0 <= key < len(value)
        else:
            there = isinstance(value, dict) and key in value
        if not there:
            return _MISSING
        value = value[key]
    return value


def is_there(value: Any, path: FieldPath) -> bool:
    return at(value, path) is not _MISSING


def same(one: Any, other: Any) -> bool:
    """Whether two values are equal with their types: true is not 1, and 1 is not 1.0."""
    if isinstance(one, dict) and isinstance(other, dict):
        return one.keys() == other.keys() and all(same(item, other[key]) for key, item in one.items())
    if isinstance(one, list) and isinstance(other, list):
        return len(one) == len(other) and all(map(same, one, other))
    return type(one) is type(other) and bool(one == other)


def _setting(old: Any, top: Any, path: FieldPath, new: Any) -> Iterator[Edit]:
    if old is _MISSING:
        yield _adding(top, path, new)
    elif isinstance(old, dict) and isinstance(new, dict) and old and new and old.keys() & new.keys():
        yield from _setting_map(old, path, new)
    elif isinstance(old, list) and isinstance(new, list) and old and new:
        yield from _setting_list(old, path, new)
    elif not same(old, new):
        yield Edit(Operation.SET, path, new)


def _setting_map(old: dict[str, Any], path: FieldPath, new: dict[str, Any]) -> Iterator[Edit]:
    for key, item in new.items():
        if key in old:
            yield from _setting(old[key], None, (*path, key), item)
        else:
            yield Edit(Operation.SET, (*path, key), item)
    yield from (Edit(Operation.REMOVE, (*path, key)) for key in old if key not in new)


def _setting_list(old: list[Any], path: FieldPath, new: list[Any]) -> Iterator[Edit]:
    """Items that are left out go where they are; otherwise each item becomes the one at its place."""
    left_out = _left_out(old, new)
    if left_out:
        yield from (Edit(Operation.REMOVE, (*path, index)) for index in reversed(left_out))
        return
    for index, item in enumerate(new):
        if index < len(old):
            yield from _setting(old[index], None, (*path, index), item)
        else:
            yield Edit(Operation.SET, (*path, index), item)
    yield from (Edit(Operation.REMOVE, (*path, index)) for index in reversed(range(len(new), len(old))))


def _left_out(old: Sequence[Any], new: Sequence[Any]) -> list[int]:
    """The indices of the items without which the old list is the new one; none if it is not."""
    kept, found = 0, []
    for index, item in enumerate(old):
        if kept < len(new) and same(item, new[kept]):
            kept += 1
        else:
            found.append(index)
    return found if kept == len(new) else []


def _adding(top: Any, path: FieldPath, new: Any) -> Edit:
    """The first entry on the way that is missing, with all that is to be in it."""
    known = len(path) - 1
    while known > 0 and at(top, path[:known]) in (_MISSING, None):
        known -= 1
    if at(top, path[: known + 1]) is None:
        return Edit(Operation.SET, path[: known + 1], _around(path, path[known + 1 :], new))
    parent, key = at(top, path[:known]), path[known]
    added = _around(path, path[known + 1 :], new)
    if parent in ({}, []) and known and isinstance(parent, dict) is isinstance(key, str):
        return Edit(Operation.SET, path[:known], _around(path, path[known:], new))
    if isinstance(parent, dict) and isinstance(key, str):
        return Edit(Operation.SET, path[: known + 1], added)
    if isinstance(parent, list) and key == len(parent):
        return Edit(Operation.SET, path[: known + 1], added)
    raise EditError("there is no map or list that could take it", path)


def _around(path: FieldPath, keys: FieldPath, value: Any) -> Any:
    for key in reversed(keys):
        if isinstance(key, int) and key != 0:
            raise EditError("a new list begins with its first item", path)
        value = [value] if isinstance(key, int) else {key: value}
    return value


def _removing(value: Any, path: FieldPath) -> Edit:
    """The removal; of the last entry, that of the field which means nothing without it, or leaves it empty."""
    if len(path) == 1 or len(at(value, path[:-1])) > 1:
        return Edit(Operation.REMOVE, path)
    parent = path[:-1]
    if parent[-1] in SAME_IF_EMPTY:
        return _removing(value, parent)
    return Edit(Operation.SET, parent, {} if isinstance(path[-1], str) else [])


def with_steps(value: Any, made: Sequence[Edit], depth: int = 0) -> Any:
    """A copy of the value with steps of different places, whose paths are all those of the value as it is."""
    if not made:
        return value
    if len(made) == 1:
        return _changed(value, made[0], made[0].path[depth:])
    inside: dict[Any, list[Edit]] = {}
    for step in made:
        if len(step.path) > depth + 1:
            inside.setdefault(step.path[depth], []).append(step)
    copy: Any = value.copy()
    for key, steps_ in inside.items():
        copy[key] = with_steps(value[key], steps_, depth + 1)
    return _with_entries(copy, [step for step in made if len(step.path) == depth + 1])


def _with_entries(copy: Any, made: Sequence[Edit]) -> Any:
    """The map or list with steps of its own entries; items are added and set before others go."""
    for step in made:
        if step.operation is Operation.SET:
            copy = _changed(copy, step, step.path[-1:])
    names = {step.path[-1]: step.value for step in made if step.operation is Operation.RENAME}
    gone = {step.path[-1] for step in made if step.operation is Operation.REMOVE}
    if isinstance(copy, list):
        return [item for index, item in enumerate(copy) if index not in gone] if gone else copy
    if names or gone:
        return {names.get(key, key): item for key, item in copy.items() if key not in gone}
    return copy


def _changed(value: Any, step: Edit, path: FieldPath) -> Any:
    """A copy of the value, as far as the step changes it."""
    if not path:
        return step.value
    key, *rest = path
    copy: Any = value.copy()
    if rest:
        copy[key] = _changed(value[key], step, tuple(rest))
    elif step.operation is Operation.REMOVE:
        del copy[key]
    elif step.operation is Operation.RENAME:
        copy = {step.value if one == key else one: item for one, item in value.items()}
    elif isinstance(copy, list) and key == len(copy):
        copy.append(step.value)
    else:
        copy[key] = step.value
    return copy
