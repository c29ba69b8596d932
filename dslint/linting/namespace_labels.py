"""Namespaces given beside the objects that are linted: their labels say what Pod Security asks there."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from dslint.admission.pod_security.namespace_policy import PREFIX
from dslint.findings import FieldPath


def labels_of(objects: Iterable[tuple[FieldPath, Any]]) -> Iterator[tuple[str, Mapping[str, Any]]]:
    """Name and labels, as far as Pod Security reads them, of each Namespace among objects with their paths."""
    for _, value in objects:
        if isinstance(value, dict) and value.get("kind") == "Namespace" and isinstance(value.get("metadata"), dict):
            labels, name = value["metadata"].get("labels"), value["metadata"].get("name")
            if isinstance(labels, dict) and isinstance(name, str):
                yield (
                    name,
                    {key: value for key, value in labels.items() if isinstance(key, str) and key.startswith(PREFIX)},
                )
