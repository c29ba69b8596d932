"""Null stands for an absent field, as Kubernetes' decoder reads it."""

from __future__ import annotations

from typing import Any

from dslint.source.tree import KEPT_LEVELS


def without_nulls(value: Any, levels: int = KEPT_LEVELS) -> Any:
    """The value in new maps and lists without nulls. What nests deeper than any field is left out, as from a text."""
    if isinstance(value, dict):
        return {key: without_nulls(item, levels - 1) for key, item in value.items() if item is not None and levels}
    if isinstance(value, list):
        return [without_nulls(item, levels - 1) for item in value if item is not None and levels]
    return value
