"""What the API server's decoder makes of one object: unknown fields, wrong types, numbers that do not fit.

Kubernetes: apimachinery's JSON serializer with strict fields. JSON Schema (schemas/) decides; here its verdicts become
problems in the server's words. Unlike the server, which stops at the first, all of them are told, and what can be
read is kept for those who judge further.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple

from dslint.findings import FieldPath, Problem
from dslint.kubernetes.release import Release
from dslint.schema import served_versions
from dslint.schema.decoder_errors import refused, type_problem, unknown_field
from dslint.schema.definitions import Definitions, definitions
from dslint.schema.go_values import GoValueReader
from dslint.schema.type_lookup import path_in

SCALARS = frozenset({"int32", "int64", "int-or-string", "quantity", "time"})
"""The types whose schemas hold more than a JSON type; what other parts of a schema refuse is not the decoder's."""

DEEPEST = 64
"""No type of Kubernetes nests as deep; what lies deeper is unknown, or of any shape, and is not looked into."""


class Decoded(NamedTuple):
    """`value` has only what can be read, nulls as Go reads them; ill-typed items of a list are empty in it.

    `faulty` are the paths of what could not be read: nothing else should be said there, or below.
    """

    value: dict[str, Any]
    problems: tuple[Problem, ...] = ()
    faulty: frozenset[FieldPath] = frozenset()


def decode(value: dict[str, Any], release: Release) -> Decoded:
    """Decodes one object of a kind that dslint reads; others come back as they are, without problems.

    An object whose apiVersion or kind is wrong is read as what it would be once that is put right.
    """
    wrong, value = _typed(value, release)
    known = definitions(release.version)
    name = known.of(value.get("apiVersion") or "", value.get("kind") or "")
    if name is None:
        return Decoded(value, wrong)
    problems = (*wrong, *_problems(value, name, known, release))
    faulty = frozenset(problem.path for problem in problems if problem.code in _FAULTY)
    read = GoValueReader(known, faulty).read(value, name)
    for path in _STRUCTS.get(read.get("kind", ""), ()):
        _filled(read, path)
    return Decoded(read, problems, faulty)


_STRUCTS: dict[str, tuple[tuple[str, ...], ...]] = {
    "DaemonSet": (("metadata",), ("spec", "template", "spec")),
    "Pod": (("metadata",), ("spec",)),
}
"""Go holds these by value, not by pointer: they are there, empty, even where the manifest has none."""


def _filled(value: dict[str, Any], path: tuple[str, ...]) -> None:
    for key in path:
        value = value.setdefault(key, {})


_FAULTY = frozenset({"DS103", "DS104", "DS105", "DS106"})


def _typed(value: dict[str, Any], release: Release) -> tuple[tuple[Problem, ...], dict[str, Any]]:
    """What is wrong with apiVersion and kind, and the object with the right ones where they can be told."""
    problems = []
    for key in ("apiVersion", "kind"):
        if value.get(key) is not None and not isinstance(value[key], str):
            problems.append(type_problem("string", value[key], (key,), member=f".{key}"))
            value = {**value, key: None}
    kind, api_version = value.get("kind") or "", value.get("apiVersion") or ""
    meant = served_versions.nearly(kind) or kind
    if meant not in served_versions.JUDGED:
        return tuple(problems), value
    right = api_version
    if not served_versions.served(api_version, meant, release.version):
        right = served_versions.serving(meant, release.version)[-1]
    if not problems:
        problems.extend(_of_kind(kind, meant, api_version, right, release))
    return tuple(problems), {**value, "kind": meant, "apiVersion": right}


def _of_kind(kind: str, meant: str, api_version: str, right: str, release: Release) -> Iterator[Problem]:
    message = f'no matches for kind "{kind}" in version "{api_version}"'
    if kind != meant:
        yield Problem("DS108", f"{message}; did you mean {meant}?", ("kind",), "kind", help=f"write kind: {meant}")
    elif not api_version:
        yield Problem("DS109", "apiVersion not set", ("apiVersion",), "apiVersion", help=f"write {right}")
    elif api_version != right:
        advice = served_versions.advice(api_version, kind, release.version)
        yield Problem("DS107", message, ("apiVersion",), "apiVersion", help=advice)


def _problems(value: dict[str, Any], name: str, known: Definitions, release: Release) -> Iterator[Problem]:
    validator = known.validator(name)
    try:
        errors = list(validator.iter_errors(value))
    except ValueError:  # nested deeper than the library follows
        errors = list(validator.iter_errors(_cut(value, DEEPEST)))
    for error in errors:
        path = path_in(value, error.instance_path, error.instance)
        facts = error.kind.as_dict()
        if "unexpected" in facts:
            for field in facts["unexpected"]:
                yield unknown_field(known, name, path, field, release)
        elif error.kind.name == "type" or error.schema_path[1] in SCALARS:
            yield refused(known, name, path, error.instance, str(error.schema_path[-2]), release)


def _cut(value: Any, depth: int) -> Any:
    if isinstance(value, dict):
        return {key: _cut(inner, depth - 1) for key, inner in value.items()} if depth else {}
    if isinstance(value, list):
        return [_cut(inner, depth - 1) for inner in value] if depth else []
    return value
