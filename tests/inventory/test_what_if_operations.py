"""What --what-if asks for, read."""

from __future__ import annotations

import pytest

from dslint.inventory.what_if_operations import WhatIfError, parse
from dslint.kubernetes.taints import Taint


def test_operations_are_separated_by_semicolons() -> None:
    found = parse(["cordon gen-*; add spot=10 ;", " REMOVE zone=b "])
    assert [(one.verb, one.target, one.add) for one in found] == [
        ("cordon", "gen-*", 0),
        ("add", "spot", 10),
        ("remove", "zone=b", 0),
    ]
    assert (found[0].change.unschedulable, found[0].text) == (True, "cordon gen-*")


def test_a_taint_is_set_and_with_a_dash_taken_away() -> None:
    (one,) = parse(["taint pool=arm a=b:NoSchedule c- d:NoExecute-"])
    assert (one.target, one.change.taints) == ("pool=arm", (Taint("a", "b", "NoSchedule"),))
    assert one.change.untaint == (("c", ""), ("d", "NoExecute"))
    (other,) = parse(["untaint n1 a=b:NoSchedule c"])
    assert other.change.untaint == (("a", "NoSchedule"), ("c", ""))


def test_a_label_is_set_and_with_a_dash_taken_away() -> None:
    (one,) = parse(["label n1 a=b c= d-"])
    assert one.change.labels == {"a": "b", "c": "", "d": None}
    (other,) = parse(["unlabel n1 a b-"])
    assert other.change.labels == {"a": None, "b": None}


@pytest.mark.parametrize(
    ("text", "unschedulable", "idle", "conditions"),
    [
        ("drain n1", True, True, {}),
        ("uncordon n1", False, False, {}),
        ("notready n1", None, False, {"Ready": "False"}),
        ("dead n1", None, False, {"Ready": "Unknown"}),
        ("ready n1", None, False, {"Ready": "True"}),
    ],
)
def test_other_operations_take_nodes_alone(
    text: str, unschedulable: bool | None, idle: bool, conditions: dict[str, str]
) -> None:
    (one,) = parse([text])
    assert (one.change.unschedulable, one.change.idle, one.change.conditions) == (unschedulable, idle, conditions)


def test_quotes_hold_a_selector_together() -> None:
    (one,) = parse(["cordon 'zone in (a, b)'"])
    assert one.target == "zone in (a, b)"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "'' contains no operation; write one of cordon"),
        (" ; ", "' ; ' contains no operation"),
        ("cordn n1", "'cordn' is not an operation; did you mean cordon?"),
        ("x", "'x' is not an operation; expected one of cordon, uncordon"),
        ("cordon", "'cordon' names no nodes; write cordon NODES"),
        ("cordon a b", "'cordon a b' is not valid; write cordon NODES"),
        ("taint n1", "is not valid; write taint NODES key=value:NoSchedule"),
        ("taint n1 a=b", "'a=b' is not a taint; write it as"),
        ("untaint n1 a:Sometimes", "write untaint NODES key or untaint NODES key:NoSchedule"),
        ("label n1 a", "write label NODES key=value"),
        ("add spot", "write add GROUP=NUMBER"),
        ("add spot=0", "write add GROUP=NUMBER"),
        ("add spot=x", "write add GROUP=NUMBER"),
        ("add spot=1000001", "adds more than 1,000,000 nodes; add fewer"),
        ("cordon 'a", "has an unclosed quote"),
    ],
)
def test_what_cannot_be_read_is_told_with_what_to_write(text: str, said: str) -> None:
    with pytest.raises(WhatIfError) as refused:
        parse([text])
    assert said in str(refused.value)


def test_a_million_nodes_may_be_added() -> None:
    assert parse(["add spot=1000000"])[0].add == 1_000_000
