"""The scheduler's filters, in the order of its default profile: the first that fails is the one reported."""

from __future__ import annotations

from dslint.kubernetes.release import Release
from dslint.placement import behaviours
from dslint.placement.filters import (
    inter_pod_affinity,
    node_affinity,
    node_name,
    node_ports,
    node_resources_fit,
    node_unschedulable,
    pod_topology_spread,
    taint_toleration,
    volume_restrictions,
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
    pod_topology_spread,
    inter_pod_affinity,
)
FILTERS_FIT_SECOND: tuple[Filter, ...] = (
    node_unschedulable,
    node_resources_fit,
    node_name,
    node_ports,
    node_affinity,
    volume_restrictions,
    taint_toleration,
    pod_topology_spread,
    inter_pod_affinity,
)
REPORT_EVERYTHING = frozenset({node_resources_fit.NAME})
"""Plugins whose every reason the event gives; the others give their first."""


def filters(release: Release) -> tuple[Filter, ...]:
    return FILTERS_FIT_SECOND if release.has(behaviours.FIT_COMES_SECOND) else FILTERS
