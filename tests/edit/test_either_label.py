"""Nodes of the control plane under both of their labels."""

from __future__ import annotations

from typing import Any

from dslint.edit.either_label import CONTROL_PLANE, MASTER, TERMS, fix_of_selector, selects_either
from dslint.findings import Edit, Operation

PATH = ("spec", "nodeSelector", MASTER)


def pod(**affinity: Any) -> dict[str, Any]:
    return {"spec": {"nodeSelector": {MASTER: "", "disk": "ssd"}, **affinity}}


def term(key: str, *more: dict[str, Any]) -> dict[str, Any]:
    return {"matchExpressions": [*more, {"key": key, "operator": "In", "values": [""]}]}


def test_a_node_selector_becomes_a_term_for_each_label() -> None:
    fix = fix_of_selector(pod(), PATH)
    assert fix is not None
    assert fix.edits == (
        Edit(Operation.REMOVE, PATH),
        Edit(Operation.SET, ("spec", *TERMS), [term(MASTER), term(CONTROL_PLANE)]),
    )


def test_each_term_that_is_there_is_doubled() -> None:
    zone = {"key": "zone", "operator": "Exists"}
    terms = {"nodeSelectorTerms": [{"matchExpressions": [zone]}]}
    affinity = {"nodeAffinity": {"requiredDuringSchedulingIgnoredDuringExecution": terms}}
    fix = fix_of_selector(pod(affinity=affinity), PATH)
    assert fix is not None
    assert fix.edits[1].value == [term(MASTER, zone), term(CONTROL_PLANE, zone)]


def test_other_labels_and_terms_that_cannot_be_read_are_left() -> None:
    assert fix_of_selector(pod(), ("spec", "nodeSelector", "disk")) is None
    affinity = {"nodeAffinity": {"requiredDuringSchedulingIgnoredDuringExecution": {"nodeSelectorTerms": [1]}}}
    assert fix_of_selector(pod(affinity=affinity), PATH) is None


def test_a_term_has_its_counterpart_or_not() -> None:
    def selects(*terms: dict[str, Any], index: int = 0) -> bool:
        return selects_either(
            {"nodeSelectorTerms": list(terms)}, ("nodeSelectorTerms", index, "matchExpressions", 0, "key")
        )

    assert selects(term(MASTER), term(CONTROL_PLANE))
    assert not selects(term(MASTER), term("zone"))
    assert not selects(term("zone"), term("zone"))
    assert not selects_either(pod(), PATH)
