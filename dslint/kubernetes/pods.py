"""A pod as the scheduler, the DaemonSet controller and the kubelet see it.

`PodSpec` holds what depends on the spec alone and is shared by all pods of one template; `Pod` is one pod with its
place and state. Both are made from objects after the server's defaulting (dslint.admission.defaults).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from dslint.kubernetes.pod_affinity import AffinityTerm, preferred_terms, required_terms
from dslint.kubernetes.pod_resources import SIDECAR_PORTS_COUNT, held_requests, pod_requests, scoring_requests
from dslint.kubernetes.release import Behaviour, Release
from dslint.kubernetes.selectors import NodeSelectorTerm, node_selector_terms
from dslint.kubernetes.taints import Toleration
from dslint.kubernetes.topology_spread import SpreadConstraint, spread_constraints

INIT_CONTAINERS_HAVE_IMAGES = Behaviour(
    since="1.30", source="pkg/scheduler/framework/plugins/imagelocality/image_locality.go: sumImageScores"
)
"""ImageLocality looks for the images of init containers and sidecars as well."""

EVERY_ADDRESS = "0.0.0.0"  # noqa: S104 - an address of the API, nothing is opened here


class HostPort(NamedTuple):
    """A host port of a pod; the address 0.0.0.0 means all addresses."""

    address: str
    protocol: str
    port: int

    def conflicts(self, other: HostPort) -> bool:
        """Kubernetes: scheduler HostPortInfo. `::` is not a wildcard there."""
        if (self.protocol, self.port) != (other.protocol, other.port):
            return False
        return self.address == other.address or EVERY_ADDRESS in (self.address, other.address)

    def __str__(self) -> str:
        return f"{self.port}/{self.protocol}"


class WeightedTerm(NamedTuple):
    """A preferred node selector term."""

    weight: int
    term: NodeSelectorTerm


@dataclass(frozen=True, slots=True, eq=False)
class PodSpec:
    """The part of a pod's spec that placement uses. Resources are in base units: millicores of cpu, others whole.

    Pods of one template share one PodSpec: specs are compared by identity.

    `requests` is what the pod needs to be scheduled, `held_requests` what it counts as once it is on the node.
    `priority_known` is False where the priority of a listed pod is a guess.
    """

    raw: Mapping[str, Any]
    node_name: str
    node_selector: Mapping[str, str]
    required_node_terms: tuple[NodeSelectorTerm, ...] | None
    preferred_node_terms: tuple[WeightedTerm, ...]
    tolerations: tuple[Toleration, ...]
    requests: Mapping[str, int]
    held_requests: Mapping[str, int]
    scoring_requests: Mapping[str, int]
    host_ports: tuple[HostPort, ...]
    required_affinity: tuple[AffinityTerm, ...]
    preferred_affinity: tuple[AffinityTerm, ...]
    required_anti_affinity: tuple[AffinityTerm, ...]
    preferred_anti_affinity: tuple[AffinityTerm, ...]
    spread_constraints: tuple[SpreadConstraint, ...]
    priority: int
    preemption_policy: str
    scheduler_name: str
    scheduling_gates: tuple[str, ...]
    host_network: bool
    volumes: tuple[Mapping[str, Any], ...]
    images: tuple[str, ...]
    priority_known: bool = True

    @property
    def pinned_to(self) -> str:
        """The node that a DaemonSet's pod is for, "" where the pod names none."""
        for term in self.required_node_terms or ():
            for field_ in term.fields:
                if (field_.key, field_.operator, len(field_.values)) == ("metadata.name", "In", 1):
                    return field_.values[0]
        return ""

    @classmethod
    def of(
        cls,
        raw: Mapping[str, Any],
        release: Release,
        *,
        namespace: str,
        labels: Mapping[str, str],
        status: Mapping[str, Any] | None = None,
    ) -> PodSpec:
        """From a defaulted `spec` of a pod (or a template's), with the namespace and labels of its pods.

        `status` is a running pod's: what its containers have while they are being resized.
        """
        affinity = raw.get("affinity") or {}
        node_affinity = affinity.get("nodeAffinity") or {}
        pod_affinity = affinity.get("podAffinity") or {}
        anti_affinity = affinity.get("podAntiAffinity") or {}
        required = node_affinity.get("requiredDuringSchedulingIgnoredDuringExecution")
        spread = raw.get("topologySpreadConstraints")
        return cls(
            raw=raw,
            node_name=raw.get("nodeName") or "",
            node_selector=raw.get("nodeSelector") or {},
            required_node_terms=None if required is None else node_selector_terms(required, release),
            preferred_node_terms=tuple(
                WeightedTerm(item.get("weight") or 0, NodeSelectorTerm.of(item.get("preference") or {}))
                for item in node_affinity.get("preferredDuringSchedulingIgnoredDuringExecution") or ()
            ),
            tolerations=tuple(map(Toleration.of, raw.get("tolerations") or ())),
            requests=(requests := pod_requests(raw, release, status)),
            held_requests=held_requests(raw, release, requests),
            scoring_requests=scoring_requests(raw, release, status),
            host_ports=_host_ports(raw, release),
            required_affinity=required_terms(pod_affinity, namespace, labels, release) if pod_affinity else (),
            preferred_affinity=preferred_terms(pod_affinity, namespace, labels, release) if pod_affinity else (),
            required_anti_affinity=required_terms(anti_affinity, namespace, labels, release) if anti_affinity else (),
            preferred_anti_affinity=preferred_terms(anti_affinity, namespace, labels, release) if anti_affinity else (),
            spread_constraints=spread_constraints(spread, labels, release) if spread else (),
            priority=raw.get("priority") or 0,
            preemption_policy=raw.get("preemptionPolicy") or "PreemptLowerPriority",
            scheduler_name=raw.get("schedulerName") or "default-scheduler",
            scheduling_gates=tuple(item.get("name") or "" for item in raw.get("schedulingGates") or ()),
            host_network=bool(raw.get("hostNetwork")),
            volumes=tuple(raw.get("volumes") or ()),
            images=_images(raw, release),
        )


