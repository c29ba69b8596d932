"""Annotations of the scheduler that became fields."""

from __future__ import annotations

import pytest

from tests.traps.workloads import of_daemonset, of_pod

CODE = "DS543"


@pytest.mark.parametrize(
    ("name", "version", "told"),
    [
        ("tolerations", "1.36", True),
        ("tolerations", "1.5", False),
        ("affinity", "1.6", True),
        ("affinity", "1.5", False),
        ("other", "1.36", False),
    ],
)
def test_scheduling_went_from_annotations_to_fields(name, version, told):
    annotations = {f"scheduler.alpha.kubernetes.io/{name}": "[]"}
    assert bool(of_daemonset(CODE, {"spec.template.metadata.annotations": annotations}, version)) is told
    assert bool(of_pod(CODE, {"metadata.annotations": annotations}, version)) is told
