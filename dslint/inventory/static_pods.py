"""The static pods of a compact inventory: the nodes on which its groups and overrides put them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path

from dslint.inventory.compact_types import StaticPod
from dslint.inventory.declared_pods import static_pod
from dslint.inventory.errors import Place, nearest
from dslint.inventory.pod_objects import PodReader
from dslint.kubernetes.cluster import Cluster, Node
from dslint.own_files.folders import is_within, project_of


class StaticPods:
    """Collects names of templates and folders by node, then places them."""

    def __init__(self, templates: Mapping[str, str | StaticPod], place: Place) -> None:
        self._templates = templates
        self._base = Path(place.file).parent
        self._nodes: dict[str, dict[int, None]] = {}
        self._folders: dict[int, dict[str, None]] = {}

    def declare(self, names: Iterable[str], indices: Iterable[int], place: Place) -> None:
        """Puts each of the static pods on each of the nodes; a repeated one counts once.

        Raises InventoryError for a name that is neither template nor folder.
        """
        on = tuple(indices)
        for position, name in enumerate(names):
            folder = self._folder(name, place.under("staticPods", position))
            for index in on:
                if folder is None:
                    self._nodes.setdefault(name, {})[index] = None
                else:
                    self._folders.setdefault(index, {})[folder] = None

    def place(self, cluster: Cluster, reader: PodReader) -> None:
        """Put the pods and the folders on the cluster's nodes as they are now."""
        for name, indices in self._nodes.items():
            template = self._templates[name]
            assert isinstance(template, StaticPod)
            cluster.pods.extend(static_pod(name, template, _at(cluster.nodes, indices), reader))
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
            self._check(folder, template or name, place)
        return str(folder)

    def _check(self, folder: Path, name: str, place: Place) -> None:
        """An inventory file may only name folders of its own project, not others of this machine.

        Objects without a file come from a program, which may name any folder. Raises InventoryError.
        """
        try:
            if "\0" in name:
                raise place.error("a path has no null character; remove it")
            if not is_within(folder, project_of(Path(place.file))):
                raise place.error(f"{name} is outside the project of the inventory; move it inside")
            if not folder.exists():
                raise place.error(f"{name} does not exist; name a folder of manifests, relative to the inventory")
        except (OSError, RuntimeError) as error:  # too long, links in a circle
            raise place.error(f"{name} cannot be read: {error}") from error


def _at(nodes: list[Node], indices: Iterable[int]) -> list[Node]:
    return [nodes[index] for index in indices]
