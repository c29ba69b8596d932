"""Decoding of one object as the API server does it: unknown fields, wrong types, numbers out of range.

Kubernetes: apimachinery's JSON serializer with strict fields. The JSON Schemas (schemas/) decide; this
module turns their errors into problems in the server's words. The server stops at the first error. Here all are
reported, and the readable part of the object is kept for validation.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import partial
from typing import TYPE_CHECKING, Any, NamedTuple

from dslint.findings import FieldPath, Problem
from dslint.kubernetes.field_path import lies_in
from dslint.kubernetes.release import Release, Version
from dslint.schema import served_versions
from dslint.schema.definitions import Definitions, definitions
from dslint.schema.go_values import GoValueReader

if TYPE_CHECKING:
    from jsonschema_rs import ValidationError

SCALARS = frozenset({"int32", "int64", "int-or-string", "quantity", "time"})
"""Types whose schemas have more than a JSON type. Other constraints of a schema are not the decoder's."""

DEEPEST = 64
"""No type of Kubernetes is nested deeper; deeper values are unknown or of any shape, and are not checked."""


class Decoded(NamedTuple):
    """`value` has only what can be read, nulls as Go reads them; list items of a wrong type are empty.

    `unreadable` are the paths of the values that could not be read: nothing else should be reported there or below.
    """

    value: dict[str, Any]
    problems: tuple[Problem, ...] = ()
    unreadable: frozenset[FieldPath] = frozenset()


def decode(value: dict[str, Any], release: Release) -> Decoded:
    """Decode one object of a kind that dslint checks; other objects come back unchanged, without problems.

    An object with a wrong apiVersion or kind is decoded as if it had the right one.
    """
    wrong, _ = typed = release.once(_typed, value)
    refused = frozenset(problem.path for problem in wrong if problem.code in _UNREADABLE) or _NONE
    read = release.once(_fields, value, release.once(_value, typed), refused)
    if not wrong:
        return read.decoded
    problems = (*_in_their_turn(wrong, fixable=read.fixable), *read.decoded.problems)
    return Decoded(read.decoded.value, problems, read.decoded.unreadable)


class _Refused(NamedTuple):
    """What the schema refuses: unknown fields of a map, or a value, with the name of its type if that is a scalar."""

    path: FieldPath
    found: Any
    fields: tuple[str, ...]
    scalar: str


class _Fields(NamedTuple):
    """What was read of an object of a known type, and whether what the schema refuses of it has a fix.

    `refused` is None if the schema does not tell all that is wrong.
    """

    decoded: Decoded
    fixable: bool = False
    refused: tuple[_Refused, ...] | None = None


def _value(typed: tuple[tuple[Problem, ...], dict[str, Any]], _: Release) -> dict[str, Any]:
    """A step of its own: releases that serve the kind otherwise may read the same fields."""
    return typed[1]


def _fields(written: dict[str, Any], value: dict[str, Any], refused: frozenset[FieldPath], release: Release) -> _Fields:
    newest = release.newest
    if newest is not release and not refused:
        found = _as_newest(written, value, newest, release)
        if found is not None:
            return found
    known = definitions(release.version_alike(partial(_same_types, value, newest)))
    name = known.of(value.get("apiVersion") or "", value.get("kind") or "")
    if name is None:
        return _Fields(Decoded(value))
    by_schema, is_all = _refused_by_schema(value, name, known)
    problems = tuple(_problems(by_schema, name, known, release))
    fixable = any(problem.fix for problem in problems)
    unreadable = refused.union(problem.path for problem in problems if problem.code in _UNREADABLE)
    reader = GoValueReader(known, unreadable, [])
    read = reader.read(value, name)
    if reader.floats:
        problems += tuple(_float_problems(value, reader.floats, name, known, release))
        unreadable = unreadable.union(reader.floats)
    for path in _STRUCTS.get(read.get("kind", ""), ()):
        _filled(read, path)
    return _Fields(Decoded(read, problems, unreadable), fixable, by_schema if is_all and not reader.floats else None)


def _as_newest(written: dict[str, Any], value: dict[str, Any], newest: Release, release: Release) -> _Fields | None:
    """What a release reads, by what the newest one does; None if types differ."""
    wrong, _ = typed = newest.once(_typed, written)
    given = newest.once(_value, typed)
    if value.get("kind") != given.get("kind") or any(problem.code in _UNREADABLE for problem in wrong):
        return None
    model = newest.once(_fields, written, given, _NONE)
    if model.refused is None:
        return None
    from dslint.schema.lacking_fields import in_order, problems_of_lacking, read_as_newest

    found = read_as_newest(given, model.decoded, value, newest, release)
    if found is None:
        return None
    problems = tuple(problems_of_lacking(value, found, release))
    if model.refused:
        known = definitions(found.version)
        refused = [one for one in model.refused if not lies_in(one.path, found.lacking)]
        problems = in_order(value, (*problems, *_problems(refused, found.root, known, release)))
    unreadable = frozenset(problem.path for problem in problems if problem.code in _UNREADABLE) or _NONE
    return _Fields(Decoded(found.value, problems, unreadable), any(problem.fix for problem in problems))


