"""A label or taint key that is one letter away from a well-known key, or a label with the wrong domain."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

from dslint.findings import FieldPath, Fix, Problem
from dslint.kubernetes.raw_values import items_of, map_of
from dslint.kubernetes.release import Release
from dslint.traps.support.node_selection import node_expressions, topology_keys
from dslint.traps.support.well_known_keys import similar_label, similar_well_known_key
from dslint.traps.support.workload import Workload, problem

CODE = "DS532"


def check(workload: Workload, release: Release) -> Iterator[Problem]:
    for key, meant, path in _misspelled(workload):
        message = f"{key} is not a well-known label or taint; did you mean {meant}?"
        at: Literal["key", "value"] = "key" if path[-1] == key else "value"
        yield problem(CODE, message, path, at, help=f"write {meant}", fix=_written(meant, path, workload, at))


def _written(meant: str, path: FieldPath, workload: Workload, at: str) -> Fix | None:
    """The key as it is meant; None if the node selector has that one too."""
    if at == "value":
        return Fix.setting(f"write {meant}", path, meant, safe=False)
    if meant in map_of(workload.spec, "nodeSelector"):
        return None
    return Fix.renaming(f"write {meant}", path, meant, safe=False)


def _misspelled(workload: Workload) -> Iterator[tuple[str, str, FieldPath]]:
    """Keys with the well-known ones that they are similar to, and their paths."""
    for key, path in _labels(workload):
        meant = similar_label(key)
        if meant is not None:
            yield key, meant, path
    for toleration, path in items_of(workload.spec, "tolerations", workload.spec_path):
        key = toleration.get("key") or ""
        meant = similar_well_known_key(key)
        if meant is not None:
            yield key, meant, (*path, "key")


def _labels(workload: Workload) -> Iterator[tuple[str, FieldPath]]:
    for key in map_of(workload.spec, "nodeSelector"):
        yield key, workload.at("nodeSelector", key)
    for expression, path in node_expressions(workload):
        yield expression.get("key") or "", (*path, "key")
    yield from topology_keys(workload)
