"""The pod under validation: a Pod, or the template of a DaemonSet."""

from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property
from typing import NamedTuple

from dslint.findings import FieldPath, Problem
from dslint.kubernetes.field_path import Field, with_ancestors
from dslint.kubernetes.raw_values import Map, map_of
from dslint.kubernetes.release import Release
from dslint.validation.disabled_fields import disabled_paths, without_disabled

CONTAINER_LISTS = ("initContainers", "containers", "ephemeralContainers")
ALWAYS = "Always"


class _Pod(NamedTuple):
    spec: Map
    metadata: Map
    place: Field
    metadata_place: Field
    template: bool
    old: Map | None = None
    old_metadata: Map | None = None
    invalid: frozenset[FieldPath] = frozenset()
    unreadable: frozenset[FieldPath] = frozenset()
    by_kubelet: bool = False


class PodUnderValidation(_Pod):
    """A pod spec with its metadata, after defaulting and without the fields that the server drops.

    `old` is the spec that it replaces, None for a new object. `invalid` are the paths of invalid values found
    before, `unreadable` those of values that the decoder rejected or does not know. `by_kubelet`: a kubelet validates a
    static pod, which no API server has prepared.
    """

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
        """All containers with their fields: init containers, containers, ephemeral containers."""
        for name in CONTAINER_LISTS:
            yield from listed(self.spec, name, self.place)

    def bare_containers(self) -> list[Map]:
        """The same containers without their fields."""
        lists = (self.spec.get(name) or () for name in CONTAINER_LISTS)
        return [container for each in lists for container in each if container is not None]

    def has_problem_at(self, path: FieldPath) -> bool:
        """Whether a problem was found at the path or below it."""
        return path in self._above_invalid

    def is_unreadable(self, path: FieldPath) -> bool:
        """Whether the decoder failed at the path or below it, so that the value is unknown."""
        return path in self._above_unreadable

    @cached_property
    def _above_invalid(self) -> frozenset[FieldPath]:
        return with_ancestors(self.invalid)

    @cached_property
    def _above_unreadable(self) -> frozenset[FieldPath]:
        return with_ancestors(self.unreadable)


def listed(where: Map, name: str, place: Field) -> Iterator[tuple[Map, Field]]:
    """The maps of a list, each with its field; items that the server dropped are skipped."""
    for position, item in enumerate(where.get(name) or ()):
        if item is not None:
            yield item, place.item(name, position)


def restarts_always(container: Map) -> bool:
    """Whether an init container is a sidecar."""
    return container.get("restartPolicy") == ALWAYS


POD = "Pod"
DAEMONSET = "DaemonSet"
VALUE_ERRORS = "DS2"
DECODING_ERRORS = "DS1"
"""Prefixes of the codes of validation and of the decoder."""
DROPPED_FIELD = "DS102"


def pod_under_validation(
    value: Map,
    release: Release,
    baseline: Map | None,
    found: Iterable[Problem] = (),
    *,
    by_kubelet: bool = False,
) -> PodUnderValidation:
    """The pod of a Pod or DaemonSet after defaulting, without the fields that the server drops."""
    template = value.get("kind") == DAEMONSET
    place = pod_place(release, template=template)
    holder, stored = _holder(value, template=template), _holder(baseline, template=template) if baseline else None
    old = map_of(stored, "spec") if stored is not None else None
    spec = map_of(holder, "spec")
    problems = [problem for problem in found if problem.code != DROPPED_FIELD] if found else ()
    return PodUnderValidation(
        spec=release.once(_kept, spec, old),
        metadata=map_of(holder, "metadata"),
        place=place.child("spec"),
        metadata_place=place.child("metadata"),
        template=template,
        old=old,
        old_metadata=map_of(stored, "metadata") if stored is not None else None,
        invalid=frozenset([problem.path for problem in problems if problem.code.startswith(VALUE_ERRORS)]),
        unreadable=frozenset([problem.path for problem in problems if problem.code.startswith(DECODING_ERRORS)]),
        by_kubelet=by_kubelet,
    )


def pod_place(release: Release, *, template: bool) -> Field:
    """Where a pod is: at the top, or the template of a DaemonSet."""
    return Field(("spec", "template"), "spec.template", release) if template else Field.top(release)


def _kept(spec: Map, old: Map | None, release: Release) -> Map:
    """A step of its own: errors and warnings are about the same."""
    return without_disabled(spec, disabled_paths(spec, release, old))


def _holder(value: Map, *, template: bool) -> Map:
    return map_of(value, "spec", "template") if template else value
