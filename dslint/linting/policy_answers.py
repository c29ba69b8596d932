"""What the admission policies of a cluster say of a manifest, as problems at the fields that they read."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from dslint.admission.policies.answers import Action, Answer
from dslint.admission.policies.attributes import CREATE, UPDATE, Attributes, Kind
from dslint.admission.policies.cel.outcomes import ABSENT, Reading
from dslint.admission.policies.evaluation import AdmissionPolicies, asked
from dslint.admission.policies.policy_objects import POLICY
from dslint.admission.policies.request_object import existing, requested
from dslint.admission.service_account import with_default_name
from dslint.api_server.daemon_pods import SUFFIX, read_path
from dslint.api_server.pod_creation import created_pod
from dslint.api_server.stored_object import StoredObject
from dslint.findings import ObjectRef, Problem, Related
from dslint.kubernetes.cluster import Cluster
from dslint.kubernetes.field_path import field_text
from dslint.kubernetes.pods import Pod
from dslint.kubernetes.release import Release

CODES = {Action.DENY: "DS710", Action.WARN: "DS711", Action.AUDIT: "DS712", Action.UNCHECKED: "DS713"}
_LONGEST_VALUE = 60
_MOST_VALUES = 3

Map = Mapping[str, Any]


def policy_problems(
    policies: AdmissionPolicies, stored: StoredObject, current: StoredObject | None, cluster: Cluster, user: Map | None
) -> Iterator[Problem]:
    """What the policies say of a valid object; `current` is the object that it updates, `user` is who asks."""
    attributes = attributes_of(stored.value, current.value if current else None, cluster, stored.release, user)
    yield from problems_of(asked(policies, attributes, cluster), cluster)


def attributes_of(
    value: Map, current: Map | None, cluster: Cluster, release: Release, user: Map | None = None
) -> Attributes:
    """The request to create an object after defaulting, or to update `current`, or what the cluster has of its name."""
    ref = ObjectRef.of(value)
    namespace = ref.namespace or "default"
    named = _named(value, namespace)
    before = current or _existing(cluster, ref, namespace)
    old = None if before is None else existing(_named(before, namespace), release)
    new = requested(named if old else _admitted(named, cluster, release), release, old)
    operation = CREATE if old is None else UPDATE
    return Attributes(operation, Kind.of(value), new, old, named["metadata"]["name"], namespace, user)


def _named(value: Map, namespace: str) -> dict[str, Any]:
    metadata = value.get("metadata") or {}
    name = str(metadata.get("name") or f"{metadata.get('generateName') or ''}{SUFFIX}")
    return {**value, "metadata": {**metadata, "namespace": namespace, "name": name}}


def _existing(cluster: Cluster, ref: ObjectRef, namespace: str) -> Map | None:
    """The object that the cluster has of that name."""
    if ref.kind == "Pod":
        return next((_raw(pod) for pod in cluster.pods if (pod.namespace, pod.name) == (namespace, ref.name)), None)
    for item in cluster.of_kind(ref.kind):
        other = ObjectRef.of(item)
        if (other.namespace or "default", other.name) == (namespace, ref.name):
            return item
    return None


def _raw(pod: Pod) -> Map:
    metadata = {"name": pod.name, "namespace": pod.namespace, "labels": pod.labels}
    return {"apiVersion": "v1", "kind": "Pod", "metadata": metadata, "spec": pod.spec.raw}


def _admitted(value: dict[str, Any], cluster: Cluster, release: Release) -> Map:
    """The object after the plugins that change it; one that a plugin rejects is asked about without their changes."""
    if value["kind"] != "Pod":
        return value
    admitted = created_pod(value, cluster, release)
    return admitted if isinstance(admitted, dict) else with_default_name(value)


def problems_of(answers: Iterable[Answer], cluster: Cluster) -> Iterator[Problem]:
    """A problem for each answer; where a binding denies or warns, its audit says the same."""
    told: set[tuple[Any, ...]] = set()
    for answer in answers:
        key = (answer.policy, answer.binding, answer.parameter, answer.path, answer.message)
        if key not in told:
            told.add(key)
            yield problem_of(answer, cluster, CODES[answer.action])


def problem_of(answer: Answer, cluster: Cluster, code: str) -> Problem:
    """The problem of an answer, at the deepest field of the object that the expression has read."""
    path = read_path(answer)
    return Problem(code, answer.sentence, path, related=tuple(_policy(answer, cluster)), help=_help(answer))


def _policy(answer: Answer, cluster: Cluster) -> Iterator[Related]:
    """The place of the expression in the policy's file."""
    place = cluster.places.get((POLICY, "", answer.policy))
    found = place(answer.path) if place is not None else None
    if found is not None:
        file, line = found
        parameter = f", with {answer.parameter}" if answer.parameter else ""
        part = "the expression of the policy" if answer.path[1:] else "the policy"
        yield Related(f"{part}{parameter}", (), file, line)


def _help(answer: Answer) -> str | None:
    """What the expression saw, the manifest's own fields first."""
    seen = sorted((one for one in answer.readings if one.path[1:]), key=lambda one: one.path[0] != "object")
    if answer.action is Action.UNCHECKED or not seen:
        return None
    fields = [f"{_field(reading)}, which {_is(reading)}" for reading in seen[:_MOST_VALUES]]
    return f"the expression reads {', and '.join(fields)}"


def _field(reading: Reading) -> str:
    """The field as the manifest has it; of anything else, with the name of the variable."""
    return field_text(reading.path[1:] if reading.path[0] == "object" else reading.path)


def _is(reading: Reading) -> str:
    if reading.value is ABSENT:
        return "is not set"
    text = json.dumps(reading.value, ensure_ascii=False, default=str)
    return f"is {text if len(text) <= _LONGEST_VALUE else text[:_LONGEST_VALUE] + '…'}"
