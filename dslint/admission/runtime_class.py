"""A RuntimeClass adds overhead, a node selector and tolerations to the pods that name it.

Kubernetes: plugin/pkg/admission/runtimeclass/admission.go. It changes pods only, never a DaemonSet's template: the
DaemonSet controller has chosen its nodes by then.
"""

from __future__ import annotations

import json
from typing import Any

from dslint.admission import pod_behaviours as behaviours
from dslint.admission.plugin import Admitted, Lister, forbidden
from dslint.kubernetes import quantity
from dslint.kubernetes.release import Release
from dslint.plans import Reason

CODE = "RuntimeClass"
_NAME_PATH = ("spec", "runtimeClassName")
_OVERHEAD_PATH = ("spec", "overhead")


def admit(pod: dict[str, Any], cluster: Lister, release: Release) -> Admitted:
    """The pod with what its RuntimeClass adds; rejected if the two contradict each other."""
    if not release.has(behaviours.ADMITS_RUNTIME_CLASS):
        return pod
    name = pod["spec"].get("runtimeClassName")
    found = _class(name, cluster) if name else None
    if name and found is None and cluster.unknown("RuntimeClass", name):
        # Its overhead, selector and tolerations are not known; what the pod has of them is right.
        return pod
    if name and found is None:
        return forbidden(CODE, pod, f"pod rejected: RuntimeClass {json.dumps(name)} not found", _NAME_PATH)
    with_overhead = _with_overhead(pod, found or {}) if release.enabled("PodOverhead") else pod
    if isinstance(with_overhead, Reason) or found is None:
        return with_overhead
    return _with_scheduling(with_overhead, found.get("scheduling") or {})


def _class(name: str, cluster: Lister) -> dict[str, Any] | None:
    return next((item for item in cluster.of_kind("RuntimeClass") if item["metadata"].get("name") == name), None)


def _with_overhead(pod: dict[str, Any], found: dict[str, Any]) -> Admitted:
    given = pod["spec"].get("overhead") or {}
    if not found.get("overhead"):
        if given:
            message = "pod rejected: Pod Overhead set without corresponding RuntimeClass defined Overhead"
            return forbidden(CODE, pod, message, _OVERHEAD_PATH)
        return pod
    fixed = found["overhead"].get("podFixed") or {}
    if given and not _same(given, fixed):
        message = "pod rejected: Pod's Overhead doesn't match RuntimeClass's defined Overhead"
        return forbidden(CODE, pod, message, _OVERHEAD_PATH)
    return {**pod, "spec": {**pod["spec"], "overhead": fixed}}


def _same(one: dict[str, Any], other: dict[str, Any]) -> bool:
    return one.keys() == other.keys() and all(quantity.parse(one[key]) == quantity.parse(other[key]) for key in one)


def _with_scheduling(pod: dict[str, Any], scheduling: dict[str, Any]) -> Admitted:
    spec = pod["spec"]
    selector = dict(spec.get("nodeSelector") or {})
    for key, value in (scheduling.get("nodeSelector") or {}).items():
        if selector.get(key, value) != value:
            message = (
                f"conflict: runtimeClass.scheduling.nodeSelector[{key}] = {value}; "
                f"pod.spec.nodeSelector[{key}] = {selector[key]}"
            )
            return forbidden(CODE, pod, message, ("spec", "nodeSelector", key))
        selector[key] = value
    tolerations = list(spec.get("tolerations") or ())
    tolerations += [item for item in scheduling.get("tolerations") or () if item not in tolerations]
    return {**pod, "spec": {**spec, "nodeSelector": selector, "tolerations": tolerations}}
