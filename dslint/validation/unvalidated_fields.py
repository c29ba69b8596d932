"""Paths that the API server never validates, so that schema errors about them do not count."""

from __future__ import annotations

from collections.abc import Iterator

from dslint.findings import FieldPath
from dslint.kubernetes.field_path import Field
from dslint.kubernetes.raw_values import Map, map_of
from dslint.kubernetes.release import Release
from dslint.validation.container.handlers import HOOK_HANDLERS, HOOKS, PROBE_HANDLERS, PROBES
from dslint.validation.daemonset.update_strategy import STRATEGY_TYPES
from dslint.validation.disabled_fields import disabled_in_object
from dslint.validation.pod.pod_under_validation import DAEMONSET, POD, listed, restarts_always
from dslint.validation.volumes.volumes import given_sources


def unvalidated_paths(value: Map, release: Release, *, baseline: Map | None = None) -> frozenset[FieldPath]:
    """The paths that the API server never validates: no problem at or below them counts.

    Such are fields whose feature gate is off, the second source of a volume, and the second handler of a probe.
    """
    if value.get("kind") not in (DAEMONSET, POD):
        return frozenset()
    top = Field.top(release)
    template = value.get("kind") == DAEMONSET
    steps = ("spec", "template", "spec") if template else ("spec",)
    found = {field.path for field in disabled_in_object(value, release, baseline)}
    found.update(_in_pod(map_of(value, *steps), top.child(*steps)))
    if template:
        found.update(_in_daemonset(map_of(value, "spec"), top.child("spec")))
    return frozenset(found)


def _in_daemonset(spec: Map, place: Field) -> Iterator[FieldPath]:
    """rollingUpdate with another strategy, and metadata of the template that the server ignores."""
    if map_of(spec, "updateStrategy").get("type") != STRATEGY_TYPES[0]:
        yield place.child("updateStrategy", "rollingUpdate").path
    for name in ("name", "generateName", "namespace", "ownerReferences", "finalizers"):
        yield place.child("template", "metadata", name).path


def _in_pod(spec: Map, place: Field) -> Iterator[FieldPath]:
    for volume, here in listed(spec, "volumes", place):
        yield from (here.child(name).path for name in given_sources(volume)[1:])
        if volume.get("hostPath") is not None and not map_of(volume, "hostPath").get("path"):
            yield here.child("hostPath", "type").path
    for container, here in listed(spec, "containers", place):
        yield from _in_running(container, here)
    for container, here in listed(spec, "initContainers", place):
        if restarts_always(container):
            yield from _in_running(container, here)
        else:
            yield from (here.child(name).path for name in ("lifecycle", *PROBES))


def _in_running(container: Map, place: Field) -> Iterator[FieldPath]:
    for name in PROBES:
        yield from _second_handlers(map_of(container, name), place.child(name), PROBE_HANDLERS)
    for name in HOOKS:
        hook = map_of(container, "lifecycle", name)
        yield from _second_handlers(hook, place.child("lifecycle", name), HOOK_HANDLERS)


def _second_handlers(handler: Map, place: Field, kinds: tuple[str, ...]) -> Iterator[FieldPath]:
    given = [kind for kind in kinds if handler.get(kind) is not None]
    yield from (place.child(kind).path for kind in given[1:])
