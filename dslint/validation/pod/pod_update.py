"""Validation of Pod updates. Mutable are images, the deadline, new tolerations, and removed scheduling gates.

Kubernetes: ValidatePodUpdate.
"""

from __future__ import annotations

from typing import Any

from dslint.kubernetes.field_errors import Problems, forbidden, invalid
from dslint.kubernetes.field_path import Field
from dslint.kubernetes.field_values import StringMap
from dslint.kubernetes.names import range_error
from dslint.kubernetes.raw_values import Map, list_of, map_of
from dslint.validation.pod.pod_under_validation import PodUnderValidation

LARGEST_DEADLINE = 2**31 - 1
UPDATABLE = (
    "`spec.containers[*].image`",
    "`spec.initContainers[*].image`",
    "`spec.activeDeadlineSeconds`",
    "`spec.tolerations` (only additions to existing tolerations)",
    "`spec.terminationGracePeriodSeconds` (allow it to be set to 1 if it was previously negative)",
)
LOCKED = "DS245"


def pod_update_errors(subject: PodUnderValidation) -> Problems:
    old = subject.old or {}
    for name in ("containers", "initContainers"):
        if len(list_of(subject.spec, name)) != len(list_of(old, name)):
            yield forbidden(subject.place.child(name), "pod updates may not add or remove containers")
            return
    yield from _deadline_errors(subject.spec, old, subject.place.child("activeDeadlineSeconds"))
    yield from _toleration_errors(subject.spec, old, subject.place.child("tolerations"))
    yield from _gate_errors(subject.spec, old, subject.place.child("schedulingGates"))
    if list_of(old, "schedulingGates"):
        yield from _node_selector_errors(subject.spec, old, subject.place.child("nodeSelector"))
    changed = sorted(_changed(subject.spec, old))
    if changed:
        # The server shows a difference of Go's structures here; the names of the fields say as much.
        detail = f"pod updates may not change fields other than {','.join(UPDATABLE)}\n{', '.join(changed)}"
        yield forbidden(subject.place.at((*subject.place.path, changed[0])), detail, code=LOCKED)


def _deadline_errors(spec: Map, old: Map, place: Field) -> Problems:
    given, was = spec.get("activeDeadlineSeconds"), old.get("activeDeadlineSeconds")
    if given is None:
        if was is not None:
            yield invalid(place, None, "must not update from a positive integer to nil value")
    elif not 0 <= given <= LARGEST_DEADLINE:
        yield invalid(place, given, range_error(0, LARGEST_DEADLINE))
    elif was is not None and was < given:
        yield invalid(place, given, "must be less than or equal to previous value")


def _toleration_errors(spec: Map, old: Map, place: Field) -> Problems:
    given = [_timeless(toleration) for toleration in list_of(spec, "tolerations")]
    if any(_timeless(toleration) not in given for toleration in list_of(old, "tolerations")):
        yield forbidden(place, "existing toleration can not be modified except its tolerationSeconds")


def _timeless(toleration: Map) -> dict[str, Any]:
    return {key: value for key, value in toleration.items() if key != "tolerationSeconds"}


def _gate_errors(spec: Map, old: Map, place: Field) -> Problems:
    had = {gate.get("name") for gate in list_of(old, "schedulingGates")}
    for position, gate in enumerate(list_of(spec, "schedulingGates")):
        if gate.get("name") not in had:
            detail = f"only deletion is allowed, but found new scheduling gate '{gate.get('name') or ''}'"
            yield forbidden(place.nth(position).child("name"), detail)


def _node_selector_errors(spec: Map, old: Map, place: Field) -> Problems:
    """While a pod is gated, its node selector can get further labels."""
    given = spec.get("nodeSelector")
    if any((given or {}).get(key) != value for key, value in map_of(old, "nodeSelector").items()):
        yield invalid(
            place, StringMap(given), "only additions to spec.nodeSelector are allowed (no deletions or mutations)"
        )


def _changed(spec: Map, old: Map) -> set[str]:
    """The names of immutable fields that differ."""
    given, was = _comparable(spec), _comparable(old)
    if (old.get("terminationGracePeriodSeconds") or 0) < 0 and spec.get("terminationGracePeriodSeconds") == 1:
        given["terminationGracePeriodSeconds"] = was["terminationGracePeriodSeconds"]
    if list_of(old, "schedulingGates"):
        # A gated pod's node selection may be narrowed still.
        for name in ("nodeSelector", "affinity"):
            given.pop(name, None)
            was.pop(name, None)
    return {name for name in given.keys() | was.keys() if given.get(name) != was.get(name)}


def _comparable(spec: Map) -> dict[str, Any]:
    free = ("activeDeadlineSeconds", "tolerations", "schedulingGates")
    fields = {key: value for key, value in spec.items() if key not in free and value not in (None, [], {}, "")}
    for name in ("containers", "initContainers"):
        if name in fields:
            fields[name] = [{**container, "image": ""} for container in fields[name]]
    return fields
