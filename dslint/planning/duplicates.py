"""Manifests of one object: the later one is planned, as it is the one that kubectl apply leaves."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

from dslint.api_server.objects import ManifestObject
from dslint.findings import FieldPath, Finding, ObjectRef, Span
from dslint.kubernetes.field_path import field_text
from dslint.policy import catalogue

DUPLICATE = "DS821"
MOST_NAMED = 3
_MISSING = object()


class Distinct(NamedTuple):
    """The objects, each once. `findings` are about manifests that differ, `remarks` about those that are the same."""

    objects: list[ManifestObject]
    findings: tuple[Finding, ...]
    remarks: tuple[str, ...]


def distinct(objects: Sequence[ManifestObject], keys: Sequence[object]) -> Distinct:
    """`keys` says which object each manifest is about; None for one that is like no other."""
    last = {key: index for index, key in enumerate(keys) if key is not None}
    kept: list[ManifestObject] = []
    findings: list[Finding] = []
    remarks: list[str] = []
    for index, (one, key) in enumerate(zip(objects, keys, strict=True)):
        if key is None or last[key] == index:
            kept.append(one)
            continue
        later = objects[last[key]]
        if one.value != later.value:
            findings.append(_finding(one, later))
        elif _place(one) != _place(later):
            remarks.append(f"{ObjectRef.of(one.value)} is the same in {_place(one)} and {_place(later)}; planned once")
    return Distinct(kept, tuple(findings), tuple(remarks))


def _finding(earlier: ManifestObject, later: ManifestObject) -> Finding:
    rule = catalogue.rule(DUPLICATE)
    paths = list(_differences(earlier.value, later.value))
    fields = ", ".join(dict.fromkeys(map(field_text, paths[:MOST_NAMED])))
    more = f" and {len(paths) - MOST_NAMED} more" if len(paths) > MOST_NAMED else ""
    reference = ObjectRef.of(later.value)
    return Finding(
        code=rule.code,
        name=rule.name,
        severity=rule.severity,
        origin=rule.origin,
        message=f"{reference} is also in {_place(earlier)}, with another {fields}{more}; the later manifest is planned",
        object=reference,
        field="",
        path=later.prefix,
        file=later.file,
        span=_span(later),
        help=rule.help,
    )


def _span(subject: ManifestObject) -> Span | None:
    return subject.document.place(subject.prefix) if subject.document else None


def _place(subject: ManifestObject) -> str:
    span = _span(subject)
    return f"{subject.file}:{span.line}" if span else "an object that was passed"


def _differences(one: Any, other: Any, path: FieldPath = ()) -> Iterator[FieldPath]:
    """The paths at which two values differ."""
    if isinstance(one, dict) and isinstance(other, dict):
        for key in dict.fromkeys((*one, *other)):
            yield from _differences(one.get(key, _MISSING), other.get(key, _MISSING), (*path, key))
    elif isinstance(one, list) and isinstance(other, list) and len(one) == len(other):
        for index, pair in enumerate(zip(one, other, strict=True)):
            yield from _differences(*pair, (*path, index))
    elif one != other:
        yield path
