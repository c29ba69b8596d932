from __future__ import annotations

from typing import Any

import pytest
from lsprotocol import types

import dslint
from dslint.plans import Level, PlanReport, Verdict
from dslint.server import plans
from dslint.source.document_reader import read_text
from tests.server.texts import DAEMONSET, NODES, opened

TEXT = f"{DAEMONSET}---\n{DAEMONSET.replace('name: agent', 'name: other')}"


@pytest.fixture(scope="module")
def report() -> PlanReport:
    nodes: Any = read_text(NODES, "nodes.yaml").documents[0].value
    workloads = [document.value for document in read_text(TEXT, "ds.yaml").documents]
    return PlanReport((dslint.plan(workloads, inventory=nodes),))


def test_a_lens_stands_above_each_workload_and_says_the_verdict_on_it(report: PlanReport) -> None:
    text = opened(TEXT)
    found = [plans.titled(lens, text, report) for lens in plans.lenses(text)]
    assert [lens.range.start.line for lens in found] == [1, 19]
    commands = [lens.command for lens in found if lens.command]
    assert [one.title for one in commands] == [
        "SAFE: monitoring/agent runs on 3 nodes",
        "SAFE: monitoring/other runs on 3 nodes",
    ]
    assert {one.command for one in commands} == {plans.SHOW}


def test_without_lenses_the_line_of_the_kind_offers_the_plan() -> None:
    def offered(first: int, last: int) -> list[str]:
        where = types.Range(types.Position(first, 0), types.Position(last, 0))
        return [one.title for one in plans.actions(opened(TEXT), where)]

    assert offered(1, 1) == ["Show where this would run"]
    assert offered(0, 0) == []
    assert offered(0, 30) == []


def test_a_workload_that_the_plan_does_not_have_gets_no_made_up_verdict(report: PlanReport) -> None:
    text = opened(DAEMONSET.replace("name: agent", "name: new"))
    (lens,) = plans.lenses(text)
    titled = plans.titled(lens, text, report)
    assert titled.command is not None
    assert titled.command.title == "Where would this run? The plan has no answer"


def test_the_worst_of_several_versions_counts_and_names_them(report: PlanReport) -> None:
    (plan,) = report.plans
    (first, second) = plan.workloads
    lost = first._replace(verdict=Verdict(Level.OUTAGE, "it runs nowhere"))
    older = plan._replace(kubernetes_version="1.30", workloads=(lost, second))
    text = opened(TEXT)
    lens = plans.titled(plans.lenses(text)[0], text, PlanReport((older, plan)))
    assert lens.command is not None
    assert lens.command.title == "OUTAGE: it runs nowhere (Kubernetes 1.30)"


def test_the_whole_plan_is_written_as_text_and_as_a_page(report: PlanReport) -> None:
    assert plans.written(report, plans.TEXT).startswith("SAFE: ")
    assert plans.written(report, plans.HTML).startswith("<!DOCTYPE html>")


def test_the_file_of_a_plan_is_nobody_elses_and_goes_with_the_server(report: PlanReport) -> None:
    files = plans.Files()
    file = files.write(plans.written(report, plans.TEXT), plans.TEXT)
    assert file.parent.stat().st_mode & 0o077 == 0
    assert file.read_text(encoding="utf-8").startswith("SAFE: ")
    assert files.write("later", plans.TEXT) == file
    assert files.write("page", plans.HTML) != file
    files.remove()
    assert not file.parent.exists()
    files.remove()
