"""Tolerations that the controller adds by itself."""

from __future__ import annotations

import pytest

from tests.traps.tolerations import FIELD, NOT_READY, exists, fields_with_tolerations
from tests.traps.workloads import of_pod

CODE = "DS512"


@pytest.mark.parametrize(
    ("toleration", "version", "automatic"),
    [
        (exists(NOT_READY, "NoExecute"), "1.36", True),
        (exists(NOT_READY, "NoSchedule"), "1.36", False),
        (exists(NOT_READY), "1.36", False),
        (exists("node.kubernetes.io/pid-pressure", "NoSchedule"), "1.14", True),
        (exists("node.kubernetes.io/pid-pressure", "NoSchedule"), "1.13", False),
        (exists("node.kubernetes.io/network-unavailable", "NoSchedule"), "1.36", False),
        ({"key": NOT_READY, "effect": "NoExecute"}, "1.36", False),
    ],
)
def test_tolerations_that_every_daemonset_has_are_told(toleration, version, automatic):
    assert fields_with_tolerations(CODE, [toleration], version) == [f"{FIELD}[0]"] * automatic
    assert of_pod(CODE, {"pod.tolerations": [toleration]}, version) == []


def test_the_network_is_tolerated_on_the_host_network_only():
    toleration = exists("node.kubernetes.io/network-unavailable", "NoSchedule")
    assert fields_with_tolerations(CODE, [toleration], **{"pod.hostNetwork": True}) == [f"{FIELD}[0]"]


def test_seconds_make_a_toleration_another_than_the_controllers():
    own, other = exists(NOT_READY, "NoExecute", 60), exists("example.com/x", "NoExecute", 60)
    assert fields_with_tolerations(CODE, [own, other]) == []
