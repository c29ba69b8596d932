"""The API server's validation of single values: required, in a range, one of several, of a form.

The schemas decide, and have the server's error beside each constraint (tools/constraints/). The server validates after
defaulting, so the values here have their defaults.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from functools import partial
from typing import TYPE_CHECKING, Any, Literal, cast

from dslint.findings import FieldPath, Problem
from dslint.kubernetes import field_errors, names
from dslint.kubernetes.field_path import Field
from dslint.kubernetes.field_values import Struct
from dslint.kubernetes.release import Release, Version
from dslint.schema.definitions import Definitions, Schema, definitions
from dslint.schema.server_fields import server_field
from dslint.schema.type_lookup import path_in, type_at

if TYPE_CHECKING:
    from jsonschema_rs import ValidationError

Words = Callable[[str, Release], list[str]]

_WORDS: dict[str, Words] = {
    "annotation-key": lambda text, release: names.label_key_errors(text.lower(), release),
    "config-key": lambda text, _: names.config_key_errors(text),
    "csi-driver": lambda text, release: names.dns_subdomain_errors(text.lower(), release),
    "dns-label": names.dns_label_errors,
    "dns-subdomain": names.dns_subdomain_errors,
    "environment-name": names.environment_name_errors,
    "http-header": lambda text, _: names.http_header_errors(text),
    "label-key": names.label_key_errors,
    "label-value": names.label_value_errors,
    "name-prefix": names.name_prefix_errors,
    "port-name": names.port_name_errors,
    "strict-environment-name": names.environment_name_errors,
}
"""The server's messages for strings of a wrong form, by the name of the form."""

_ZERO = {"integer": 0, "string": "", "array": [], "object": {}, "boolean": False}


def value_errors(value: dict[str, Any], release: Release) -> Iterator[Problem]:
    """The errors of a decoded and defaulted object, also in fields that validation.unvalidated lists."""
    known = definitions(release.newest_alike(partial(_same_types, value, release.newest)))
    name = known.of(value.get("apiVersion", ""), value.get("kind", ""))
    # Most objects have no errors, and to say so takes less time than to list them.
    if name is None or known.validator(name).is_valid(value):
        return
    reported = set()
    for error in known.validator(name).iter_errors(value):
        for path, bad, words, at in _broken(known, name, value, error):
            if words.get("elsewhere"):
                continue
            for problem in _problems(path, bad, words, at, release):
                if problem not in reported:
                    reported.add(problem)
                    yield problem


def _same_types(value: dict[str, Any], newest: Release, version: Version, versions: tuple[Version, ...]) -> int:
    from dslint.schema.shared_types import same_types

    return same_types(value, newest, version, versions)


At = Literal["key", "value"]
Broken = tuple[FieldPath, Any, Schema, At]
"""The path to a value, the value, the server's error for it, and whether the error is about its key."""


def _broken(known: Definitions, root: str, value: Any, error: ValidationError) -> Iterator[Broken]:
    path = path_in(value, error.instance_path, error.instance)
    if error.kind.name == "required":
        place = type_at(known, root, path, inside=True)
        field = error.kind.as_dict()["property"]
        owner = known.by_name[place.owner]
        zero = _zero(known, owner["properties"][field])
        for words in owner["x-kubernetes-required"][field]:
            yield (*path, field), zero, words, "value"
    elif error.kind.name == "not" and (names := type_at(known, root, path, inside=False).schema.get("propertyNames")):
        for constraint in names["allOf"]:
            words = constraint["x-kubernetes-error"]
            keys = cast("Mapping[str, object]", error.instance)
            yield from (((*path, key), key, words, "key") for key in keys if not words.get("elsewhere"))
    else:
        words = _words_beside(known, root, error)
        if words is not None:
            yield (*path, *filter(None, [words.get("member")])), error.instance, words, "value"


def _words_beside(known: Definitions, root: str, error: ValidationError) -> Schema | None:
    """The server's error beside the failed keyword; None if it is an error of the decoder."""
    schema: Any = {"$ref": f"#/$defs/{root}"}
    for step in error.evaluation_path:
        schema = known.resolved(schema) if step == "$ref" else schema[step]
        if isinstance(schema, dict) and "x-kubernetes-error" in schema:
            words: Schema = schema["x-kubernetes-error"]
            return words
    return None


def _zero(known: Definitions, schema: Schema) -> Any:
    return _ZERO[known.resolved(schema)["type"][0]]


def _problems(path: FieldPath, bad: Any, words: Schema, at: At, release: Release) -> Iterator[Problem]:
    field = Field(path, server_field(path), release)
    shown = bad if bad is None or isinstance(bad, (str, int, float)) else Struct(bad)
    if words["type"] == "Required":
        yield field_errors.required(field, words["detail"], at=at)
    elif words["type"] == "Forbidden":
        yield field_errors.forbidden(field, words["detail"], at=at)
    elif words["type"] == "NotSupported":
        yield field_errors.unsupported(field, shown, words["values"])
    elif words["type"] == "TooLong":
        yield field_errors.too_long(field, words["limit"])
    else:
        details = _WORDS[words["form"]](bad, release) if "form" in words else [words["detail"]]
        yield from field_errors.each_invalid(field, shown, details, at=at)
