"""The table of `kubectl get nodes -o wide --show-labels`: names, status, roles, versions and labels, but no taints."""

from __future__ import annotations

import re
from typing import NamedTuple

from dslint.inventory.imports.import_result import Group, Imported, minor_of
from dslint.inventory.selected_nodes import ZONE
from dslint.kubernetes.cluster import HOSTNAME

NAME = "kubectl get nodes"
_HEAD = re.compile(r"\s*NAME\s+STATUS\s+ROLES\s+AGE\s+VERSION\b.*")
ROLE = "node-role.kubernetes.io/"
# Labels that the inventory adds itself.
IMPLIED = frozenset({HOSTNAME, ZONE})
LABELS = "LABELS"
COLUMNS = 5
"""The number of columns that every table has."""
NONE = ("<none>", "")


class Row(NamedTuple):
    name: str
    status: str
    roles: tuple[str, ...]
    version: str
    labels: str


def recognises(text: str) -> bool:
    return _HEAD.fullmatch(_lines(text)[0]) is not None if _lines(text) else False


def imported(text: str) -> Imported:
    """Columns are found by their order, so that a table need not be aligned."""
    head, *lines = _lines(text)
    has_labels = head.split()[-1] == LABELS
    result = Imported("kubectl")
    rows = [_row(line, has_labels=has_labels) for line in lines]
    versions = [found for row in rows if (found := minor_of(row.version))]
    result.version = max(versions, key=_order, default=None)
    for row in rows:
        _add(result.groups, row)
    result.unknown.append("taints; save the nodes with -o json")
    result.unknown.append("allocatable; declare it or save the nodes with -o json to check resources")
    if not has_labels:
        result.unknown.append("labels other than roles; the table shows them with --show-labels")
    return result


def _lines(text: str) -> list[str]:
    return [line for line in text.splitlines() if line.strip()]


def _row(line: str, *, has_labels: bool) -> Row:
    words = line.split()
    name, status, roles, _, version, *rest = words + [""] * (COLUMNS - len(words))
    labels = rest[-1] if has_labels and rest else ""
    return Row(name, status, () if roles in NONE else tuple(roles.split(",")), version, labels)


def _add(groups: list[Group], row: Row) -> None:
    """Adds the node to the group of nodes like it, or as a new group."""
    labels = _labels(row)
    zone = labels.get(ZONE)
    ready, *more = row.status.split(",")
    group: Group = {
        "name": ",".join(row.roles) or "worker",
        "names": [row.name],
        **({"zone": zone} if zone else {}),
        "labels": {key: value for key, value in labels.items() if key not in IMPLIED},
        **({} if ready == "Ready" else {"conditions": {"Ready": "False" if ready == "NotReady" else "Unknown"}}),
        **({"unschedulable": True} if "SchedulingDisabled" in more else {}),
    }
    for known in groups:
        if {**known, "names": []} == {**group, "names": []}:
            known["names"].append(row.name)
            return
    groups.append(group)


def _labels(row: Row) -> dict[str, str]:
    pairs = (pair.partition("=") for pair in row.labels.split(",") if pair and pair not in NONE)
    return {key: value for key, _, value in pairs} or {f"{ROLE}{role}": "" for role in row.roles}


def _order(minor: str) -> tuple[int, ...]:
    return tuple(map(int, minor.split(".")))
