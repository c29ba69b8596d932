"""What `kubectl describe nodes` prints: labels, taints, conditions, resources, and how much of them is requested."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from dslint.inventory.imports.import_result import Group, Imported, filled, minor_of
from dslint.inventory.imports.kubectl_table import add_node, newest, node_labels
from dslint.inventory.selected_nodes import ZONE

NAME = "kubectl describe nodes"
_START = re.compile(r"Name: +(\S+) *\r?\n(?=Roles: )", re.MULTILINE)
_FIELD = re.compile(r"([A-Z][^:]*):(.*)")
_ROW = re.compile(r"([^\s:]+):? +([^\s(]+)")
_COUNT = re.compile(r"\((\d+) in total\)")
NORMAL = {"Ready": "True", "MemoryPressure": "False", "DiskPressure": "False", "PIDPressure": "False"}
"""The conditions that matter, with the status of a node that is well."""

NOTHING = frozenset({"", "<none>"})
Fields = dict[str, list[str]]


def recognises(text: str) -> bool:
    return _START.match(text.lstrip()) is not None


def imported(text: str) -> Imported:
    result = Imported("kubectl")
    nodes = [(name, _fields(lines)) for name, lines in _nodes(text)]
    result.version = newest(minor_of(_rows(fields.get("Kubelet Version", [])).get("")) for _, fields in nodes)
    for name, fields in nodes:
        add_node(result.groups, _group(name, fields))
    result.unknown.append("pods; save nodes and pods with: kubectl get nodes,pods -A -o json")
    return result


def _nodes(text: str) -> Iterator[tuple[str, list[str]]]:
    found = list(_START.finditer(text))
    for start, end in zip(found, [*found[1:], None], strict=True):
        yield start[1], text[start.end() : end.start() if end else len(text)].splitlines()


def _fields(lines: Sequence[str]) -> Fields:
    """The values of each field: what follows its name, and the indented lines below."""
    found: Fields = {}
    values: list[str] = []
    for line in lines:
        field = _FIELD.fullmatch(line.strip() if line.lstrip().startswith("Kubelet Version:") else line)
        if field:
            values = found.setdefault(field[1], [])
        values.append(field[2].strip() if field else line.strip())
    return found


def _group(name: str, fields: Fields) -> Group:
    roles = [role for role in ",".join(fields.get("Roles", [])).split(",") if role not in NOTHING]
    labels = dict(label.split("=", 1) for label in fields.get("Labels", []) if "=" in label)
    allocatable = _rows(fields.get("Allocatable", []))
    return filled(
        name=",".join(roles) or "worker",
        names=[name],
        zone=labels.get(ZONE),
        labels=node_labels(labels, name),
        taints=[taint for taint in fields.get("Taints", []) if taint not in NOTHING],
        unschedulable=True if fields.get("Unschedulable") == ["true"] else None,
        conditions=_conditions(fields),
        allocatable=allocatable,
        load=_load(fields, allocatable),
    )


def _conditions(fields: Fields) -> dict[str, str]:
    found = _rows(fields.get("Conditions", []))
    return {key: found[key] for key, status in NORMAL.items() if found.get(key, status) != status}


def _load(fields: Fields, allocatable: dict[str, str]) -> dict[str, str]:
    """What the pods request, and how many they are."""
    requested = _rows(fields.get("Allocated resources", []))
    load = {key: amount for key, amount in requested.items() if key in allocatable}
    count = _COUNT.search(" ".join(fields.get("Non-terminated Pods", [])[:1]))
    return {**load, "pods": count[1]} if count else load


def _rows(lines: Sequence[str]) -> dict[str, str]:
    """The first two columns of a table; a value without a name has the key ""."""
    rows = (_ROW.match(line) for line in lines)
    found = {row[1]: row[2] for row in rows if row}
    return found or ({"": lines[0]} if lines else {})
