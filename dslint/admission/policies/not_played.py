"""What else a cluster asks about a request, and dslint does not: policies that change objects, and webhooks."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from dslint.admission.plugin import Lister
from dslint.admission.policies.attributes import Attributes
from dslint.admission.policies.matching import is_about
from dslint.admission.policies.policy_objects import MatchResources
from dslint.kubernetes.raw_values import list_of, map_of
from dslint.kubernetes.release import Behaviour, Release

MUTATING_POLICIES = Behaviour(
    since="1.36", source="pkg/features/kube_features.go: MutatingAdmissionPolicy (on by default)"
)
POLICY = "MutatingAdmissionPolicy"
BINDING = "MutatingAdmissionPolicyBinding"
WEBHOOKS = {
    "MutatingWebhookConfiguration": "may change or deny objects",
    "ValidatingWebhookConfiguration": "may deny objects",
}

Map = Mapping[str, Any]


def not_played(cluster: Lister, attributes: Attributes, release: Release) -> Iterator[str]:
    """A sentence for each mutating policy and each webhook that may be about the request."""
    labels = _labels(attributes.namespace, cluster)
    if release.has(MUTATING_POLICIES):
        for policy in cluster.of_kind(POLICY):
            if _is_any(policy, attributes, labels, cluster):
                yield f"{POLICY} {_name(policy)} may change objects: it is not applied"
    for kind, effect in WEBHOOKS.items():
        for configuration in cluster.of_kind(kind):
            if _is_any(configuration, attributes, labels):
                yield f"{kind} {_name(configuration)} {effect}: its webhooks are not called"


def _is_any(value: Map, attributes: Attributes, labels: Map | None, cluster: Lister | None = None) -> bool:
    """Whether a mutating policy, bound in the cluster, or a webhook of a configuration is about the request."""
    try:
        if cluster is not None:
            return _is_bound(value, attributes, labels, cluster)
        return any(_matches(hook, attributes, labels) for hook in list_of(value, "webhooks"))
    except (AttributeError, TypeError):
        # Nothing checks the types of these kinds, and no server takes wrong ones.
        return False


def _is_bound(policy: Map, attributes: Attributes, labels: Map | None, cluster: Lister) -> bool:
    constraints = MatchResources.of(map_of(policy, "spec", "matchConstraints"))
    if is_about(constraints, attributes, labels) is False:
        return False
    return any(
        map_of(binding, "spec").get("policyName") == _name(policy)
        and is_about(MatchResources.of(map_of(binding, "spec", "matchResources")), attributes, labels) is not False
        for binding in cluster.of_kind(BINDING)
    )


def _matches(hook: Map, attributes: Attributes, labels: Map | None) -> bool:
    """Without rules, a webhook is about nothing."""
    rules = list_of(hook, "rules")
    return (
        bool(rules) and is_about(MatchResources.of({**hook, "resourceRules": rules}), attributes, labels) is not False
    )


def _labels(name: str, cluster: Lister) -> Map | None:
    for item in cluster.of_kind("Namespace"):
        if _name(item) == name:
            return map_of(item, "metadata", "labels")
    return None


def _name(value: Map) -> str:
    return str(map_of(value, "metadata").get("name") or "")
