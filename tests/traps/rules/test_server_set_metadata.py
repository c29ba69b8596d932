"""Metadata of an object that a cluster has, in a manifest."""

from __future__ import annotations

import pytest

from tests.traps.workloads import fields_of_daemonset, of_daemonset, of_pod

CODE = "DS576"


@pytest.mark.parametrize(
    ("changes", "fields"),
    [
        ({"metadata.resourceVersion": "48211"}, ["metadata.resourceVersion"]),
        ({"metadata.uid": "6a1f7c1e-0000-4000-8000-000000000000"}, ["metadata.uid"]),
        ({"metadata.managedFields": [{"manager": "kubectl"}]}, ["metadata.managedFields"]),
        ({"metadata.uid": "6a1f7c1e", "metadata.resourceVersion": "48211"}, ["metadata.resourceVersion"]),
        ({"metadata.resourceVersion": "48211", "status": {"numberReady": 1}}, ["metadata.resourceVersion"]),
        ({"metadata.resourceVersion": ""}, []),
        ({"metadata.generation": 3, "metadata.creationTimestamp": None}, []),
        ({"spec.template.metadata.resourceVersion": "1"}, []),
    ],
)
def test_fields_that_make_the_server_refuse_or_conflict_are_told(changes, fields):
    assert fields_of_daemonset(CODE, changes) == fields


def test_a_pod_is_no_exception():
    assert of_pod(CODE, {"metadata.resourceVersion": "1"}) == of_daemonset(CODE, {"metadata.resourceVersion": "1"})


def test_all_fields_are_one_finding():
    changes = {"metadata.uid": "6a1f7c1e", "metadata.resourceVersion": "48211"}
    ((_, message),) = of_daemonset(CODE, changes)
    assert message.startswith("resourceVersion, uid are set: the API server refuses to create such an object")


def test_a_pod_with_a_status_is_a_record_of_one_that_ran():
    assert of_pod(CODE, {"metadata.resourceVersion": "1", "status": {"phase": "Running"}}) == []
