"""The problems of a static pod's manifest: the kubelet's own errors, what it ignores silently, and traps."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from dslint.api_server.stored_object import StoredObjects
from dslint.findings import Fix, Problem, StaticPod
from dslint.kubelet.references import references
from dslint.kubelet.static_pods import StaticPodOutcome, outcome
from dslint.kubernetes.raw_values import annotations_of
from dslint.kubernetes.release import Release

NOT_A_POD = "DS401"
REFERENCE_WITHOUT_API = "DS403"
UNKNOWN_FIELD_IGNORED = "DS404"
IGNORED_BY_KUBELET = "DS405"
PRIORITY_UNRESOLVED = "DS406"

NOT_OF_STATIC_PODS = frozenset({"DS650"})
"""Policies about what a static pod never has: the kubelet gives it no service account and no token."""

# Fields that only the scheduler or the API server's admission reads, and what happens instead.
IGNORED: Mapping[str, str] = {
    "schedulerName": "no scheduler sees a static pod: it runs on every node whose kubelet reads this file",
    "topologySpreadConstraints": "no scheduler sees a static pod: it runs on every node whose kubelet reads this file",
    "preemptionPolicy": "no scheduler sees a static pod: the kubelet alone decides which pods it evicts for it",
}
DEFAULT_SCHEDULER = "default-scheduler"
SYSTEM_PRIORITIES: Mapping[str, int] = {
    "system-node-critical": 2_000_001_000,
    "system-cluster-critical": 2_000_000_000,
}


class StaticPodCheck(NamedTuple):
    """What the kubelet makes of a file, and the problems that dslint reports."""

    pod: StaticPod
    problems: tuple[Problem, ...]


def check_manifest(
    value: Any, file_name: str, node: str, release: Release, objects: StoredObjects | None = None
) -> StaticPodCheck:
    """Checks the value of a file's first document. `objects` are those of the run."""
    read = outcome(value, file_name, node, release, objects)
    return StaticPodCheck(_static_pod(read, file_name), tuple(_problems(read, value, release)))


def rejected_file(file_name: str, error: str) -> StaticPod:
    """A file from which the kubelet gets no pod."""
    return StaticPod(file_name, None, None, accepted=False, error=error)


def _static_pod(read: StaticPodOutcome, file_name: str) -> StaticPod:
    if read.pod is None:
        return rejected_file(file_name, read.error or "")
    tolerations = read.pod["spec"].get("tolerations") or ()
    shown = tuple(":".join(item.get(part) or "" for part in ("key", "operator", "effect")) for item in tolerations)
    metadata = read.pod["metadata"]
    return StaticPod(file_name, metadata["name"], metadata["namespace"], accepted=True, error=None, tolerations=shown)


def _problems(read: StaticPodOutcome, value: Any, release: Release) -> Iterator[Problem]:
    for problem in read.ignored:
        message = f"the kubelet silently ignores {problem.message}"
        yield problem._replace(code=UNKNOWN_FIELD_IGNORED, message=message)
    if read.error is not None:
        yield from read.problems or (_error(read, value),)
        return
    spec = value.get("spec") or {}
    yield from _references(spec)
    yield from _ignored(spec)
    yield from _priority(spec)
    if read.pod is not None and annotations_of(read.pod):
        from dslint.kubelet.ignored_annotations import ignored_annotations

        yield from ignored_annotations(read.pod, release)


def _error(read: StaticPodOutcome, value: Any) -> Problem:
    kind = value.get("kind") if isinstance(value, dict) else None
    other = isinstance(kind, str) and kind.lower() not in ("", "pod", "pods")
    help_ = (
        f"move the file out of the folder and apply the {kind} with kubectl; a kubelet runs Pods only"
        if other
        else None
    )
    return Problem(NOT_A_POD, read.error or "", read.path, help=help_)


def _references(spec: Mapping[str, Any]) -> Iterator[Problem]:
    """References that the kubelet accepts but cannot resolve: the API server rejects the mirror pod."""
    reported = set()
    for reference in references(spec):
        resource = reference.resource.partition(" ")[0]
        if resource in reported:
            continue
        reported.add(resource)
        message = (
            f"a static pod refers to {resource}: the kubelet accepts it but cannot fetch them, because the API server "
            "rejects the mirror pod; from 1.34 on the kubelet rejects the pod"
        )
        yield Problem(REFERENCE_WITHOUT_API, message, reference.path)


def _ignored(spec: Mapping[str, Any]) -> Iterator[Problem]:
    for field, reason in IGNORED.items():
        if spec.get(field) and spec[field] != DEFAULT_SCHEDULER:
            path, fix = ("spec", field), Fix.removing(f"remove {field}", ("spec", field))
            yield Problem(IGNORED_BY_KUBELET, f"{field} is ignored: {reason}", path, at="key", fix=fix)


def _priority(spec: Mapping[str, Any]) -> Iterator[Problem]:
    """The class sets the priority of the mirror pod only; the kubelet reads the number in the file."""
    name = spec.get("priorityClassName")
    # Kubelets that do not know the field do not look at its type.
    if not name or not isinstance(name, str) or spec.get("priority") is not None:
        return
    number = SYSTEM_PRIORITIES.get(name)
    help_ = f"add priority: {number}" if number else "add priority with the number of the class"
    message = f"priorityClassName {name} gives a static pod no priority in the kubelet, which does not resolve classes"
    fix = Fix.setting(f"add priority: {number}", ("spec", "priority"), number, safe=False) if number else None
    yield Problem(PRIORITY_UNRESOLVED, message, ("spec", "priorityClassName"), at="key", help=help_, fix=fix)
