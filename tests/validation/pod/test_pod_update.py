"""What may change of a Pod that runs."""

from __future__ import annotations

import pytest

from tests.validation.objects import POD, changed, pod_errors, problems

CHANGED = "pod updates may not change fields other than"
TOLERATION = {"key": "a", "operator": "Exists", "effect": "NoExecute", "tolerationSeconds": 5}


def _fields(changes, stored=None):
    old = changed(POD, stored or {})
    return [line.partition(": ")[0] for line in pod_errors(changes, baseline=old)]


@pytest.mark.parametrize(
    ("changes", "stored", "fields"),
    [
        ({"spec.containers.0.image": "registry.example/agent:2.0"}, {}, []),
        ({"spec.activeDeadlineSeconds": 5}, {}, []),
        ({"spec.activeDeadlineSeconds": 5}, {"spec.activeDeadlineSeconds": 10}, []),
        ({"spec.activeDeadlineSeconds": 10}, {"spec.activeDeadlineSeconds": 5}, ["spec.activeDeadlineSeconds"]),
        ({}, {"spec.activeDeadlineSeconds": 5}, ["spec.activeDeadlineSeconds"]),
        ({"spec.activeDeadlineSeconds": 2147483647}, {}, []),
        ({"spec.activeDeadlineSeconds": 2147483648}, {}, ["spec.activeDeadlineSeconds"]),
        ({"spec.tolerations": [TOLERATION]}, {}, []),
        ({"spec.tolerations": [{**TOLERATION, "tolerationSeconds": 9}]}, {"spec.tolerations": [TOLERATION]}, []),
        ({}, {"spec.tolerations": [TOLERATION]}, ["spec.tolerations"]),
        ({}, {"spec.schedulingGates": [{"name": "a"}]}, []),
        ({"spec.schedulingGates": [{"name": "a"}]}, {}, ["spec.schedulingGates[0].name"]),
        ({"spec.nodeSelector": {"a": "b"}}, {"spec.schedulingGates": [{"name": "a"}]}, []),
        ({"spec.nodeSelector": {"a": "b"}}, {}, ["spec"]),
        ({"spec.containers.1": {"name": "b", "image": "x"}}, {}, ["spec.containers"]),
        ({"spec.terminationGracePeriodSeconds": 1}, {"spec.terminationGracePeriodSeconds": -1}, []),
        ({"spec.terminationGracePeriodSeconds": 5}, {}, ["spec"]),
    ],
)
def test_only_some_fields_of_a_pod_change(changes, stored, fields):
    assert _fields(changes, stored) == fields


def test_the_finding_stands_at_the_first_field_that_differs():
    [problem] = problems(changed(POD, {"spec.hostPID": True, "spec.subdomain": "a"}), baseline=POD)
    assert problem.code == "DS245"
    assert problem.path == ("spec", "hostPID")
    assert problem.message.startswith(f"Forbidden: {CHANGED}")
    assert problem.message.endswith("hostPID, subdomain")


@pytest.mark.parametrize(
    ("selector", "refused"),
    [({"a": "1", "b": "2"}, False), ({"a": "1"}, False), ({"a": "2"}, True), ({}, True), ({"b": "2"}, True)],
)
def test_the_node_selector_of_a_gated_pod_only_grows(selector, refused):
    gated = {"spec.schedulingGates": [{"name": "x"}]}
    old = changed(POD, {**gated, "spec.nodeSelector": {"a": "1"}})
    found = pod_errors({**gated, "spec.nodeSelector": selector}, "1.36", old)
    assert [line.partition(":")[0] for line in found] == ["spec.nodeSelector"] * refused
    if refused:
        assert found[0].endswith("only additions to spec.nodeSelector are allowed (no deletions or mutations)")
