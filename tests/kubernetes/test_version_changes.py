"""The changes for node agents stand in the order of the releases, and agree with the tables that decide."""

from __future__ import annotations

import pytest

from dslint.kubernetes.daemon_tolerations import daemon_tolerations
from dslint.kubernetes.feature_gates import GATES
from dslint.kubernetes.release import Release, parse_version, parse_versions
from dslint.kubernetes.version_changes import CHANGES, Change

SERVED = parse_versions("1.5..1.36")


def test_they_are_in_the_order_of_the_releases_and_each_is_said_once() -> None:
    versions = [parse_version(change.version) for change in CHANGES]
    assert versions == sorted(versions)
    assert len(set(CHANGES)) == len(CHANGES)
    assert {change.version for change in CHANGES} <= set(SERVED)


def test_a_change_as_json_has_its_three_parts() -> None:
    change = Change("1.12", "taints", "text")
    assert change.to_dict() == {"version": "1.12", "subject": "taints", "text": "text"}


@pytest.mark.parametrize("version", SERVED[1:])
def test_wherever_the_controllers_tolerations_change_a_change_of_taints_says_so(version: str) -> None:
    major, minor = parse_version(version)
    before = Release((major, minor - 1))
    changed = set(daemon_tolerations(before, host_network=True)) != set(
        daemon_tolerations(Release.of(version), host_network=True)
    )
    said = {change.version for change in CHANGES if change.subject == "taints" and "olerate" in change.text}
    said |= {change.version for change in CHANGES if "replace the alpha keys" in change.text}
    assert not changed or version in said


@pytest.mark.parametrize(
    ("gate", "words"),
    [
        ("DaemonSetUpdateSurge", "maxSurge is on by default"),
        ("SidecarContainers", "restartPolicy Always) are on by default"),
        ("PodLevelResources", "pod-level requests and limits are on"),
        ("UserNamespacesSupport", "user namespaces (hostUsers: false) are on"),
        ("EvenPodsSpread", "topologySpreadConstraints are on"),
        ("PodPriority", "pod priority is on"),
        ("ScheduleDaemonSetPods", "the scheduler binds DaemonSet pods"),
    ],
)
def test_what_is_said_to_be_on_by_default_is_on_from_that_version(gate: str, words: str) -> None:
    (version,) = [change.version for change in CHANGES if words in change.text]
    major, minor = parse_version(version)
    assert (GATES[gate].on((major, minor - 1)), GATES[gate].on((major, minor))) == (False, True)
