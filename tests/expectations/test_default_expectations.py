from __future__ import annotations

from dataclasses import replace

import pytest
import yaml

from dslint.expectations.default_expectations import default_expectations
from dslint.expectations.evaluation import evaluate
from dslint.expectations.file import expectations_of
from dslint.findings import Finding, Origin, Severity
from dslint.policy import catalogue
from dslint.policy.rule_page import Example
from tests.expectations.judging import HEAD, Situation, plainly
from tests.rollout.clusters import daemonset, node, nodes

REFUSAL = Finding(
    code="DS201",
    name="required-field-missing",
    severity=Severity.ERROR,
    origin=Origin.API_SERVER,
    message="no name",
    object=None,
    field="metadata.name",
    path=("metadata",),
    file=None,
    span=None,
)
CODES = ("DS810", "DS811", "DS812", "DS813", "DS814", "DS815")


def test_a_plan_without_problems_meets_every_default() -> None:
    found = plainly(Situation(daemonset("agent:2"), nodes(3), daemonset()))
    assert sorted(found) == list(CODES[1:])
    assert all(expectation.passed for expectation in found.values())


def test_a_daemonset_that_runs_nowhere_fails_with_the_reasons() -> None:
    found = plainly(Situation(daemonset(nodeSelector={"disktype": "ssd"}), nodes(2)))["DS811"]
    assert not found.passed
    assert found.message.startswith("runs on none of 2 nodes: ")
    assert found.path is not None
    assert found.path[:4] == ("spec", "template", "spec", "nodeSelector")


def in_affinity(*values: str, **more: object) -> dict[str, object]:
    terms = [{"matchExpressions": [{"key": "kubernetes.io/os", "operator": "In", "values": list(values)}]}]
    terms += [{"matchExpressions": [{"key": key, "operator": "Exists"}]} for key in more]
    required = {"requiredDuringSchedulingIgnoredDuringExecution": {"nodeSelectorTerms": terms}}
    return {"affinity": {"nodeAffinity": required}}


@pytest.mark.parametrize(
    ("spec", "systems", "severity"),
    [
        ({"nodeSelector": {"kubernetes.io/os": "windows"}}, ["linux"], Severity.WARNING),
        ({"nodeSelector": {"beta.kubernetes.io/os": "windows"}}, ["linux"], Severity.WARNING),
        ({"nodeSelector": {"kubernetes.io/os": "windows", "disk": "ssd"}}, ["linux"], Severity.WARNING),
        ({"nodeSelector": {"kubernetes.io/os": "linux"}}, ["windows"], Severity.WARNING),
        (in_affinity("windows"), ["linux"], Severity.WARNING),
        (in_affinity("windows", disk=""), ["linux"], None),
        ({"nodeSelector": {"kubernetes.io/os": "windos"}}, ["linux"], None),
        ({"nodeSelector": {"kubernetes.io/os": "windows", "disk": "ssd"}}, ["linux", "windows"], None),
        ({"nodeSelector": {"disk": "ssd"}}, ["linux"], None),
    ],
)
def test_a_daemonset_for_an_operating_system_that_no_node_has_is_a_warning(
    spec: dict[str, object], systems: list[str], severity: Severity | None
) -> None:
    labels = [{"kubernetes.io/os": system, "beta.kubernetes.io/os": system} for system in systems]
    on = [node(f"n{index}", **own) for index, own in enumerate(labels)]
    found = plainly(Situation(daemonset(**spec), on))["DS811"]
    assert (found.passed, found.severity) == (False, severity)


def test_nodes_that_are_too_small_even_when_empty_are_distinguished_from_full_ones() -> None:
    found = plainly(Situation(daemonset(cpu="2"), [node("big"), node("small", cpu="1")]))["DS815"]
    assert (found.passed, found.message) == (False, "too small even if empty: 1 node: small")


def test_a_rejected_workload_has_no_default_expectations() -> None:
    subject = Situation(daemonset(), nodes(1)).subject()
    refused = replace(subject, plan=subject.plan._replace(rejected=(REFUSAL,)))
    assert list(default_expectations(refused)) == []
    wanted = expectations_of({**HEAD, "expect": [{"name": "x", "blocked": False}]})
    assert [found.message for found in evaluate(wanted, [refused])] == ["rejected by the API server: no name"]


def _failed(example: Example, text: str) -> set[str]:
    """The codes of expectations that a manifest fails as an example says to plan it."""
    options = example.options
    situation = Situation(
        yaml.safe_load(text),
        list(yaml.safe_load_all(options.inventory or "")),
        yaml.safe_load(options.baseline) if options.baseline else None,
    )
    subject = situation.subject()
    wanted = expectations_of(yaml.safe_load(options.expectations)) if options.expectations else None
    found = evaluate(wanted, [subject]) if wanted else default_expectations(subject)
    return {one.code for one in found if not one.passed}


@pytest.mark.parametrize("code", CODES)
def test_the_examples_of_the_rules_show_what_they_say(code: str) -> None:
    for example in catalogue.page(code).examples:
        assert code in _failed(example, example.bad)
        assert code not in _failed(example, example.good)
