from __future__ import annotations

import pytest

from dslint.kubernetes.taints import (
    TEMPORARY,
    TEMPORARY_PREFIXES,
    Taint,
    TaintSyntaxError,
    Toleration,
    patience,
    removal_of,
    untolerated,
)


@pytest.mark.parametrize(
    ("text", "taint"),
    [
        ("spot=true:NoSchedule", Taint("spot", "true", "NoSchedule")),
        ("nvidia.com/gpu:NoExecute", Taint("nvidia.com/gpu", "", "NoExecute")),
    ],
)
def test_short_form_of_kubectl_is_read_and_printed(text: str, taint: Taint) -> None:
    assert Taint.parse(text) == taint
    assert str(taint) == text


@pytest.mark.parametrize("text", ["spot", "spot=true", "spot=true:Never", ":NoSchedule"])
def test_a_text_that_is_no_taint_says_how_to_write_one(text: str) -> None:
    with pytest.raises(TaintSyntaxError, match="write it as key=value:NoSchedule"):
        Taint.parse(text)


@pytest.mark.parametrize(
    ("toleration", "tolerated"),
    [
        ({"operator": "Exists"}, True),
        ({"key": "spot", "operator": "Exists"}, True),
        ({"key": "spot", "value": "true"}, True),
        ({"key": "spot", "value": "false"}, False),
        ({"key": "spot"}, False),
        ({"key": "spot", "operator": "Exists", "effect": "NoExecute"}, False),
        ({"key": "other", "operator": "Exists"}, False),
    ],
)
def test_a_toleration_covers_a_taint_by_key_operator_value_and_effect(
    toleration: dict[str, str], tolerated: bool
) -> None:
    taint = Taint("spot", "true", "NoSchedule")
    assert (untolerated([taint], [Toleration.of(toleration)]) == []) is tolerated


def test_greater_holds_the_taints_value_against_the_tolerations_and_only_behind_its_gate() -> None:
    taint = Taint("sla", "950", "NoSchedule")
    toleration = Toleration("sla", "Gt", "900", "NoSchedule")
    assert untolerated([taint], [toleration]) == [taint]
    assert untolerated([taint], [toleration], comparison=True) == []


@pytest.mark.parametrize(
    ("taint", "operator", "toleration", "tolerated"),
    [
        ("9223372036854775807", "Gt", "9223372036854775806", True),
        ("9223372036854775808", "Gt", "10", False),
        ("10", "Lt", "9223372036854775807", True),
        ("10", "Lt", "9223372036854775808", False),
        ("-9223372036854775808", "Lt", "0", True),
        ("-9223372036854775809", "Lt", "0", False),
        ("1", "Gt", "-3", True),
        ("05", "Gt", "1", False),
        ("5", "Gt", "01", False),
        ("+5", "Gt", "1", False),
        ("-0", "Lt", "1", False),
        ("x", "Lt", "1", False),
        ("", "Lt", "1", False),
        ("5", "Gt", "5", False),
    ],
)
def test_only_integers_of_64_bits_are_compared(taint: str, operator: str, toleration: str, tolerated: bool) -> None:
    found = Toleration("sla", operator, toleration, "").tolerates(Taint("sla", taint, "NoSchedule"), comparison=True)
    assert found is tolerated


def test_prefer_no_schedule_never_blocks() -> None:
    assert untolerated([Taint("a", "", "PreferNoSchedule")], []) == []


ALL = Toleration("", "Exists", "", "NoExecute", 60)
OF_CONTROLLER = Toleration("node.kubernetes.io/not-ready", "Exists", "", "NoExecute")
NOT_READY = Taint("node.kubernetes.io/not-ready", "", "NoExecute")
MAINTENANCE = Taint("maintenance", "", "NoExecute")


@pytest.mark.parametrize(
    ("taints", "tolerations", "limit"),
    [
        ((MAINTENANCE,), (ALL,), (60, MAINTENANCE)),
        ((NOT_READY,), (ALL, OF_CONTROLLER), (60, NOT_READY)),
        ((NOT_READY,), (OF_CONTROLLER, ALL), None),
        ((NOT_READY, MAINTENANCE), (OF_CONTROLLER._replace(seconds=300), ALL), (60, MAINTENANCE)),
        ((MAINTENANCE,), (ALL._replace(seconds=-5),), (0, MAINTENANCE)),
        ((MAINTENANCE,), (OF_CONTROLLER,), None),
        ((MAINTENANCE._replace(effect="NoSchedule"),), (ALL._replace(effect=""),), None),
    ],
)
def test_the_first_toleration_of_each_taint_counts_and_the_least_of_all_taints(
    taints: tuple[Taint, ...], tolerations: tuple[Toleration, ...], limit: tuple[int, Taint] | None
) -> None:
    assert patience(taints, tolerations) == limit


@pytest.mark.parametrize(
    ("key", "by"),
    [
        ("node.cilium.io/agent-not-ready", "Cilium"),
        ("node.cloudprovider.kubernetes.io/uninitialized", "the cloud controller manager"),
        ("karpenter.sh/unregistered", "Karpenter"),
        ("node.kubernetes.io/not-ready", "the control plane"),
        ("startup-taint.cluster-autoscaler.kubernetes.io/gpu", "the component that sets the node up"),
        ("nidhogg.uswitch.com/logging.agent", "Nidhogg"),
        ("node.kubernetes.io/unschedulable", None),
        ("node-role.kubernetes.io/control-plane", None),
        ("spot", None),
    ],
)
def test_taints_of_nodes_that_start_or_are_down_are_temporary(key: str, by: str | None) -> None:
    removal = removal_of(Taint(key, "", "NoSchedule"))
    assert (removal and removal.by) == by


def test_who_removes_a_taint_is_said_in_words_that_go_on() -> None:
    for removal in (*TEMPORARY.values(), *TEMPORARY_PREFIXES.values()):
        assert removal.when.startswith("once ")
        assert not removal.when.endswith(".")
