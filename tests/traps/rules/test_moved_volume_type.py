"""Volumes that need a CSI driver."""

from __future__ import annotations

import pytest

from dslint.traps.rules.moved_volume_type import DRIVERS
from tests.traps.workloads import of_pod

CODE = "DS321"


@pytest.mark.parametrize("kind", DRIVERS)
def test_a_volume_type_moves_to_its_driver_at_a_version(kind):
    driver, moved = DRIVERS[kind]
    before = f"1.{int(moved.since.removeprefix('1.')) - 1}"
    changes = {
        "pod.volumes": [{"name": "data", "emptyDir": {}}, {"name": "disk", kind: {"readOnly": True, "fsType": "ext4"}}]
    }
    assert of_pod(CODE, changes, before) == []
    [(field, message)] = of_pod(CODE, changes, moved.since)
    assert field == f"spec.volumes[1].{kind}"
    assert message == f"volumes of type {kind} need the CSI driver {driver} on the node since Kubernetes {moved.since}"
