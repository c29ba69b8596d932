"""Priority: a pod's priority comes from its priority class.

Kubernetes: plugin/pkg/admission/priority/admission.go.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any

from dslint.admission import pod_behaviours as behaviours
from dslint.admission.plugin import Admitted, Lister, forbidden
from dslint.kubernetes.release import Release

if TYPE_CHECKING:
    from dslint.kubernetes.pods import Pod, PodSpec
    from dslint.plans import Reason

CODE = "PriorityClass"
PREEMPTS = "PreemptLowerPriority"
BUILT_IN = {"system-node-critical": 2_000_001_000, "system-cluster-critical": 2_000_000_000}
NO_CLASS = ""
NAMESPACES = frozenset({"kube-system", "kube-flannel", "calico-system"})
CLUSTER_CRITICAL = (
    *("coredns", "kube-dns", "metrics-server", "cilium-operator", "calico-kube-controllers", "ebs-csi-controller"),
    *("konnectivity-agent", "cloud-controller-manager"),
)
NODE_CRITICAL = (
    *("kube-proxy", "etcd", "kube-apiserver", "kube-controller-manager", "kube-scheduler", "kube-vip"),
    *("aws-node", "azure-cns", "azure-ip-masq-agent", "cloud-node-manager", "netd", "ip-masq-agent"),
    *("calico-node", "canal", "cilium", "kube-flannel", "kube-router", "weave-net", "antrea-agent"),
    *("node-local-dns", "nodelocaldns", "gke-metadata-server", "eks-pod-identity-agent"),
    *("ebs-csi-node", "efs-csi-node", "pdcsi-node", "csi-azuredisk-node", "csi-azurefile-node"),
    *("nvidia-device-plugin", "nvidia-gpu-device-plugin"),
)
"""Beginnings of the names of pods whose manifests have a system class, as their projects publish them."""

_CLASS_PATH = ("spec", "priorityClassName")


def admit(pod: dict[str, Any], cluster: Lister, release: Release) -> Admitted:
    """The pod with priority, preemptionPolicy and, from a default class, priorityClassName."""
    if not release.enabled("PodPriority"):
        return pod
    spec = pod["spec"]
    wanted = spec.get("priorityClassName") or ""
    found = _class(wanted, cluster) if wanted else default_class(cluster)
    if found is None and wanted and cluster.unknown("PriorityClass", wanted):
        found = _usual_class(wanted, pod, cluster)
    if found is None and wanted:
        return forbidden(CODE, pod, f"no PriorityClass with name {wanted} was found", _CLASS_PATH)
    if _is_not_permitted(wanted, pod, release):
        namespace = pod["metadata"].get("namespace") or "default"
        return forbidden(
            CODE, pod, f"pods with {wanted} priorityClass is not permitted in {namespace} namespace", _CLASS_PATH
        )
    return _conflict(pod, found or {}, release) or _with_class(pod, found or {}, release)


def default_class(cluster: Lister) -> dict[str, Any] | None:
    """The class with globalDefault; the lowest of several."""
    defaults = [item for item in cluster.of_kind("PriorityClass") if item.get("globalDefault")]
    return min(defaults, key=lambda item: item.get("value") or 0, default=None)


def priorities(cluster: Lister) -> dict[str, int]:
    """The priority by class; NO_CLASS stands for pods without a class, where it is known."""
    values = dict(BUILT_IN)
    default = default_class(cluster)
    if default is not None or cluster.is_complete("PriorityClass"):
        values[NO_CLASS] = (default or {}).get("value") or 0
    for item in cluster.of_kind("PriorityClass"):
        values[(item.get("metadata") or {}).get("name") or ""] = item.get("value") or 0
    return values


def listed_priority(
    class_name: str | None, classes: Mapping[str, int], *, namespace: str, name: str, static: bool
) -> tuple[int, bool]:
    """The priority of a pod that is listed without one, and whether it is known; admission gives one to every pod."""
    value = classes.get(class_name) if class_name else None
    if value is not None:
        return value, True
    critical = "" if class_name else critical_class(namespace, name, static=static)
    if critical:
        return BUILT_IN[critical], True
    if not class_name and NO_CLASS in classes:
        return classes[NO_CLASS], True
    return 0, False


def critical_class(namespace: str, name: str, *, static: bool) -> str:
    """The system class that the pod has, as its name tells; "" if it does not."""
    if namespace in NAMESPACES and _begins(name, CLUSTER_CRITICAL):
        return "system-cluster-critical"
    if static or (namespace in NAMESPACES and _begins(name, NODE_CRITICAL)):
        return "system-node-critical"
    return ""


def is_critical_by_name(spec: PodSpec) -> bool:
    """Whether a listed pod has its priority from `critical_class`."""
    given = spec.raw.get("priority") is not None or spec.raw.get("priorityClassName")
    return spec.priority >= BUILT_IN["system-cluster-critical"] and not given


def _begins(name: str, beginnings: Iterable[str]) -> bool:
    return any(name == one or name.startswith(f"{one}-") for one in beginnings)


def _class(name: str, cluster: Lister) -> dict[str, Any] | None:
    for item in cluster.of_kind("PriorityClass"):
        if item["metadata"].get("name") == name:
            return item
    if name in BUILT_IN:
        return {"metadata": {"name": name}, "value": BUILT_IN[name]}
    return None


def shown_class(name: str, pods: Iterable[Pod]) -> dict[str, Any] | None:
    """The class as admission has copied it into a pod of the cluster."""
    for raw in (pod.spec.raw for pod in pods):
        if raw.get("priorityClassName") == name and raw.get("priority") is not None:
            fields = {"value": raw["priority"], "preemptionPolicy": raw.get("preemptionPolicy")}
            return {"metadata": {"name": name}, **fields}
    return None


def _usual_class(name: str, pod: dict[str, Any], cluster: Lister) -> dict[str, Any]:
    """A class that is not declared: as other pods show it, else as the pod has it, else with the value 0."""
    spec = pod["spec"]
    own = {"value": spec.get("priority") or 0, "preemptionPolicy": spec.get("preemptionPolicy")}
    return shown_class(name, cluster.pods) or {"metadata": {"name": name}, **own}


def _is_not_permitted(name: str, pod: dict[str, Any], release: Release) -> bool:
    if name not in BUILT_IN or not release.has(behaviours.SYSTEM_CLASSES_IN_KUBE_SYSTEM):
        return False
    return (pod["metadata"].get("namespace") or "default") != "kube-system"


def _conflict(pod: dict[str, Any], found: dict[str, Any], release: Release) -> Reason | None:
    spec = pod["spec"]
    computed, policy = found.get("value") or 0, found.get("preemptionPolicy") or PREEMPTS
    given, given_policy = spec.get("priority"), spec.get("preemptionPolicy")
    if given is not None and given != computed:
        message = (
            f"the integer value of priority ({given}) must not be provided in pod spec; "
            f"priority admission controller computed {computed} from the given PriorityClass name"
        )
        return forbidden(CODE, pod, message, ("spec", "priority"))
    if given_policy and given_policy != policy and release.has(behaviours.CHECKS_PREEMPTION_POLICY):
        message = (
            f"the string value of PreemptionPolicy ({given_policy}) must not be provided in pod spec; "
            f"priority admission controller computed {policy} from the given PriorityClass name"
        )
        return forbidden(CODE, pod, message, ("spec", "preemptionPolicy"))
    return None


def _with_class(pod: dict[str, Any], found: dict[str, Any], release: Release) -> dict[str, Any]:
    spec = {**pod["spec"], "priority": found.get("value") or 0}
    if found:
        spec["priorityClassName"] = found["metadata"].get("name") or ""
    if release.enabled("NonPreemptingPriority"):
        spec["preemptionPolicy"] = found.get("preemptionPolicy") or PREEMPTS
    return {**pod, "spec": spec}
