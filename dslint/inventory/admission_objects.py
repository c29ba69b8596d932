"""What belongs to the admission policies of a cluster: the objects that they take as parameters, and their places."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import partial
from typing import Any

from dslint.findings import FieldPath
from dslint.inventory.documents import Document
from dslint.inventory.errors import Place
from dslint.inventory.other_objects import ADMISSION_KINDS, GROUPS, ObjectDocument, identity, object_value
from dslint.kubernetes.cluster import Cluster, FilePlaceOf

POLICY = "ValidatingAdmissionPolicy"

ParamKind = tuple[str, str]
"""An apiVersion and a kind."""


def add_policy_parts(cluster: Cluster, declared: Iterable[ObjectDocument], others: Iterable[Document]) -> None:
    """Adds the parameters of the cluster's policies, and the places of its policies and bindings.

    `others` are the objects of kinds that nothing else reads. A parameter is kept as it is: no type is known for it.
    """
    wanted = param_kinds(cluster)
    for document in others:
        if document.json and (document.api_version, document.kind) in wanted:
            add_parameter(cluster, object_value(document, document.kind))
    cluster.places = {**cluster.places, **dict(_places(declared))}


def add_brought_parts(cluster: Cluster, documents: Iterable[ObjectDocument]) -> None:
    """As `add_policy_parts`, for the objects of manifests."""
    brought = list(documents)
    wanted = param_kinds(cluster)
    for document in brought:
        value = document.value
        if (str(value.get("apiVersion")), str(value.get("kind"))) in wanted:
            add_parameter(cluster, value)
    cluster.places = {**cluster.places, **dict(_places(brought))}


def param_kinds(cluster: Cluster) -> frozenset[ParamKind]:
    """The kinds of parameters that the policies name, but for those that a cluster has anyway."""
    found = (_param_kind(policy) for policy in cluster.of_kind(POLICY))
    return frozenset(kind for kind in found if kind is not None and kind[1] not in GROUPS)


def add_parameter(cluster: Cluster, value: Mapping[str, Any]) -> None:
    """Adds an object; it replaces one of the same identity."""
    if not _name(value):
        return
    known = cluster.objects.setdefault(value["kind"], [])
    known[:] = [other for other in known if _identity(other) != _identity(value)]
    known.append(dict(value))


def place_of(document: ObjectDocument) -> FilePlaceOf | None:
    """What finds lines in the text of an object; None for an object without text."""
    return partial(_line, document.place) if document.place.locate is not None else None


def _places(declared: Iterable[ObjectDocument]) -> Iterator[tuple[tuple[str, str, str], FilePlaceOf]]:
    for document in declared:
        place = place_of(document)
        if place is not None and document.value.get("kind") in ADMISSION_KINDS and _name(document.value):
            yield identity(document.value), place


def _line(place: Place, path: FieldPath) -> tuple[str, int] | None:
    line = place.line(path)
    return None if line is None else (place.file, line)


def _param_kind(policy: Mapping[str, Any]) -> ParamKind | None:
    spec = policy.get("spec")
    named = spec.get("paramKind") if isinstance(spec, dict) else None
    if not isinstance(named, dict):
        return None
    return str(named.get("apiVersion") or ""), str(named.get("kind") or "")


def _name(value: Mapping[str, Any]) -> str:
    metadata = value.get("metadata")
    name = metadata.get("name") if isinstance(metadata, dict) else None
    return name if isinstance(name, str) else ""


def _identity(value: Mapping[str, Any]) -> tuple[Any, ...]:
    metadata = value["metadata"]
    return value.get("apiVersion"), metadata.get("namespace"), metadata.get("name")
