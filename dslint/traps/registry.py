"""The traps, in the order of their codes."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Protocol

from dslint.findings import Problem
from dslint.kubernetes.release import Release
from dslint.traps.rules import (
    any_operating_system,
    automatic_toleration,
    blind_rollout,
    cluster_dns_on_host_network,
    command_line_as_program,
    confined_and_privileged,
    cores_for_thousandths,
    covered_toleration,
    critical_elsewhere,
    dead_node_term,
    decimal_file_mode,
    early_control_plane_toleration,
    fixed_node,
    foreign_template_namespace,
    frozen_configuration,
    idle_preference,
    idle_topology_spread,
    image_of_one_architecture,
    impossible_node_affinity,
    long_pre_stop,
    misspelt_node_key,
    misspelt_node_value,
    old_topology_key,
    probe_of_unknown_port,
    replaced_toleration_seconds,
    retired_registry,
    retired_taint,
    rollout_at_once,
    root_where_forbidden,
    scheduling_annotation,
    self_attraction,
    self_repulsion,
    service_name_on_host_network,
    stale_master_toleration,
    surge_with_host_port,
    surge_with_self_repulsion,
    tiny_memory,
    toleration_for_a_while,
    toleration_of_everything,
    topology_spread_that_blocks,
    undefined_variable,
    unknown_system_priority,
    unprioritised_node_plugin,
    unused_rolling_update,
    unused_volume,
    update_on_delete,
    update_on_delete_by_default,
    valued_toleration,
    version_in_selector,
    written_priority,
)
from dslint.traps.support.workload import Workload


class Trap(Protocol):
    """A module: the code of its rule, and what it says of a workload under a release."""

    @property
    def CODE(self) -> str: ...  # noqa: N802 - a constant of the module

    def check(self, workload: Workload, release: Release) -> Iterator[Problem]: ...


TRAPS: tuple[Trap, ...] = (
    surge_with_host_port,
    cluster_dns_on_host_network,
    service_name_on_host_network,
    impossible_node_affinity,
    dead_node_term,
    self_repulsion,
    self_attraction,
    surge_with_self_repulsion,
    idle_topology_spread,
    topology_spread_that_blocks,
    idle_preference,
    automatic_toleration,
    replaced_toleration_seconds,
    toleration_for_a_while,
    toleration_of_everything,
    stale_master_toleration,
    early_control_plane_toleration,
    retired_taint,
    covered_toleration,
    valued_toleration,
    blind_rollout,
    rollout_at_once,
    update_on_delete_by_default,
    update_on_delete,
    unused_rolling_update,
    fixed_node,
    unused_volume,
    unprioritised_node_plugin,
    any_operating_system,
    image_of_one_architecture,
    misspelt_node_key,
    misspelt_node_value,
    retired_registry,
    decimal_file_mode,
    tiny_memory,
    cores_for_thousandths,
    long_pre_stop,
    frozen_configuration,
    version_in_selector,
    scheduling_annotation,
    confined_and_privileged,
    root_where_forbidden,
    probe_of_unknown_port,
    undefined_variable,
    command_line_as_program,
    unknown_system_priority,
    written_priority,
    critical_elsewhere,
    old_topology_key,
    foreign_template_namespace,
)
