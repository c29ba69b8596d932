"""Whether a running pod shows the template: every value of the template's pod is in it.

Admission may have added to the pod (containers, volumes, environment), so what the pod has besides does not count. What
a webhook has changed does, and a value that the template has lost is not missed.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from dslint.kubernetes.pods import Pod
from dslint.placement.daemonset import GENERATION_LABEL, REVISION_LABEL

TOKEN_VOLUME = "kube-api-access-"  # noqa: S105 - the beginning of a volume's name
IGNORED = frozenset({"nodeName", "affinity", "priority", "serviceAccount", "preemptionPolicy", "overhead"})
"""What the controller, admission and the scheduler write into each pod."""
DEFAULTED = frozenset(
    {
        "apiVersion",
        "defaultMode",
        "dnsPolicy",
        "enableServiceLinks",
        "failureThreshold",
        "imagePullPolicy",
        "periodSeconds",
        "protocol",
        "restartPolicy",
        "schedulerName",
        "scheme",
        "serviceAccountName",
        "successThreshold",
        "terminationGracePeriodSeconds",
        "terminationMessagePath",
        "terminationMessagePolicy",
        "timeoutSeconds",
        "tolerations",
    }
)
"""What the server fills in. Pods that were written by hand lack it."""
NAMED_LISTS = frozenset({"containers", "initContainers", "env", "volumes"})


def shows(pod: Pod, template_pod: Pod) -> bool:
    """`template_pod` is the pod that the template gives now, after admission."""
    labels = template_pod.labels.items() - {
        (key, template_pod.labels.get(key)) for key in (REVISION_LABEL, GENERATION_LABEL)
    }
    if any(pod.labels.get(key) != value for key, value in labels):
        return False
    wanted = {key: value for key, value in template_pod.spec.raw.items() if key not in IGNORED}
    return _contains(pod.spec.raw, wanted, "spec")


def _contains(value: Any, wanted: Any, key: str) -> bool:
    if isinstance(wanted, Mapping):
        there = value if isinstance(value, Mapping) else {}
        return all(_has(there, name, item) for name, item in wanted.items() if item not in (None, {}, []))
    if isinstance(wanted, Sequence) and not isinstance(wanted, str):
        return _contains_all(value if isinstance(value, list | tuple) else (), wanted, key)
    return bool(value == wanted)


def _has(there: Mapping[str, Any], name: str, wanted: Any) -> bool:
    return (name in DEFAULTED and name not in there) or _contains(there.get(name), wanted, name)


def _contains_all(there: Sequence[Any], wanted: Sequence[Any], key: str) -> bool:
    if key in NAMED_LISTS:
        named = {item.get("name"): item for item in there if isinstance(item, Mapping)}
        return all(_contains(named.get(item.get("name")), item, "") for item in wanted if not _token(item))
    if all(isinstance(item, Mapping) for item in wanted):
        return all(_token(item) or any(_contains(other, item, "") for other in there) for item in wanted)
    return list(there) == list(wanted)


def _token(item: Mapping[str, Any]) -> bool:
    """A volume of the service account's token, or its mount: the name differs from pod to pod."""
    return str(item.get("name") or "").startswith(TOKEN_VOLUME)
