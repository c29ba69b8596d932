"""Several manifests of one object."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
import yaml
from jsonschema_rs import Draft202012Validator

import dslint
from dslint.data import schemas_folder
from dslint.engine import plan_versions
from dslint.findings import Severity
from dslint.plans import Plan, State
from dslint.policy import catalogue
from dslint.report.plan.plan_findings import findings_of
from dslint.source.inputs import Text
from tests.planning.nodes import daemonset, node

PORT = {"name": "agent", "image": "registry.example/agent:1.0", "ports": [{"containerPort": 1, "hostPort": 9100}]}


def agent(**container: object) -> dict[str, object]:
    made = daemonset()
    made["spec"]["template"]["spec"]["containers"] = [{**PORT, **container}]
    return made


def planned(folder: Path, *manifests: dict[str, object]) -> Plan:
    for number, manifest in enumerate(manifests):
        (folder / f"{number}.yaml").write_text(yaml.safe_dump(manifest), encoding="utf-8")
    files = [folder / f"{number}.yaml" for number in range(len(manifests))]
    return dslint.plan(files, inventory=[node("n1")], kubernetes_version="1.36")


def test_the_same_manifest_in_two_files_is_planned_once(tmp_path: Path) -> None:
    plan = planned(tmp_path, agent(), agent())
    (workload,) = plan.workloads
    assert [group.state for group in workload.placement] == [State.BOUND]
    assert plan.findings == ()
    assert plan.remarks == (
        f"DaemonSet default/agent is the same in {tmp_path}/0.yaml:1 and {tmp_path}/1.yaml:1; planned once",
    )


def test_of_manifests_that_differ_the_later_is_planned_with_a_warning(tmp_path: Path) -> None:
    plan = planned(
        tmp_path, agent(), agent(image="registry.example/agent:1.1"), agent(image="registry.example/agent:2")
    )
    assert len(plan.workloads) == 1
    first, second = plan.findings
    assert (first.code, first.severity, first.file, first.line) == (
        "DS821",
        Severity.WARNING,
        f"{tmp_path}/2.yaml",
        1,
    )
    assert first.message == (
        f"DaemonSet default/agent is also in {tmp_path}/0.yaml:1, with another spec.template.spec.containers[0].image;"
        " the later manifest is planned"
    )
    assert f"{tmp_path}/1.yaml:1" in second.message


def test_several_versions_have_the_warning_once(tmp_path: Path) -> None:
    for name, image in (("a.yaml", "agent:1"), ("b.yaml", "agent:2")):
        (tmp_path / name).write_text(yaml.safe_dump(agent(image=image)), encoding="utf-8")
    files = [tmp_path / "a.yaml", tmp_path / "b.yaml"]
    report = plan_versions(files, inventory=[node("n1")], versions=["1.35", "1.36"])
    (merged,) = report.to_dict()["items"]
    assert [finding["code"] for finding in merged["findings"]] == ["DS821"]
    (found,) = findings_of(report).findings
    assert found.kubernetes_versions == ("1.35", "1.36")


def test_the_json_with_the_warning_is_as_its_schema_says(tmp_path: Path) -> None:
    schema = json.loads((schemas_folder() / "plan.schema.json").read_text(encoding="utf-8"))
    assert Draft202012Validator(schema).is_valid(planned(tmp_path, agent(), agent(image="x")).to_dict())


def test_many_differences_are_counted(tmp_path: Path) -> None:
    other = agent(image="x", imagePullPolicy="Always", name="b")
    other["metadata"]["labels"] = {"a": "b"}
    (finding,) = planned(tmp_path, agent(), other).findings
    assert "with another metadata.labels, spec.template.spec.containers[0].image, " in finding.message
    assert " and 1 more; the later" in finding.message


@pytest.mark.parametrize(
    "other",
    [
        {"metadata": {"name": "agent", "namespace": "other"}},
        {"metadata": {"name": "agent-2"}},
        {"metadata": {"generateName": "agent"}},
    ],
)
def test_other_namespaces_and_names_are_other_objects(tmp_path: Path, other: dict[str, object]) -> None:
    plan = planned(tmp_path, agent(), {**agent(), **other})
    found = [finding for finding in plan.findings if finding.code == "DS821"]
    assert (len(plan.workloads), found, plan.remarks) == (2, [], ())


def test_the_default_namespace_need_not_be_written(tmp_path: Path) -> None:
    named = agent()
    named["metadata"]["namespace"] = "default"
    assert len(planned(tmp_path, agent(), named).workloads) == 1


def test_a_file_that_is_given_twice_is_planned_once_in_silence(tmp_path: Path) -> None:
    file = tmp_path / "a.yaml"
    file.write_text(yaml.safe_dump(agent()), encoding="utf-8")
    plan = dslint.plan([file, file], inventory=[node("n1")], kubernetes_version="1.36")
    assert (len(plan.workloads), plan.findings, plan.remarks) == (1, (), ())


def test_objects_without_text_have_no_place() -> None:
    plan = dslint.plan([agent(), agent(image="x")], inventory=[node("n1")], kubernetes_version="1.36")
    (finding,) = plan.findings
    assert (finding.file, finding.span) == (None, None)
    assert "is also in an object that was passed, with another" in finding.message


@pytest.mark.parametrize("example", catalogue.page("DS821").examples)
def test_the_examples_of_the_rule(example) -> None:
    inventory = [yaml.safe_load(example.options.inventory)]
    for text, expected in ((example.bad, example.expected), (example.good, ())):
        found = dslint.plan(Text("ds.yaml", text), inventory=inventory).findings
        assert {(finding.line, finding.code) for finding in found} == set(expected)
