"""What there is to say of one manifest of a kubelet: its own errors, what it passes over in silence, and traps."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from dslint.findings import Problem, StaticPod
from dslint.kubelet.references import references
from dslint.kubelet.static_pods import StaticPodOutcome, outcome
from dslint.kubernetes.release import Release

NOT_A_POD = "DS401"
REFERENCE_REFUSED = "DS402"
REFERENCE_WITHOUT_API = "DS403"
UNKNOWN_FIELD_IGNORED = "DS404"
IGNORED_BY_KUBELET = "DS405"
PRIORITY_UNRESOLVED = "DS406"

REFUSAL = "static pods may not "

# Fields that only the scheduler or the API server's admission reads: who sets them, and what happens instead.
IGNORED: Mapping[str, str] = {
    "schedulerName": "no scheduler sees a static pod: it runs on every node whose kubelet reads this file",
    "topologySpreadConstraints": "no scheduler sees a static pod: it runs on every node whose kubelet reads this file",
    "preemptionPolicy": "no scheduler sees a static pod: the kubelet alone decides whom it evicts for it",
}
DEFAULT_SCHEDULER = "default-scheduler"
SYSTEM_PRIORITIES: Mapping[str, int] = {
    "system-node-critical": 2_000_001_000,
    "system-cluster-critical": 2_000_000_000,
}


class StaticPodCheck(NamedTuple):
    """What the kubelet makes of a file, and what dslint says of it."""

    pod: StaticPod
    problems: tuple[Problem, ...]


def check_manifest(value: Any, file_name: str, node: str, release: Release) -> StaticPodCheck:
    """Of the value that a file's first document holds."""
    read = outcome(value, file_name, node, release)
    return StaticPodCheck(_static_pod(read, file_name), tuple(_problems(read, value)))


def refused_file(file_name: str, error: str) -> StaticPod:
    """A file of which the kubelet reads no pod at all."""
    return StaticPod(file_name, None, None, accepted=False, error=error)


def _static_pod(read: StaticPodOutcome, file_name: str) -> StaticPod:
    if read.pod is None:
        return refused_file(file_name, read.error or "")
    tolerations = read.pod["spec"].get("tolerations") or ()
    shown = tuple(":".join(item.get(part) or "" for part in ("key", "operator", "effect")) for item in tolerations)
    metadata = read.pod["metadata"]
    return StaticPod(file_name, metadata["name"], metadata["namespace"], accepted=True, error=None, tolerations=shown)


def _problems(read: StaticPodOutcome, value: Any) -> Iterator[Problem]:
    for problem in read.ignored:
        message = f"the kubelet ignores {problem.message}, and says nothing"
        yield problem._replace(code=UNKNOWN_FIELD_IGNORED, message=message)
    if read.error is not None:
        yield from read.problems or (_error(read),)
        return
    spec = value.get("spec") or {}
    yield from _references(spec)
    yield from _ignored(spec)
    yield from _priority(spec)


def _error(read: StaticPodOutcome) -> Problem:
    code = REFERENCE_REFUSED if (read.error or "").startswith(REFUSAL) else NOT_A_POD
    return Problem(code, read.error or "", read.path)


def _references(spec: Mapping[str, Any]) -> Iterator[Problem]:
    """What a kubelet takes and cannot fetch: its pods have no API to ask, and the mirror pod is refused."""
    told = set()
    for reference in references(spec):
        resource = reference.resource.partition(" ")[0]
        if resource in told:
            continue
        told.add(resource)
        message = (
            f"a static pod refers to {resource}: the kubelet takes it and cannot fetch them, as the API server refuses "
            "the pod's mirror; from 1.34 on the kubelet refuses the pod"
        )
        yield Problem(REFERENCE_WITHOUT_API, message, reference.path)


def _ignored(spec: Mapping[str, Any]) -> Iterator[Problem]:
    for field, reason in IGNORED.items():
        if spec.get(field) and spec[field] != DEFAULT_SCHEDULER:
            yield Problem(IGNORED_BY_KUBELET, f"{field} is ignored: {reason}", ("spec", field), at="key")


def _priority(spec: Mapping[str, Any]) -> Iterator[Problem]:
    """The class gives the mirror pod its number; what the kubelet goes by is the number in the file."""
    name = spec.get("priorityClassName")
    if not name or spec.get("priority") is not None:
        return
    number = SYSTEM_PRIORITIES.get(name)
    help_ = f"add priority: {number}" if number else "add priority with the number of the class"
    message = f"priorityClassName {name} gives a static pod no priority in the kubelet, which resolves no classes"
    yield Problem(PRIORITY_UNRESOLVED, message, ("spec", "priorityClassName"), at="key", help=help_)
