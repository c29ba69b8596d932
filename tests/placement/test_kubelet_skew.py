from __future__ import annotations

from typing import Any

import pytest

from dslint.kubernetes.feature_gates import GATES
from dslint.kubernetes.release import Release
from dslint.placement import kubelet_skew
from dslint.placement.kubelet_skew import ignored, refusals

SIDECAR = {"initContainers": [{"name": "proxy", "restartPolicy": "Always"}]}


def told(spec: dict[str, Any], kubelet: str, release: str) -> tuple[list[str], list[str]]:
    """Why the pod never starts, and what the kubelet ignores."""
    of = Release.of(kubelet), Release.of(release)
    return [one.message for one in refusals(spec, *of)], [one.message for one in ignored(spec, *of)]


@pytest.mark.parametrize(
    ("kubelet", "refused"),
    [
        ("1.27", ["kubelet 1.27 knows no sidecars: it starts nothing else before init container proxy ends"]),
        (
            "1.28",
            ['the kubelet (1.28) refuses the pod: Init container "proxy" may not have a non-default restartPolicy'],
        ),
        ("1.29", []),
    ],
)
def test_sidecars_keep_a_pod_from_starting_under_kubelets_without_their_gate(kubelet: str, refused: list[str]) -> None:
    assert told(SIDECAR, kubelet, "1.30") == (refused, [])


def test_a_volume_that_the_kubelet_does_not_know_keeps_the_pod_from_starting() -> None:
    spec = {"volumes": [{"name": "a"}, {"name": "b", "image": {"reference": "x"}}]}
    refused = "kubelet 1.34 does not know volumes.image without the feature gate ImageVolume: "
    assert told(spec, "1.34", "1.35") == (
        [f"{refused}the pod waits for its volume without end"],
        [],
    )
    assert told(spec, "1.35", "1.36") == ([], [])


def test_other_fields_are_ignored() -> None:
    spec = {"hostUsers": False, "containers": [{"env": [{"name": "A", "valueFrom": {"fileKeyRef": {"key": "a"}}}]}]}
    assert told(spec, "1.32", "1.35")[1] == [
        "kubelet 1.32 does not know containers.env.valueFrom.fileKeyRef and ignores it",
        "kubelet 1.32 does not know hostUsers without the feature gate UserNamespacesSupport and ignores it",
    ]


@pytest.mark.parametrize(
    "spec",
    [
        {"hostUsers": True},
        {"topologySpreadConstraints": [{"minDomains": 2}]},
        {"os": {"name": "linux"}},
        {"containers": [{"name": "a"}]},
    ],
)
def test_what_changes_nothing_or_is_the_schedulers_is_not_told(spec: dict[str, Any]) -> None:
    assert told(spec, "1.22", "1.36") == ([], [])


def test_what_the_api_server_drops_is_not_told() -> None:
    assert told({"hostUsers": False}, "1.29", "1.30") == ([], [])
    gates = {"UserNamespacesSupport": True}
    assert not list(ignored({"hostUsers": False}, Release.of("1.30", gates), Release.of("1.31", gates)))


def test_tables_name_gates() -> None:
    for table in (kubelet_skew._OF_THE_SCHEDULER, kubelet_skew._WITHOUT_EFFECT, kubelet_skew._VOLUMES):
        assert table <= GATES.keys()
