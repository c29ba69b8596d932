"""A pod template as Kubernetes stores and compares it: what means the same looks the same.

Kubernetes: pkg/registry/apps/daemonset/strategy.go (a new template generation when the templates differ semantically)
and pkg/controller/daemon/update.go (a revision matches when the bytes of its template do). Empty texts, lists, maps and
zeros are not stored, except where the API's type is a pointer: `{}` there says something that absence does not.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from dslint.kubernetes import quantity

FREE_MAPS = frozenset(
    {"labels", "annotations", "nodeSelector", "matchLabels", "volumeAttributes", "options", "userAnnotations"}
)
"""Maps whose keys are the user's: an empty value there is a value."""

QUANTITY_MAPS = frozenset({"limits", "requests", "overhead"})
QUANTITIES = frozenset({"sizeLimit", "divisor"})

VALUE_STRUCTS = frozenset({"metadata", "podAffinityTerm", "preference", "resources", "spec"})
"""Structs that are not pointers: empty means absent."""

POINTERS = frozenset(
    {
        "activeDeadlineSeconds",
        "allowPrivilegeEscalation",
        "automountServiceAccountToken",
        "cachingMode",
        "controller",
        "defaultMode",
        "enableServiceLinks",
        "expirationSeconds",
        "fsGroup",
        "fsGroupChangePolicy",
        "hostProcess",
        "hostUsers",
        "localhostProfile",
        "maxExpirationSeconds",
        "minDomains",
        "mode",
        "mountPropagation",
        "optional",
        "preemptionPolicy",
        "priority",
        "privileged",
        "procMount",
        "readOnlyRootFilesystem",
        "recursiveReadOnly",
        "runAsGroup",
        "runAsNonRoot",
        "runAsUser",
        "runAsUserName",
        "runtimeClassName",
        "service",
        "setHostnameAsFQDN",
        "shareProcessNamespace",
        "storageClassName",
        "terminationGracePeriodSeconds",
        "tolerationSeconds",
        "volumeAttributesClassName",
        "volumeMode",
    }
)
"""Scalars behind a pointer: zero, false and "" are stored."""

KEPT = FREE_MAPS | QUANTITY_MAPS


def stored(value: Any, key: str = "") -> Any:
    """The value without what is not stored, quantities in one notation; `key` is the field's name."""
    if isinstance(value, Mapping):
        return _map(value, key)
    if isinstance(value, list | tuple):
        return [stored(item) for item in value]
    if key in QUANTITIES:
        return notation(value)
    return value


def _map(value: Mapping[str, Any], key: str) -> dict[str, Any]:
    if key in QUANTITY_MAPS:
        return {name: notation(amount) for name, amount in value.items()}
    if key in FREE_MAPS:
        return dict(value)
    fields = {name: stored(child, name) for name, child in value.items()}
    return {name: child for name, child in fields.items() if not _absent(name, child)}


def _absent(key: str, value: Any) -> bool:
    if value is None:
        return True
    if isinstance(value, dict):
        return not value and key in KEPT | VALUE_STRUCTS
    if isinstance(value, list):
        return not value
    # A host path's type is a pointer; every other `type` is required, so "" does not come.
    return not value and key not in POINTERS and key != "type"


def notation(amount: Any) -> str:
    """The exact value and the notation's family: together they decide how Kubernetes prints a quantity."""
    text = str(amount)
    if not quantity.is_quantity(text):
        return text
    number = quantity.parse(text)
    family = "binary" if text.endswith("i") else "exponent" if text[-1].isdigit() and "e" in text.lower() else "decimal"
    return f"{number} {family}"


def value_only(form: Any) -> Any:
    """A stored form with quantities by value alone: as the API server compares, to which `1Gi` is `1073741824`."""
    return _by_value(form, "")


def _by_value(value: Any, key: str) -> Any:
    if isinstance(value, dict):
        if key in QUANTITY_MAPS:
            return {name: amount.split(" ")[0] for name, amount in value.items()}
        return {name: _by_value(child, name) for name, child in value.items()}
    if isinstance(value, list):
        return [_by_value(item, "") for item in value]
    return value.split(" ")[0] if key in QUANTITIES else value
