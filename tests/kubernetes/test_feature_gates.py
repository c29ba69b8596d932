"""A gate exists from its first version on, and is on from another; a feature may be gone again."""

from __future__ import annotations

import pytest

from dslint.kubernetes.feature_gates import GATES, Gate


@pytest.mark.parametrize(
    ("gate", "version", "known", "on"),
    [
        (Gate((1, 20), (1, 22)), (1, 19), False, False),
        (Gate((1, 20), (1, 22)), (1, 20), True, False),
        (Gate((1, 20), (1, 22)), (1, 21), True, False),
        (Gate((1, 20), (1, 22)), (1, 22), True, True),
        (Gate((1, 20), None), (1, 99), True, False),
        (Gate((1, 8), (1, 10), (1, 12)), (1, 11), True, True),
        (Gate((1, 8), (1, 10), (1, 12)), (1, 12), False, False),
        (Gate((1, 9), (1, 9)), (1, 10), True, True),
    ],
)
def test_a_gate_is_known_and_on_from_its_versions(gate: Gate, version: tuple[int, int], known: bool, on: bool) -> None:
    assert (gate.known(version), gate.on(version)) == (known, on)


@pytest.mark.parametrize("name", sorted(GATES))
def test_a_gate_is_not_on_before_it_exists_nor_gone_before_it_is_on(name: str) -> None:
    gate = GATES[name]
    stages = [stage for stage in (gate.since, gate.on_since, gate.gone) if stage is not None]
    assert stages == sorted(stages)
    assert gate.gone is None or gate.gone > gate.since


@pytest.mark.parametrize(
    ("name", "off", "on"),
    [
        ("ScheduleDaemonSetPods", (1, 11), (1, 12)),
        ("DaemonSetUpdateSurge", (1, 21), (1, 22)),
        ("SidecarContainers", (1, 28), (1, 29)),
        ("PodLevelResources", (1, 33), (1, 34)),
        ("UserNamespacesSupport", (1, 32), (1, 33)),
        ("MinDomainsInPodTopologySpread", (1, 26), (1, 27)),
    ],
)
def test_gates_that_went_beta_are_on_from_then_on(name: str, off: tuple[int, int], on: tuple[int, int]) -> None:
    assert (GATES[name].on(off), GATES[name].on(on)) == (False, True)


def test_an_alpha_gate_is_off_in_every_version() -> None:
    assert not any(GATES["TaintTolerationComparisonOperators"].on((1, minor)) for minor in range(5, 38))
