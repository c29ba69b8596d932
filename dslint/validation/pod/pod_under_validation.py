"""The pod under validation, in a template or by itself, and what its parts must know of the rest."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from dslint.findings import FieldPath
from dslint.kubernetes.field_path import Field
from dslint.kubernetes.release import Release

Map = Mapping[str, Any]
CONTAINER_LISTS = ("initContainers", "containers", "ephemeralContainers")
ALWAYS = "Always"


@dataclass(frozen=True)
class PodUnderValidation:
    """A pod spec with its metadata, after defaulting and without the fields that the server drops.

    `old` is the spec that it replaces, None for a new object. `faulty` are the places of wrong values found before,
    `unreadable` those that the decoder could not read or does not know.
    """

    spec: Map
    metadata: Map
    place: Field
    metadata_place: Field
    template: bool
    old: Map | None = None
    old_metadata: Map | None = None
    faulty: frozenset[FieldPath] = field(default_factory=frozenset)
    unreadable: frozenset[FieldPath] = field(default_factory=frozenset)

    @property
    def release(self) -> Release:
        return self.place.release

    @property
    def annotations(self) -> Mapping[str, str]:
        found: Mapping[str, str] = self.metadata.get("annotations") or {}
        return found

    @property
    def host_network(self) -> bool:
        return bool(self.spec.get("hostNetwork"))

    @property
    def security_context(self) -> Map:
        return map_of(self.spec, "securityContext")

    def containers(self) -> Iterator[tuple[Map, Field]]:
        """All containers with their places: init containers, containers, ephemeral containers."""
        for name in CONTAINER_LISTS:
            yield from listed(self.spec, name, self.place)

    def touches_fault(self, path: FieldPath) -> bool:
        """Whether a problem was found at the path or below it."""
        return any(fault[: len(path)] == path for fault in self.faulty)

    def is_half_read(self, path: FieldPath) -> bool:
        """Whether the decoder failed at the path or below it, so that nobody knows what was meant."""
        return any(fault[: len(path)] == path for fault in self.unreadable)


def map_of(where: Map, *names: str) -> Map:
    """The map under the names, an empty one where it is missing."""
    for name in names:
        where = where.get(name) or {}
    return where


def list_of(where: Map, name: str) -> Sequence[Any]:
    """The items of a list, without those that the server dropped."""
    found: Sequence[Any] = where.get(name) or ()
    return [item for item in found if item is not None]


def listed(where: Map, name: str, place: Field) -> Iterator[tuple[Map, Field]]:
    """The maps of a list, each with its place; those that the server dropped are passed over."""
    for position, item in enumerate(where.get(name) or ()):
        if item is not None:
            yield item, place.item(name, position)


def restarts_always(container: Map) -> bool:
    """Whether an init container is a sidecar."""
    return container.get("restartPolicy") == ALWAYS
