"""A Cluster without names: keeps what decides placement, and replaces what identifies the cluster.

The same text gets the same stand-in everywhere, so that selectors can be rewritten with the table that is returned.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

from dslint.inventory.selected_nodes import ARCH, OS, ZONE
from dslint.kubernetes.cluster import HOSTNAME, Cluster, Node, Shape
from dslint.kubernetes.pods import Pod, PodSpec
from dslint.kubernetes.taints import Taint

PUBLIC_DOMAINS = (
    "kubernetes.io", "k8s.io", "nvidia.com", "amd.com", "intel.com", "amazonaws.com", "google.com", "azure.com",
    "karpenter.sh", "cilium.io", "eksctl.io", "x-k8s.io",
)  # fmt: skip
PUBLIC_NAMESPACES = frozenset({"default", "kube-system", "kube-public", "kube-node-lease"})
PLAIN_VALUES = frozenset({"", "true", "false", "True", "False"})
KEPT_VALUES = frozenset({
    OS, ARCH, "beta.kubernetes.io/os", "beta.kubernetes.io/arch", "node.kubernetes.io/instance-type",
    "beta.kubernetes.io/instance-type", "node.kubernetes.io/windows-build", "karpenter.sh/capacity-type",
    "eks.amazonaws.com/compute-type", "nvidia.com/gpu.product",
})  # fmt: skip
NAMED_VALUES = {ZONE: "zone", "topology.kubernetes.io/region": "region"}


@dataclass(slots=True)
class StandIns:
    """The replacement of each name. `kept` are label keys that keep their values."""

    kept: frozenset[str] = frozenset()
    table: dict[tuple[str, str], str] = field(default_factory=dict)
    _counts: dict[str, int] = field(default_factory=dict)

    def of(self, kind: str, text: str) -> str:
        """`namespace-3` for the third namespace met."""
        key = (kind, text)
        if key not in self.table:
            self._counts[kind] = self._counts.get(kind, 0) + 1
            self.table[key] = f"{kind}-{self._counts[kind]}"
        return self.table[key]

    def key(self, key: str) -> str:
        """A label's or taint's key; those of Kubernetes and of vendors do not identify a cluster."""
        return key if key in self.kept or _is_public(key) else self.of("label", key)

    def value(self, key: str, value: str) -> str:
        if key in self.kept or key in KEPT_VALUES or value in PLAIN_VALUES:
            return value
        return self.of(NAMED_VALUES.get(key, "value"), value)

    def labels(self, labels: Mapping[str, str]) -> dict[str, str]:
        return {self.key(key): self.value(key, value) for key, value in labels.items()}

    def resources(self, amounts: Mapping[str, int]) -> dict[str, int]:
        return {name if _is_public(name) else f"{self.of('resource', name)}.example/units": amount
                for name, amount in amounts.items()}  # fmt: skip

    def taint(self, taint: Taint) -> Taint:
        return Taint(self.key(taint.key), self.value(taint.key, taint.value), taint.effect)

    def namespace(self, namespace: str) -> str:
        return namespace if namespace in PUBLIC_NAMESPACES else self.of("namespace", namespace)


def anonymised(cluster: Cluster, stand_ins: StandIns) -> Cluster:
    """The cluster under other names. Affinities and volumes of existing pods and all other objects are left out."""
    width = len(str(len(cluster.nodes)))
    names = {node.name: f"node-{node.index + 1:0{width}}" for node in cluster.nodes}
    shapes = {shape: _shape(shape, stand_ins) for shape, _ in cluster.shapes()}
    specs = {spec: _spec(spec, stand_ins) for spec in _specs(cluster)}
    return Cluster(
        name="cluster",
        nodes=[_node(node, names, shapes[node.shape], stand_ins) for node in cluster.nodes],
        pods=[_pod(pod, names, specs[pod.spec], stand_ins) for pod in cluster.pods],
        kubernetes_version=cluster.kubernetes_version,
        timing=cluster.timing,
        pods_known=cluster.pods_known,
        notes=list(_left_out(cluster)),
    )


def _specs(cluster: Cluster) -> Iterable[PodSpec]:
    """Each spec once, in the order of the pods."""
    return dict.fromkeys(pod.spec for pod in cluster.pods)


def _is_public(key: str) -> bool:
    domain, slash, _ = key.partition("/")
    return (not slash and key in _BARE) or any(domain == one or domain.endswith(f".{one}") for one in PUBLIC_DOMAINS)


_BARE = frozenset({"cpu", "memory", "pods", "ephemeral-storage", "hugepages-1Gi", "hugepages-2Mi", "app", "k8s-app"})


def _shape(shape: Shape, stand_ins: StandIns) -> Shape:
    return replace(
        shape,
        labels=stand_ins.labels(shape.labels),
        taints=tuple(stand_ins.taint(taint) for taint in shape.taints),
        allocatable=stand_ins.resources(shape.allocatable),
        load=stand_ins.resources(shape.load),
        group=stand_ins.of("group", shape.group) if shape.group else "",
        images={},
    )


def _node(node: Node, names: Mapping[str, str], shape: Shape, stand_ins: StandIns) -> Node:
    own = stand_ins.labels({key: value for key, value in node.own_labels.items() if key != HOSTNAME})
    if HOSTNAME in node.own_labels:
        own[HOSTNAME] = names[node.name]
    return Node(node.index, names[node.name], shape, own)


def _spec(spec: PodSpec, stand_ins: StandIns) -> PodSpec:
    return replace(
        spec,
        raw={},
        requests=stand_ins.resources(spec.requests),
        required_affinity=(),
        preferred_affinity=(),
        required_anti_affinity=(),
        preferred_anti_affinity=(),
        volumes=(),
        images=(),
    )


def _pod(pod: Pod, names: Mapping[str, str], spec: PodSpec, stand_ins: StandIns) -> Pod:
    owner = (pod.owner[0], stand_ins.of("app", f"{pod.namespace}/{pod.owner[1]}")) if pod.owner else None
    node = names.get(pod.node, "")
    return replace(
        pod,
        namespace=stand_ins.namespace(pod.namespace),
        name=_pod_name(pod, node, stand_ins),
        labels=stand_ins.labels(pod.labels),
        spec=spec,
        node=node,
        owner=owner,
        owner_uid="",
    )


def _pod_name(pod: Pod, node: str, stand_ins: StandIns) -> str:
    if not pod.static:
        return stand_ins.of("pod", pod.key)
    return f"{stand_ins.of('static', pod.name.removesuffix(f'-{pod.node.lower()}'))}-{node}"


def _left_out(cluster: Cluster) -> Iterable[str]:
    if any(cluster.objects.values()):
        yield "objects other than nodes and pods"
    if any(map(_has_terms, _specs(cluster))):
        yield "affinities and volumes of existing pods"
    if cluster.static_folders:
        yield "folders of static pods' manifests"


def _has_terms(spec: PodSpec) -> bool:
    return bool(spec.required_anti_affinity or spec.required_affinity or spec.preferred_affinity or spec.volumes)
