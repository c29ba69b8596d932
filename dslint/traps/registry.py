"""All traps, in the order of their codes."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Protocol

from dslint.findings import Problem
from dslint.kubernetes.raw_values import Map
from dslint.kubernetes.release import Release
from dslint.traps.rules import (
    blocking_topology_spread,
    cluster_dns_on_host_network,
    config_mounted_with_sub_path,
    confined_and_privileged,
    cpu_unit_mistake,
    daemonset_with_node_name,
    decimal_file_mode,
    deprecated_topology_key,
    early_control_plane_toleration,
    implicit_on_delete_update,
    impossible_node_affinity,
    impossible_node_affinity_term,
    ineffective_preferred_affinity,
    ineffective_topology_spread,
    memory_unit_mistake,
    missing_arch_selector,
    missing_os_selector,
    misspelled_label_or_taint,
    node_plugin_without_priority,
    obsolete_scheduling_annotation,
    on_delete_update,
    overridden_toleration_seconds,
    priority_mismatch,
    probe_of_unknown_port,
    redundant_default_toleration,
    redundant_toleration,
    retired_registry,
    retired_taint,
    rollout_of_all_nodes_at_once,
    rollout_without_readiness,
    root_user_with_run_as_non_root,
    self_affinity,
    self_anti_affinity,
    service_name_on_host_network,
    stale_master_toleration,
    surge_with_host_port,
    surge_with_self_anti_affinity,
    system_priority_outside_kube_system,
    template_namespace_mismatch,
    toleration_of_everything,
    toleration_seconds_on_daemonset,
    toleration_value_for_valueless_taint,
    too_long_pre_stop_hook,
    undefined_variable,
    unknown_os_or_arch,
    unknown_system_priority_class,
    unsplit_command,
    unused_rolling_update,
    unused_volume,
    version_in_selector,
)
from dslint.traps.support.workload import Workload


class Trap(Protocol):
    """A module with the code of its rule, the fields it looks at, and the check."""

    @property
    def CODE(self) -> str:  # noqa: N802 - a constant of the module
        """The code of the rule in rules/."""

    @property
    def LOOKS_AT(self) -> frozenset[str]:  # noqa: N802 - a constant of the module
        """Fields as `Workload.fields` names them. A workload that sets none of them cannot have the problem.

        Nor can one that sets a field named after `!`, which only comes beside others.
        """

    def check(self, workload: Workload, release: Release) -> Iterator[Problem]:
        """Yield the problems of the workload in this Kubernetes version."""


TRAPS: tuple[Trap, ...] = (
    surge_with_host_port,
    cluster_dns_on_host_network,
    service_name_on_host_network,
    impossible_node_affinity,
    impossible_node_affinity_term,
    self_anti_affinity,
    self_affinity,
    surge_with_self_anti_affinity,
    ineffective_topology_spread,
    blocking_topology_spread,
    ineffective_preferred_affinity,
    redundant_default_toleration,
    overridden_toleration_seconds,
    toleration_seconds_on_daemonset,
    toleration_of_everything,
    stale_master_toleration,
    early_control_plane_toleration,
    retired_taint,
    redundant_toleration,
    toleration_value_for_valueless_taint,
    rollout_without_readiness,
    rollout_of_all_nodes_at_once,
    implicit_on_delete_update,
    on_delete_update,
    unused_rolling_update,
    daemonset_with_node_name,
    unused_volume,
    node_plugin_without_priority,
    missing_os_selector,
    missing_arch_selector,
    misspelled_label_or_taint,
    unknown_os_or_arch,
    retired_registry,
    decimal_file_mode,
    memory_unit_mistake,
    cpu_unit_mistake,
    too_long_pre_stop_hook,
    config_mounted_with_sub_path,
    version_in_selector,
    obsolete_scheduling_annotation,
    confined_and_privileged,
    root_user_with_run_as_non_root,
    probe_of_unknown_port,
    undefined_variable,
    unsplit_command,
    unknown_system_priority_class,
    priority_mismatch,
    system_priority_outside_kube_system,
    deprecated_topology_key,
    template_namespace_mismatch,
)


EXCLUDED = {
    trap.CODE: frozenset(field[1:] for field in trap.LOOKS_AT if field.startswith("!"))
    for trap in TRAPS
    if any(field.startswith("!") for field in trap.LOOKS_AT)
}
"""The fields that a workload with the problem does not set, by code."""


def traps(written: Map, value: Map, release: Release) -> Iterator[Problem]:
    """Yield the traps of a DaemonSet or a Pod; nothing for other kinds.

    `written` is the decoded manifest, `value` the same object after the server's defaulting. Problems may lie in
    fields that the server rejects; leaving those out is up to the caller.
    """
    if value.get("kind") not in ("DaemonSet", "Pod"):
        return
    workload = Workload.of(written, value)
    for trap in traps_for(workload):
        yield from trap.check(workload, release)


def traps_for(workload: Workload) -> Iterator[Trap]:
    """The traps that the fields of the workload leave possible."""
    fields = workload.fields
    for trap in TRAPS:
        if not trap.LOOKS_AT.isdisjoint(fields) and fields.isdisjoint(EXCLUDED.get(trap.CODE, ())):
            yield trap
