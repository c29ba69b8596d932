"""The steps of a rollout: names by state, or numbers and changes."""

from __future__ import annotations

from dslint.findings import json_form
from dslint.plans import StateChange, Step


def test_a_step_has_the_number_of_nodes_in_each_state_either_way() -> None:
    assert Step("update", states={"old ready": ("a", "b"), "new ready": ("c",)}).numbers == {
        "old ready": 2,
        "new ready": 1,
    }
    assert Step("update", counts={"old ready": 501}, changes=()).numbers == {"old ready": 501}
    assert Step("update").numbers == {}


def test_its_json_has_what_the_controller_counts_and_only_one_of_the_two_forms() -> None:
    step = Step("kill", counts={"new ready": 1}, changes=(StateChange("a", None, "new ready"),), begun=2, taken=3)
    assert json_form(step) == {
        "after": "kill",
        "counts": {"new ready": 1},
        "changes": [{"node": "a", "from": None, "to": "new ready"}],
        "begun": 2,
        "unavailable": 0,
        "taken": 3,
    }
