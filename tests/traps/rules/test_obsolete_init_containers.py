"""Init containers in annotations."""

from __future__ import annotations

import pytest

from tests.traps.version_fixes import fixes_of_pod
from tests.traps.workloads import of_daemonset, of_pod

CODE = "DS574"


@pytest.mark.parametrize(
    ("name", "version", "told"),
    [
        ("pod.beta.kubernetes.io/init-containers", "1.36", True),
        ("pod.alpha.kubernetes.io/init-containers", "1.8", True),
        ("pod.beta.kubernetes.io/init-containers", "1.7", False),
        ("example.com/init-containers", "1.36", False),
    ],
)
def test_they_never_run_since_they_are_a_field(name, version, told):
    annotations = {name: "[]"}
    assert bool(of_daemonset(CODE, {"spec.template.metadata.annotations": annotations}, version)) is told
    assert bool(of_pod(CODE, {"metadata.annotations": annotations}, version)) is told


def test_the_newer_annotation_becomes_the_field_and_the_older_one_goes():
    annotations = {f"pod.{stage}.kubernetes.io/init-containers": '[{"name": "setup"}]' for stage in ("alpha", "beta")}
    older, newer = fixes_of_pod(CODE, {"metadata.annotations": annotations})
    assert [edit.path[-1] for edit in older.edits] == ["pod.alpha.kubernetes.io/init-containers"]
    assert (newer.edits[0].path, newer.edits[0].value) == (("spec", "initContainers"), [{"name": "setup"}])
