"""The table of `kubectl get nodes -o wide --show-labels`: names, status, roles, versions and labels, but no taints."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from dslint.inventory.imports.import_result import Group, Imported, minor_of
from dslint.inventory.selected_nodes import ZONE
from dslint.kubernetes.cluster import HOSTNAME

NAME = "kubectl get nodes"
_HEAD = re.compile(r"\s*NAME\s+STATUS\s+ROLES\s+AGE\s+VERSION\b.*")
ROLE = "node-role.kubernetes.io/"
OS = "kubernetes.io/os"
LABELS = "LABELS"
OS_IMAGE = "OS-IMAGE"
WINDOWS = "Windows"
"""The first word of the OS image of a Windows node."""

COLUMNS = 5
"""The number of columns that every table has."""
NONE = ("<none>", "")


class Row(NamedTuple):
    name: str
    status: str
    roles: tuple[str, ...]
    version: str
    labels: str
    is_windows: bool


def recognises(text: str) -> bool:
    return _HEAD.fullmatch(_lines(text)[0]) is not None if _lines(text) else False


def imported(text: str) -> Imported:
    """Columns are found by their order, so that a table need not be aligned."""
    head, *lines = _lines(text)
    columns = head.split()
    has_labels, has_systems = columns[-1] == LABELS, OS_IMAGE in columns
    result = Imported("kubectl")
    rows = [_row(line, has_labels=has_labels) for line in lines]
    result.version = newest(minor_of(row.version) for row in rows)
    for row in rows:
        add_node(result.groups, _group(row))
    result.unknown.append("taints; save the nodes with -o json")
    result.unknown.append("allocatable; declare it or save the nodes with -o json to check resources")
    if not has_labels:
        result.unknown.append("labels other than roles; the table shows them with --show-labels")
        if not has_systems:
            result.unknown.append("operating systems, assumed to be Linux; the table shows them with -o wide")
    return result


def newest(versions: Iterable[str | None]) -> str | None:
    return max(filter(None, versions), key=_order, default=None)


def add_node(groups: list[Group], group: Group) -> None:
    """Adds a group of one node to the group of nodes like it, or as a new group."""
    for known in groups:
        if {**known, "names": []} == {**group, "names": []}:
            known["names"] += group["names"]
            return
    groups.append(group)


def node_labels(labels: Mapping[str, str], name: str) -> dict[str, str]:
    """The labels without those that the inventory adds itself."""
    return {key: value for key, value in labels.items() if key != ZONE and (key, value) != (HOSTNAME, name)}


def _lines(text: str) -> list[str]:
    return [line for line in text.splitlines() if line.strip()]


def _row(line: str, *, has_labels: bool) -> Row:
    words = line.split()
    name, status, roles, _, version, *rest = words + [""] * (COLUMNS - len(words))
    labels = rest.pop() if has_labels and rest else ""
    return Row(name, status, () if roles in NONE else tuple(roles.split(",")), version, labels, WINDOWS in rest)


def _group(row: Row) -> Group:
    labels = _labels(row)
    zone = labels.get(ZONE)
    ready, *more = row.status.split(",")
    return {
        "name": ",".join(row.roles) or "worker",
        "names": [row.name],
        **({"zone": zone} if zone else {}),
        "labels": node_labels(labels, row.name),
        **({} if ready == "Ready" else {"conditions": {"Ready": "False" if ready == "NotReady" else "Unknown"}}),
        **({"unschedulable": True} if "SchedulingDisabled" in more else {}),
    }


def _labels(row: Row) -> dict[str, str]:
    pairs = (pair.partition("=") for pair in row.labels.split(",") if pair and pair not in NONE)
    found = {key: value for key, _, value in pairs} or {f"{ROLE}{role}": "" for role in row.roles}
    return {OS: "windows", **found} if row.is_windows else found


def _order(minor: str) -> tuple[int, ...]:
    return tuple(map(int, minor.split(".")))
