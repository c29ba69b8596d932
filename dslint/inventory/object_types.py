"""Errors in saved and declared objects: what no decoder can read, also in the template of a revision, and nulls."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from dslint.findings import FieldPath, Problem
from dslint.kubernetes.release import DEFAULT_VERSION, Release
from dslint.schema.decoder import Decoded, decode
from dslint.schema.definitions import definitions
from dslint.source.tree import KEPT_LEVELS

# The errors after which a decoder has no value: wrong types, numbers out of range, quantities, times.
UNREADABLE = frozenset({"DS103", "DS104", "DS105", "DS106"})
WRONG_TYPE = "DS103"
_TEMPLATE: FieldPath = ("data", "spec", "template")


def decoded(value: dict[str, Any], release: Release) -> Decoded:
    """Types hardly differ between releases. The newest one knows all kinds except DaemonSets in their old groups."""
    if value["kind"] == "DaemonSet":
        return decode(value, release)
    newest = Release.of(DEFAULT_VERSION)
    known = [name for name in definitions(newest.version).kinds if name.endswith(f" {value['kind']}")]
    return decode({**value, "apiVersion": known[-1].partition(" ")[0]} if known else value, newest)


def type_problems(value: dict[str, Any], release: Release) -> Iterator[Problem]:
    """What a decoder cannot read of an object. Objects of unknown kinds have no problems."""
    yield from unreadable(decoded(value, release))
    if value["kind"] == "ControllerRevision":
        yield from template_problems(value, release)


def unreadable(found: Decoded) -> Iterator[Problem]:
    return (problem for problem in found.problems if problem.code in UNREADABLE)


def template_problems(revision: Mapping[str, Any], release: Release) -> Iterator[Problem]:
    """To the API, the data of a revision is any object; for a DaemonSet it contains a pod template."""
    below: Any = revision
    for depth, key in enumerate(_TEMPLATE, start=1):
        below = below.get(key)
        if below is None:
            return
        if not isinstance(below, dict):
            path = _TEMPLATE[:depth]
            yield Problem(WRONG_TYPE, "expected a map; save the objects again", path, ".".join(map(str, path)))
            return
    daemonset = {"apiVersion": "apps/v1", "kind": "DaemonSet", "spec": {"template": below}}
    for problem in unreadable(decode(daemonset, release)):
        yield problem._replace(path=("data", *problem.path), field=f"data.{problem.field}")


def without_nulls(value: Any, levels: int = KEPT_LEVELS) -> Any:
    """A new value without nulls at any depth: decoders read a null as an absent field.

    Values that nest deeper than any field are left out, as when a text is read.
    """
    if isinstance(value, dict):
        return {key: without_nulls(item, levels - 1) for key, item in value.items() if item is not None and levels}
    if isinstance(value, list):
        return [without_nulls(item, levels - 1) for item in value if item is not None and levels]
    return value


def nulls_in_lists(value: Any, path: FieldPath = ()) -> Iterator[FieldPath]:
    """The paths of list items that are null; the API server never sends one."""
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from nulls_in_lists(inner, (*path, key))
    elif isinstance(value, list):
        for index, inner in enumerate(value):
            if inner is None:
                yield (*path, index)
            else:
                yield from nulls_in_lists(inner, (*path, index))
