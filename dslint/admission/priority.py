"""Priority: a pod's priority comes from its priority class.

Kubernetes: plugin/pkg/admission/priority/admission.go.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from dslint.admission import pod_behaviours as behaviours
from dslint.admission.plugin import Admitted, Lister, forbidden
from dslint.kubernetes.release import Release

if TYPE_CHECKING:
    from dslint.plans import Reason

CODE = "PriorityClass"
PREEMPTS = "PreemptLowerPriority"
BUILT_IN = {"system-node-critical": 2_000_001_000, "system-cluster-critical": 2_000_000_000}
_CLASS_PATH = ("spec", "priorityClassName")


def admit(pod: dict[str, Any], cluster: Lister, release: Release) -> Admitted:
    """The pod with priority, preemptionPolicy and, from a default class, priorityClassName."""
    if not release.enabled("PodPriority"):
        return pod
    spec = pod["spec"]
    wanted = spec.get("priorityClassName") or ""
    found = _class(wanted, cluster) if wanted else default_class(cluster)
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
    """The priority by class; "" is that of pods without a class."""
    values = {**BUILT_IN, "": (default_class(cluster) or {}).get("value") or 0}
    for item in cluster.of_kind("PriorityClass"):
        values[(item.get("metadata") or {}).get("name") or ""] = item.get("value") or 0
    return values


def _class(name: str, cluster: Lister) -> dict[str, Any] | None:
    for item in cluster.of_kind("PriorityClass"):
        if item["metadata"].get("name") == name:
            return item
    if name in BUILT_IN:
        return {"metadata": {"name": name}, "value": BUILT_IN[name]}
    return None


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
