"""A whole object: which kinds are judged, and where findings stand."""

from __future__ import annotations

import pytest

from dslint.api_server.stored_object import StoredObject
from dslint.kubernetes.release import Release
from dslint.validation.objects import object_errors, object_warnings
from tests.validation.objects import DAEMONSET, POD, changed, problems

VOLUME = {"name": "data", "emptyDir": {}}
MOUNT = {"name": "data", "mountPath": "/data"}


@pytest.mark.parametrize("kind", ["Node", "Deployment", ""])
def test_other_kinds_are_none_of_its_business(kind):
    assert list(object_errors({"kind": kind}, Release.of("1.36"))) == []
    assert list(object_warnings({"kind": kind}, Release.of("1.36"))) == []


def test_a_policy_of_a_release_without_them_has_no_types_to_be_judged_by():
    written = {"apiVersion": "admissionregistration.k8s.io/v1", "kind": "ValidatingAdmissionPolicy", "spec": "4"}
    found = StoredObject.of(written, Release.of("1.20")).problems()
    assert [problem.path for problem in found] == [("apiVersion",)]


@pytest.mark.parametrize("base", [POD, DAEMONSET])
@pytest.mark.parametrize("minor", range(5, 38))
def test_a_plain_object_is_taken_by_every_version(base, minor):
    api = {"apiVersion": "extensions/v1beta1"} if base is DAEMONSET and minor < 9 else {}
    assert problems(changed(base, api), f"1.{minor}") == []


@pytest.mark.parametrize(
    ("changes", "code", "path", "at"),
    [
        ({"spec.containers.1": {"name": "agent", "image": "x"}}, "DS236", ("spec", "containers", 1, "name"), "value"),
        (
            {"spec.containers.0.volumeMounts": [MOUNT]},
            "DS239",
            ("spec", "containers", 0, "volumeMounts", 0, "name"),
            "value",
        ),
        (
            {"spec.containers.0.resources": {"limits": {"cpu": "1"}, "requests": {"cpu": "2"}}},
            "DS240",
            ("spec", "containers", 0, "resources", "requests", "cpu"),
            "value",
        ),
        ({"spec.volumes": [VOLUME, VOLUME]}, "DS241", ("spec", "volumes", 1, "name"), "value"),
        ({"spec.volumes": [{**VOLUME, "secret": {}}]}, "DS242", ("spec", "volumes", 0, "secret"), "key"),
        ({"metadata.annotations": {"A b": "c"}}, "DS202", ("metadata", "annotations", "A b"), "key"),
        ({"metadata.labels": {"a": "b c"}}, "DS202", ("metadata", "labels", "a"), "value"),
    ],
)
def test_findings_stand_at_the_text_that_they_mean(changes, code, path, at):
    [problem] = problems(changed(POD, changes))
    assert (problem.code, problem.path, problem.at) == (code, path, at)


def test_a_missing_volume_is_helped_with_the_ones_there_are():
    [problem] = problems(
        changed(POD, {"spec.containers.0.volumeMounts": [MOUNT], "spec.volumes": [{**VOLUME, "name": "b"}]})
    )
    assert problem.help == "declare a volume data, or mount one of b"
