"""Small random clusters and DaemonSets in which everything that decides occurs often, and meets its counterpart.

The strategies are made once: making one costs more than drawing from it.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

from hypothesis import strategies as st

Object = dict[str, Any]

VERSIONS = st.sampled_from(("1.36", "1.36", "1.33", "1.27", "1.21", "1.16", "1.11", "1.9"))
HOSTNAME, ZONE = "kubernetes.io/hostname", "topology.kubernetes.io/zone"
LABELS = {"pool": ("a", "b", "gpu"), "disk": ("ssd", "hdd"), ZONE: ("z1", "z2"), "cores": ("4", "16")}
TAINTS = (("dedicated", "gpu"), ("dedicated", "db"), ("spot", ""), ("node.kubernetes.io/unreachable", ""))
EFFECTS = ("NoSchedule", "NoExecute", "PreferNoSchedule")
TOLERATIONS: tuple[Object, ...] = (
    *({"key": key, "operator": "Exists"} for key, _ in TAINTS),
    *(
        {"key": key, "operator": "Equal", "value": value, "effect": effect}
        for key, value in TAINTS
        for effect in EFFECTS[:2]
    ),
    {"operator": "Exists"},
    {"operator": "Exists", "effect": "NoSchedule"},
)
BUDGETS = st.sampled_from((1, 1, 2, 3, "1%", "25%", "50%", "100%"))

_LABELS = st.fixed_dictionaries({}, optional={key: st.sampled_from(values) for key, values in LABELS.items()})
_TAINTS = st.lists(st.tuples(st.sampled_from(TAINTS), st.sampled_from(EFFECTS)), max_size=2, unique=True)
_SELECTORS = st.sampled_from([{key: value} for key, values in LABELS.items() for value in values])
_REQUESTS = st.fixed_dictionaries(
    {}, optional={"cpu": st.sampled_from(("100m", "500m", "1")), "memory": st.sampled_from(("64Mi", "1Gi", "3Gi"))}
)
_PORTS = st.sampled_from((None, None, 8080, 9100))
_APPS = st.sampled_from(("agent", "web", "db"))


def _rarely(times: int) -> st.SearchStrategy[bool]:
    return st.integers(1, times).map(lambda drawn: drawn == times)


def _node(cpu: str, pods: str, own: Object, taints: Sequence[Any], unwell: bool, cordoned: bool) -> Object:
    room = {"cpu": cpu, "memory": "4Gi", "pods": pods}
    given = [{"key": key, "value": value, "effect": effect} for (key, value), effect in taints]
    return {
        "apiVersion": "v1",
        "kind": "Node",
        "metadata": {"labels": {"kubernetes.io/os": "linux", "kubernetes.io/arch": "amd64", **own}},
        "spec": {"taints": given, **({"unschedulable": True} if cordoned else {})},
        "status": {
            "allocatable": room,
            "capacity": room,
            "conditions": [{"type": "Ready", "status": "False" if unwell else "True"}],
        },
    }


NODES = st.builds(
    _node,
    st.sampled_from(("1", "2", "4")),
    st.sampled_from(("2", "5", "110")),
    _LABELS,
    st.just(()) | st.just(()) | _TAINTS,
    _rarely(8),
    _rarely(8),
)


def named(node: Object, name: str) -> Object:
    metadata = {"name": name, "labels": {HOSTNAME: name, **node["metadata"]["labels"]}}
    return {**node, "metadata": metadata}


def _containers(requests: Object, port: int | None) -> list[Object]:
    ports = [{"containerPort": port, "hostPort": port}] if port else []
    return [{"name": "main", "image": "registry.example/main:1", "resources": {"requests": requests}, "ports": ports}]


CONTAINERS = st.builds(_containers, _REQUESTS, _PORTS)


class Running(NamedTuple):
    """A pod that is there already; `on` counts the nodes around."""

    app: str
    on: int
    containers: list[Object]
    priority: int
    owned: bool

    def pod(self, index: int, nodes: Sequence[Object]) -> Object:
        metadata: Object = {"name": f"{self.app}-{index}", "namespace": "shop", "labels": {"app": self.app}}
        if self.owned:
            owner = {"apiVersion": "apps/v1", "kind": "ReplicaSet", "name": self.app, "uid": "u", "controller": True}
            metadata["ownerReferences"] = [owner]
        on = nodes[self.on % len(nodes)]["metadata"]["name"]
        spec = {"nodeName": on, "containers": self.containers, "priority": self.priority}
        return {"apiVersion": "v1", "kind": "Pod", "metadata": metadata, "spec": spec, "status": {"phase": "Running"}}


RUNNING = st.builds(
    Running,
    st.sampled_from(("web", "db")),
    st.integers(0, 6),
    CONTAINERS,
    st.sampled_from((0, 0, -5, 1000)),
    st.booleans(),
)


def _node_affinity(key: str, operator: str, at: int) -> Object:
    expression: Object = {"key": key, "operator": operator}
    if operator in ("In", "NotIn"):
        expression["values"] = [LABELS[key][at % len(LABELS[key])]]
    terms = [{"matchExpressions": [expression]}]
    return {"nodeAffinity": {"requiredDuringSchedulingIgnoredDuringExecution": {"nodeSelectorTerms": terms}}}


_NODE_AFFINITY = st.builds(
    _node_affinity,
    st.sampled_from(tuple(LABELS)),
    st.sampled_from(("In", "NotIn", "Exists", "DoesNotExist")),
    st.integers(0, 2),
)


def _pod_affinity(kind: str, app: str, key: str) -> Object:
    term = {"topologyKey": key, "labelSelector": {"matchLabels": {"app": app}}, "namespaces": ["shop", "default"]}
    return {kind: {"requiredDuringSchedulingIgnoredDuringExecution": [term]}}


_POD_AFFINITY = st.builds(
    _pod_affinity, st.sampled_from(("podAffinity", "podAntiAffinity")), _APPS, st.sampled_from((HOSTNAME, ZONE))
)
_ALONE, _TOGETHER = (
    st.fixed_dictionaries(
        {"containers": CONTAINERS, "tolerations": st.lists(st.sampled_from(TOLERATIONS), max_size=3, unique_by=repr)},
        optional={
            "nodeSelector": st.just({}) | _SELECTORS,
            "priorityClassName": st.just("system-node-critical"),
            "affinity": st.just({}) | affinity,
        },
    )
    for affinity in (_NODE_AFFINITY, _NODE_AFFINITY | _POD_AFFINITY | _POD_AFFINITY)
)


def rolling(unavailable: int | str, surge: int | str = 0) -> Object:
    budget: Object = {"maxUnavailable": unavailable}
    if surge != 0:
        budget["maxSurge"] = surge
    return {"type": "RollingUpdate", "rollingUpdate": budget}


_ROLLING = st.builds(rolling, BUDGETS)
_SURGING = st.builds(rolling, st.just(0), BUDGETS)
_STRATEGIES = st.one_of(_ROLLING, _ROLLING, _ROLLING, _SURGING, st.just({"type": "OnDelete"}))


def daemonset(spec: Object, strategy: Object, min_ready: int, image: int) -> Object:
    container = {**spec["containers"][0], "image": f"registry.example/main:{image}"}
    return {
        "apiVersion": "apps/v1",
        "kind": "DaemonSet",
        "metadata": {"name": "agent", "namespace": "default"},
        "spec": {
            "selector": {"matchLabels": {"app": "agent"}},
            "template": {"metadata": {"labels": {"app": "agent"}}, "spec": {**spec, "containers": [container]}},
            "updateStrategy": strategy,
            "minReadySeconds": min_ready,
        },
    }


class Situation(NamedTuple):
    """A DaemonSet, what runs of it now, and the cluster that it comes to."""

    nodes: list[Object]
    pods: list[Object]
    new: Object
    old: Object | None
    version: str

    @property
    def inventory(self) -> list[Object]:
        return [*self.nodes, *self.pods]

    @property
    def names(self) -> list[str]:
        return [node["metadata"]["name"] for node in self.nodes]

    def with_template(self, **fields: Any) -> Situation:
        """With other fields in the spec of the new template."""
        spec = {**self.new["spec"]["template"]["spec"], **fields}
        template = {**self.new["spec"]["template"], "spec": spec}
        return self._replace(new={**self.new, "spec": {**self.new["spec"], "template": template}})

    def with_strategy(self, strategy: Object) -> Situation:
        return self._replace(new={**self.new, "spec": {**self.new["spec"], "updateStrategy": strategy}})


def _situation(
    nodes: list[Object], running: list[Running], specs: list[Object], strategy: Object, min_ready: int, version: str
) -> Situation:
    there = [named(node, f"n{index}") for index, node in enumerate(nodes)]
    # No two pods of a node hold the same port.
    possible = {
        (one.on % len(nodes), str(one.containers[0]["ports"] or index)): one for index, one in enumerate(running)
    }
    pods = [one.pod(index, there) for index, one in enumerate(possible.values())]
    new, *old = [daemonset(spec, strategy, min_ready, image) for image, spec in enumerate(specs)]
    return Situation(there, pods, new, old[0] if old else None, version)


def _situations(specs: st.SearchStrategy[Object], most: int, least: int = 1) -> st.SearchStrategy[Situation]:
    versions = st.lists(specs, min_size=least, max_size=most)
    # An update of nothing but the image is the most usual one.
    both = versions | specs.map(lambda spec: [spec] * most) if most > 1 else versions
    return st.builds(
        _situation,
        st.lists(NODES, min_size=1, max_size=8),
        st.lists(RUNNING, max_size=5),
        both,
        _STRATEGIES if most > 1 else st.just(rolling(1)),
        st.sampled_from((0, 0, 10)),
        VERSIONS,
    )


SITUATIONS = _situations(_TOGETHER, 2)
"""Anything."""
LONERS = _situations(_ALONE, 2)
"""DaemonSets whose pods look at no other pods."""
NEW_LONERS = _situations(_ALONE, 1)
"""The same, of which nothing runs yet."""
UPDATES = _situations(_TOGETHER, 2, least=2)
"""A new version of something that runs."""
LONE_UPDATES = _situations(_ALONE, 2, least=2)
