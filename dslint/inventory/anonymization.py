"""A Cluster under other names: keeps what decides placement and replaces what identifies the cluster.

A name is replaced by the same text everywhere, so that selectors can be rewritten with the table of replacements.
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
PUBLIC_KEYS = frozenset({
    "cpu", "memory", "pods", "ephemeral-storage", "hugepages-1Gi", "hugepages-2Mi", "app", "k8s-app",
})  # fmt: skip
"""Resources and label keys without a domain that are kept."""

PUBLIC_NAMESPACES = frozenset({"default", "kube-system", "kube-public", "kube-node-lease"})
PLAIN_VALUES = frozenset({"", "true", "false", "True", "False"})
KEPT_VALUES = frozenset({
    OS, ARCH, "beta.kubernetes.io/os", "beta.kubernetes.io/arch", "node.kubernetes.io/instance-type",
    "beta.kubernetes.io/instance-type", "node.kubernetes.io/windows-build", "karpenter.sh/capacity-type",
    "eks.amazonaws.com/compute-type", "nvidia.com/gpu.product",
})  # fmt: skip
NAMED_VALUES = {ZONE: "zone", "topology.kubernetes.io/region": "region"}


@dataclass(slots=True)
class Replacements:
    """The replacement of each name. `kept` are the label keys that keep their values."""

    kept: frozenset[str] = frozenset()
    table: dict[tuple[str, str], str] = field(default_factory=dict)
    _counts: dict[str, int] = field(default_factory=dict)

    def of(self, kind: str, text: str) -> str:
        """`namespace-3` for the third namespace."""
        key = (kind, text)
        if key not in self.table:
            self._counts[kind] = self._counts.get(kind, 0) + 1
            self.table[key] = f"{kind}-{self._counts[kind]}"
        return self.table[key]

    def key(self, key: str) -> str:
        """The key of a label or taint. Those of Kubernetes and of vendors are kept: they do not identify a cluster."""
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


def anonymised(cluster: Cluster, replacements: Replacements) -> Cluster:
    """The cluster under other names, without affinities and volumes of existing pods, and without other objects."""
    width = len(str(len(cluster.nodes)))
    names = {node.name: f"node-{node.index + 1:0{width}}" for node in cluster.nodes}
    shapes = {shape: _shape(shape, replacements) for shape, _ in cluster.shapes()}
    specs = {spec: _spec(spec, replacements) for spec in _specs(cluster)}
    return Cluster(
        name="cluster",
        nodes=[_node(node, names, shapes[node.shape], replacements) for node in cluster.nodes],
        pods=[_pod(pod, names, specs[pod.spec], replacements) for pod in cluster.pods],
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
    if not slash and key in PUBLIC_KEYS:
        return True
    return any(domain == known or domain.endswith(f".{known}") for known in PUBLIC_DOMAINS)


def _shape(shape: Shape, replacements: Replacements) -> Shape:
    return replace(
        shape,
        labels=replacements.labels(shape.labels),
        taints=tuple(replacements.taint(taint) for taint in shape.taints),
        allocatable=replacements.resources(shape.allocatable),
        load=replacements.resources(shape.load),
        group=replacements.of("group", shape.group) if shape.group else "",
        images={},
    )


def _node(node: Node, names: Mapping[str, str], shape: Shape, replacements: Replacements) -> Node:
    own = replacements.labels({key: value for key, value in node.own_labels.items() if key != HOSTNAME})
    if HOSTNAME in node.own_labels:
        own[HOSTNAME] = names[node.name]
    return Node(node.index, names[node.name], shape, own)


def _spec(spec: PodSpec, replacements: Replacements) -> PodSpec:
    return replace(
        spec,
        raw={},
        requests=replacements.resources(spec.requests),
        required_affinity=(),
        preferred_affinity=(),
        required_anti_affinity=(),
        preferred_anti_affinity=(),
        volumes=(),
        images=(),
    )


def _pod(pod: Pod, names: Mapping[str, str], spec: PodSpec, replacements: Replacements) -> Pod:
    owner = (pod.owner[0], replacements.of("app", f"{pod.namespace}/{pod.owner[1]}")) if pod.owner else None
    node = names.get(pod.node, "")
    return replace(
        pod,
        namespace=replacements.namespace(pod.namespace),
        name=_pod_name(pod, node, replacements),
        labels=replacements.labels(pod.labels),
        spec=spec,
        node=node,
        owner=owner,
        owner_uid="",
    )


def _pod_name(pod: Pod, node: str, replacements: Replacements) -> str:
    if not pod.static:
        return replacements.of("pod", pod.key)
    return f"{replacements.of('static', pod.name.removesuffix(f'-{pod.node.lower()}'))}-{node}"


def _left_out(cluster: Cluster) -> Iterable[str]:
    if any(cluster.objects.values()):
        yield "objects other than nodes and pods"
    if any(map(_has_terms, _specs(cluster))):
        yield "affinities and volumes of existing pods"
    if cluster.static_folders:
        yield "folders of static pod manifests"


def _has_terms(spec: PodSpec) -> bool:
    return bool(spec.required_anti_affinity or spec.required_affinity or spec.preferred_affinity or spec.volumes)
