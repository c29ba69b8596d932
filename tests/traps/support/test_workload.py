"""The view that traps have of a DaemonSet or a Pod."""

from __future__ import annotations

from pathlib import Path

import pytest

import dslint.traps.rules
from dslint.traps.registry import LOOKS_AT, trap_of
from dslint.traps.support.workload import Workload
from tests.traps.workloads import DAEMONSET, POD, changed, problems


@pytest.mark.parametrize("value", [DAEMONSET, POD], ids=["DaemonSet", "Pod"])
@pytest.mark.parametrize("version", ["1.5", "1.9", "1.12", "1.21", "1.27", "1.36", "1.37"])
def test_a_plain_agent_has_no_trap_above_info(value, version):
    from dslint.findings import Severity
    from dslint.policy import catalogue

    assert [
        problem for problem in problems(value, version) if catalogue.rule(problem.code).severity != Severity.INFO
    ] == []


@pytest.mark.parametrize("spec", [None, {}, {"template": {}}, {"template": {"spec": {}}}])
def test_parts_that_are_missing_are_not_a_trap(spec):
    assert problems({"apiVersion": "apps/v1", "kind": "DaemonSet", "spec": spec}) == []


def test_other_kinds_have_no_traps():
    assert problems({"apiVersion": "v1", "kind": "ConfigMap", "data": {"spec": "x"}}) == []


def test_the_view_is_the_template_of_a_daemonset_and_the_pod_itself():
    daemonset, pod = Workload.of(DAEMONSET, DAEMONSET), Workload.of(POD, POD)
    assert (daemonset.spec_path, pod.spec_path) == (("spec", "template", "spec"), ("spec",))
    assert daemonset.spec == pod.spec
    assert daemonset.labels == pod.labels
    assert [container.path for container in pod.containers] == [("spec", "containers", 0)]


def test_a_container_stays_unless_it_is_an_init_container_that_ends():
    value = changed(POD, {"pod.initContainers": [{"name": "first"}, {"name": "side", "restartPolicy": "Always"}]})
    assert {one.name: one.long_running for one in Workload.of(value, value).containers} == {
        "first": False,
        "side": True,
        "agent": True,
    }


def test_the_registry_has_every_module_of_the_rules():
    folder = Path(dslint.traps.rules.__file__).parent
    assert sorted(LOOKS_AT) == sorted(file.stem for file in folder.glob("[!_]*.py"))


def test_the_registry_has_each_code_once_and_in_order():
    codes = [trap_of(name).CODE for name in LOOKS_AT]
    assert codes == sorted(set(codes))
