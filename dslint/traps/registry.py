"""All traps, in the order of their codes, with the fields that each needs. A trap without them is not imported."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cache
from importlib import import_module
from typing import Protocol, cast

from dslint.findings import Problem
from dslint.kubernetes.daemon_tolerations import KEYS
from dslint.kubernetes.raw_values import Map, map_of
from dslint.kubernetes.release import Release
from dslint.traps.looked_at import called, looked_at
from dslint.traps.support.workload import PREFERRED, REQUIRED, Workload


class Trap(Protocol):
    """A module of rules/ with the code of its rule and the check."""

    @property
    def CODE(self) -> str:  # noqa: N802 - a constant of the module
        """The code of the rule in rules/."""

    def check(self, workload: Workload, release: Release) -> Iterator[Problem]:
        """Yield the problems of the workload in this Kubernetes version."""


_CAPABILITIES = ("containers.securityContext.capabilities.add", "containers.securityContext.capabilities.drop!=ALL")
_IMAGES_OF_ONE_ARCHITECTURE = tuple(
    f"containers.image~{name}" for name in ("amd64", "arm64", "ppc64le", "s390x", "x86_64", "aarch64", "arm32v7")
)
_FILES = ("configMap", "downwardAPI", "projected", "secret")
_MODES = (
    *(f"volumes.{kind}.defaultMode!=420" for kind in _FILES),
    *(f"volumes.{kind}.items.mode" for kind in _FILES),
    *(f"volumes.projected.sources.{kind}.items.mode" for kind in _FILES),
)
"""File modes; 420 is what the server gives a volume without one."""

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
    "rollout_of_all_nodes_at_once": ("daemonset.updateStrategy.rollingUpdate.maxUnavailable~",),
    "implicit_on_delete_update": ("daemonset.updateStrategy.type=OnDelete",),
    "on_delete_update": ("daemonset.updateStrategy.type=OnDelete",),
    "unused_rolling_update": ("daemonset.updateStrategy.type=OnDelete",),
    "daemonset_with_node_name": ("nodeName",),
    "unused_volume": ("volumes",),
    "node_plugin_without_priority": ("volumes.hostPath", "!priorityClassName"),
    "missing_os_selector": ("containers", "!nodeName", "!nodeSelector"),
    "missing_arch_selector": (*_IMAGES_OF_ONE_ARCHITECTURE, "!nodeName"),
    "misspelled_label_or_taint": (
        "affinity.nodeAffinity",
        "affinity.podAffinity",
        "affinity.podAntiAffinity",
        "nodeSelector",
        "tolerations.key",
        "topologySpreadConstraints",
    ),
    "unknown_os_or_arch": (
        "affinity.nodeAffinity",
        *(f"nodeSelector[{prefix}kubernetes.io/os]!=linux" for prefix in ("", "beta.")),
        *(f"nodeSelector[{prefix}kubernetes.io/arch]" for prefix in ("", "beta.")),
    ),
    "retired_registry": ("containers.image~gcr.io/",),
    "decimal_file_mode": _MODES,
    "memory_unit_mistake": ("containers.resources.limits.memory", "containers.resources.requests.memory"),
    "cpu_unit_mistake": ("containers.resources.limits.cpu", "containers.resources.requests.cpu"),
    "too_long_pre_stop_hook": ("containers.lifecycle.preStop",),
    "config_mounted_with_sub_path": ("containers.volumeMounts.subPath", "containers.volumeMounts.subPathExpr"),
    "version_in_selector": tuple(
        f"daemonset.selector.matchLabels[{label}]{value}"
        for label in (
            "app.kubernetes.io/version",
            "controller-revision-hash",
            "helm.sh/chart",
            "pod-template-generation",
        )
        for value in ("", "=")
    ),
    "obsolete_scheduling_annotation": ("metadata.annotations",),
    "confined_and_privileged": ("containers.securityContext.privileged=true",),
    "root_user_with_run_as_non_root": ("containers.securityContext.runAsUser=0", "securityContext.runAsUser=0"),
    "probe_of_unknown_port": tuple(
        f"containers.{handler}.{action}.port~"
        for handler in ("lifecycle.postStart", "lifecycle.preStop", "livenessProbe", "readinessProbe", "startupProbe")
        for action in ("httpGet", "tcpSocket")
    ),
    "undefined_variable": ("containers.args~$(", "containers.command~$(", "containers.env.value~$("),
    "unsplit_command": ("containers.command~ ",),
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
    "unreadable_file_mode": _MODES,
    "obsolete_init_containers": ("metadata.annotations",),
    "server_set_metadata": ("object.resourceVersion", "object.uid", "object.managedFields"),
    "deprecated_service_account_field": ("written.serviceAccount",),
}
"""The module of each trap, and what it looks at: fields of the pod's spec, and with `containers`, of containers of any
kind; with `metadata`, of the pod's metadata; with `daemonset`, of the DaemonSet's spec; with `object`, of the object's
metadata; with `written`, of the pod's spec in the manifest itself.

A trap is called only if one of its fields is set, and none that follows a `!`. `name=value` is a field with that value,
`name!=value` one with another value, `name~text` one that contains the text, `name[1]` a list of several items. Keys
with dots stand in brackets. 0 and false are values; empty maps, lists and texts are not, but for `name=`.
"""

_NAMES = tuple(LOOKS_AT)
_LOOKED_AT = looked_at(LOOKS_AT)


def traps(written: Map, value: Map, release: Release) -> Iterator[Problem]:
    """Yield the traps of a DaemonSet or a Pod; nothing for other kinds.

    `written` is the decoded manifest, `value` the same object after the server's defaulting. Problems may lie in
    fields that the server rejects; leaving those out is up to the caller.
    """
    if value.get("kind") not in ("DaemonSet", "Pod"):
        return
    workload, names = release.once(_to_call, written, value)
    for name in names:
        yield from release.once(_step(name), workload)


def _to_call(written: Map, value: Map, _: Release) -> tuple[Workload, tuple[str, ...]]:
    workload = Workload.of(written, value)
    return workload, tuple(possible_traps(workload))


def possible_traps(workload: Workload) -> Iterator[str]:
    """The names of the traps to call, judging by the fields that the workload sets."""
    parts, spec = _LOOKED_AT.below, workload.spec
    found = _LOOKED_AT.traps(spec)
    for other in ("initContainers", "ephemeralContainers"):
        found |= parts["containers"].traps(spec.get(other))
    found |= parts["metadata"].traps(workload.metadata) | parts["object"].traps(map_of(workload.value, "metadata"))
    found |= parts["written"].traps(workload.written_spec)
    if workload.daemonset:
        found |= parts["daemonset"].traps(map_of(workload.value, "spec"))
    for position in called(found, len(_NAMES)):
        yield _NAMES[position]


@cache
def _step(name: str) -> Callable[[Workload, Release], tuple[Problem, ...]]:
    check = trap_of(name).check
    return lambda workload, release: tuple(check(workload, release))


@cache
def trap_of(name: str) -> Trap:
    return cast("Trap", import_module(f"dslint.traps.rules.{name}"))
