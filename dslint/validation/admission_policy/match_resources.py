"""Which requests a policy or a binding is about: rules of resources, and selectors.

Kubernetes: validateMatchResources and validateRule in pkg/apis/admissionregistration/validation/validation.go.
"""

from __future__ import annotations

from collections.abc import Sequence

from dslint.kubernetes.field_errors import Problems, duplicate, each_invalid, invalid, required, unsupported
from dslint.kubernetes.field_path import Field
from dslint.kubernetes.field_values import StringList
from dslint.kubernetes.raw_values import Map, list_of
from dslint.validation.labels import selector_errors
from dslint.validation.pod.pod_under_validation import listed

ANY = "*"
MATCH_POLICIES = ("Equivalent", "Exact")
OPERATIONS = (ANY, "CONNECT", "CREATE", "DELETE", "UPDATE")
SCOPES = (ANY, "Cluster", "Namespaced")
SELECTORS = ("namespaceSelector", "objectSelector")
RULES = ("resourceRules", "excludeResourceRules")


def match_resources_errors(resources: Map, place: Field) -> Problems:
    """Errors of matchConstraints or matchResources, after defaulting."""
    policy = resources.get("matchPolicy")
    if policy is not None and policy not in MATCH_POLICIES:
        yield unsupported(place.child("matchPolicy"), policy, MATCH_POLICIES)
    for name in SELECTORS:
        yield from selector_errors(resources.get(name) or {}, place.child(name), values=True)
    for name in RULES:
        for rule, here in listed(resources, name, place):
            yield from _rule_errors(rule, here)


def path_segment_errors(name: str) -> list[str]:
    """Why a name cannot be part of a URL's path."""
    if name in (".", ".."):
        return [f"may not be '{name}'"]
    return [f"may not contain '{sign}'" for sign in ("/", "%") if sign in name]


def _rule_errors(rule: Map, place: Field) -> Problems:
    names = list_of(rule, "resourceNames")
    for position, name in enumerate(names):
        here = place.item("resourceNames", position)
        yield from each_invalid(here, name, path_segment_errors(name))
        if name in names[:position]:
            yield duplicate(here, name)
    operations = list_of(rule, "operations")
    yield from _any_or_some(operations, place.child("operations"), "operations")
    for position, operation in enumerate(operations):
        if operation not in OPERATIONS:
            yield unsupported(place.item("operations", position), operation, OPERATIONS)
    yield from _any_or_some(list_of(rule, "apiGroups"), place.child("apiGroups"), "API groups")
    versions = list_of(rule, "apiVersions")
    yield from _any_or_some(versions, place.child("apiVersions"), "API versions")
    for position, version in enumerate(versions):
        if not version:
            yield required(place.item("apiVersions", position))
    yield from _resource_errors(list_of(rule, "resources"), place.child("resources"))
    scope = rule.get("scope")
    if scope is not None and scope not in SCOPES:
        yield unsupported(place.child("scope"), scope, SCOPES)


def _any_or_some(given: Sequence[str], place: Field, what: str) -> Problems:
    if not given:
        yield required(place)
    elif len(given) > 1 and ANY in given:
        yield invalid(place, StringList(given), f"if '*' is present, must not specify other {what}")


def _resource_errors(resources: Sequence[str], place: Field) -> Problems:
    if not resources:
        yield required(place)
    yield from _subresource_errors(resources, place)
    if len(resources) > 1 and "*/*" in resources:
        yield invalid(place, StringList(resources), "if '*/*' is present, must not specify other resources")
    # As in Kubernetes, the last one without a subresource decides.
    whole = [given for given in resources if given and "/" not in given]
    if ANY in whole and whole[-1] != ANY:
        detail = "if '*' is present, must not specify other resources without subresources"
        yield invalid(place, StringList(resources), detail)


def _subresource_errors(resources: Sequence[str], place: Field) -> Problems:
    all_of, in_all = set[str](), set[str]()
    for position, given in enumerate(resources):
        if not given:
            yield required(place.nth(position))
        resource, slash, subresource = given.partition("/")
        if not slash:
            continue
        if resource in all_of:
            yield invalid(place.nth(position), given, f"if '{resource}/*' is present, must not specify {given}")
        if subresource in in_all:
            yield invalid(place.nth(position), given, f"if '*/{subresource}' is present, must not specify {given}")
        if subresource == ANY:
            all_of.add(resource)
        if resource == ANY:
            in_all.add(subresource)
