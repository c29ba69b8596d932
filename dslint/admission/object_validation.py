"""Why the API server rejects an object that admission reads: such an object does not exist in a cluster.

Kubernetes: pkg/apis/{core,scheduling,node}/validation/validation.go, and the plugins PodSecurity and Priority.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from dslint.admission.plugin import Lister
from dslint.admission.pod_security.admission import SERVED
from dslint.admission.pod_security.namespace_policy import invalid_labels
from dslint.admission.priority import BUILT_IN, default_class
from dslint.kubernetes.go_quoting import quoted
from dslint.kubernetes.names import dns_label_errors
from dslint.kubernetes.release import Release

Object = Mapping[str, Any]
Errors = Iterator[str]
"""The errors of an object, each with its field, as the API server writes them."""

HIGHEST_PRIORITY = 1_000_000_000
SYSTEM_PREFIX = "system-"
PREEMPTION_POLICIES = ("Never", "PreemptLowerPriority")


def rejection(value: Object, release: Release) -> str | None:
    """The API server's sentence for an object after defaulting; None where it accepts the object."""
    kind, name = value.get("kind"), (value.get("metadata") or {}).get("name")
    errors = list(_errors(value, release))
    if not errors:
        return None
    return f'{kind} "{name}" is invalid: {errors[0] if len(errors) == 1 else "[" + ", ".join(errors) + "]"}'


def second_default(value: Object, cluster: Lister) -> str | None:
    """Why a priority class is rejected that is a second default beside one of the cluster."""
    if value.get("kind") != "PriorityClass" or not value.get("globalDefault"):
        return None
    found = default_class(cluster)
    if found is None:
        return None
    first, name = found["metadata"].get("name"), value["metadata"].get("name")
    wording = f"PriorityClass {first} is already marked as default. Only one default can exist"
    return f'priorityclasses.scheduling.k8s.io "{name}" is forbidden: {wording}'


def _errors(value: Object, release: Release) -> Errors:
    of_kind = _BY_KIND.get(str(value.get("kind")))
    return of_kind(value, release) if of_kind else iter(())


def _namespace(value: Object, release: Release) -> Errors:
    labels = value["metadata"].get("labels") or {}
    for label, wording in invalid_labels(labels) if release.has(SERVED) else ():
        yield f"metadata.labels[{label}]: Invalid value: {quoted(labels[label])}: {wording}"


def _priority_class(value: Object, _release: Release) -> Errors:
    name, priority = str(value["metadata"].get("name")), value.get("value") or 0
    if name.startswith(SYSTEM_PREFIX):
        if BUILT_IN.get(name) != priority:
            yield f"metadata.name: Forbidden: priority class names with '{SYSTEM_PREFIX}' prefix are reserved"
    elif priority > HIGHEST_PRIORITY:
        yield f"value: Forbidden: maximum allowed value of a user defined priority is {HIGHEST_PRIORITY}"
    policy = value.get("preemptionPolicy")
    if policy is not None and policy not in PREEMPTION_POLICIES:
        supported = ", ".join(map(quoted, PREEMPTION_POLICIES))
        yield f"preemptionPolicy: Unsupported value: {quoted(policy)}: supported values: {supported}"


def _runtime_class(value: Object, release: Release) -> Errors:
    if str(value.get("apiVersion")).endswith("v1alpha1"):
        return  # This version has the handler in another field, which is not read.
    handler = value.get("handler") or ""
    yield from (f"handler: Invalid value: {quoted(handler)}: {error}" for error in dns_label_errors(handler, release))


def _limit_range(value: Object, _release: Release) -> Errors:
    from dslint.admission.limit_range_validation import errors

    return errors(value)


def _resource_quota(value: Object, _release: Release) -> Errors:
    from dslint.admission.quota_validation import errors

    return errors(value)


_BY_KIND: dict[str, Callable[[Object, Release], Errors]] = {
    "Namespace": _namespace,
    "PriorityClass": _priority_class,
    "RuntimeClass": _runtime_class,
    "LimitRange": _limit_range,
    "ResourceQuota": _resource_quota,
}
