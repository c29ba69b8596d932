"""Validation of a ValidatingAdmissionPolicyBinding.

Kubernetes: validateValidatingAdmissionPolicyBindingSpec in pkg/apis/admissionregistration/validation/validation.go.
"""

from __future__ import annotations

from collections.abc import Sequence

from dslint.kubernetes.field_errors import (
    Problems,
    duplicate,
    each_invalid,
    forbidden,
    invalid,
    required,
    unsupported,
)
from dslint.kubernetes.field_path import Field
from dslint.kubernetes.field_values import StringList
from dslint.kubernetes.names import dns_subdomain_errors
from dslint.kubernetes.raw_values import Map, list_of
from dslint.validation.admission_policy.match_resources import match_resources_errors, path_segment_errors
from dslint.validation.labels import selector_errors

ACTIONS = ("Audit", "Deny", "Warn")
NOT_FOUND_ACTIONS = ("Deny", "Allow")
ONE_OF = "one of name or selector must be specified"
NOT_BOTH = "name and selector are mutually exclusive"
DENY_AND_WARN = (
    "must not contain both Deny and Warn (repeating the same validation failure information in the API response and "
    "headers serves no purpose)"
)


def binding_errors(spec: Map, place: Field) -> Problems:
    name = spec.get("policyName") or ""
    here = place.child("policyName")
    if name:
        yield from each_invalid(here, name, dns_subdomain_errors(name, place.release))
    else:
        yield required(here)
    if spec.get("paramRef") is not None:
        yield from _param_ref_errors(spec["paramRef"], place.child("paramRef"))
    if spec.get("matchResources") is not None:
        yield from match_resources_errors(spec["matchResources"], place.child("matchResources"))
    yield from _action_errors(list_of(spec, "validationActions"), place.child("validationActions"))


def _param_ref_errors(reference: Map, place: Field) -> Problems:
    name, selector = reference.get("name") or "", reference.get("selector")
    if name:
        yield from each_invalid(place.child("name"), name, path_segment_errors(name))
    if name and selector is not None:
        yield forbidden(place.child("name"), NOT_BOTH)
    if selector is not None:
        yield from selector_errors(selector, place.child("selector"), values=True)
        if name:
            yield forbidden(place.child("selector"), NOT_BOTH)
    if not name and selector is None:
        yield required(place, ONE_OF)
    action = reference.get("parameterNotFoundAction")
    here = place.child("parameterNotFoundAction")
    if not action:
        yield required(here)
    elif action not in NOT_FOUND_ACTIONS:
        yield unsupported(here, action, NOT_FOUND_ACTIONS)


def _action_errors(actions: Sequence[str], place: Field) -> Problems:
    for position, action in enumerate(actions):
        if action not in ACTIONS:
            yield unsupported(place.nth(position), action, ACTIONS)
        if action in actions[:position]:
            yield duplicate(place.nth(position), action, first=place.nth(actions.index(action)))
    if {"Deny", "Warn"} <= set(actions):
        yield invalid(place, StringList(actions), DENY_AND_WARN)
    if not actions:
        yield required(place, "at least one validation action is required")
