"""Topology spread constraints, with what the release knows of them.

Kubernetes: plugins/podtopologyspread/common.go.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from dslint.kubernetes.pod_affinity import with_label_keys
from dslint.kubernetes.release import Release
from dslint.kubernetes.selectors import LabelSelector


class SpreadConstraint(NamedTuple):
    """A topology spread constraint, its matchLabelKeys already merged into the selector."""

    position: int
    max_skew: int
    topology_key: str
    when_unsatisfiable: str
    selector: LabelSelector | None
    min_domains: int
    node_affinity_policy: str
    node_taints_policy: str


def spread_constraints(
    items: Sequence[Mapping[str, Any]], labels: Mapping[str, str], release: Release
) -> tuple[SpreadConstraint, ...]:
    if not items or not release.enabled("EvenPodsSpread"):
        return ()
    return tuple(_spread_constraint(index, item, labels, release) for index, item in enumerate(items))


def _spread_constraint(
    index: int, raw: Mapping[str, Any], labels: Mapping[str, str], release: Release
) -> SpreadConstraint:
    selector = LabelSelector.of(raw.get("labelSelector"))
    if selector is not None and release.enabled("MatchLabelKeysInPodTopologySpread"):
        selector = with_label_keys(selector, raw.get("matchLabelKeys") or (), "In", labels)
    policies = release.enabled("NodeInclusionPolicyInPodTopologySpread")
    domains = raw.get("minDomains") if release.enabled("MinDomainsInPodTopologySpread") else None
    return SpreadConstraint(
        index,
        raw.get("maxSkew") or 0,
        raw.get("topologyKey") or "",
        raw.get("whenUnsatisfiable") or "",
        selector,
        domains or 1,
        (raw.get("nodeAffinityPolicy") if policies else None) or "Honor",
        (raw.get("nodeTaintsPolicy") if policies else None) or "Ignore",
    )
