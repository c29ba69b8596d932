"""The scheduler's filters in the order of its default profile; the event reports the first that fails."""

from __future__ import annotations

from dslint.kubernetes.pods import Pod
from dslint.kubernetes.release import Release
from dslint.placement import behaviours
from dslint.placement.filters import (
    dynamic_resources,
    inter_pod_affinity,
    node_affinity,
    node_declared_features,
    node_name,
    node_ports,
    node_resources_fit,
    node_unschedulable,
    node_volume_limits,
    pod_topology_spread,
    taint_toleration,
    volume_binding,
    volume_restrictions,
    volume_zone,
)
from dslint.placement.filters.contract import EVERY_POD, Filter
from dslint.placement.snapshot import Snapshot

FILTERS: tuple[Filter, ...] = (
    node_unschedulable,
    node_name,
    taint_toleration,
    node_affinity,
    node_ports,
    node_resources_fit,
    volume_restrictions,
    node_volume_limits,
    volume_binding,
    volume_zone,
    pod_topology_spread,
    inter_pod_affinity,
    dynamic_resources,
    node_declared_features,
)
FILTERS_FIT_SECOND: tuple[Filter, ...] = (
    node_unschedulable,
    node_resources_fit,
    node_name,
    node_ports,
    node_affinity,
    volume_restrictions,
    taint_toleration,
    node_volume_limits,
    volume_binding,
    volume_zone,
    pod_topology_spread,
    inter_pod_affinity,
)


GATES = {
    pod_topology_spread.NAME: "EvenPodsSpread",
    dynamic_resources.NAME: "DynamicResourceAllocation",
    node_declared_features.NAME: "NodeDeclaredFeatures",
}
"""The feature gates of plugins: while its gate is off, a plugin is not in the default profile."""


def filters(release: Release) -> tuple[Filter, ...]:
    if not release.enabled("TaintNodesByCondition"):
        from dslint.placement.filters import node_condition

        return node_condition, *FILTERS_FIT_SECOND
    return FILTERS_FIT_SECOND if release.has(behaviours.FIT_COMES_SECOND) else FILTERS


def in_default_profile(plugin: str, release: Release) -> bool:
    """Whether the scheduler of the release has the filter, with its feature gates as they are set."""
    return plugin not in GATES or release.enabled(GATES[plugin])


def parts_of(pod: Pod, snapshot: Snapshot) -> set[str]:
    """The parts of the pod that plugins read, as the API names them, and the sources of its volumes.

    "antiAffinityOfOthers" stands for pods in the snapshot with required anti-affinity.
    """
    spec = pod.spec
    containers = (*(spec.raw.get("containers") or ()), *(spec.raw.get("initContainers") or ()))
    present = {
        "nodeName": spec.node_name,
        "nodeSelector": spec.node_selector,
        "nodeAffinity": spec.required_node_terms is not None,
        "hostPort": spec.host_ports,
        "podAffinity": spec.required_affinity,
        "podAntiAffinity": spec.required_anti_affinity,
        "topologySpreadConstraints": spec.spread_constraints,
        "resourceClaims": spec.raw.get("resourceClaims"),
        "hostUsers": spec.raw.get("hostUsers") is False,
        "restartPolicyRules": any("restartPolicyRules" in container for container in containers),
        "antiAffinityOfOthers": snapshot.has_anti_affinity,
    }
    found = {name for name, value in present.items() if value} | EVERY_POD
    return found.union(*spec.volumes)


def reported_count(plugin: str, release: Release) -> int | None:
    """The number of the plugin's reasons that the event gives; None for all."""
    if plugin == node_resources_fit.NAME:
        return None
    if plugin == inter_pod_affinity.NAME and release.has(behaviours.GENERIC_AFFINITY_TEXT):
        return 2
    return 1
