"""The scheduler's filters in the order of its default profile; the event reports the first that fails."""

from __future__ import annotations

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
from dslint.placement.filters.contract import Filter

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


def filters(release: Release) -> tuple[Filter, ...]:
    return FILTERS_FIT_SECOND if release.has(behaviours.FIT_COMES_SECOND) else FILTERS


def reported_count(plugin: str, release: Release) -> int | None:
    """The number of the plugin's reasons that the event gives; None for all."""
    if plugin == node_resources_fit.NAME:
        return None
    if plugin == inter_pod_affinity.NAME and release.has(behaviours.GENERIC_AFFINITY_TEXT):
        return 2
    return 1
