"""Decoding of one object as the API server does it: unknown fields, wrong types, numbers out of range.

Kubernetes: apimachinery's JSON serializer with strict fields. The JSON Schemas (schemas/) decide; this
module turns their errors into problems in the server's words. The server stops at the first error. Here all are
reported, and the readable part of the object is kept for validation.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import Any, NamedTuple

from dslint.findings import FieldPath, Fix, Problem
from dslint.kubernetes.release import Release, Version
from dslint.kubernetes.suggestions import only_near
from dslint.schema import served_versions
from dslint.schema.definitions import Definitions, definitions
from dslint.schema.go_values import GoValueReader

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
    read = release.once(_fields, release.once(_value, typed), refused)
    if not wrong:
        return read.decoded
    problems = (*_in_their_turn(wrong, fixable=read.fixable), *read.decoded.problems)
    return Decoded(read.decoded.value, problems, read.decoded.unreadable)


class _Fields(NamedTuple):
    """What was read of an object of a known type, and whether names or values of it have a fix."""

    decoded: Decoded
    fixable: bool = False


def _value(typed: tuple[tuple[Problem, ...], dict[str, Any]], _: Release) -> dict[str, Any]:
    """A step of its own: releases that serve the kind otherwise may read the same fields."""
    return typed[1]


def _fields(value: dict[str, Any], refused: frozenset[FieldPath], release: Release) -> _Fields:
    known = definitions(release.version_alike(partial(_same_types, value)))
    name = known.of(value.get("apiVersion") or "", value.get("kind") or "")
    if name is None:
        return _Fields(Decoded(value))
    problems = found = tuple(_problems(value, name, known, release))
    unreadable = refused.union(problem.path for problem in found if problem.code in _UNREADABLE)
    reader = GoValueReader(known, unreadable, [])
    read = reader.read(value, name)
    if reader.floats:
        problems += tuple(_float_problems(value, reader.floats, name, known, release))
        unreadable = unreadable.union(reader.floats)
    for path in _STRUCTS.get(read.get("kind", ""), ()):
        _filled(read, path)
    return _Fields(Decoded(read, problems, unreadable), fixable=any(problem.fix for problem in found))


def _same_types(value: dict[str, Any], version: Version, versions: tuple[Version, ...]) -> int:
    from dslint.schema.shared_types import same_types

    return same_types(value, version, versions)


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


API_VERSION = "apiVersion"
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
        problems.extend(_of_kind(value, meant, right, release))
    return tuple(problems), {**value, "kind": meant, "apiVersion": right}


def _of_kind(value: dict[str, Any], meant: str, right: str, release: Release) -> Iterator[Problem]:
    kind, api_version = value.get("kind") or "", value.get("apiVersion") or ""
    message = f'no matches for kind "{kind}" in version "{api_version}"'
    if kind != meant:
        help_, spelled = f"write kind: {meant}", Fix.setting(f"write kind: {meant}", ("kind",), meant)
        yield Problem("DS108", f"{message}; did you mean {meant}?", ("kind",), "kind", help=help_, fix=spelled)
    elif not api_version:
        help_, fix = f"write {right}", _with_version(value, meant, right, release)
        yield Problem("DS109", "apiVersion not set", ("apiVersion",), "apiVersion", help=help_, fix=fix)
    elif api_version != right:
        spec = value.get("spec")
        has_selector = isinstance(spec, dict) and bool(spec.get("selector"))
        advice = served_versions.advice(api_version, kind, release.version, has_selector=has_selector)
        from dslint.schema.api_version_fix import fix_of_api_version

        fix = fix_of_api_version({**value, "kind": meant}, right)
        yield Problem("DS107", message, ("apiVersion",), "apiVersion", help=advice, fix=fix)


def _with_version(value: dict[str, Any], kind: str, right: str, release: Release) -> Fix | None:
    """The apiVersion, where only one is served, or the newest, which requires a selector; or its misspelled key."""
    misspelled = [key for key in value if key != API_VERSION and only_near(key, [API_VERSION])]
    if misspelled:
        return Fix.renaming(f"rename {misspelled[0]} to {API_VERSION}", (misspelled[0],), API_VERSION)
    spec = value.get("spec")
    served = release.of_version(served_versions.serving, kind)
    certain = len(served) == 1 or (isinstance(spec, dict) and bool(spec.get("selector")))
    return Fix.setting(f"write apiVersion: {right}", (API_VERSION,), right) if certain else None


def _problems(value: dict[str, Any], name: str, known: Definitions, release: Release) -> Iterator[Problem]:
    validator = known.validator(name)
    try:
        # Most objects have no errors, and to say so takes less time than to list them.
        errors = [] if validator.is_valid(value) else list(validator.iter_errors(value))
    except ValueError:  # nested deeper than the library supports
        errors = list(validator.iter_errors(_cut(value, DEEPEST)))
    if not errors:
        return
    from dslint.schema.decoder_errors import unknown_field, unreadable_value
    from dslint.schema.type_lookup import path_in

    for error in errors:
        path = path_in(value, error.instance_path, error.instance)
        facts = error.kind.as_dict()
        if "unexpected" in facts:
            for field in facts["unexpected"]:
                yield unknown_field(known, name, path, error.instance, field, release)
        elif error.kind.name == "type" or error.schema_path[1] in SCALARS:
            yield unreadable_value(known, name, path, error.instance, str(error.schema_path[-2]), release)


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
