"""A cluster's whole list of feature gates: what counts in a version, and what is said of the rest."""

from __future__ import annotations

import pytest

from dslint.kubernetes.feature_gate_settings import STAGES, effective, remarks
from dslint.kubernetes.feature_gates import GATES


@pytest.mark.parametrize(
    ("given", "version", "found"),
    [
        ({"ImageVolume": True}, (1, 33), {"ImageVolume": True}),
        ({"ImageVolume": True}, (1, 30), {}),
        ({"SidecarContainers": False}, (1, 32), {"SidecarContainers": False}),
        ({"SidecarContainers": False}, (1, 33), {}),
        ({"SidecarContainers": True}, (1, 33), {"SidecarContainers": True}),
        ({"DynamicResourceAllocation": False}, (1, 34), {"DynamicResourceAllocation": False}),
        ({"DynamicResourceAllocation": False}, (1, 35), {}),
        ({"PodPriority": False}, (1, 13), {"PodPriority": False}),
        ({"PodPriority": False, "NodeSwap": True}, (1, 36), {}),
        ({"DefaultHostNetworkHostPortsInPodTemplates": True}, (1, 30),
         {"DefaultHostNetworkHostPortsInPodTemplates": True}),
        ({"DefaultHostNetworkHostPortsInPodTemplates": True}, (1, 31), {}),
        ({"AllBeta": True}, (1, 16), {}),
    ],
)  # fmt: skip
def test_a_setting_counts_where_the_gate_exists_and_can_change(
    given: dict[str, bool], version: tuple[int, int], found: dict[str, bool]
) -> None:
    assert effective(given, version) == found


def test_all_alpha_sets_the_alpha_gates_of_the_version_and_no_others() -> None:
    found = effective({"AllAlpha": True}, (1, 32))
    assert {"ContainerStopSignals", "PodLevelResources", "SidecarContainers"} & set(found) == {"PodLevelResources"}
    assert found["ImageVolume"]
    assert "UserNamespacesSupport" not in found
    assert "ImageVolume" not in effective({"AllAlpha": True}, (1, 33))


def test_all_beta_sets_the_beta_gates_of_the_version_even_those_that_are_off() -> None:
    assert effective({"AllBeta": True}, (1, 32))["UserNamespacesSupport"]
    off = effective({"AllBeta": False}, (1, 32))
    assert not any(off.values())
    assert "SidecarContainers" in off
    assert "SidecarContainers" not in effective({"AllBeta": False}, (1, 33))


@pytest.mark.parametrize("order", [1, -1])
def test_a_gate_of_its_own_wins_wherever_it_stands(order: int) -> None:
    given = dict([("AllBeta", True), ("ImageVolume", False), ("AllAlpha", False), ("PodLevelResources", True)][::order])
    found = effective(given, (1, 33))
    assert (found["ImageVolume"], found["PodLevelResources"]) == (False, True)
    assert (found["SELinuxMount"], found["ContainerStopSignals"]) == (True, False)


@pytest.mark.parametrize(
    ("given", "versions", "said"),
    [
        ({"ImageVolume": True, "AllBeta": True}, ["1.35"], []),
        ({"NodeSwap": True}, ["1.36"], ["feature gate ignored, as dslint does not know it: NodeSwap"]),
        (
            {"NodeSwap": True, "ImageVolum": True},
            ["1.35", "1.36"],
            ["feature gates ignored, as dslint does not know them: ImageVolum (did you mean ImageVolume?), NodeSwap"],
        ),
        (
            {"PodPriority": True, "HugePages": True},
            ["1.36"],
            ["feature gates ignored, as Kubernetes 1.36 no longer has them: PodPriority, HugePages"],
        ),
        (
            {"EnvFiles": True},
            ["1.30", "1.33", "1.36"],
            ["feature gate ignored, as Kubernetes 1.30, 1.33 does not have it yet: EnvFiles"],
        ),
        ({"AllBeta": True}, ["1.16"], ["feature gate ignored, as Kubernetes 1.16 does not have it yet: AllBeta"]),
        (
            {"SidecarContainers": False},
            ["1.33"],
            ["feature gate ignored, as Kubernetes 1.33 does not let it change: SidecarContainers"],
        ),
        ({"SidecarContainers": True}, ["1.33"], []),
        (
            {f"Other{number}": True for number in range(40)},
            ["1.36"],
            [
                "feature gates ignored, as dslint does not know them: "
                + ", ".join(f"Other{number}" for number in range(8))
                + " and 32 others"
            ],
        ),
    ],
)
def test_each_reason_is_said_once(given: dict[str, bool], versions: list[str], said: list[str]) -> None:
    assert list(remarks(given, {text: (1, int(text[2:])) for text in versions})) == said


@pytest.mark.parametrize("name", sorted(STAGES))
def test_the_stages_of_a_gate_follow_each_other_and_its_default(name: str) -> None:
    gate, stages = GATES[name], STAGES[name]
    order = [one for one in (gate.since, stages.beta, stages.stable, stages.removed) if one is not None]
    assert order == sorted(order)
    if stages.stable is not None and stages.locked != stages.removed:
        assert gate.on(stages.stable)
