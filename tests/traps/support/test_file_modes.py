"""Where file modes are."""

from __future__ import annotations

from dslint.traps.support.file_modes import file_modes
from dslint.traps.support.workload import Workload
from tests.traps.workloads import POD, changed


def test_modes_are_in_volumes_their_items_and_projected_sources():
    item = {"key": "k", "path": "p", "mode": 256}
    projected = {"sources": [{"secret": {"name": "x", "items": [item]}}, {"configMap": {"name": "x"}}]}
    volumes = [{"name": "a", "configMap": {"name": "x", "defaultMode": 420}}, {"name": "b", "projected": projected}]
    value = changed(POD, {"pod.volumes": volumes})
    found = [(mode, path[2:]) for mode, path in file_modes(Workload.of(value, value)) if mode is not None]
    assert found == [
        (420, (0, "configMap", "defaultMode")),
        (256, (1, "projected", "sources", 0, "secret", "items", 0, "mode")),
    ]
