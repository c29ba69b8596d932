"""Errors of a pod in the order in which validation finds them."""

from __future__ import annotations

import random
from typing import Any

import pytest

from dslint.findings import FieldPath, Problem
from dslint.kubelet.error_order import in_order

SPEC: FieldPath = ("spec",)


def ordered(*paths: FieldPath) -> list[FieldPath]:
    shuffled = list(paths)
    random.Random(7).shuffle(shuffled)
    return [found.path for found in in_order([Problem("DS201", "wrong", path) for path in shuffled])]


@pytest.mark.parametrize(
    "paths",
    [
        [("metadata", "name"), ("metadata", "labels", "a b"), ("metadata", "annotations", "x"), (*SPEC, "volumes", 0)],
        [(*SPEC,), (*SPEC, "terminationGracePeriodSeconds"), (*SPEC, "volumes", 0, "name")],
        [(*SPEC, "volumes", 9, "name"), (*SPEC, "containers", 0, "name")],
        [(*SPEC, "containers", 1, "image"), (*SPEC, "initContainers", 0, "name"), (*SPEC, "ephemeralContainers", 0)],
        [(*SPEC, "restartPolicy"), (*SPEC, "dnsPolicy"), (*SPEC, "nodeSelector", "a"), (*SPEC, "securityContext")],
        [(*SPEC, "hostname"), (*SPEC, "subdomain"), (*SPEC, "tolerations", 0), (*SPEC, "hostAliases", 0, "ip")],
        [(*SPEC, "os"), (*SPEC, "unheardOf")],
    ],
)
def test_fields_come_in_the_order_of_validation(paths: list[FieldPath]) -> None:
    assert ordered(*paths) == paths


def test_a_container_is_finished_before_the_next_and_its_fields_have_their_order() -> None:
    first, second = (*SPEC, "containers", 0), (*SPEC, "containers", 10)
    expected: list[FieldPath] = [
        first,
        (*first, "name"),
        (*first, "image"),
        (*first, "ports", 0, "containerPort"),
        (*first, "ports", 2),
        (*first, "ports", 2, "containerPort"),
        (*first, "ports", 11, "containerPort"),
        (*first, "volumeMounts", 0, "name"),
        (*first, "volumeDevices", 0, "name"),
        (*first, "volumeDevices", 0, "devicePath"),
        (*first, "volumeDevices", 1, "name"),
        (*first, "livenessProbe", "httpGet", "port"),
        (*second, "name"),
    ]
    assert ordered(*expected) == expected


def test_items_of_a_list_come_by_number_not_by_letter() -> None:
    paths: list[FieldPath] = [(*SPEC, "volumes", number, "name") for number in (0, 2, 10)]
    assert ordered(*paths) == paths


def test_problems_of_one_field_keep_their_order() -> None:
    problems = [Problem("DS201", message, (*SPEC, "hostname")) for message in ("z", "a", "m")]
    assert in_order(problems) == problems


def test_a_problem_of_the_whole_object_comes_before_those_of_the_spec() -> None:
    paths: list[Any] = [("metadata", "name"), (), (*SPEC, "volumes", 0)]
    assert ordered(*paths) == paths
