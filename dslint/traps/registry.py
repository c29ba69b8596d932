"""The traps, in the order of their codes."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Protocol

from dslint.findings import Problem
from dslint.kubernetes.release import Release
from dslint.traps import (
    cluster_dns_on_host_network,
    dead_node_term,
    idle_topology_spread,
    impossible_node_affinity,
    self_attraction,
    self_repulsion,
    service_name_on_host_network,
    surge_with_host_port,
    surge_with_self_repulsion,
    topology_spread_that_blocks,
)
from dslint.traps.workload import Workload


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
)
