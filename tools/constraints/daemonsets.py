"""The numbers of a DaemonSet's spec."""

from __future__ import annotations

from tools.constraints.words import Constraint, elsewhere, not_negative, object_name, required

_NUMBERS = (
    not_negative("minReadySeconds"),
    not_negative("revisionHistoryLimit"),
)

_OBJECT = (*object_name(), elsewhere(required("spec", empty={})))
_TEMPLATE = elsewhere(required("template", empty={}))
_SELECTOR = elsewhere(required("selector", empty={}))

CONSTRAINTS: dict[str, tuple[Constraint, ...]] = {
    "apps.v1.DaemonSet": _OBJECT,
    "apps.v1beta2.DaemonSet": _OBJECT,
    "extensions.v1beta1.DaemonSet": _OBJECT,
    "apps.v1.DaemonSetSpec": (*_NUMBERS, _SELECTOR, _TEMPLATE),
    "apps.v1beta2.DaemonSetSpec": (*_NUMBERS, _SELECTOR, _TEMPLATE),
    "extensions.v1beta1.DaemonSetSpec": (*_NUMBERS, _TEMPLATE, not_negative("templateGeneration")),
}
