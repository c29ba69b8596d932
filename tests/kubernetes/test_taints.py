from __future__ import annotations

import pytest

from dslint.kubernetes.taints import Taint, TaintSyntaxError, Toleration, untolerated


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


def test_prefer_no_schedule_never_blocks() -> None:
    assert untolerated([Taint("a", "", "PreferNoSchedule")], []) == []
