"""The API server's validation of single values: required, in a range, one of several, of a form.

The schemas decide, and have the server's error beside each constraint (tools/constraints/). The server validates after
defaulting, so the values here have their defaults.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any, Literal

from dslint.findings import FieldPath, Problem
from dslint.kubernetes import names
from dslint.kubernetes.go_quoting import quoted
from dslint.kubernetes.release import Behaviour, Release
from dslint.kubernetes.suggestions import did_you_mean
from dslint.schema.definitions import Definitions, Schema, definitions
from dslint.schema.server_fields import server_field
from dslint.schema.type_lookup import path_in, type_at

if TYPE_CHECKING:
    from jsonschema_rs import ValidationError

CODES = {
    "Required": "DS201",
    "Invalid": "DS202",
    "NotSupported": "DS203",
    "Duplicate": "DS204",
    "Forbidden": "DS205",
    "NotFound": "DS206",
    "TooLong": "DS207",
    "TooMany": "DS208",
}
"""Kubernetes' types of field errors (apimachinery/pkg/util/validation/field/errors.go)."""

TOO_LONG_MAY_NOT = Behaviour(since="1.32")

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
    known = definitions(release.version)
    name = known.of(value.get("apiVersion", ""), value.get("kind", ""))
    if name is None:
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


At = Literal["key", "value"]
Broken = tuple[FieldPath, Any, Schema, At]
"""The path to a value, the value, the server's error for it, and whether the error is about its key."""


def _broken(known: Definitions, root: str, value: Any, error: ValidationError) -> Iterator[Broken]:
    path, facts = path_in(value, error.instance_path, error.instance), error.kind.as_dict()
    if error.kind.name == "required":
        place = type_at(known, root, path, inside=True)
        field = facts["property"]
        owner = known.by_name[place.owner]
        zero = _zero(known, owner["properties"][field])
        for words in owner["x-kubernetes-required"][field]:
            yield (*path, field), zero, words, "value"
    elif error.kind.name == "propertyNames":
        key = facts["error"].instance
        for constraint in type_at(known, root, path, inside=False).schema["propertyNames"]["allOf"]:
            yield (*path, key), key, constraint["x-kubernetes-error"], "key"
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
    help_ = did_you_mean(bad, words["values"]) if words["type"] == "NotSupported" else None
    for message in _messages(bad, words, release):
        yield Problem(CODES[words["type"]], message, path, server_field(path), at, help=help_)


def _messages(bad: Any, words: Schema, release: Release) -> list[str]:
    shown = quoted(bad) if isinstance(bad, str) else str(bad)
    if "form" in words:
        return [f"Invalid value: {shown}: {detail}" for detail in _WORDS[words["form"]](bad, release)]
    if words["type"] == "NotSupported":
        return [f"Unsupported value: {shown}: supported values: {', '.join(map(quoted, words['values']))}"]
    if words["type"] == "TooLong":
        most = "may not be more than" if release.has(TOO_LONG_MAY_NOT) else "must have at most"
        return [f"Too long: {most} {words['limit']} bytes"]
    start = {"Required": "Required value", "Forbidden": "Forbidden"}.get(words["type"], f"Invalid value: {shown}")
    return [": ".join(filter(None, (start, words["detail"])))]
