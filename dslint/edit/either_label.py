"""Nodes with either of two labels, for versions that share no label of the control plane.

Kubernetes: a nodeSelector and all expressions of a term must hold, but only one of the terms of a node affinity.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from dslint.findings import Edit, FieldPath, Fix, Operation

MASTER, CONTROL_PLANE = "node-role.kubernetes.io/master", "node-role.kubernetes.io/control-plane"
REQUIRED = ("affinity", "nodeAffinity", "requiredDuringSchedulingIgnoredDuringExecution")
TERMS = (*REQUIRED, "nodeSelectorTerms")


def fix_of_selector(value: Any, path: FieldPath) -> Fix | None:
    """Select by node affinity what a nodeSelector selects by the label of masters; `path` is that of the label.

    None if the path is that of no such label.
    """
    if path[-2:] != ("nodeSelector", MASTER):
        return None
    spec = _at(value, path[:-2])
    terms = _at(spec, TERMS) or [{}]
    if not isinstance(terms, list) or not all(isinstance(term, dict) for term in terms):
        return None
    label = spec["nodeSelector"][MASTER]
    both = [_with(term, key, label) for term in terms for key in (MASTER, CONTROL_PLANE)]
    edits = (Edit(Operation.REMOVE, path), Edit(Operation.SET, (*path[:-2], *TERMS), both))
    return Fix(f"select nodes with {MASTER} or {CONTROL_PLANE}, by node affinity", edits)


def selects_either(value: Any, path: FieldPath) -> bool:
    """Whether the label of masters at a path in a term has its counterpart in another term that is like this one."""
    if "nodeSelectorTerms" not in path or _at(value, path) != MASTER:
        return False
    place = path.index("nodeSelectorTerms") + 1
    terms, own = _at(value, path[:place]), _at(value, path[: place + 1])
    return _renamed(own) in terms


def _with(term: Mapping[str, Any], key: str, label: Any) -> dict[str, Any]:
    expression = {"key": key, "operator": "In", "values": [label]}
    return {**term, "matchExpressions": [*(term.get("matchExpressions") or ()), expression]}


def _renamed(term: Mapping[str, Any]) -> dict[str, Any]:
    expressions = [
        {**one, "key": CONTROL_PLANE} if one.get("key") == MASTER else one for one in term["matchExpressions"]
    ]
    return {**term, "matchExpressions": expressions}


def _at(value: Any, path: FieldPath) -> Any:
    for key in path:
        if isinstance(value, list) and isinstance(key, int):
            value = value[key]
        else:
            value = value.get(key) if isinstance(value, dict) else None
    return value
