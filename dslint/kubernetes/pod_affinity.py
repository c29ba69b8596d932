"""Pod affinity and anti-affinity terms, with the namespace and labels of their pod.

Kubernetes: scheduler/framework (newAffinityTerm); matchLabelKeys are merged as the API server does on creation.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from dslint.kubernetes.release import Release
from dslint.kubernetes.selectors import LabelSelector, Requirement


class AffinityTerm(NamedTuple):
    """A pod affinity or anti-affinity term. `position` is its index in the list; `weight` is 0 for required terms.

    `namespaces` are those listed (the pod's own where neither list nor selector is given); `namespace_selector` adds
    namespaces by label and is None where absent.
    """

    position: int
    weight: int
    topology_key: str
    selector: LabelSelector | None
    namespaces: frozenset[str]
    namespace_selector: LabelSelector | None


def required_terms(
    affinity: Mapping[str, Any], namespace: str, labels: Mapping[str, str], release: Release
) -> tuple[AffinityTerm, ...]:
    items = affinity.get("requiredDuringSchedulingIgnoredDuringExecution")
    if not items:
        return ()
    return tuple(_affinity_term(index, 0, item, namespace, labels, release) for index, item in enumerate(items))


def preferred_terms(
    affinity: Mapping[str, Any], namespace: str, labels: Mapping[str, str], release: Release
) -> tuple[AffinityTerm, ...]:
    items = affinity.get("preferredDuringSchedulingIgnoredDuringExecution")
    if not items:
        return ()
    return tuple(
        _affinity_term(
            index,
            item.get("weight") or 0,
            item.get("podAffinityTerm") or {},
            namespace,
            labels,
            release,
        )
        for index, item in enumerate(items)
    )


def _affinity_term(
    index: int,
    weight: int,
    raw: Mapping[str, Any],
    namespace: str,
    labels: Mapping[str, str],
    release: Release,
) -> AffinityTerm:
    selector = LabelSelector.of(raw.get("labelSelector"))
    if selector is not None and release.enabled("MatchLabelKeysInPodAffinity"):
        selector = with_label_keys(selector, raw.get("matchLabelKeys") or (), "In", labels)
        selector = with_label_keys(selector, raw.get("mismatchLabelKeys") or (), "NotIn", labels)
    by_selector = raw.get("namespaceSelector")
    if not release.enabled("PodAffinityNamespaceSelector"):
        by_selector = None
    listed = frozenset(raw.get("namespaces") or ())
    if not listed and by_selector is None:
        listed = frozenset({namespace})
    return AffinityTerm(
        index,
        weight,
        raw.get("topologyKey") or "",
        selector,
        listed,
        LabelSelector.of(by_selector),
    )


def with_label_keys(
    selector: LabelSelector, keys: Sequence[str], operator: str, labels: Mapping[str, str]
) -> LabelSelector:
    """The selector with the pod's own values of the keys added; keys that the pod lacks add nothing."""
    added = tuple(Requirement(key, operator, (labels[key],)) for key in keys if key in labels)
    return selector._replace(requirements=selector.requirements + added)
