"""A v1 Pod as `kubectl get pods -o json` prints it, with one PodSpec for all pods of a template.

The stored specs of such pods differ in the node, the node's name in the affinity of a DaemonSet's pod, and the name of
the token volume. These differences are removed, so that 150,000 pods need a few hundred PodSpecs.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any, NamedTuple

import msgspec

from dslint.admission.defaults import defaulted
from dslint.admission.priority import listed_priority
from dslint.inventory.amounts import Amounts, amounts
from dslint.inventory.documents import typed
from dslint.inventory.errors import Place
from dslint.inventory.listed_pod_spec import read_part
from dslint.inventory.node_objects import NO_JSON, Labels, texts
from dslint.inventory.pod_spec_object import ResourcesObject
from dslint.kubernetes.pod_resources import resize_is_infeasible
from dslint.kubernetes.pods import Pod, PodSpec
from dslint.kubernetes.quantity import QuantityError
from dslint.kubernetes.release import Release

_TOKEN_VOLUME = re.compile(rb"kube-api-access-[a-z0-9]{5}")
_LABEL_FIELDS = (b'"podAffinity"', b'"podAntiAffinity"', b'"topologySpreadConstraints"')


class Owner(msgspec.Struct, omit_defaults=True):
    kind: str | None = None
    name: str | None = None
    uid: str | None = None
    controller: bool | None = None


class Annotations(msgspec.Struct, omit_defaults=True):
    mirror: str | None = msgspec.field(default=None, name="kubernetes.io/config.mirror")


class PodMetadata(msgspec.Struct, rename="camel", omit_defaults=True):
    name: str | None = None
    generate_name: str | None = None
    namespace: str | None = None
    labels: Labels | None = None
    annotations: Annotations | None = None
    owner_references: list[Owner] | None = None
    deletion_timestamp: str | None = None
    creation_timestamp: str | None = None


class PodCondition(msgspec.Struct, omit_defaults=True):
    type: str | None = None
    status: str | None = None
    reason: str | None = None


class PodStatus(msgspec.Struct, rename="camel"):
    """`resources` say what the pod has while it is being resized, `container_statuses` what its containers have."""

    phase: str | None = None
    start_time: str | None = None
    conditions: list[PodCondition] | None = None
    resize: str | None = None
    resources: ResourcesObject | None = None
    allocated_resources: Amounts | None = None
    container_statuses: msgspec.Raw = NO_JSON
    init_container_statuses: msgspec.Raw = NO_JSON


class ContainerStatus(msgspec.Struct, rename="camel", omit_defaults=True):
    name: str | None = None
    resources: ResourcesObject | None = None
    allocated_resources: Amounts | None = None


class SpecSummary(msgspec.Struct, rename="camel"):
    node_name: str | None = None
    priority: int | None = None
    priority_class_name: str | None = None


class PodObject(msgspec.Struct):
    """The part of a Pod that is read for every pod. `spec` is read once for all pods of a template."""

    metadata: PodMetadata
    spec: msgspec.Raw = NO_JSON
    status: PodStatus | None = None


POD = msgspec.json.Decoder(PodObject)
_SUMMARY: msgspec.json.Decoder[SpecSummary | None] = msgspec.json.Decoder(SpecSummary | None)
_CONTAINER_STATUSES: msgspec.json.Decoder[list[ContainerStatus] | None] = msgspec.json.Decoder(
    list[ContainerStatus] | None
)


class PodDocument(NamedTuple):
    """A pod and its place in a file."""

    pod: PodObject
    place: Place


class PodReader:
    """Reads the Pods of one inventory; equal specs are read once.

    `priorities` are the priorities by class: pods of a hand-written file have not been through admission.
    """

    def __init__(self, release: Release, priorities: Mapping[str, int]) -> None:
        self._release = release
        self._priorities = priorities
        self._resizes = release.enabled("InPlacePodVerticalScaling")
        self._specs: dict[tuple[object, ...], PodSpec] = {}
        self._depends_on_labels: dict[bytes, bool] = {}
        self._labels: dict[tuple[tuple[str, str], ...], Mapping[str, str]] = {}

    def pod(self, document: PodDocument) -> Pod:
        """Raises InventoryError."""
        read, place = document
        metadata: dict[str, Any] = msgspec.to_builtins(read.metadata)
        metadata["labels"] = self._shared_labels(texts(read.metadata.labels or {}))
        status = self._status(read.status, place) if read.status is not None else {}
        summary = typed(read.spec, _SUMMARY, place, "spec") or SpecSummary()
        key = self._key(bytes(read.spec), summary, metadata, status)
        spec = self._specs.get(key)
        if spec is None:
            spec = self._specs[key] = self._read_spec(bytes(read.spec), summary, metadata, status, place)
        return Pod.with_spec({"metadata": metadata, "spec": {"nodeName": summary.node_name}, "status": status}, spec)

    def _shared_labels(self, labels: dict[str, str]) -> Mapping[str, str]:
        return self._labels.setdefault(tuple(labels.items()), labels)

    def _status(self, status: PodStatus, place: Place) -> dict[str, Any]:
        value: dict[str, Any] = {"phase": status.phase, "startTime": status.start_time, "resize": status.resize}
        if status.conditions is not None:
            value["conditions"] = msgspec.to_builtins(status.conditions)
        if self._resizes:
            value["resources"] = None if status.resources is None else msgspec.to_builtins(status.resources)
            value["allocatedResources"] = status.allocated_resources
            value["containerStatuses"] = _with_resources(status.container_statuses, place, "containerStatuses")
            value["initContainerStatuses"] = _with_resources(
                status.init_container_statuses, place, "initContainerStatuses"
            )
        return value

    def _key(
        self, raw: bytes, summary: SpecSummary, metadata: Mapping[str, Any], status: Mapping[str, Any]
    ) -> tuple[object, ...]:
        """The values that a PodSpec depends on."""
        shared = _TOKEN_VOLUME.sub(b"", raw)
        if summary.node_name:
            shared = shared.replace(b'"' + summary.node_name.encode() + b'"', b'""')
        depends = self._depends_on_labels.get(shared)
        if depends is None:
            depends = self._depends_on_labels[shared] = any(field in shared for field in _LABEL_FIELDS)
        of_labels = (metadata.get("namespace") or "default", tuple(metadata["labels"].items())) if depends else ()
        critical = None if summary.priority is not None else self._listed_priority(summary, metadata)
        return (shared, *of_labels, critical, _resizing(status))

    def _read_spec(
        self, raw: bytes, summary: SpecSummary, metadata: Mapping[str, Any], status: Mapping[str, Any], place: Place
    ) -> PodSpec:
        for field in ("containerStatuses", "initContainerStatuses"):
            _check_amounts(status.get(field) or (), place.under("status", field))
        if status.get("resources"):
            _check_amounts([status], place.under("status"))
        namespace, labels = metadata.get("namespace") or "default", metadata["labels"]
        pod = {
            "apiVersion": "v1",
            "kind": "Pod",
            "metadata": {"name": "pod", "namespace": namespace, "labels": dict(labels)},
            "spec": read_part(raw, self._release, place, bound=bool(summary.node_name)),
        }
        value = defaulted(pod, self._release)["spec"]
        try:
            spec = PodSpec.of(value, self._release, namespace=namespace, labels=labels, status=status)
        except QuantityError as error:
            raise place.under("spec").error(str(error)) from error
        if summary.priority is not None:
            return spec
        priority, known = self._listed_priority(summary, metadata)
        return replace(spec, priority=priority, priority_known=known)

    def _listed_priority(self, summary: SpecSummary, metadata: Mapping[str, Any]) -> tuple[int, bool]:
        return listed_priority(
            summary.priority_class_name,
            self._priorities,
            namespace=metadata.get("namespace") or "default",
            name=metadata.get("name") or "",
            static=bool(metadata.get("annotations")),
        )


def _with_resources(json: msgspec.Raw, place: Place, field: str) -> Sequence[dict[str, Any]]:
    """The statuses of the containers whose resources are known."""
    if json is NO_JSON:
        return ()
    statuses = typed(json, _CONTAINER_STATUSES, place, "status", field) or ()
    return [msgspec.to_builtins(status) for status in statuses if status.resources is not None]


def _check_amounts(statuses: Iterable[Mapping[str, Any]], place: Place) -> None:
    """Raises InventoryError for a value that is not a quantity."""
    try:
        for status in statuses:
            amounts(status["resources"].get("requests") or {})
            amounts(status.get("allocatedResources") or {})
    except QuantityError as error:
        raise place.error(str(error)) from error


def _resizing(status: Mapping[str, Any]) -> bytes:
    """The part of a status that a spec's requests depend on."""
    resources = (status.get("containerStatuses"), status.get("initContainerStatuses"), status.get("resources"))
    if not any(resources):
        return b""
    more = (status.get("allocatedResources"), status.get("resize"), resize_is_infeasible(status))
    return msgspec.json.encode((*resources, *more))
