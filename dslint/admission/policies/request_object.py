"""Objects as the API server hands them to policies: what it fills in itself, and the JSON that it makes of Go values.

Kubernetes: the JSON tags of staging/src/k8s.io/api/{core,apps}/v1/types.go (empty values of `omitempty` fields are left
out, quantities are canonical), pkg/registry/apps/daemonset/strategy.go and pkg/registry/core/pod/strategy.go
(generation, status), pkg/apis/apps/v1/conversion.go (the generation of the template, as an annotation).
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from dslint.admission.policies.behaviours import CREATION_TIMES_ARE_NULL, POD_GENERATION
from dslint.kubernetes.quality_of_service import quality_of_service
from dslint.kubernetes.quantity_text import rounded_to_milli
from dslint.kubernetes.raw_values import map_of
from dslint.kubernetes.release import Release
from dslint.kubernetes.selectors import integer
from dslint.kubernetes.stored_template import FREE_MAPS, POINTERS, QUANTITIES, QUANTITY_MAPS

TEMPLATE_GENERATION = "deprecated.daemonset.template.generation"
UID = "00000000-0000-0000-0000-000000000000"
CREATED = "2020-01-01T00:00:00Z"
"""Stand for what only the API server knows: policies can see that they are there."""

_POINTERS = POINTERS | {"revisionHistoryLimit", "maxUnavailable", "maxSurge", "blockOwnerDeletion", "type", "port"}
_LEFT_OUT_IF_EMPTY = FREE_MAPS | QUANTITY_MAPS
_CONTAINER_LISTS = ("containers", "initContainers", "ephemeralContainers")
_COUNTS = ("currentNumberScheduled", "numberMisscheduled", "desiredNumberScheduled", "numberReady")

_KEPT = ("creationTimestamp", "uid", "resourceVersion", "generation")
_OF_SERVER = frozenset({*_KEPT, "managedFields", "selfLink", "deletionTimestamp"})

Map = Mapping[str, Any]


def sent(value: Any, key: str = "") -> Any:
    """The value as the API server writes it; `key` is the name of its field."""
    if isinstance(value, Mapping):
        if key in QUANTITY_MAPS:
            return {name: rounded_to_milli(amount) for name, amount in value.items()}
        if key in FREE_MAPS:
            return dict(value)
        fields = {name: sent(child, name) for name, child in value.items()}
        written = {name: child for name, child in fields.items() if not _is_left_out(name, child)}
        return _with_resources(written)
    if isinstance(value, list | tuple):
        return [sent(item) for item in value]
    return rounded_to_milli(value) if key in QUANTITIES else value


def _is_left_out(key: str, value: Any) -> bool:
    if value is None:
        return True
    if isinstance(value, dict):
        return not value and key in _LEFT_OUT_IF_EMPTY
    if isinstance(value, list):
        return not value
    return not value and key not in _POINTERS


def _with_resources(fields: dict[str, Any]) -> dict[str, Any]:
    """A struct that is no pointer is written even if it is empty."""
    for name in _CONTAINER_LISTS:
        for container in fields.get(name) or ():
            if isinstance(container, dict):
                container.setdefault("resources", {})
    return fields


def existing(value: Map, release: Release) -> dict[str, Any]:
    """An object that is there, after defaulting, as policies see it: it keeps what the server filled in once."""
    written = sent(value)
    counts = value.get("kind") == "DaemonSet" or (value.get("kind") == "Pod" and release.has(POD_GENERATION))
    generation = {"generation": 1} if counts else {}
    metadata = {"creationTimestamp": CREATED, "uid": UID, **generation, **map_of(written, "metadata")}
    status = map_of(written, "status")
    if value.get("kind") == "DaemonSet":
        annotations = {TEMPLATE_GENERATION: "1", **(metadata.get("annotations") or {})}
        metadata = {**metadata, "annotations": annotations}
        written = {**written, "spec": _spec_of_daemonset(written.get("spec") or {}, release)}
        status = {**dict.fromkeys(_COUNTS, 0), **status}
    elif value.get("kind") == "Pod":
        status = {**_status_of_pod(written), **status}
    return {**written, "metadata": metadata, **({"status": status} if status else {})}


def requested(value: Map, release: Release, current: Map | None = None) -> dict[str, Any]:
    """An object after defaulting that is created, or replaces `current`, as policies see both.

    What only the server sets is not taken from the manifest.
    """
    written = {key: part for key, part in sent(value).items() if key != "status"}
    before = map_of(current or {}, "metadata")
    set_by_server = {"creationTimestamp": CREATED, "uid": UID, **{key: before[key] for key in _KEPT if key in before}}
    own = {key: part for key, part in map_of(written, "metadata").items() if key not in _OF_SERVER}
    result = {**written, "metadata": {**own, **set_by_server}}
    if value.get("kind") == "DaemonSet":
        return _daemonset(result, release, current)
    if value.get("kind") == "Pod":
        return _pod(result, release, current)
    return result


def _daemonset(written: dict[str, Any], release: Release, current: Map | None) -> dict[str, Any]:
    """The generations count changes: of the spec, and of the template by itself."""
    spec = _spec_of_daemonset(written.get("spec") or {}, release)
    before = current or {"spec": spec}
    template_changed = map_of(before, "spec", "template") != spec.get("template", {})
    changed = map_of(before, "spec") != spec
    old_annotations = map_of(before, "metadata", "annotations")
    of_template = (integer(str(old_annotations.get(TEMPLATE_GENERATION))) or 1) + template_changed
    metadata = written["metadata"]
    annotations = {**(metadata.get("annotations") or {}), TEMPLATE_GENERATION: str(of_template)}
    generation = int(map_of(before, "metadata").get("generation") or 1) + changed
    return {
        **written,
        "metadata": {**metadata, "annotations": annotations, "generation": generation},
        "spec": spec,
        "status": {**dict.fromkeys(_COUNTS, 0), **map_of(before, "status")},
    }


def _spec_of_daemonset(spec: dict[str, Any], release: Release) -> dict[str, Any]:
    template = spec.get("template")
    if not isinstance(template, dict) or not release.has(CREATION_TIMES_ARE_NULL):
        return spec
    nulled = {"creationTimestamp": None, **(template.get("metadata") or {})}
    return {**spec, "template": {**template, "metadata": nulled}}


def _pod(written: dict[str, Any], release: Release, current: Map | None) -> dict[str, Any]:
    status = {**_status_of_pod(written), **map_of(current or {}, "status")}
    generation = {"generation": 1} if release.has(POD_GENERATION) else {}
    return {**written, "metadata": {**generation, **written["metadata"]}, "status": status}


def _status_of_pod(written: Map) -> dict[str, Any]:
    return {"phase": "Pending", "qosClass": quality_of_service(written.get("spec") or {})}


def namespace_object(declared: Map) -> dict[str, Any]:
    """The namespace of the request as policies see it: no fields but these."""
    metadata = map_of(declared, "metadata")
    name = metadata.get("name")
    labels = {"kubernetes.io/metadata.name": name, **(metadata.get("labels") or {})}
    annotations = metadata.get("annotations")
    return {
        "metadata": {
            "name": name,
            "labels": labels,
            **({"annotations": annotations} if annotations else {}),
            "uid": metadata.get("uid") or UID,
            "creationTimestamp": metadata.get("creationTimestamp") or CREATED,
        },
        "spec": {"finalizers": ["kubernetes"], **map_of(declared, "spec")},
        "status": {"phase": "Active", **map_of(declared, "status")},
    }
