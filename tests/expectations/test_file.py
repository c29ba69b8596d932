from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from dslint.expectations.evaluation import evaluate
from dslint.expectations.file import ExpectationsError, expectations_of, read_expectations
from tests.expectations.judging import HEAD, Situation
from tests.rollout.clusters import daemonset, nodes

EXAMPLE = Path(__file__).parents[2] / "examples" / "expectations.yaml"
EVERYTHING = """
apiVersion: dslint.dev/v1
kind: Expectations
metadata: {name: agents}
defaults: true
expect:
- {name: everywhere, workload: "logging/*", mustRunOn: {labels: {kubernetes.io/os: linux}, virtual: false}}
- {name: not-on-gpu, mustNotRunOn: {group: "gpu*"}}
- {name: count, desired: {min: 140, max: 160}}
- {name: gentle, unavailable: {max: 10%, perZone: 34%}}
- {name: fast, rolloutSeconds: {max: 1800}, blocked: false}
- {name: quiet, preemption: none}
- {name: overhead, perNodeRequests: {cpu: {max: 5%}, memory: {max: 512Mi}}}
- {name: survives, whatIf: "remove zone=eu-west-1a", mustRunOn: "*"}
- {name: versions, kubernetes: ["1.31", "1.35"], samePlacement: true}
- {name: back, rollback: {toRevision: 7, blocked: false}}
- {name: critical, priorityAtLeast: 2000000000, mustTolerate: ["node.cloudprovider.kubernetes.io/uninitialized"]}
"""


def test_every_kind_of_expectation_is_read() -> None:
    found = expectations_of(yaml.safe_load(EVERYTHING))
    assert found.defaults
    by_name = {wanted.name: wanted for wanted in found.wanted}
    assert by_name["everywhere"].workload == "logging/*"
    assert set(by_name["fast"].conditions) == {"rolloutSeconds", "blocked"}
    assert by_name["survives"].what_if == "remove zone=eu-west-1a"
    assert (by_name["versions"].versions, by_name["versions"].same_placement) == (("1.31", "1.35"), True)
    assert by_name["back"].rollback == {"toRevision": 7, "blocked": False}


def test_the_example_is_read() -> None:
    found = expectations_of(yaml.safe_load(EXAMPLE.read_text(encoding="utf-8")))
    assert found.defaults
    assert [wanted.name for wanted in found.wanted][:2] == ["every-linux-machine", "gentle"]


@pytest.mark.parametrize(
    ("item", "said"),
    [
        ({"name": "x"}, 'expect[0]: {"name": "x"} is not valid; write a condition beside the name'),
        ({"blocked": False}, "expect[0]: name is missing"),
        ({"name": "x", "blockd": False}, "expect[0].blockd: unknown field; did you mean blocked?"),
        ({"name": "x", "blocked": "no"}, "expect[0].blocked: a string found; write true or false"),
        ({"name": "x", "desired": {}}, "expect[0].desired: {} is not valid; write min, max or exactly"),
        ({"name": "x", "desired": {"min": "x"}}, 'expect[0].desired.min: "x" is not valid; write a number or'),
        ({"name": "x", "samePlacement": True}, "write the versions to compare beside samePlacement"),
        (
            {"name": "x", "kubernetes": [1.31], "blocked": False},
            "expect[0].kubernetes[0]: a number found; write the minor",
        ),
        (
            {"name": "x", "kubernetes": ["1.31", "1.99"], "blocked": False},
            "expect[0].kubernetes[1]: Kubernetes 1.99 is not known; dslint knows 1.5 to 1.37",
        ),
        ({"name": "x", "preemption": "some"}, 'expect[0].preemption: "some" is not valid; write none, or'),
    ],
)
def test_what_cannot_be_read_is_reported_in_one_line_with_its_place(item: dict[str, Any], said: str) -> None:
    with pytest.raises(ExpectationsError) as caught:
        expectations_of({**HEAD, "expect": [item]})
    assert said in str(caught.value)
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize(
    ("conditions", "said"),
    [
        ({"mustRunOn": {"labels": "w-{n}"}}, "expect[0].mustRunOn.labels: 'w-{n}' is not a label selector"),
        ({"mustNotRunOn": {"labels": "a in"}}, "expect[0].mustNotRunOn.labels: 'a in' is not a label selector"),
        ({"bound": {"min": 1, "of": {"labels": "!"}}}, "expect[0].bound.of.labels: '!' is not a label selector"),
        (
            {"rollback": {"mustRunOn": {"labels": "="}}},
            "expect[0].rollback.mustRunOn.labels: '=' is not a label selector",
        ),
    ],
)
def test_nodes_that_cannot_be_selected_are_reported_with_their_place(conditions: dict[str, Any], said: str) -> None:
    with pytest.raises(ExpectationsError) as caught:
        expectations_of({**HEAD, "expect": [{"name": "x", **conditions}]})
    assert said in str(caught.value)


def test_a_name_is_given_once() -> None:
    items = [{"name": "x", "blocked": False}, {"name": "x", "desired": {"min": 1}}]
    with pytest.raises(ExpectationsError, match=r"expect\[1\].name: x is already the name of expect\[0\]"):
        expectations_of({**HEAD, "expect": items})


@pytest.mark.parametrize("value", [[], {}, {"kind": "Expectations"}, {**HEAD, "expect": []}, {**HEAD, "kind": "Plan"}])
def test_another_kind_of_file_is_rejected(value: Any) -> None:
    with pytest.raises(ExpectationsError):
        expectations_of(value)


@pytest.mark.parametrize(("defaults", "count"), [(True, 6), (False, 1)])
def test_the_defaults_apply_in_addition_to_a_file_that_enables_them(defaults: bool, count: int) -> None:
    wanted = expectations_of({**HEAD, "defaults": defaults, "expect": [{"name": "x", "blocked": False}]})
    assert len(list(evaluate(wanted, [Situation(daemonset(), nodes(1)).subject()]))) == count


@pytest.mark.parametrize(
    ("workload", "names"),
    [
        ("logging/agent", {"removed", "desired"}),
        ("other/agent", {"removed"}),
        ("logging/other", {"desired"}),
        ("other/other", set()),
    ],
)
def test_the_conditions_on_a_workload_are_those_of_its_own_plan(workload: str, names: set[str]) -> None:
    expect = [
        {"name": "a", "workload": "agent", "removed": {"max": 1}},
        {"name": "b", "workload": "logging/*", "desired": {"min": 1}},
        {"name": "c", "whatIf": "cordon *", "bound": {"min": 1}},
        {"name": "d", "kubernetes": ["1.35"], "pending": {"max": 1}},
        {"name": "e", "rollback": {"blocked": False}},
    ]
    assert expectations_of({**HEAD, "expect": expect}).conditions_on(workload) == names


@pytest.mark.parametrize("amount", ['"500m\\n"', '"10%\\n"'])
def test_an_amount_that_ends_in_a_new_line_is_an_error_with_its_line(tmp_path: Path, amount: str) -> None:
    file = tmp_path / "e.yaml"
    file.write_text(
        "apiVersion: dslint.dev/v1\nkind: Expectations\nexpect:\n- {name: a, overhead: {cpu: {max: " + amount + "}}}\n"
    )
    with pytest.raises(ExpectationsError, match=r"e\.yaml:4"):
        read_expectations(file)
