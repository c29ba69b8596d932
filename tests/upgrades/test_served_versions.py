from __future__ import annotations

from dslint.kubernetes.daemon_tolerations import daemon_tolerations
from dslint.kubernetes.release import Release, parse_versions
from dslint.upgrades.served_versions import served_changes, toleration_changes

SERVED = parse_versions("1.6..1.36")


def test_an_api_version_comes_is_deprecated_switched_off_and_removed() -> None:
    told = [
        f"{change.version} {change.text}"
        for change in served_changes((1, 4), (1, 36))
        if change.touches == ("apiVersion=extensions/v1beta1",)
    ]
    assert told == [
        "1.5 extensions/v1beta1: updateStrategy defaults to OnDelete, the selector to the template's labels",
        "1.8 extensions/v1beta1 is deprecated",
        "1.16 extensions/v1beta1 is no longer served by default",
        "1.18 extensions/v1beta1 is removed",
    ]


def test_wherever_the_controllers_tolerations_change_that_is_told() -> None:
    for version in SERVED:
        release = Release.of(version)
        before = (1, release.version[1] - 1)
        old, new = (set(daemon_tolerations(one, host_network=True)) for one in (Release(before), release))
        told = " ".join(change.text for change in toleration_changes(before, release.version))
        assert (old == new) == (told == ""), version
        assert all(f"{key}:{effect}" in told for key, effect in old ^ new), version


def test_tolerations_that_go_and_those_for_hostnetwork_are_told_apart() -> None:
    assert [change.text for change in toleration_changes((1, 8), (1, 9))] == [
        "all DaemonSet pods tolerate node.kubernetes.io/not-ready:NoExecute, node.kubernetes.io/unreachable:NoExecute",
        (
            "all DaemonSet pods no longer tolerate node.alpha.kubernetes.io/notReady:NoExecute,"
            " node.alpha.kubernetes.io/unreachable:NoExecute"
        ),
    ]
    assert any("with hostNetwork tolerate" in change.text for change in toleration_changes((1, 11), (1, 12)))
