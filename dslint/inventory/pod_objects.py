"""Pods of a dump: typed, and with one PodSpec for all pods of a template.

The stored specs of such pods differ in the node, the node's name in the affinity of a DaemonSet's pod, and the name of
the token volume. These differences are removed, so that 150,000 pods need some hundred PodSpecs.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Any

import msgspec

from dslint.inventory.node_objects import NO_JSON, Condition, Labels, texts
from dslint.inventory.object_types import without_nulls
from dslint.inventory.pod_spec_types import PodSpecTypes
from dslint.kubernetes.pods import Pod, PodSpec
from dslint.kubernetes.release import Release

Defaulted = Callable[[dict[str, Any], Release], dict[str, Any]]

_MIRROR = b'"kubernetes.io/config.mirror"'
_TOKEN_VOLUME = re.compile(rb"kube-api-access-[a-z0-9]{5}")
_READ_OF_CONTAINERS = ("name", "image", "ports", "resources", "restartPolicy")
_LABEL_FIELDS = (b'"podAffinity"', b'"podAntiAffinity"', b'"topologySpreadConstraints"')


class Owner(msgspec.Struct):
    kind: str | None = None
    name: str | None = None
    uid: str | None = None
    controller: bool | None = None


class PodMetadata(msgspec.Struct, rename="camel"):
    name: str | None = None
    generate_name: str | None = None
    namespace: str | None = None
    labels: Labels | None = None
    annotations: msgspec.Raw = NO_JSON
    owner_references: list[Owner] | None = None
    deletion_timestamp: str | None = None
    creation_timestamp: str | None = None


class PodStatus(msgspec.Struct, rename="camel"):
    phase: str | None = None
    start_time: str | None = None
    conditions: list[Condition] | None = None


class SpecSummary(msgspec.Struct, rename="camel"):
    node_name: str | None = None
    priority: int | None = None
    priority_class_name: str | None = None


class PodObject(msgspec.Struct):
    metadata: PodMetadata
    spec: msgspec.Raw = NO_JSON
    status: PodStatus | None = None


class PodReader:
    """Reads the Pods of one inventory; equal specs are read once.

    `without_priority` maps the id of each PodSpec without a priority to the name of its priority class ("" for none):
    the pods of a hand-written file have not been through admission.
    """

    def __init__(self, release: Release, defaulted: Defaulted) -> None:
        self.release = release
        self._defaulted = defaulted
        self._specs: dict[tuple[object, ...], PodSpec] = {}
        self._depends_on_labels: dict[bytes, bool] = {}
        self._labels: dict[tuple[tuple[str, str], ...], Mapping[str, str]] = {}
        self.without_priority: dict[int, str] = {}

    def pod(self, read: PodObject) -> Pod:
        """Raises msgspec.ValidationError, with a path in the spec, and QuantityError."""
        metadata, status = read.metadata, read.status or PodStatus()
        namespace = metadata.namespace or "default"
        labels = self._shared_labels(texts(metadata.labels or {}))
        summary = msgspec.json.decode(read.spec, type=SpecSummary | None) or SpecSummary()
        owner = _controller(metadata.owner_references)
        return Pod(
            namespace=namespace,
            name=metadata.name or metadata.generate_name or "",
            labels=labels,
            spec=self._spec(bytes(read.spec), summary, namespace, labels),
            node=summary.node_name or "",
            owner=(owner.kind or "", owner.name or "") if owner else None,
            owner_uid=(owner.uid or "") if owner else "",
            phase=status.phase or "Running",
            ready=_ready(status.conditions),
            terminating=metadata.deletion_timestamp is not None,
            static=_MIRROR in bytes(metadata.annotations),
            created=metadata.creation_timestamp or "",
            started=status.start_time or "",
        )

    def declared(self, pod: dict[str, Any]) -> PodSpec:
        """The spec of a Pod that a compact inventory declares."""
        value = self._defaulted(pod, self.release)
        metadata, spec = value["metadata"], value["spec"]
        found = PodSpec.of(spec, self.release, namespace=metadata["namespace"], labels=metadata["labels"])
        if spec.get("priority") is None:
            self.without_priority[id(found)] = spec.get("priorityClassName") or ""
        return found

    def _shared_labels(self, labels: dict[str, str]) -> Mapping[str, str]:
        return self._labels.setdefault(tuple(labels.items()), labels)

    def _spec(self, raw: bytes, summary: SpecSummary, namespace: str, labels: Mapping[str, str]) -> PodSpec:
        key = self._key(raw, summary, namespace, labels)
        spec = self._specs.get(key)
        if spec is None:
            spec = self._specs[key] = self._read_spec(raw, summary, namespace, labels)
        return spec

    def _key(self, raw: bytes, summary: SpecSummary, namespace: str, labels: Mapping[str, str]) -> tuple[object, ...]:
        shared = _TOKEN_VOLUME.sub(b"", raw)
        if summary.node_name:
            shared = shared.replace(b'"' + summary.node_name.encode() + b'"', b'""')
        depends = self._depends_on_labels.get(shared)
        if depends is None:
            depends = self._depends_on_labels[shared] = any(field in shared for field in _LABEL_FIELDS)
        return (shared, namespace, tuple(labels.items())) if depends else (shared,)

    def _read_spec(self, raw: bytes, summary: SpecSummary, namespace: str, labels: Mapping[str, str]) -> PodSpec:
        msgspec.json.decode(raw, type=PodSpecTypes | None)
        spec = without_nulls(msgspec.json.decode(raw) or {})
        metadata = {"name": "pod", "namespace": namespace, "labels": dict(labels)}
        pod = {"apiVersion": "v1", "kind": "Pod", "metadata": metadata, "spec": spec}
        value = _read_part(self._defaulted(pod, self.release)["spec"], bound=bool(summary.node_name))
        found = PodSpec.of(value, self.release, namespace=namespace, labels=labels)
        if summary.priority is None:
            self.without_priority[id(found)] = summary.priority_class_name or ""
        return found


def _controller(owners: list[Owner] | None) -> Owner | None:
    for owner in owners or ():
        if owner.controller:
            return owner
    return None


def _ready(conditions: list[Condition] | None) -> bool:
    """A pod without conditions counts as ready."""
    if conditions is None:
        return True
    return any(item.type == "Ready" and item.status == "True" for item in conditions)


def _read_part(spec: dict[str, Any], *, bound: bool) -> dict[str, Any]:
    """The spec without fields that are not read of existing pods; for a bound pod also without its node."""
    kept = {**spec}
    for field in ("containers", "initContainers"):
        if spec.get(field):
            kept[field] = [{key: item[key] for key in _READ_OF_CONTAINERS if key in item} for item in spec[field]]
    if bound:
        kept.pop("nodeName", None)
        kept["affinity"] = _without_node(spec.get("affinity") or {})
    return kept


def _without_node(affinity: dict[str, Any]) -> dict[str, Any]:
    # The node affinity of a bound pod is not evaluated again, and that of a DaemonSet's pod names its node.
    return {kind: terms for kind, terms in affinity.items() if kind != "nodeAffinity"}
