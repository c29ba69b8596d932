"""The pod that is validated: a Pod's own, or the template of a DaemonSet, and what was found in it before."""

from __future__ import annotations

from typing import Any

import pytest

from dslint.findings import FieldPath, Problem
from dslint.kubernetes.field_path import Field
from dslint.validation.pod.pod_under_validation import (
    PodUnderValidation,
    listed,
    pod_under_validation,
    restarts_always,
)
from tests.validation.objects import DAEMONSET, POD, changed, release_of


def subject(
    value: dict[str, Any], baseline: dict[str, Any] | None = None, faults: tuple[Problem, ...] = ()
) -> PodUnderValidation:
    return pod_under_validation(value, release_of("1.36"), baseline, faults)


def test_a_pod_is_its_own_and_a_daemonset_has_a_template() -> None:
    pod, template = subject(POD), subject(DAEMONSET)
    assert (pod.template, pod.place.field, pod.metadata_place.field) == (False, "spec", "metadata")
    assert (template.template, template.place.field) == (True, "spec.template.spec")
    assert template.metadata == {"labels": {"app": "agent"}}
    assert template.metadata_place.path == ("spec", "template", "metadata")


def test_what_it_replaces_is_there_for_an_update_alone() -> None:
    old = changed(POD, {"spec.hostNetwork": True, "metadata.annotations": {"a": "b"}})
    updated = subject(POD, old)
    assert (updated.old or {}).get("hostNetwork") is True
    assert (updated.old_metadata or {})["annotations"] == {"a": "b"}
    assert (subject(POD).old, subject(POD).old_metadata) == (None, None)
    assert subject(DAEMONSET, DAEMONSET).old == DAEMONSET["spec"]["template"]["spec"]


def test_containers_are_those_of_all_three_lists_each_with_its_field() -> None:
    value = changed(
        POD, {"spec.initContainers": [{"name": "i"}], "spec.ephemeralContainers": [{"name": "e"}, {"name": "f"}]}
    )
    assert [(container["name"], place.field) for container, place in subject(value).containers()] == [
        ("i", "spec.initContainers[0]"),
        ("agent", "spec.containers[0]"),
        ("e", "spec.ephemeralContainers[0]"),
        ("f", "spec.ephemeralContainers[1]"),
    ]


def test_items_that_the_server_dropped_keep_the_positions_of_the_others() -> None:
    top = Field.top(release_of("1.36"))
    assert [place.field for _, place in listed({"a": [None, {}, None, {}]}, "a", top)] == ["a[1]", "a[3]"]
    assert list(listed({"a": None}, "a", top)) == []
    assert list(listed({}, "a", top)) == []


VOLUMES: FieldPath = ("spec", "volumes", 0)


@pytest.mark.parametrize(
    ("code", "faulty", "unreadable"),
    [("DS205", True, False), ("DS103", False, True), ("DS102", False, False), ("DS501", False, False)],
)
def test_problems_found_before_are_invalid_values_or_what_cannot_be_read(
    code: str, faulty: bool, unreadable: bool
) -> None:
    found = subject(POD, faults=(Problem(code, "x", (*VOLUMES, "name")),))
    assert found.has_problem_at(VOLUMES) is faulty
    assert found.is_unreadable(VOLUMES) is unreadable


@pytest.mark.parametrize(
    ("path", "found"),
    [
        (("spec",), True),
        (VOLUMES, True),
        ((*VOLUMES, "name"), True),
        ((*VOLUMES, "name", "deeper"), False),
        (("spec", "volumes", 1), False),
        (("spec", "volume"), False),
    ],
)
def test_a_problem_is_found_at_its_path_and_above_it(path: FieldPath, found: bool) -> None:
    faults = (Problem("DS205", "x", (*VOLUMES, "name")), Problem("DS103", "x", (*VOLUMES, "name")))
    assert subject(POD, faults=faults).has_problem_at(path) is found
    assert subject(POD, faults=faults).is_unreadable(path) is found


@pytest.mark.parametrize(
    ("container", "always"), [({"restartPolicy": "Always"}, True), ({"restartPolicy": "Never"}, False), ({}, False)]
)
def test_a_sidecar_restarts_always(container: dict[str, str], always: bool) -> None:
    assert restarts_always(container) is always


def test_fields_of_features_that_are_off_are_dropped() -> None:
    value = changed(POD, {"spec.resources": {"limits": {"cpu": "1"}}})
    assert "resources" in subject(value).spec
    assert "resources" not in pod_under_validation(value, release_of("1.31"), None).spec
