from __future__ import annotations

import json

from dslint.report.plan import comparison_wording as wording
from dslint.source.inputs import Text
from tests.plans.test_comparison import MASTER, ONLY_MASTER, SIDECAR, TOLERANT, agent, report, side_by_side

CONTROL_PLANE = "untolerated taint node-role.kubernetes.io/control-plane:NoSchedule"


def test_the_title_counts_what_differs() -> None:
    assert wording.title(side_by_side(ONLY_MASTER, TOLERANT)) == "Kubernetes 1.23 | 1.25: 1 of 2 objects differs"
    assert wording.title(side_by_side(TOLERANT, versions=("1.31", "1.32"))).endswith("0 of 1 object differ")


def test_a_row_has_the_nodes_and_the_answer_of_each_version() -> None:
    (row,) = wording.rows(side_by_side(ONLY_MASTER).different[0])
    assert row == wording.Row("2 nodes: cp-1, cp-2", ("runs", f"not scheduled: {CONTROL_PLANE}"))


def test_budget_and_rollout_are_rows_of_their_own() -> None:
    old = [agent(image="0", tolerations=[{"key": MASTER, "operator": "Exists"}])]
    _, budget, rollout = wording.rows(side_by_side(ONLY_MASTER, baseline=old).different[0])
    assert budget == wording.Row("budget", ("maxUnavailable 1, of 5 nodes", "maxUnavailable 1, of 3 nodes"))
    assert rollout.cells[0].startswith("RollingUpdate: 5 replaced; 5 waves; at worst 1 node without an available pod")
    assert rollout.cells[1].startswith("RollingUpdate: 3 replaced")


def test_a_blocked_rollout_says_why_and_how_far_it_comes() -> None:
    old = [agent("other", image="0", tolerations=[{"operator": "Exists"}])]
    found = side_by_side(TOLERANT, versions=("1.29", "1.30"), baseline=old, unready=("w-1", "w-2"), broken=("w-3",))
    budget, row = wording.rows(found.different[0])
    assert (budget.label, budget.cells[1]) == ("budget", "maxUnavailable 1, 2 already unavailable: 0 left, of 5 nodes")
    assert row.label == "rollout"
    assert "blocked: the new pod never gets ready on 1 node" in row.cells[0]
    assert "3 to 5 updated" in row.cells[0]
    assert row.cells[0] != row.cells[1]


def test_an_object_is_rejected_or_accepted() -> None:
    found = side_by_side(SIDECAR, versions=("1.27", "1.29"))
    (row,) = wording.rows(found.different[0])
    assert (row.label, row.cells[1]) == ("rejected", "accepted")
    assert "unknown field" in row.cells[0]
    assert any(sentence.startswith("only 1.27: error [DS101]") for sentence in wording.findings(found))


def named(name: str, version: str = "apps/v1") -> Text:
    """A DaemonSet with a sidecar, which only newer versions have."""
    value = {**json.loads(SIDECAR.text), "apiVersion": version}
    return Text("ds.yaml", json.dumps({**value, "metadata": {**value["metadata"], "name": name}}))


def test_workloads_that_differ_alike_are_together_and_their_findings_are_one() -> None:
    found = side_by_side(named("one"), named("two"), versions=("1.27", "1.29"))
    ((title, rows),) = wording.different(found)
    assert title in ("DaemonSets one, two", "DaemonSets default/one, default/two")
    assert rows == list(wording.rows(found.different[0]))
    assert [sentence.count("ds.yaml:1") for sentence in wording.findings(found) if "DS101" in sentence] == [1]


def test_why_the_newest_version_rejects_a_workload_is_said_once() -> None:
    found = side_by_side(named("one", "extensions/v1beta1"), versions=("1.15", "1.29"))
    (row,) = wording.rows(found.different[0])
    assert row.cells[1].startswith('no matches for kind "DaemonSet"')
    assert [sentence for sentence in wording.findings(found) if "no matches for kind" in sentence] == []


def test_what_agrees_is_one_line() -> None:
    found, plans = side_by_side(ONLY_MASTER, TOLERANT), report(ONLY_MASTER, TOLERANT).plans
    assert wording.same(found, plans[-1]) == ["DaemonSet default/other: new, runs on 5 of 5 nodes"]


def test_remarks_name_their_versions() -> None:
    ((versions, remark),) = wording.remarks(side_by_side(ONLY_MASTER))
    assert (versions, remark.startswith("kubeadm's upgrade")) == ("1.25", True)
