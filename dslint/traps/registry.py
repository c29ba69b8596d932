"""All traps, in the order of their codes, with the fields that each needs. A trap without them is not imported."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from importlib import import_module
from typing import Protocol, cast

from dslint.findings import Problem
from dslint.kubernetes.daemon_tolerations import KEYS
from dslint.kubernetes.raw_values import Map
from dslint.kubernetes.release import Release
from dslint.traps.support.workload import PREFERRED, REQUIRED, Workload


class Trap(Protocol):
    """A module of rules/ with the code of its rule and the check."""

    @property
    def CODE(self) -> str:  # noqa: N802 - a constant of the module
        """The code of the rule in rules/."""

    def check(self, workload: Workload, release: Release) -> Iterator[Problem]:
        """Yield the problems of the workload in this Kubernetes version."""


_CAPABILITIES = ("containers.securityContext.capabilities.add", "containers.securityContext.capabilities.drop")

LOOKS_AT: dict[str, tuple[str, ...]] = {
    "obsolete_host_name_annotation": ("metadata.annotations",),
    "moved_volume_type": (
        "volumes.awsElasticBlockStore",
        "volumes.azureDisk",
        "volumes.azureFile",
        "volumes.cinder",
        "volumes.gcePersistentDisk",
        "volumes.portworxVolume",
        "volumes.vsphereVolume",
    ),
    "surge_with_host_port": ("containers.ports.hostPort", "hostNetwork=true"),
    "cluster_dns_on_host_network": ("hostNetwork=true",),
    "service_name_on_host_network": ("hostNetwork=true",),
    "impossible_node_affinity": (f"affinity.nodeAffinity.{REQUIRED}",),
    "impossible_node_affinity_term": (f"affinity.nodeAffinity.{REQUIRED}",),
    "self_anti_affinity": (f"affinity.podAntiAffinity.{REQUIRED}",),
    "self_affinity": (f"affinity.podAffinity.{REQUIRED}",),
    "surge_with_self_anti_affinity": (f"affinity.podAntiAffinity.{REQUIRED}",),
    "ineffective_topology_spread": ("topologySpreadConstraints",),
    "blocking_topology_spread": ("topologySpreadConstraints",),
    "ineffective_preferred_affinity": (
        f"affinity.nodeAffinity.{PREFERRED}",
        f"affinity.podAffinity.{PREFERRED}",
        f"affinity.podAntiAffinity.{PREFERRED}",
    ),
    "redundant_default_toleration": tuple(f"tolerations.key={key}" for key in KEYS),
    "overridden_toleration_seconds": ("tolerations.tolerationSeconds",),
    "toleration_seconds_on_daemonset": ("tolerations.tolerationSeconds",),
    "toleration_of_everything": ("tolerations.operator=Exists",),
    "stale_master_toleration": ("tolerations.key=node-role.kubernetes.io/master",),
    "early_control_plane_toleration": ("tolerations.key=node-role.kubernetes.io/control-plane",),
    "retired_taint": (
        "tolerations.key=node.alpha.kubernetes.io/notReady",
        "tolerations.key=node.alpha.kubernetes.io/unreachable",
        "tolerations.key=node.kubernetes.io/out-of-disk",
    ),
    "redundant_toleration": ("tolerations[1]",),
    "toleration_value_for_valueless_taint": ("tolerations.value",),
    "rollout_without_readiness": ("daemonset.updateStrategy.type=RollingUpdate",),
    "rollout_of_all_nodes_at_once": ("daemonset.updateStrategy.rollingUpdate.maxUnavailable",),
    "implicit_on_delete_update": ("daemonset.updateStrategy.type=OnDelete",),
    "on_delete_update": ("daemonset.updateStrategy.type=OnDelete",),
    "unused_rolling_update": ("daemonset.updateStrategy.type=OnDelete",),
    "daemonset_with_node_name": ("nodeName",),
    "unused_volume": ("volumes",),
    "node_plugin_without_priority": ("volumes.hostPath", "!priorityClassName"),
    "missing_os_selector": ("containers", "!nodeName", "!nodeSelector"),
    "missing_arch_selector": ("containers.image", "!nodeName"),
    "misspelled_label_or_taint": (
        "affinity.nodeAffinity",
        "affinity.podAffinity",
        "affinity.podAntiAffinity",
        "nodeSelector",
        "tolerations.key",
        "topologySpreadConstraints",
    ),
    "unknown_os_or_arch": ("affinity.nodeAffinity", "nodeSelector"),
    "retired_registry": ("containers.image",),
    "decimal_file_mode": ("volumes.configMap", "volumes.downwardAPI", "volumes.projected", "volumes.secret"),
    "memory_unit_mistake": ("containers.resources.limits.memory", "containers.resources.requests.memory"),
    "cpu_unit_mistake": ("containers.resources.limits.cpu", "containers.resources.requests.cpu"),
    "too_long_pre_stop_hook": ("containers.lifecycle.preStop",),
    "config_mounted_with_sub_path": ("containers.volumeMounts.subPath", "containers.volumeMounts.subPathExpr"),
    "version_in_selector": (
        "daemonset.selector.matchLabels.app.kubernetes.io/version",
        "daemonset.selector.matchLabels.app.kubernetes.io/version=",
        "daemonset.selector.matchLabels.controller-revision-hash",
        "daemonset.selector.matchLabels.controller-revision-hash=",
        "daemonset.selector.matchLabels.helm.sh/chart",
        "daemonset.selector.matchLabels.helm.sh/chart=",
        "daemonset.selector.matchLabels.pod-template-generation",
        "daemonset.selector.matchLabels.pod-template-generation=",
    ),
    "obsolete_scheduling_annotation": ("metadata.annotations",),
    "confined_and_privileged": ("containers.securityContext.privileged=true",),
    "root_user_with_run_as_non_root": (
        "containers.securityContext.runAsNonRoot=true",
        "securityContext.runAsNonRoot=true",
    ),
    "probe_of_unknown_port": (
        "containers.lifecycle",
        "containers.livenessProbe",
        "containers.readinessProbe",
        "containers.startupProbe",
    ),
    "undefined_variable": ("containers.args", "containers.command", "containers.env"),
    "unsplit_command": ("containers.command",),
    "unknown_system_priority_class": (
        "priorityClassName",
        "!priorityClassName=system-cluster-critical",
        "!priorityClassName=system-node-critical",
    ),
    "priority_mismatch": ("priority",),
    "system_priority_outside_kube_system": (
        "priorityClassName=system-cluster-critical",
        "priorityClassName=system-node-critical",
        "!object.namespace=kube-system",
    ),
    "deprecated_topology_key": ("affinity.podAffinity", "affinity.podAntiAffinity"),
    "template_namespace_mismatch": ("metadata.namespace",),
    "unknown_empty_dir_medium": ("volumes.emptyDir.medium",),
    "unknown_capability": _CAPABILITIES,
    "prefixed_capability": _CAPABILITIES,
    "unreadable_file_mode": ("volumes.configMap", "volumes.downwardAPI", "volumes.projected", "volumes.secret"),
    "obsolete_init_containers": ("metadata.annotations",),
    "server_set_metadata": ("object.resourceVersion", "object.uid", "object.managedFields"),
    "deprecated_service_account_field": ("written.serviceAccount",),
}
"""The module of each trap, and fields as `Workload.fields` names them.

A trap is called only if the workload sets one of its fields, and none that follows a `!`. An empty label value does not
count as set, so labels are listed with `=` too.
"""


def traps(written: Map, value: Map, release: Release) -> Iterator[Problem]:
    """Yield the traps of a DaemonSet or a Pod; nothing for other kinds.

    `written` is the decoded manifest, `value` the same object after the server's defaulting. Problems may lie in
    fields that the server rejects; leaving those out is up to the caller.
    """
    if value.get("kind") not in ("DaemonSet", "Pod"):
        return
    workload = Workload.of(written, value)
    for name in possible_traps(workload):
        yield from trap_of(name).check(workload, release)


def possible_traps(workload: Workload) -> Iterator[str]:
    """The names of the traps to call, judging by the fields that the workload sets."""
    fields = workload.fields
    for name, looks_at in LOOKS_AT.items():
        if not fields.isdisjoint(looks_at) and not _excluded(looks_at, fields):
            yield name


def _excluded(looks_at: Iterable[str], fields: frozenset[str]) -> bool:
    return any(name[0] == "!" and name[1:] in fields for name in looks_at)


def trap_of(name: str) -> Trap:
    return cast("Trap", import_module(f"dslint.traps.rules.{name}"))
