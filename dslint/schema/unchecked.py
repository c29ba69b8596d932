"""Parts of an object that the API server's validation does not look into, whatever stands in them."""

from __future__ import annotations

from typing import Any

from dslint.findings import Path

_LIFE = frozenset({"livenessProbe", "readinessProbe", "startupProbe", "lifecycle"})


def looked_into(path: Path, value: dict[str, Any]) -> bool:
    """`value` is the whole object. Probes and hooks are forbidden in an init container that ends, and so not read."""
    for depth in range(2, len(path)):
        if path[depth - 2] == "initContainers" and path[depth] in _LIFE:
            return bool(_at(value, path[:depth]).get("restartPolicy") == "Always")
    return True


def _at(value: Any, path: Path) -> Any:
    for key in path:
        value = value[key]
    return value
