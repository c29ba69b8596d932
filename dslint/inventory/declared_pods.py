"""The pods that a compact inventory declares: existingPods and staticPods, one PodSpec for each entry."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any, NamedTuple

from dslint.admission.defaults import defaulted
from dslint.admission.priority import listed_priority
from dslint.inventory.compact_types import ExistingPods, PodFields, StaticPod
from dslint.inventory.errors import Place
from dslint.kubernetes.cluster import Cluster, Node
from dslint.kubernetes.pods import Pod, PodSpec
from dslint.kubernetes.release import Release
from dslint.own_files.folders import is_within, project_of
from dslint.own_files.schema_wording import nearest

# The kind that owns a workload's pods: those of a Deployment belong to its ReplicaSet.
OWNERS = {"daemon_set": "DaemonSet", "deployment": "ReplicaSet", "stateful_set": "StatefulSet", "job": "Job"}


class DeclaredPods(NamedTuple):
    """Makes the declared pods under a release. `priorities` are the priorities by class."""

    release: Release
    priorities: Mapping[str, int]

    def existing(self, entry: ExistingPods, nodes: Sequence[Node]) -> Iterator[Pod]:
        """An entry's pods: one on each node for a DaemonSet, else `replicas` pods, dealt out over the nodes."""
        kind, reference = _owner(entry)
        namespace, _, name = reference.rpartition("/")
        namespace = namespace or "default"
        spec = self._spec(entry, namespace, name)
        owner = (kind, name) if kind else None
        for suffix, node in _distributed(entry, kind, nodes):
            pod_name = f"{name}-{suffix}" if suffix else name
            yield Pod(namespace, pod_name, entry.labels, spec, node=node.name, owner=owner)

    def static(self, name: str, template: StaticPod, nodes: Iterable[Node]) -> Iterator[Pod]:
        """The mirror pods of a static pod. Kubernetes: pkg/kubelet/config (generatePodName)."""
        spec = self._spec(template, template.namespace, name, static=True)
        for node in nodes:
            pod_name = f"{name}-{node.name.lower()}"
            yield Pod(template.namespace, pod_name, template.labels, spec, node=node.name, static=True)

    def _spec(self, fields: PodFields, namespace: str, name: str, *, static: bool = False) -> PodSpec:
        value = defaulted(_manifest(fields, namespace), self.release)["spec"]
        spec = PodSpec.of(value, self.release, namespace=namespace, labels=fields.labels)
        if fields.priority is not None:
            return spec
        priority, known = listed_priority(
            fields.priority_class_name, self.priorities, namespace=namespace, name=name, static=static
        )
        return replace(spec, priority=priority, priority_known=known)


class StaticPods:
    """The static pods of an inventory: collects their templates and folders by node, then adds them to a cluster."""

    def __init__(self, templates: Mapping[str, str | StaticPod], place: Place) -> None:
        self._templates = templates
        self._base = Path(place.file).parent
        self._nodes: dict[str, dict[int, None]] = {}
        self._folders: dict[int, dict[str, None]] = {}

    def declare(self, names: Iterable[str], indices: Iterable[int], place: Place) -> None:
        """Puts each of the static pods on each of the nodes; a repeated one counts once.

        Raises InventoryError for a name that is neither a template nor a folder.
        """
        on = tuple(indices)
        for position, name in enumerate(names):
            folder = self._folder(name, place.under("staticPods", position))
            for index in on:
                if folder is None:
                    self._nodes.setdefault(name, {})[index] = None
                else:
                    self._folders.setdefault(index, {})[folder] = None

    def add_to(self, cluster: Cluster, pods: DeclaredPods) -> None:
        """Adds the pods and folders to the cluster's nodes as they are now."""
        for name, indices in self._nodes.items():
            template = self._templates[name]
            assert isinstance(template, StaticPod)
            cluster.pods.extend(pods.static(name, template, [cluster.nodes[index] for index in indices]))
        for index, folders in self._folders.items():
            node = cluster.nodes[index].name
            cluster.static_folders[node] = (*cluster.static_folders.get(node, ()), *folders)

    def _folder(self, name: str, place: Place) -> str | None:
        template = self._templates.get(name)
        if isinstance(template, StaticPod):
            return None
        if template is None and "/" not in name:
            raise place.error(f"no static pod {name!r} in spec.staticPods{nearest(name, self._templates)}")
        folder = self._base / (template or name)
        if place.file:
            _check_folder(folder, template or name, place)
        return str(folder)


def _check_folder(folder: Path, name: str, place: Place) -> None:
    """An inventory file may only name folders of its own project, not others of this machine.

    Objects without a file come from a program, which may name any folder. Raises InventoryError.
    """
    try:
        if "\0" in name:
            raise place.error("a path cannot contain a null character; remove it")
        if not is_within(folder, project_of(Path(place.file))):
            raise place.error(f"{name} is outside the project of the inventory; move it inside")
        if not folder.exists():
            raise place.error(f"{name} does not exist; name a folder of manifests, relative to the inventory")
    except (OSError, RuntimeError) as error:  # a path that is too long, a loop of links
        raise place.error(f"{name} cannot be read: {error}") from error


def _owner(entry: ExistingPods) -> tuple[str, str]:
    """The owner's kind ("" for a single pod) and its "namespace/name"."""
    for field, kind in OWNERS.items():
        name = getattr(entry, field)
        if name:
            return kind, name
    return "", entry.name or ""


def _distributed(entry: ExistingPods, kind: str, nodes: Sequence[Node]) -> Iterator[tuple[str, Node]]:
    """The suffix of each pod's name, and its node."""
    if kind == "DaemonSet" or not nodes:
        yield from ((node.name, node) for node in nodes)
        return
    replicas = entry.replicas if entry.replicas is not None else len(nodes) if kind else 1
    for index in range(replicas):
        yield (str(index) if kind or replicas > 1 else ""), nodes[index % len(nodes)]


def _manifest(fields: PodFields, namespace: str) -> dict[str, Any]:
    container: dict[str, Any] = {"name": "main", "image": fields.image}
    resources = {key: dict(value) for key, value in (("requests", fields.requests), ("limits", fields.limits)) if value}
    if resources:
        container["resources"] = resources
    if fields.host_ports:
        container["ports"] = [_port(port) for port in fields.host_ports]
    spec: dict[str, Any] = {"containers": [container], "hostNetwork": fields.host_network}
    if fields.priority is not None:
        spec["priority"] = fields.priority
    if fields.priority_class_name:
        spec["priorityClassName"] = fields.priority_class_name
    metadata = {"name": "pod", "namespace": namespace, "labels": fields.labels}
    return {"apiVersion": "v1", "kind": "Pod", "metadata": metadata, "spec": spec}


def _port(text: int | str) -> dict[str, Any]:
    """`9100`, `53/UDP` or `127.0.0.1:9100/TCP`; the schema has checked the text."""
    head, _, protocol = str(text).partition("/")
    address, _, number = head.rpartition(":")
    port: dict[str, Any] = {"containerPort": int(number), "hostPort": int(number), "protocol": protocol or "TCP"}
    return {**port, "hostIP": address} if address else port
