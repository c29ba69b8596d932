"""Nodes that lose the pod are a finding at the line that causes it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

import dslint
from dslint.findings import Finding, Severity
from dslint.plans import Level, Plan

AGENT = """\
apiVersion: apps/v1
kind: DaemonSet
metadata: {name: agent, namespace: logging}
spec:
  selector: {matchLabels: {app: agent}}
  template:
    metadata: {labels: {app: agent}}
    spec:
      nodeSelector:
        disk: ssd
      tolerations:
      - {key: gpu, operator: Exists}
      - {key: spot, operator: Exists}
      containers: [{name: agent, image: "agent:1"}]
"""
SPOT = "      - {key: spot, operator: Exists}\n"
NODES = """\
apiVersion: dslint.dev/v1
kind: Inventory
metadata: {name: lab}
spec:
  defaults: {labels: {disk: ssd}, allocatable: {cpu: 4, memory: 8Gi, pods: 110}}
  nodeGroups:
  - {name: general, count: 2}
  - name: spot
    count: 4
    taints: ["spot=true:NoSchedule"]
  - {name: gpu, count: 1, taints: ["gpu:NoExecute"]}
"""


@pytest.fixture(autouse=True)
def _folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def planned(new: str, old: str | None = AGENT, nodes: str = NODES, after: str | None = None, **options: Any) -> Plan:
    for name, text in (("new.yaml", new), ("old.yaml", old), ("nodes.yaml", nodes), ("after.yaml", after)):
        if text is not None:
            Path(name).write_text(text)
    baseline, changed = "old.yaml" if old else None, "after.yaml" if after else None
    return dslint.plan("new.yaml", inventory="nodes.yaml", baseline=baseline, inventory_after=changed, **options)


def only(plan: Plan) -> Finding:
    [found] = plan.findings
    return found


def test_a_toleration_that_went_is_found_where_it_stood_with_the_old_line() -> None:
    plan = planned(AGENT.replace(SPOT, ""))
    found = only(plan)
    assert (found.code, found.severity, found.file, found.line) == ("DS816", Severity.ERROR, "new.yaml", 12)
    assert found.message == (
        "4 of 7 nodes lose the pod during the rollout (spot 4: spot-1, spot-2, spot-3 and 1 more): "
        "untolerated taint spot=true:NoSchedule"
    )
    assert [(place.file, place.line, place.message) for place in found.related] == [
        ("old.yaml", 13, 'tolerated before: {"key": "spot", "operator": "Exists"}')
    ]
    assert found.help == (
        'keep the toleration {"key": "spot", "operator": "Exists"}; '
        "if the removal is intended, allow it with --allow-removal group=spot"
    )
    assert plan.verdict == (Level.AT_RISK, "4 of 7 nodes lose logging/agent")
    assert plan.workloads[0].verdict == plan.verdict


def test_without_any_toleration_left_the_pods_spec_is_shown() -> None:
    without = AGENT[: AGENT.index("      tolerations")] + AGENT[AGENT.index("      containers") :]
    at_once, in_turn = sorted(planned(without).findings, key=lambda found: found.code)
    assert (at_once.code, in_turn.code) == ("DS813", "DS816")
    assert (at_once.line, in_turn.line) == (8, 8)
    assert at_once.message.startswith("1 of 7 nodes loses the pod at once, whatever the budget (gpu 1: gpu-1): ")


def test_a_toleration_that_became_narrower_is_found_at_its_line() -> None:
    narrower = AGENT.replace("{key: spot, operator: Exists}", "{key: spot, operator: Exists, effect: NoExecute}")
    found = only(planned(narrower))
    assert (found.line, found.related[0].line) == (13, 13)


def test_each_cause_is_a_finding_of_its_own_and_the_verdict_counts_all_nodes() -> None:
    tolerations = AGENT[AGENT.index("      - {key: gpu") : AGENT.index("      containers")]
    plan = planned(AGENT.replace(tolerations, "      - {key: other, operator: Exists}\n"))
    assert sorted(found.code for found in plan.findings) == ["DS813", "DS816"]
    assert plan.verdict == (Level.AT_RISK, "5 of 7 nodes lose logging/agent")


def test_a_selector_that_changed_is_found_at_its_line_and_takes_everything_down() -> None:
    plan = planned(AGENT.replace("disk: ssd", "disk: hdd"))
    removal, nowhere = sorted(plan.findings, key=lambda found: found.code)
    assert (removal.code, removal.line, nowhere.code, nowhere.line) == ("DS813", 10, "DS817", 10)
    assert [(place.file, place.line, place.message) for place in removal.related] == [("old.yaml", 10, 'before: "ssd"')]
    assert nowhere.message.startswith("the pod is ready on no node; 7 nodes have it now: removed from 7 nodes (")
    assert plan.verdict == (Level.OUTAGE, "logging/agent is ready on no node")


def test_a_taint_that_comes_is_found_in_the_inventory() -> None:
    tainted = NODES.replace('"spot=true:NoSchedule"', '"spot=true:NoSchedule", "down:NoExecute"')
    found = only(planned(AGENT.replace("agent:1", "agent:2"), after=tainted))
    assert (found.code, found.file, found.line) == ("DS813", "after.yaml", 8)
    assert "untolerated taint down:NoExecute" in found.message
    assert (found.help or "").startswith("tolerate the taint, or keep it off these nodes")


@pytest.mark.parametrize(
    ("options", "left"),
    [
        ({"allow_removal": ["spot"]}, []),
        ({"allow_removal": ["spot-1", "spot-2"]}, ["2 of 7"]),
        ({"allow_removal": ["*"]}, []),
        ({"allow_removal": ["group=general"]}, ["4 of 7"]),
    ],
)
def test_nodes_that_may_lose_the_pod_do_not_count(options: dict[str, Any], left: list[str]) -> None:
    plan = planned(AGENT.replace(SPOT, ""), **options)
    assert [found.message[:6] for found in plan.findings] == left
    assert plan.verdict is not None
    assert (plan.verdict.level is Level.SAFE) is not bool(left)
    without_effect = [remark for remark in plan.remarks if "--allow-removal" in remark]
    assert bool(without_effect) is (options["allow_removal"] == ["group=general"])


def test_removal_at_once_may_be_allowed_too() -> None:
    gone = AGENT.replace("      - {key: gpu, operator: Exists}\n", "")
    assert only(planned(gone)).code == "DS813"
    plan = planned(gone, allow_removal=["gpu"])
    assert (plan.findings, [one.passed for one in plan.expectations if one.code == "DS813"]) == ((), [True])


def test_a_fresh_plan_loses_nothing() -> None:
    plan = planned(AGENT.replace(SPOT, ""), old=None)
    assert (plan.findings, plan.verdict) == ((), (Level.SAFE, "logging/agent runs on 3 nodes"))


def test_an_update_on_delete_takes_no_pod_away() -> None:
    on_delete = AGENT.replace("  template:", "  updateStrategy: {type: OnDelete}\n  template:", 1)
    assert planned(on_delete.replace(SPOT, ""), old=on_delete).findings == ()


def test_the_json_names_the_file_of_a_related_place() -> None:
    document = planned(AGENT.replace(SPOT, "")).to_dict()
    assert document["findings"][0]["related"][0]["file"] == "old.yaml"
    assert json.loads(json.dumps(document))["verdict"]["level"] == "at-risk"
