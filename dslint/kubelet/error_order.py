"""The order in which validation finds a pod's errors: the kubelet prints all of them in one line.

Kubernetes: pkg/apis/core/validation/validation.go (ValidatePodCreate and what it calls).
"""

from __future__ import annotations

from dslint.findings import FieldPath, Problem
from dslint.kubernetes.field_errors import UNSUPPORTED

METADATA = ("name", "generateName", "namespace", "labels", "annotations", "ownerReferences", "finalizers")
SPEC = (
    "terminationGracePeriodSeconds",
    "volumes",
    "resourceClaims",
    "containers",
    "initContainers",
    "ephemeralContainers",
    "resources",
    "restartPolicy",
    "dnsPolicy",
    "nodeSelector",
    "securityContext",
    "imagePullSecrets",
    "affinity",
    "dnsConfig",
    "readinessGates",
    "schedulingGates",
    "topologySpreadConstraints",
    "hostUsers",
    "hostNetwork",
    "hostnameOverride",
    "serviceAccountName",
    "nodeName",
    "activeDeadlineSeconds",
    "hostname",
    "subdomain",
    "tolerations",
    "hostAliases",
    "priorityClassName",
    "runtimeClassName",
    "preemptionPolicy",
    "overhead",
    "os",
)
CONTAINER = (
    "name",
    "image",
    "terminationMessagePolicy",
    "ports",
    "env",
    "envFrom",
    "volumeMounts",
    "volumeDevices",
    "imagePullPolicy",
    "resources",
    "resizePolicy",
    "securityContext",
    "lifecycle",
    "livenessProbe",
    "readinessProbe",
    "startupProbe",
    "restartPolicy",
)
ITEMS = {
    "ports": ("name", "containerPort", "hostPort", "protocol"),
    "volumeDevices": ("name", "devicePath"),
}
"""The order of the fields of one item, in lists of containers."""

ONLY_IN_PODS = (
    "must not be specified when serviceAccountName is not set",
    "must not have leading or trailing whitespace",
)
"""What validation says of pods alone, after all that it says of pods and templates."""

CONTAINERS = frozenset({"containers", "initContainers", "ephemeralContainers"})


def in_order(problems: list[Problem]) -> list[Problem]:
    """The problems in the order of validation; problems of the same field keep their order."""
    return sorted(
        problems, key=lambda problem: (_comes_last(problem), *_rank(problem.path), _effect_is_unknown(problem))
    )


def _comes_last(problem: Problem) -> int:
    """1 and more for what validation says of pods alone."""
    if problem.path[-1:] not in (("image",), ("serviceAccountToken",)):
        return 0
    return next((number for number, said in enumerate(ONLY_IN_PODS, start=1) if said in problem.message), 0)


def _effect_is_unknown(problem: Problem) -> bool:
    """The effect of a toleration is the last part of it that is validated."""
    return problem.code == UNSUPPORTED and "tolerations" in problem.path and problem.path[-1] == "effect"


def _rank(path: FieldPath) -> tuple[int, ...]:
    top = path[0] if path else ""
    if top == "metadata":
        return (0, _place(METADATA, path))
    if top != "spec" or len(path) == 1:
        return (1, -1)
    first = _place(SPEC, path)
    if path[1] not in CONTAINERS:
        return (1, first, *_numbers(path[2:]))
    inner = _place(CONTAINER, path[2:]) if len(path) > 3 else -1
    item = _place(ITEMS[str(path[3])], path[4:]) if len(path) > 5 and path[3] in ITEMS else -1
    return (1, first, *_numbers(path[2:3]), inner, *_numbers(path[4:]), item)


def _place(order: tuple[str, ...], path: FieldPath) -> int:
    field = path[1] if len(path) > 1 else ""
    return order.index(field) if field in order else len(order)


def _numbers(path: FieldPath) -> tuple[int, ...]:
    return tuple(part for part in path if isinstance(part, int))[:1]
