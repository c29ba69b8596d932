"""The spec of a listed Pod: the part that placement reads, with its types checked.

The types of all other fields are not checked, so they are left out before defaults are filled in.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import msgspec

from dslint.inventory.documents import json_value, typed
from dslint.inventory.errors import Place
from dslint.inventory.object_types import type_problems, without_nulls
from dslint.inventory.pod_spec_object import PodSpecObject
from dslint.kubernetes.release import Release

_SPEC: msgspec.json.Decoder[PodSpecObject | None] = msgspec.json.Decoder(PodSpecObject | None)
_READ_OF_CONTAINERS = ("name", "image", "ports", "resources", "restartPolicy")
_NOT_READ = ("ephemeralContainers",)
_OF_MANY_TYPES = ("volumes", "resourceClaims")
"""Fields that placement reads, with more types than PodSpecObject has."""


def read_part(raw: bytes, release: Release, pod: Place, *, bound: bool) -> dict[str, Any]:
    """The spec with only those container fields that placement reads; for a bound pod also without its node.

    Raises InventoryError for a value of the wrong type.
    """
    place = pod.under("spec")
    typed(raw, _SPEC, place)
    spec = without_nulls(json_value(raw, place) or {})
    _check_types(spec, release, pod)
    kept = {key: value for key, value in spec.items() if key not in _NOT_READ}
    for field in ("containers", "initContainers"):
        if spec.get(field):
            kept[field] = [{key: item[key] for key in _READ_OF_CONTAINERS if key in item} for item in spec[field]]
    if bound:
        kept.pop("nodeName", None)
        kept["affinity"] = _without_node(spec.get("affinity") or {})
    return kept


def _check_types(spec: Mapping[str, Any], release: Release, place: Place) -> None:
    """Raises InventoryError for a value of these fields that no decoder can read."""
    fields = {field: spec[field] for field in _OF_MANY_TYPES if spec.get(field)}
    if fields:
        for problem in type_problems({"apiVersion": "v1", "kind": "Pod", "spec": fields}, release):
            raise place.error(problem.message, problem.path)


def _without_node(affinity: dict[str, Any]) -> dict[str, Any]:
    # The node affinity of a bound pod is not evaluated again, and that of a DaemonSet's pod names its node.
    return {kind: terms for kind, terms in affinity.items() if kind != "nodeAffinity"}
