"""Validation of a ValidatingAdmissionPolicy, but for what its expressions say.

Kubernetes: validateValidatingAdmissionPolicySpec in pkg/apis/admissionregistration/validation/validation.go.
"""

from __future__ import annotations

import re

from dslint.kubernetes.field_errors import Problems, duplicate, each_invalid, invalid, required, too_many, unsupported
from dslint.kubernetes.field_path import Field
from dslint.kubernetes.field_values import Struct
from dslint.kubernetes.names import dns_1035_label_errors, dns_subdomain_errors, label_key_errors, size
from dslint.kubernetes.raw_values import Map, list_of
from dslint.validation.admission_policy.match_resources import match_resources_errors
from dslint.validation.pod.pod_under_validation import listed

FAILURE_POLICIES = ("Fail", "Ignore")
REASONS = ("Forbidden", "Invalid", "RequestEntityTooLarge")
MOST_CONDITIONS = 64
MOST_ANNOTATIONS = 20
LONGEST_ANNOTATION = 5 * 1024
NOTHING_TO_DO = "validations or auditAnnotations must contain at least one item"

_IDENTIFIER = re.compile(r"[_a-zA-Z][_a-zA-Z0-9]*\Z")
_RESERVED = frozenset(
    {
        *("true", "false", "null", "in", "as", "break", "const", "continue", "else", "for", "function", "if"),
        *("import", "let", "loop", "package", "namespace", "return", "var", "void", "while"),
    }
)
_LINE_BREAK = re.compile(r"[\n\r]")


def policy_errors(policy: Map, place: Field) -> Problems:
    """Errors of a policy's spec. `place` is that of the policy, after defaulting."""
    spec: Map = policy.get("spec") or {}
    here = place.child("spec")
    failure = spec.get("failurePolicy")
    if failure is not None and failure not in FAILURE_POLICIES:
        yield unsupported(here.child("failurePolicy"), failure, FAILURE_POLICIES)
    if spec.get("paramKind") is not None:
        yield from _param_kind_errors(spec["paramKind"], here.child("paramKind"))
    yield from _constraint_errors(spec.get("matchConstraints"), here.child("matchConstraints"))
    yield from _condition_errors(spec, here)
    for variable, at in listed(spec, "variables", here):
        yield from _variable_errors(variable, at)
    if not list_of(spec, "validations") and not list_of(spec, "auditAnnotations"):
        yield required(here.child("validations"), NOTHING_TO_DO)
        yield required(here.child("auditAnnotations"), NOTHING_TO_DO)
        return
    for validation, at in listed(spec, "validations", here):
        yield from _validation_errors(validation, at)
    yield from _annotation_errors(policy, spec, here)


def _constraint_errors(constraints: Map | None, place: Field) -> Problems:
    if constraints is None:
        yield required(place)
        return
    yield from match_resources_errors(constraints, place)
    if not list_of(constraints, "resourceRules"):
        yield required(place.child("resourceRules"))


def _param_kind_errors(kind: Map, place: Field) -> Problems:
    version, name = kind.get("apiVersion") or "", kind.get("kind") or ""
    yield from _group_version_errors(version, place.child("apiVersion"))
    here = place.child("kind")
    if not name:
        yield required(here)
        return
    wrong = dns_1035_label_errors(name.lower())
    if wrong:
        yield invalid(here, name, f"may have mixed case, but should otherwise match: {','.join(wrong)}")


def _group_version_errors(text: str, place: Field) -> Problems:
    if not text:
        yield required(place)
        return
    if text.count("/") > 1:
        yield invalid(place, text, f"unexpected GroupVersion string: {text}")
        return
    group, _, version = text.rpartition("/")
    wrong = dns_subdomain_errors(group, place.release) if group else []
    if wrong:
        yield invalid(place, group, ",".join(wrong))
    if not version:
        yield invalid(place, text, "version must be specified")
        return
    wrong = dns_1035_label_errors(version)
    if wrong:
        yield invalid(place, version, ",".join(wrong))


def _condition_errors(spec: Map, place: Field) -> Problems:
    conditions = list_of(spec, "matchConditions")
    if len(conditions) > MOST_CONDITIONS:
        yield too_many(place.child("matchConditions"), len(conditions), MOST_CONDITIONS)
    names: dict[str, Field] = {}
    for condition, at in listed(spec, "matchConditions", place):
        if not _text(condition, "expression").strip():
            yield required(at.child("expression"))
        name, here = _text(condition, "name"), at.child("name")
        if not name:
            yield required(here)
            continue
        yield from each_invalid(here, name, label_key_errors(name, place.release))
        if name in names:
            yield duplicate(here, name, first=names[name])
        names.setdefault(name, here)


def _variable_errors(variable: Map, place: Field) -> Problems:
    name = _text(variable, "name")
    if not name.strip():
        yield required(place.child("name"), "name is not specified")
    elif not _IDENTIFIER.match(name) or name in _RESERVED:
        yield invalid(place.child("name"), name, "name is not a valid CEL identifier")
    if not _text(variable, "expression").strip():
        yield required(place.child("expression"), "expression is not specified")


def _validation_errors(validation: Map, place: Field) -> Problems:
    if not _text(validation, "expression").strip():
        yield required(place.child("expression"), "expression is not specified")
    computed = _text(validation, "messageExpression")
    if computed and not computed.strip():
        yield invalid(place.child("messageExpression"), computed, "must be non-empty if specified")
    message = _text(validation, "message")
    if message and not message.strip():
        yield invalid(place.child("message"), message, "message must be non-empty if specified")
    elif _LINE_BREAK.search(message.strip()):
        yield invalid(place.child("message"), message, "message must not contain line breaks")
    reason = validation.get("reason")
    if reason is not None and reason not in REASONS:
        yield unsupported(place.child("reason"), reason, REASONS)


def _annotation_errors(policy: Map, spec: Map, place: Field) -> Problems:
    annotations = list_of(spec, "auditAnnotations")
    if len(annotations) > MOST_ANNOTATIONS:
        detail = f"must not have more than {MOST_ANNOTATIONS} auditAnnotations"
        yield invalid(place.child("auditAnnotations"), Struct(annotations), detail)
    owner = (policy.get("metadata") or {}).get("name") or ""
    keys: dict[str, Field] = {}
    for annotation, at in listed(spec, "auditAnnotations", place):
        key, here = _text(annotation, "key"), at.child("key")
        if owner:
            full = f"{owner}/{key}"
            yield from each_invalid(here, full, label_key_errors(full, place.release))
        else:
            yield invalid(here, key, "requires metadata.name be non-empty")
        yield from _value_errors(_text(annotation, "valueExpression").strip(), at.child("valueExpression"))
        if key in keys:
            yield duplicate(here, key, first=keys[key])
        keys.setdefault(key, here)


def _value_errors(expression: str, place: Field) -> Problems:
    if not expression:
        yield required(place, "valueExpression is not specified")
    elif size(expression) > LONGEST_ANNOTATION:
        yield required(place, f"must not exceed {LONGEST_ANNOTATION} bytes in length")


def _text(value: Map, name: str) -> str:
    return value.get(name) or ""
