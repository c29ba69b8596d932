"""Of which kinds an inventory has all objects, and of which only some.

Lists are complete: `kubectl get` prints all objects of a kind, of a namespaced kind those of a namespace. So are
several objects of a kind. A single object says nothing of others.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import Any

from dslint.inventory.other_objects import CLUSTER_SCOPED, GROUPS, NOT_COMPLETE, ObjectDocument
from dslint.kubernetes.cluster import EVERY_NAMESPACE

KindWithin = tuple[str, str]
"""A kind and a namespace, "" for cluster-scoped kinds."""


def complete_kinds(
    documents: Iterable[ObjectDocument], empty_lists: Iterable[str], declared: Iterable[str]
) -> frozenset[KindWithin]:
    """The kinds, each with a namespace, of which nothing exists but what is declared.

    `empty_lists` are the kinds of Lists without objects. `declared` are kinds, or `KIND/NAMESPACE`, of which a compact
    inventory says so.
    """
    found = {everywhere(kind) for kind in empty_lists if kind in GROUPS}
    numbers = Counter[str]()
    shown: set[KindWithin] = set()
    for document in documents:
        key = _within(document.value)
        numbers[key[0]] += 1
        shown.add(key)
        if document.listed:
            found.add(key)
    found.update(key for key in shown if numbers[key[0]] > 1)
    return frozenset({*found, *map(_declared, declared)})


def everywhere(kind: str) -> KindWithin:
    """The kind in all namespaces."""
    return kind, "" if kind in CLUSTER_SCOPED else EVERY_NAMESPACE


def declaration(complete: Iterable[KindWithin]) -> list[str]:
    """As a compact inventory declares them."""
    counted = [each for each in complete if each[0] not in NOT_COMPLETE]
    return sorted(kind if within in ("", EVERY_NAMESPACE) else f"{kind}/{within}" for kind, within in counted)


def _within(value: dict[str, Any]) -> KindWithin:
    kind, metadata = value["kind"], value.get("metadata")
    namespace = metadata.get("namespace") if isinstance(metadata, dict) else None
    return kind, "" if kind in CLUSTER_SCOPED else str(namespace or "default")


def _declared(text: str) -> KindWithin:
    kind, _, namespace = text.partition("/")
    return (kind, namespace) if namespace else everywhere(kind)
