"""Comments and annotations in manifests silence findings of a plan, which are counted."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

import dslint
from dslint.api_server.objects import objects_of_value
from dslint.findings import Silencer
from dslint.planning.suppressed_findings import without_suppressed
from dslint.planning.verdicts import judged
from dslint.plans import Expectation, InventorySummary, Level, Plan, WorkloadPlan
from tests.planning.nodes import daemonset, node, taint

OLD = daemonset(tolerations=[{"key": "spot", "operator": "Exists"}])
NEW = """\
apiVersion: apps/v1
kind: DaemonSet
metadata: {name: agent, namespace: default}
spec:
  selector: {matchLabels: {app: agent}}
  template:
    metadata: {labels: {app: agent}}
    # dslint: ignore[DS816] spot nodes have an agent of their own
    spec:
      containers: [{name: agent, image: "agent:2"}]
"""
ANNOTATED = NEW.replace("name: agent, namespace", "annotations: {dslint.dev/ignore: CODE}, name: agent, namespace", 1)
COMMENT = "    # dslint: ignore[DS816] spot nodes have an agent of their own\n"


def planned(folder: Path, text: str) -> Plan:
    (folder / "ds.yaml").write_text(text)
    return dslint.plan(folder / "ds.yaml", inventory=[node("a"), node("b", taint("spot"))], baseline=[OLD])


@pytest.mark.parametrize(
    ("text", "by"),
    [
        (NEW, Silencer.COMMENT),
        (NEW.replace("ignore[", "ignore-file["), Silencer.COMMENT),
        (ANNOTATED.replace(COMMENT, "").replace("CODE", "removal-during-rollout"), Silencer.ANNOTATION),
        (
            NEW.replace(COMMENT, "").replace("{labels", "{annotations: {dslint.dev/ignore: DS816}, labels"),
            Silencer.ANNOTATION,
        ),
    ],
)
def test_a_suppression_silences_the_finding_and_the_verdict_follows(tmp_path: Path, text: str, by: Silencer) -> None:
    plan = planned(tmp_path, text)
    assert [(one.by, one.number) for one in plan.silenced] == [(by, 1)]
    assert plan.findings == ()
    assert plan.verdict is not None
    assert plan.verdict.level is Level.SAFE


@pytest.mark.parametrize(
    "text",
    [
        NEW.replace(COMMENT, ""),
        NEW.replace("DS816", "DS813"),
        NEW.replace("own\n", "own until=2020-01-31\n"),
        ANNOTATED.replace(COMMENT, "").replace("CODE", "DS813"),
        ANNOTATED.replace(COMMENT, "").replace("CODE", "DS816, dslint.dev/ignore-reason: until=tomorrow"),
    ],
)
def test_what_nothing_silences_stays(tmp_path: Path, text: str) -> None:
    plan = planned(tmp_path, text)
    assert ([found.code for found in plan.findings], plan.silenced) == (["DS816"], ())


def test_a_failed_expectation_is_silenced_with_its_finding() -> None:
    value = daemonset()
    value["metadata"]["annotations"] = {"dslint.dev/ignore": "DS810", "dslint.dev/ignore-reason": "until=2027-01-31"}
    [manifest] = objects_of_value(value).objects
    failed = Expectation("it", passed=False, message="no", workload="default/agent", code="DS810")
    workloads = tuple(WorkloadPlan(ref) for ref in (dslint.plan([value], inventory=[node("a")]).workloads[0].ref,))
    plan = judged(Plan("1.36", InventorySummary("lab", 1, 0), workloads, (failed, failed._replace(workload="x/y"))))
    found = without_suppressed(plan, [manifest], today=date(2027, 1, 31))
    assert [one.silenced for one in found.expectations] == ["annotation", ""]
    assert [finding.object for finding in found.findings] == [None]
