"""PodNodeSelector: a namespace's node selector is added to the pods in it.

Kubernetes: plugin/pkg/admission/podnodeselector/admission.go. The plugin is off by default; in a cluster with
such an annotation it is taken to be on.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from dslint.admission.plugin import Admitted, Lister, failed, forbidden
from dslint.kubernetes.go_quoting import quoted
from dslint.kubernetes.names import label_key_errors, label_value_errors
from dslint.kubernetes.release import Release

CODE = "PodNodeSelector"
ANNOTATION = "scheduler.alpha.kubernetes.io/node-selector"
CONFLICT = "pod node label selector conflicts with its namespace node label selector"


class SelectorError(ValueError):
    """An annotation that is no list of labels; the message is the API server's."""


def admit(pod: dict[str, Any], cluster: Lister, release: Release) -> Admitted:
    """The pod with its namespace's selector; rejected if it selects another value of a label."""
    try:
        wanted = namespace_selector(pod["metadata"].get("namespace") or "default", cluster, release)
    except SelectorError as error:
        return failed(CODE, str(error))
    if not wanted:
        return pod
    own = pod["spec"].get("nodeSelector") or {}
    if any(own.get(key, value) != value for key, value in wanted.items()):
        return forbidden(CODE, pod, CONFLICT, ("spec", "nodeSelector"))
    return {**pod, "spec": {**pod["spec"], "nodeSelector": {**own, **wanted}}}


def namespace_selector(namespace: str, cluster: Lister, release: Release) -> dict[str, str]:
    """The labels of the namespace's annotation (`a=b,c=d`); empty if there is none. Raises SelectorError."""
    for item in cluster.of_kind("Namespace"):
        if item["metadata"].get("name") == namespace:
            return _labels(item["metadata"].get("annotations") or {}, release)
    return {}


def _labels(annotations: Mapping[str, Any], release: Release) -> dict[str, str]:
    """Kubernetes: apimachinery/pkg/labels/labels.go (ConvertSelectorToLabelsMap)."""
    text = annotations.get(ANNOTATION) or ""
    found: dict[str, str] = {}
    for pair in text.split(",") if text else ():
        parts = pair.split("=")
        if len(parts) != 2:
            raise SelectorError(f"invalid selector: [{' '.join(parts)}]")
        # Go's TrimSpace; the errors belong to no field of an object.
        key, value = (part.strip() for part in parts)
        if errors := label_key_errors(key, release):
            raise SelectorError(f"<nil>: Invalid value: {quoted(key)}: {'; '.join(errors)}")
        if errors := label_value_errors(value, release):
            raise SelectorError(f"[{key}]: Invalid value: {quoted(value)}: {'; '.join(errors)}")
        found[key] = value
    return found
