"""A group of nodes, and a place in a manifest, as a plan has them."""

from __future__ import annotations

import pytest

from dslint.findings import json_form
from dslint.plans import Decider, Placement, Reason, SourceLine, State


@pytest.mark.parametrize("nodes", [(), ("n1",), ("n1", "n2", "n3")])
def test_a_group_counts_its_nodes(nodes):
    made = Placement(State.BOUND, nodes)
    assert made.number == len(nodes)
    assert json_form(made)["count"] == len(nodes)


def test_a_place_is_a_file_and_a_line():
    assert str(SourceLine("ds.yaml", 31)) == "ds.yaml:31"


def test_scores_stand_in_the_json_only_where_they_were_asked_for():
    assert "scores" not in json_form(Placement(State.BOUND, ("n1",)))
    assert json_form(Placement(State.BOUND, ("n1",), scores={"n1": 7}))["scores"] == {"n1": 7}


def test_the_path_of_a_reason_is_for_the_engine_and_its_line_for_people():
    reason = Reason("NodeName", Decider.SCHEDULER, "nodeName is n1", path=("spec",), source=SourceLine("a.yaml", 2))
    assert json_form(reason) == {
        "code": "NodeName",
        "decider": "scheduler",
        "message": "nodeName is n1",
        "event": None,
        "reported": False,
        "source": {"file": "a.yaml", "line": 2},
    }
