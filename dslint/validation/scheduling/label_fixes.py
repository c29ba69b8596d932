"""The current names of the node labels that DS301 names.

Kubernetes: staging/src/k8s.io/api/core/v1/well_known_labels.go; pkg/controller/nodelifecycle keeps the labels of the
operating system and the architecture equal under both names, and cloud providers write both for zones.
"""

from __future__ import annotations

from typing import NamedTuple

from dslint.findings import Edit, FieldPath, Fix, Operation
from dslint.kubernetes.raw_values import Map
from dslint.kubernetes.release import Behaviour
from dslint.validation.behaviours import CONTROL_PLANE_LABEL, NODE_LABELS, TOPOLOGY_LABELS


class Renamed(NamedTuple):
    """The current name of a label, since when nodes have it, and whether they have both with the same value."""

    name: str
    since: Behaviour
    both: bool = True


RENAMED = {
    "beta.kubernetes.io/arch": Renamed("kubernetes.io/arch", NODE_LABELS),
    "beta.kubernetes.io/os": Renamed("kubernetes.io/os", NODE_LABELS),
    "beta.kubernetes.io/instance-type": Renamed("node.kubernetes.io/instance-type", TOPOLOGY_LABELS),
    "failure-domain.beta.kubernetes.io/region": Renamed("topology.kubernetes.io/region", TOPOLOGY_LABELS),
    "failure-domain.beta.kubernetes.io/zone": Renamed("topology.kubernetes.io/zone", TOPOLOGY_LABELS),
    "node-role.kubernetes.io/master": Renamed("node-role.kubernetes.io/control-plane", CONTROL_PLANE_LABEL, both=False),
}


def fix_of_key(key: str, path: FieldPath) -> Fix | None:
    """The fix of a label key that is a value: of an expression or a topology."""
    new = RENAMED.get(key)
    return None if new is None else _fix(key, new, Edit(Operation.SET, path, new.name))


def fix_of_selector(key: str, selector: Map, path: FieldPath) -> Fix | None:
    """The fix of a key of a nodeSelector. None if the selector has the current key with another value."""
    new = RENAMED.get(key)
    if new is None:
        return None
    if new.name not in selector:
        return _fix(key, new, Edit(Operation.RENAME, path, new.name))
    edit = Edit(Operation.REMOVE, path)
    return _fix(key, new, edit) if selector[new.name] == selector[key] else None


def _fix(key: str, new: Renamed, edit: Edit) -> Fix:
    """A new name that not all nodes with the old one have may select other nodes."""
    return Fix(f"select by {new.name} instead of {key}", (edit,), safe=new.both, since=new.since.since or "")