@dataclass(slots=True, eq=False)
class Pod:
    """One pod: existing, or about to be placed. Pods are compared by identity.

    `node` is the name of its node, "" while unbound. `owner` is (kind, name) of the controlling owner, such as
    ("DaemonSet", "agent"); `static` marks mirror pods. Times are RFC 3339 texts, compared as texts.
    """

    namespace: str
    name: str
    labels: Mapping[str, str]
    spec: PodSpec
    node: str = ""
    owner: tuple[str, str] | None = None
    owner_uid: str = ""
    phase: str = "Running"
    ready: bool = True
    terminating: bool = False
    static: bool = False
    created: str = ""
    started: str = ""
    claims: Mapping[str, str] = field(default_factory=dict)

    @property
    def key(self) -> str:
        return f"{self.namespace}/{self.name}"

    def on(self, node: str) -> Pod:
        """The same pod bound to a node."""
        # Written out: dataclasses.replace takes ten times as long, and plans bind millions of pods.
        return Pod(
            self.namespace,
            self.name,
            self.labels,
            self.spec,
            node,
            self.owner,
            self.owner_uid,
            self.phase,
            self.ready,
            self.terminating,
            self.static,
            self.created,
            self.started,
            self.claims,
        )

    @property
    def finished(self) -> bool:
        """Whether the pod is Succeeded or Failed, so that the scheduler no longer counts it."""
        return self.phase in ("Succeeded", "Failed")

    @property
    def moving(self) -> bool:
        """Whether it has ended, is ending, or waits for a node."""
        return self.finished or self.terminating or not self.node

    @classmethod
    def of(cls, raw: Mapping[str, Any], release: Release) -> Pod:
        """From a v1 Pod after defaulting."""
        metadata = raw.get("metadata") or {}
        namespace = metadata.get("namespace") or "default"
        spec = PodSpec.of(
            raw.get("spec") or {},
            release,
            namespace=namespace,
            labels=metadata.get("labels") or {},
            status=raw.get("status"),
        )
        return cls.with_spec(raw, spec)

    @classmethod
    def with_spec(cls, raw: Mapping[str, Any], spec: PodSpec) -> Pod:
        """From a v1 Pod whose spec is already read; of its `spec` only `nodeName` is needed."""
        metadata = raw.get("metadata") or {}
        status = raw.get("status") or {}
        owner = _controller(metadata.get("ownerReferences"))
        return cls(
            namespace=metadata.get("namespace") or "default",
            name=metadata.get("name") or metadata.get("generateName") or "",
            labels=metadata.get("labels") or {},
            spec=spec,
            node=(raw.get("spec") or {}).get("nodeName") or "",
            owner=(owner.get("kind") or "", owner.get("name") or "") if owner else None,
            owner_uid=(owner.get("uid") or "") if owner else "",
            phase=status.get("phase") or "Running",
            ready=_ready(status),
            terminating=bool(metadata.get("deletionTimestamp")),
            static="kubernetes.io/config.mirror" in (metadata.get("annotations") or ()),
            created=str(metadata.get("creationTimestamp") or ""),
            started=str(status.get("startTime") or ""),
        )


def _controller(owners: Sequence[Mapping[str, Any]] | None) -> Mapping[str, Any] | None:
    for owner in owners or ():
        if owner.get("controller"):
            return owner
    return None


def _ready(status: Mapping[str, Any]) -> bool:
    """A pod without conditions counts as ready."""
    for condition in status.get("conditions") or ():
        if condition.get("type") == "Ready":
            return bool(condition.get("status") == "True")
    return status.get("conditions") is None


def _images(raw: Mapping[str, Any], release: Release) -> tuple[str, ...]:
    counted = ("initContainers", "containers") if release.has(INIT_CONTAINERS_HAVE_IMAGES) else ("containers",)
    return tuple(item.get("image") or "" for kind in counted for item in raw.get(kind) or ())


def _host_ports(raw: Mapping[str, Any], release: Release) -> tuple[HostPort, ...]:
    containers = list(raw.get("containers") or ())
    if raw.get("initContainers") and release.has(SIDECAR_PORTS_COUNT):
        containers += [item for item in raw["initContainers"] if item.get("restartPolicy") == "Always"]
    return tuple(
        HostPort(port.get("hostIP") or EVERY_ADDRESS, port.get("protocol") or "TCP", port["hostPort"])
        for container in containers
        if "ports" in container
        for port in container["ports"] or ()
        if port.get("hostPort")
    )
