"""The defaults that the API server sets in a DaemonSet, a Pod or an admission policy.

Kubernetes: SetDefaults_* of pkg/apis/apps/{v1,v1beta2}, pkg/apis/extensions/v1beta1 and pkg/apis/core/v1.
"""

from __future__ import annotations

from collections.abc import Callable

from dslint.admission.default_behaviours import REVISION_HISTORY, UPDATE_STRATEGY
from dslint.admission.field_defaults import Map, copied, fill_absent, fill_empty, made_map, map_at
from dslint.admission.pod_defaults import default_pod, default_pod_spec
from dslint.kubernetes.release import Release

EXTENSIONS = "extensions/v1beta1"
ADMISSION_GROUP = "admissionregistration.k8s.io"
ADMISSION_KINDS = ("ValidatingAdmissionPolicy", "ValidatingAdmissionPolicyBinding")
VERSIONS = ("v1", "v1beta1", "v1alpha1")
ROLLING_UPDATE = "RollingUpdate"
ON_DELETE = "OnDelete"


def defaulted(value: Map, release: Release) -> Map:
    """A new object: `value` with the defaults of the release. Neither may be changed: they share parts.

    `value` is a decoded manifest (dslint.schema.decoder); DaemonSets of the three API versions, Pods and
    admission policies get their defaults, any other object is copied unchanged.
    """
    defaulting = _DEFAULTING.get((str(value.get("apiVersion")), str(value.get("kind"))))
    if defaulting is None:
        copy: Map = copied(value)
        return copy
    # What has no defaults is shared: a copy of all of it costs more than the defaults.
    result = dict(value)
    defaulting(result, release)
    return result


def fill_selector(daemonset: Map) -> None:
    """extensions/v1beta1 takes the selector from the template's labels."""
    labels = _template_labels(daemonset)
    if labels:
        fill_absent(made_map(daemonset, "spec"), "selector", {"matchLabels": dict(labels)})


def _template_labels(daemonset: Map) -> Map | None:
    return map_at(daemonset, "spec", "template", "metadata", "labels")


def _default_daemonset(daemonset: Map, release: Release) -> None:
    _default_daemonset_spec(daemonset, release, ROLLING_UPDATE)


def _default_daemonset_of_extensions(daemonset: Map, release: Release) -> None:
    """extensions/v1beta1: OnDelete, and labels and selector from the template."""
    fill_selector(daemonset)
    labels = _template_labels(daemonset)
    if labels:
        metadata = made_map(daemonset, "metadata")
        fill_empty(metadata, "labels", dict(labels))
    _default_daemonset_spec(daemonset, release, ON_DELETE)


def _default_daemonset_spec(daemonset: Map, release: Release, strategy_type: str) -> None:
    spec = made_map(daemonset, "spec")
    default_pod_spec(made_map(made_map(spec, "template"), "spec"), release)
    if release.has(REVISION_HISTORY):
        fill_absent(spec, "revisionHistoryLimit", 10)
    if release.has(UPDATE_STRATEGY):
        _default_update_strategy(made_map(spec, "updateStrategy"), release, strategy_type)


def _default_update_strategy(strategy: Map, release: Release, strategy_type: str) -> None:
    fill_empty(strategy, "type", strategy_type)
    if strategy["type"] != ROLLING_UPDATE:
        return
    rolling_update = made_map(strategy, "rollingUpdate")
    fill_absent(rolling_update, "maxUnavailable", 1)
    if release.enabled("DaemonSetUpdateSurge"):
        fill_absent(rolling_update, "maxSurge", 0)


def _default_admission(value: Map, _release: Release) -> None:
    # Few runs have policies.
    from dslint.admission.admission_policy_defaults import default_admission_policy

    value["spec"] = copied(value.get("spec") or {})
    default_admission_policy(value)


_DEFAULTING: dict[tuple[object, object], Callable[[Map, Release], None]] = {
    ("apps/v1", "DaemonSet"): _default_daemonset,
    ("apps/v1beta2", "DaemonSet"): _default_daemonset,
    (EXTENSIONS, "DaemonSet"): _default_daemonset_of_extensions,
    ("v1", "Pod"): default_pod,
    **{(f"{ADMISSION_GROUP}/{version}", kind): _default_admission for version in VERSIONS for kind in ADMISSION_KINDS},
}
