"""Null stands for an absent field, as Kubernetes' decoder reads it."""

from __future__ import annotations

from typing import Any


def without_nulls(value: Any) -> Any:
    """The value in new maps and lists without nulls, at every depth."""
    if isinstance(value, dict):
        return {key: without_nulls(item) for key, item in value.items() if item is not None}
    if isinstance(value, list):
        return [without_nulls(item) for item in value if item is not None]
    return value
