"""Whether an update creates a new revision, and how two pod templates differ.

Kubernetes: pkg/controller/daemon/update.go (constructHistory, Match) and pkg/registry/apps/daemonset/strategy.go. Any
difference in `spec.template` after defaulting replaces the pod on every node; nothing else in a DaemonSet does.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from dslint.findings import FieldPath
from dslint.kubernetes.release import Release
from dslint.kubernetes.stored_template import stored, value_only
from dslint.rollout.behaviours import GENERATION_LABEL_BROKEN

TEMPLATE = ("spec", "template")
_ABSENT = object()


class Difference(NamedTuple):
    """One value that differs. `path` is in the new DaemonSet; an absent value is None. `where` is the path as text."""

    path: FieldPath
    old: Any
    new: Any
    where: str


def template_of(daemonset: Mapping[str, Any]) -> Mapping[str, Any]:
    return (daemonset.get("spec") or {}).get("template") or {}


def changed(old: Mapping[str, Any], new: Mapping[str, Any], release: Release) -> bool:
    """Whether pods of the old template count as old after the update; both DaemonSets are defaulted.

    A quantity in another notation creates a new revision, but no new template generation: in releases where the
    generation's label works, pods still count as new.
    """
    before, after = stored(template_of(old)), stored(template_of(new))
    if release.has(GENERATION_LABEL_BROKEN):
        return bool(before != after)
    return bool(value_only(before) != value_only(after))


def differences(old: Mapping[str, Any], new: Mapping[str, Any]) -> tuple[Difference, ...]:
    """What differs between the templates of two defaulted DaemonSets, in the order of the new one."""
    before, after = template_of(old), template_of(new)
    return tuple(_compare(before, after, TEMPLATE, "spec.template"))


def _compare(old: Any, new: Any, path: FieldPath, where: str) -> Iterator[Difference]:
    key = str(path[-1])
    if _form(old, key) == _form(new, key):
        return
    if isinstance(old, Mapping) and isinstance(new, Mapping):
        for name in (*new, *(name for name in old if name not in new)):
            yield from _compare(old.get(name, _ABSENT), new.get(name, _ABSENT), (*path, name), f"{where}.{name}")
    elif _named(old) and _named(new):
        yield from _compare_named(old, new, path, where)
    elif isinstance(old, list) and isinstance(new, list):
        yield from _compare_items(old, new, path, where)
    else:
        yield Difference(path, _shown(old), _shown(new), where)


def _form(value: Any, key: str) -> Any:
    """The form in which values are compared; an absent value equals one that is not stored."""
    return stored({} if value is _ABSENT else {key: value})


def _compare_named(
    old: Sequence[Mapping[str, Any]], new: Sequence[Mapping[str, Any]], path: FieldPath, where: str
) -> Iterator[Difference]:
    before = {item["name"]: item for item in old}
    now = {item["name"]: item for item in new}
    for index, item in enumerate(new):
        place = f"{where}[{item['name']}]"
        yield from _compare(before.get(item["name"], _ABSENT), item, (*path, index), place)
    for name, item in before.items():
        if name not in now:
            yield Difference(path, item, None, f"{where}[{name}]")
    kept = [name for name in before if name in now]
    if kept != [name for name in now if name in before]:
        yield Difference(path, list(before), list(now), f"{where} (order)")


def _compare_items(old: Sequence[Any], new: Sequence[Any], path: FieldPath, where: str) -> Iterator[Difference]:
    """Item by item if the lists have the same length; otherwise what was removed and what was added."""
    if len(old) == len(new):
        for index, (before, now) in enumerate(zip(old, new, strict=True)):
            yield from _compare(before, now, (*path, index), f"{where}[{index}]")
        return
    gone = [item for item in old if item not in new]
    added = [(index, item) for index, item in enumerate(new) if item not in old]
    if not gone and not added:
        yield Difference(path, list(old), list(new), where)
    yield from (Difference(path, item, None, f"{where}[]") for item in gone)
    yield from (Difference((*path, index), None, item, f"{where}[]") for index, item in added)


def _named(value: Any) -> bool:
    """Whether it is a list of objects with unique names."""
    if not isinstance(value, list) or not value:
        return False
    names = [item.get("name") if isinstance(item, Mapping) else None for item in value]
    return None not in names and len(set(names)) == len(names)


def _shown(value: Any) -> Any:
    return None if value is _ABSENT else value
