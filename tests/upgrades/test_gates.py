from __future__ import annotations

from dslint.kubernetes.feature_gates import GATES
from dslint.kubernetes.gated_fields import GATED
from dslint.kubernetes.release import parse_version
from dslint.upgrades.gates import PURPOSES, gate_changes, purpose_of

NOTHING = frozenset[tuple[str, str]]()
ALL = ((1, 4), (1, 37))


def texts(after: tuple[int, int], to: tuple[int, int]) -> list[str]:
    return [f"{change.version} {change.text}" for change in gate_changes(after, to, NOTHING)]


def test_every_gate_has_a_purpose_and_what_it_touches() -> None:
    for gate in GATES:
        _, purpose, touches = purpose_of(gate)
        assert purpose, gate
        assert touches, gate


def test_purposes_are_those_of_gates() -> None:
    assert PURPOSES.keys() <= GATES.keys()


def test_the_stages_are_those_of_the_table() -> None:
    told = [text for text in texts(*ALL) if "DaemonSetUpdateSurge" in text]
    assert told == [
        "1.21 maxSurge: possible, off by default (feature gate DaemonSetUpdateSurge)",
        "1.22 maxSurge: on by default (feature gate DaemonSetUpdateSurge)",
    ]


def test_on_and_off_are_as_the_engine_has_them() -> None:
    for change in gate_changes(*ALL, NOTHING):
        version, gate = parse_version(change.version), GATES[change.text.rpartition("feature gate ")[2].rstrip(")")]
        assert gate.on(version) == ("on by default" in change.text), change.text
        assert gate.known(version) == ("gone" not in change.text), change.text


def test_a_gate_that_comes_with_its_fields_is_told_with_them() -> None:
    told = frozenset({("HostnameOverride", "1.34")})
    assert not [change for change in gate_changes((1, 33), (1, 34), told) if "HostnameOverride" in change.text]
    assert [change for change in gate_changes((1, 34), (1, 35), told) if "HostnameOverride" in change.text]


def test_fields_of_containers_of_any_kind_are_told_once() -> None:
    assert purpose_of("ContainerRestartRules") == (
        "fields",
        "containers.restartPolicyRules",
        ("containers.restartPolicyRules",),
    )
    assert len(GATED["ContainerRestartRules"]) > 1