def _same_types(value: dict[str, Any], newest: Release, version: Version, versions: tuple[Version, ...]) -> int:
    from dslint.schema.shared_types import same_types

    return same_types(value, newest, version, versions)


def _in_their_turn(wrong: tuple[Problem, ...], *, fixable: bool) -> tuple[Problem, ...]:
    """Another apiVersion comes last: it writes down what the fields say, once they have their right names."""
    if not fixable:
        return wrong
    return tuple(problem._replace(fix=None) if problem.code == "DS107" else problem for problem in wrong)


_STRUCTS: dict[str, tuple[tuple[str, ...], ...]] = {
    "DaemonSet": (("metadata",), ("spec", "template", "spec")),
    "Pod": (("metadata",), ("spec",)),
    **dict.fromkeys(served_versions.POLICY_KINDS, (("metadata",), ("spec",))),
}
"""Structs that Go has by value, not by pointer: they exist, empty, even if the manifest does not have them."""


def _filled(value: dict[str, Any], path: tuple[str, ...]) -> None:
    for key in path:
        value = value.setdefault(key, {})


_UNREADABLE = frozenset({"DS103", "DS104", "DS105", "DS106"})
_NONE: frozenset[FieldPath] = frozenset()
"""One for all releases: steps are shared by those that are given the same, not just an equal one."""


def _typed(value: dict[str, Any], release: Release) -> tuple[tuple[Problem, ...], dict[str, Any]]:
    """The problems of apiVersion and kind, and the object with the right ones if they can be guessed."""
    kind, api_version = value.get("kind"), value.get("apiVersion")
    if (
        kind in served_versions.CHECKED_KINDS
        and isinstance(api_version, str)
        and release.of_version(served_versions.served, api_version, kind)
    ):
        return (), value
    problems = []
    for key in ("apiVersion", "kind"):
        if value.get(key) is not None and not isinstance(value[key], str):
            from dslint.schema.decoder_errors import type_problem

            problems.append(type_problem("string", value[key], (key,), member=f".{key}"))
            value = {**value, key: None}
    kind, api_version = value.get("kind") or "", value.get("apiVersion") or ""
    meant = served_versions.similar_kind(kind) or kind
    if meant not in served_versions.CHECKED_KINDS and meant not in served_versions.POLICY_KINDS:
        return tuple(problems), value
    right = api_version
    if not release.of_version(served_versions.served, api_version, meant):
        right = next(iter(reversed(release.of_version(served_versions.serving, meant))), "")
    if not problems:
        from dslint.schema.api_version_fix import problems_of_type

        problems.extend(problems_of_type(value, meant, right, release))
    return tuple(problems), release.once(_of_type, value, meant, right)


def _of_type(value: dict[str, Any], kind: str, api_version: str, _: Release) -> dict[str, Any]:
    """A step of its own: releases that refuse an apiVersion with other words may read the same."""
    return {**value, "kind": kind, "apiVersion": api_version}


def _refused_by_schema(value: dict[str, Any], name: str, known: Definitions) -> tuple[tuple[_Refused, ...], bool]:
    """What the schema refuses, and whether it looks at all of the value."""
    validator, is_all = known.validator(name), True
    try:
        # Most objects have no errors, and to say so takes less time than to list them.
        if validator.is_valid(value):
            return (), True
        errors = list(validator.iter_errors(value))
    except ValueError:  # nested deeper than the library supports
        errors, is_all = list(validator.iter_errors(_cut(value, DEEPEST))), False
    return tuple(_refused(value, errors)), is_all


def _refused(value: dict[str, Any], errors: Iterable[ValidationError]) -> Iterator[_Refused]:
    from dslint.schema.type_lookup import path_in

    for error in errors:
        facts = error.kind.as_dict()
        if "unexpected" in facts:
            path = path_in(value, error.instance_path, error.instance)
            yield _Refused(path, error.instance, tuple(facts["unexpected"]), "")
        elif error.kind.name == "type" or error.schema_path[1] in SCALARS:
            path = path_in(value, error.instance_path, error.instance)
            yield _Refused(path, error.instance, (), str(error.schema_path[-2]))


def _problems(refused: Iterable[_Refused], name: str, known: Definitions, release: Release) -> Iterator[Problem]:
    for path, found, fields, scalar in refused:
        from dslint.schema.decoder_errors import unknown_field, unreadable_value

        for field in fields:
            yield unknown_field(known, name, path, found, field, release)
        if not fields:
            yield unreadable_value(known, name, path, found, scalar, release)


def _float_problems(
    value: dict[str, Any], paths: list[FieldPath], name: str, known: Definitions, release: Release
) -> Iterator[Problem]:
    """Numbers as 5.0 in JSON: Go reads no integer from them. YAML's 5.0 reaches the server as 5."""
    from dslint.schema.decoder_errors import unreadable_value

    for path in paths:
        found: Any = value
        for key in path:
            found = found[key]
        yield unreadable_value(known, name, path, found, "integer", release)


def _cut(value: Any, depth: int) -> Any:
    if isinstance(value, dict):
        return {key: _cut(inner, depth - 1) for key, inner in value.items()} if depth else {}
    if isinstance(value, list):
        return [_cut(inner, depth - 1) for inner in value] if depth else []
    return value
