"""Which requests a policy or a binding is about.

Kubernetes: staging/src/k8s.io/apiserver/pkg/admission/plugin/policy/{matching/matching.go,generic/plugin.go},
.../webhook/predicates.
`matchPolicy: Equivalent` adds nothing here: servers that have policies serve DaemonSets and Pods in one version only.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from dslint.admission.policies.attributes import Attributes, Kind
from dslint.admission.policies.policy_objects import EVERY, MatchResources, NamedRule
from dslint.kubernetes.raw_values import map_of
from dslint.kubernetes.selectors import LabelSelector

NAMESPACE_NAME = "kubernetes.io/metadata.name"
"""The label that every namespace has."""

NAMESPACES = "namespaces"
_NEVER_ASKED = frozenset(
    ("admissionregistration.k8s.io", f"{effect}AdmissionPolicy{part}")
    for effect in ("Validating", "Mutating")
    for part in ("", "Binding")
)
"""No policy is asked about policies and bindings, so that a wrong one can be taken back."""

_SCOPES = {"Namespaced": False, "Cluster": True}

Labels = Mapping[str, str]


def may_be_about(matching: MatchResources, operation: str, kind: Kind) -> bool:
    """Whether some request for a kind is among those of a policy, as far as its rules say."""
    if (kind.group, kind.kind) in _NEVER_ASKED:
        return False
    return not matching.rules or any(_is_for(rule, operation, kind) for rule in matching.rules)


def is_about(matching: MatchResources, attributes: Attributes, namespace: Labels | None) -> bool | None:
    """Whether a request is among those of a policy or a binding; None if that depends on labels that nobody knows.

    `namespace` are the labels of the request's namespace, None if they are not known.
    """
    if matching.rules and not _any(matching.rules, attributes):
        return False
    if matching.excluded and _any(matching.excluded, attributes):
        return False
    if not _object_matches(matching.objects, attributes):
        return False
    return _namespace_matches(matching.namespaces, attributes, namespace)


def _any(rules: Iterable[NamedRule], attributes: Attributes) -> bool:
    return any(_matches(rule, attributes) for rule in rules)


def _matches(rule: NamedRule, attributes: Attributes) -> bool:
    return (
        _is_for(rule, attributes.operation, attributes.kind)
        and (rule.scope == EVERY or _SCOPES.get(rule.scope) is _is_cluster_scoped(attributes))
        and (not rule.names or attributes.name in rule.names)
    )


def _is_for(rule: NamedRule, operation: str, kind: Kind) -> bool:
    return (
        _has(rule.operations, operation)
        and _has(rule.groups, kind.group)
        and _has(rule.versions, kind.version)
        and any(_is_resource(item, kind.resource) for item in rule.resources)
    )


def _has(items: tuple[str, ...], wanted: str) -> bool:
    return wanted in items or EVERY in items


def _is_resource(item: str, resource: str) -> bool:
    """`pods`, `*` or `pods/*`, but not `pods/status`: an object as a whole is no part of itself."""
    name, _, part = item.partition("/")
    return name in (EVERY, resource) and part in ("", EVERY)


def _is_cluster_scoped(attributes: Attributes) -> bool:
    return attributes.resource == NAMESPACES or not attributes.namespace


def _object_matches(selector: LabelSelector | None, attributes: Attributes) -> bool:
    """The object or the one that it replaces has to match."""
    if selector is None or selector.empty:
        return True
    objects = (attributes.object, attributes.old_object)
    return any(one is not None and selector.matches(_labels(one)) for one in objects)


def _labels(value: Mapping[str, Any]) -> Labels:
    return map_of(value, "metadata", "labels")


def _namespace_matches(selector: LabelSelector | None, attributes: Attributes, labels: Labels | None) -> bool | None:
    if selector is None or selector.empty:
        return True
    if attributes.resource == NAMESPACES and attributes.object is not None:
        return selector.matches(_labels(attributes.object))
    if not attributes.namespace:
        return True
    if labels is not None:
        return selector.matches({NAMESPACE_NAME: attributes.namespace, **labels})
    return _of_name_only(selector, attributes.namespace)


def _of_name_only(selector: LabelSelector, namespace: str) -> bool | None:
    """Of a namespace whose labels nobody knows, the name is known."""
    known = {NAMESPACE_NAME: namespace}
    by_name = LabelSelector(
        tuple(item for item in selector.match_labels if item[0] == NAMESPACE_NAME),
        tuple(item for item in selector.requirements if item.key == NAMESPACE_NAME or not item.usable),
    )
    if not by_name.matches(known):
        return False
    return True if by_name == selector else None
