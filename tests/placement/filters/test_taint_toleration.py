"""TaintToleration: taints that the pod must tolerate, in the words of each version."""

from __future__ import annotations

import pytest

from dslint.kubernetes.release import Release
from tests.placement.building import events, messages, node, pod, said, snapshot


@pytest.mark.parametrize(
    ("version", "expected"),
    [
        ("1.36", "node(s) had untolerated taint(s)"),
        ("1.33", "node(s) had untolerated taint {spot: true}"),
        ("1.25", "node(s) had untolerated taint {spot: true}"),
        ("1.21", "node(s) had taint {spot: true}, that the pod didn't tolerate"),
    ],
)
def test_an_untolerated_taint_is_told_in_the_words_of_the_version(version, expected):
    release = Release.of(version)
    cluster = snapshot(node("n1", taints=("spot=true:NoSchedule",)), release=release)
    assert events(pod(release=release), cluster, "n1") == [expected]


def test_every_untolerated_taint_is_named_and_the_first_is_reported():
    cluster = snapshot(node("n1", taints=("a:NoSchedule", "b:PreferNoSchedule", "c=d:NoExecute")))
    assert messages(pod(), cluster, "n1") == ["untolerated taint a:NoSchedule", "untolerated taint c=d:NoExecute"]
    assert len(events(pod(), cluster, "n1")) == 1


@pytest.mark.parametrize(
    ("operator", "value", "gate", "tolerated"),
    [("Gt", "3", True, True), ("Gt", "7", True, False), ("Lt", "7", True, True), ("Gt", "3", False, False)],
)
def test_the_taint_is_compared_with_the_toleration_only_behind_its_gate(operator, value, gate, tolerated):
    release = Release.of("1.36", {"TaintTolerationComparisonOperators": gate})
    cluster = snapshot(node("n1", taints=("level=5:NoSchedule",)), release=release)
    made = pod(tolerations=[{"key": "level", "operator": operator, "value": value}], release=release)
    assert (not said(made, cluster, "n1")) is tolerated
