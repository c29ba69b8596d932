"""Places that validation never reaches."""

from __future__ import annotations

import pytest

from dslint.kubernetes.release import Release
from dslint.validation.unvalidated_fields import unvalidated_paths
from tests.validation.objects import DAEMONSET, POD, changed

POD_SPEC = ("spec",)
TEMPLATE = ("spec", "template")


def _unread(base, changes, version="1.36"):
    return set(unvalidated_paths(changed(base, changes), Release.of(version)))


@pytest.mark.parametrize(
    ("changes", "paths"),
    [
        ({}, set()),
        ({"spec.volumes": [{"name": "a", "emptyDir": {}, "secret": {}}]}, {("spec", "volumes", 0, "secret")}),
        ({"spec.volumes": [{"name": "a", "hostPath": {"type": "x"}}]}, {("spec", "volumes", 0, "hostPath", "type")}),
        (
            {"spec.containers.0.livenessProbe": {"httpGet": {}, "exec": {}}},
            {("spec", "containers", 0, "livenessProbe", "httpGet")},
        ),
        (
            {"spec.containers.0.lifecycle": {"preStop": {"exec": {}, "sleep": {}}}},
            {("spec", "containers", 0, "lifecycle", "preStop", "sleep")},
        ),
        (
            {"spec.initContainers": [{"name": "a", "image": "x"}]},
            {
                ("spec", "initContainers", 0, name)
                for name in ("lifecycle", "livenessProbe", "readinessProbe", "startupProbe")
            },
        ),
        ({"spec.initContainers": [{"name": "a", "image": "x", "restartPolicy": "Always"}]}, set()),
    ],
)
def test_second_sources_and_handlers_are_not_read(changes, paths):
    assert _unread(POD, changes) == paths


def test_dropped_fields_are_not_read():
    assert _unread(POD, {"spec.hostUsers": False}, "1.30") == {("spec", "hostUsers")}
    assert _unread(DAEMONSET, {"spec.template.spec.hostUsers": False}, "1.30") >= {
        ("spec", "template", "spec", "hostUsers")
    }


def test_of_a_templates_metadata_only_labels_and_annotations_are_read():
    names = {path[-1] for path in _unread(DAEMONSET, {"spec.updateStrategy.type": "RollingUpdate"})}
    assert names == {"name", "generateName", "namespace", "ownerReferences", "finalizers"}


def test_a_budget_is_read_for_rolling_updates_only():
    assert ("spec", "updateStrategy", "rollingUpdate") in _unread(DAEMONSET, {"spec.updateStrategy.type": "OnDelete"})


def test_other_kinds_have_no_such_places():
    assert unvalidated_paths({"kind": "Node"}, Release.of("1.36")) == frozenset()
