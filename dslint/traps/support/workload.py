"""A DaemonSet or a Pod as all traps look at it: made once, and never changed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Literal, NamedTuple

from dslint.findings import FieldPath, Problem, Related
from dslint.kubernetes.taints import Toleration

Map = Mapping[str, Any]
DAEMONSET = "DaemonSet"
REQUIRED = "requiredDuringSchedulingIgnoredDuringExecution"
PREFERRED = "preferredDuringSchedulingIgnoredDuringExecution"
ROLLING_UPDATE = ("spec", "updateStrategy", "rollingUpdate")
CONTAINERS = "containers"
INIT_CONTAINERS = "initContainers"
_CONTAINER_LISTS = (INIT_CONTAINERS, CONTAINERS, "ephemeralContainers")


class Container(NamedTuple):
    """A container after defaulting; `kind` is the list that it stands in."""

    kind: str
    value: Map
    path: FieldPath

    @property
    def name(self) -> str:
        return self.value.get("name") or ""

    @property
    def stays(self) -> bool:
        """Whether it runs as long as the pod: a container, or an init container that restarts always."""
        return self.kind == CONTAINERS or (self.kind == INIT_CONTAINERS and self.value.get("restartPolicy") == "Always")


@dataclass(frozen=True, slots=True)
class Workload:
    """`written` is the manifest, `value` the object after defaulting; paths lead into the manifest.

    `spec` and `metadata` are the pod's or the template's, `place` and `metadata_place` the ways to them;
    `written_spec` is that part of the manifest before defaulting. `tolerations` have the positions of the manifest.
    """

    daemonset: bool
    namespace: str
    written: Map
    value: Map
    spec: Map
    written_spec: Map
    metadata: Map
    place: FieldPath
    metadata_place: FieldPath
    containers: tuple[Container, ...]
    tolerations: tuple[Toleration, ...]

    @classmethod
    def of(cls, written: Map, value: Map) -> Workload:
        daemonset = value.get("kind") == DAEMONSET
        holder: FieldPath = ("spec", "template") if daemonset else ()
        pod = map_of(value, *holder)
        spec = map_of(pod, "spec")
        place = (*holder, "spec")
        return cls(
            daemonset=daemonset,
            namespace=map_of(value, "metadata").get("namespace") or "",
            written=written,
            value=value,
            spec=spec,
            written_spec=map_of(written, *place),
            metadata=map_of(pod, "metadata"),
            place=place,
            metadata_place=(*holder, "metadata"),
            containers=tuple(_containers(spec, place)),
            tolerations=tuple(Toleration.of(item) for item in spec.get("tolerations") or ()),
        )

    @property
    def labels(self) -> Mapping[str, str]:
        return map_of(self.metadata, "labels")

    @property
    def host_network(self) -> bool:
        return bool(self.spec.get("hostNetwork"))

    @property
    def strategy(self) -> str:
        """The type of the update strategy, empty where there is none."""
        return map_of(self.value, "spec", "updateStrategy").get("type") or ""

    @property
    def affinity(self) -> Map:
        return map_of(self.spec, "affinity")

    def at(self, *keys: str | int) -> FieldPath:
        """A path below the pod's spec."""
        return (*self.place, *keys)


def _containers(spec: Map, place: FieldPath) -> Iterator[Container]:
    for kind in _CONTAINER_LISTS:
        for position, value in enumerate(spec.get(kind) or ()):
            yield Container(kind, value, (*place, kind, position))


def map_of(where: Map, *names: str | int) -> Map:
    """The map under the names, an empty one where it is missing."""
    for name in names:
        where = where.get(str(name)) or {}
    return where


def items_of(where: Map, name: str, path: FieldPath) -> Iterator[tuple[Map, FieldPath]]:
    """The maps of a list, each with the path to it; `path` leads to `where`."""
    for position, item in enumerate(where.get(name) or ()):
        yield item, (*path, name, position)


def problem(
    code: str,
    message: str,
    path: FieldPath,
    at: Literal["key", "value"] = "value",
    related: tuple[Related, ...] = (),
    help: str | None = None,  # noqa: A002 - the name that Problem has
) -> Problem:
    """A problem whose field is the path, written as Kubernetes writes fields."""
    return Problem(code, message, path, field_of(path), at, related, help)


def field_of(path: FieldPath) -> str:
    """`spec.template.spec.containers[0].image`, `….nodeSelector[kubernetes.io/os]`."""
    field = ""
    for part in path:
        if isinstance(part, int) or "." in part or "/" in part:
            field += f"[{part}]"
        else:
            field += f".{part}" if field else part
    return field
