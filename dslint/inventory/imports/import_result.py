"""The result of an import, and what the readers of several tools share."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any, NamedTuple, TypedDict, TypeVar

import msgspec

from dslint.inventory.errors import Place
from dslint.kubernetes.kubeadm import LABELS, TAINTS
from dslint.kubernetes.release import (
    DEFAULT_VERSION,
    Release,
    UnknownVersionError,
    parse_version,
    show,
)
from dslint.kubernetes.taints import Taint

Group = dict[str, Any]
Label = str | int | float | bool | None
Labels = dict[str, Label]
Read = TypeVar("Read")

INSTANCE_TYPE = "node.kubernetes.io/instance-type"
REGION = "topology.kubernetes.io/region"
# Graviton: the number of the generation is followed by a g (m6g, c7gd, t4g); a1 was the first type.
_ARM = re.compile(r"[a-z]+[0-9]+g[a-z]*\..*|a1\..*")


class ToolDocument(NamedTuple):
    """One object in a tool's file."""

    value: dict[str, Any]
    place: Place


class _TaintObject(TypedDict):
    key: str
    effect: str


class TaintObject(_TaintObject, total=False):
    value: str | None


Taints = list[str | TaintObject] | dict[str, str]


@dataclass(slots=True)
class Imported:
    """The parts of a compact inventory. `unknown` names what the tool's file does not say."""

    name: str
    groups: list[Group] = field(default_factory=list)
    version: str | None = None
    zones: list[str] = field(default_factory=list)
    static_pods: dict[str, Any] = field(default_factory=dict)
    unknown: list[str] = field(default_factory=list)

    def inventory(self) -> dict[str, Any]:
        spec = {
            "kubernetesVersion": self.version,
            "zones": self.zones,
            "nodeGroups": self.groups,
            "staticPods": self.static_pods,
        }
        return {
            "apiVersion": "dslint.dev/v1",
            "kind": "Inventory",
            "metadata": {"name": self.name},
            "spec": {key: value for key, value in spec.items() if value},
        }


def filled(**fields: Any) -> Group:
    """A group with the fields that are not empty; keywords are in camel case."""
    return {key: value for key, value in fields.items() if value is not None and value not in ({}, [], "")}


def control_plane_labels(version: str | None) -> dict[str, str]:
    release = _release(version)
    return {key: "" for key, behaviour in LABELS.items() if release.has(behaviour)}


def control_plane_taints(version: str | None) -> list[str]:
    release = _release(version)
    return [f"{key}:NoSchedule" for key, behaviour in TAINTS.items() if release.has(behaviour)]


def minor_of(text: str | None) -> str | None:
    """`v1.29.2` -> `1.29`; None for an unknown version."""
    try:
        return show(parse_version(text)) if text else None
    except UnknownVersionError:
        return None


def arch_of(instance_type: str | None) -> str | None:
    """arm64 for Amazon's own processors, amd64 for the other types."""
    return None if not instance_type else "arm64" if _ARM.fullmatch(instance_type) else "amd64"


def taints_of(declared: Taints | None) -> list[str]:
    """In kubectl's short form, from a list of objects or short texts, or from a map of key to `value:Effect`."""
    if isinstance(declared, dict):
        return [_of_entry(key, value) for key, value in declared.items()]
    return [item if isinstance(item, str) else str(Taint.of(item)) for item in declared or ()]


def texts(labels: Labels | None) -> dict[str, str]:
    """Labels as texts: tools also accept numbers and booleans."""
    return {key: _text(value) for key, value in (labels or {}).items()}


def of_kinds(documents: Iterable[ToolDocument], *kinds: str) -> list[ToolDocument]:
    return [document for document in documents if document.value.get("kind") in kinds]


def of_group(documents: Iterable[ToolDocument], group: str) -> list[ToolDocument]:
    """The documents of an API group, or of a group below it."""
    return [document for document in documents if group in str(document.value.get("apiVersion")).partition("/")[0]]


def typed(document: ToolDocument, kind: type[Read]) -> Read:
    """The document as its type. Raises InventoryError."""
    try:
        return msgspec.convert(document.value, kind)
    except msgspec.ValidationError as error:
        raise document.place.type_error(str(error), document.value) from error


def _text(value: Label) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    return "" if value is None else str(value)


def _of_entry(key: str, text: str) -> str:
    value, _, effect = text.rpartition(":")
    return str(Taint(key, value, effect))


def _release(version: str | None) -> Release:
    return Release.of(version or DEFAULT_VERSION)
