"""Cases, and whether the policies answer as they expect."""

from __future__ import annotations

from pathlib import Path

import pytest

from dslint.kubernetes.release import Release
from dslint.policy_tests.file import UnreadableTestError
from dslint.policy_tests.results import PolicyTestReport
from dslint.policy_tests.run import run_tests
from dslint.policy_tests.search import tests_in as found_in
from tests.cel import NEEDS_CEL
from tests.policy_tests.folders import HEAD, POLICIES, written

pytestmark = NEEDS_CEL


def run(folder: Path, cases: str, **files: str) -> PolicyTestReport:
    return run_tests(found_in([written(folder, cases, **files)]), Release.of("1.36"))


@pytest.mark.parametrize(
    ("case", "passed", "answer"),
    [
        ("{resource: Pod/probe, expect: accepted}", True, "accepted"),
        ("{resource: probe, expect: denied}", False, "accepted"),
        ("{resource: DaemonSet/agent, pods: true, expect: denied}", True, "denied: no host network"),
        ("{resource: agent, pods: true, expect: accepted}", False, "denied: no host network"),
        ("{resource: agent, pods: true, policy: labelled, expect: accepted}", True, "accepted"),
        ("{resource: agent, pods: true, expect: denied, message: no host}", True, "denied: no host network"),
        ("{resource: agent, pods: true, expect: denied, message: other}", False, "denied: no host network"),
        (
            "{resource: DaemonSet/default/agent, expect: warned}",
            True,
            "warned: failed expression: has(object.metadata.labels)",
        ),
        (
            "{resource: Pod/probe, pods: true, expect: denied}",
            False,
            "only a DaemonSet creates the pods that a test can ask about",
        ),
        ("{resource: Pod/other, expect: denied}", False, "the files have no object Pod/other"),
        ("{resource: Pod/probe, policy: other, expect: denied}", False, "the files have no policy other"),
    ],
)
def test_a_case_passes_if_the_answer_is_as_expected(tmp_path: Path, case: str, passed: bool, answer: str) -> None:
    (result,) = run(tmp_path, f"- {case}\n").cases
    assert (result.passed, result.answer, result.unchecked) == (passed, answer, "")


def test_an_update_is_asked_with_the_object_before(tmp_path: Path) -> None:
    policies = POLICIES.replace("has(object.metadata.labels)", "oldObject.metadata.name == 'agent'")
    cases = "- {resource: DaemonSet/agent, old: DaemonSet/agent, expect: accepted}\n"
    assert run(tmp_path, cases, policies=policies).failures == 0


def test_what_depends_on_who_asks_is_not_known_unless_the_test_says_it(tmp_path: Path) -> None:
    policies = POLICIES.replace("has(object.metadata.labels)", "request.userInfo.username == 'ada'")
    cases = "- {resource: DaemonSet/agent, expect: accepted}\n"
    (result,) = run(tmp_path, cases, policies=policies).cases
    assert (result.passed, bool(result.unchecked)) == (False, True)
    known = f"{HEAD}user: {{name: ada}}\ncases:\n{cases}"
    assert run(tmp_path, cases, policies=policies, **{"policy-test": known}).failures == 0


def test_a_file_before_an_update_that_is_not_there_is_named_with_its_case(tmp_path: Path) -> None:
    with pytest.raises(UnreadableTestError, match=r"old\.yaml: no such file or folder; .*policy-test\.yaml:7 names it"):
        run(tmp_path, "- {resource: probe, expect: accepted, old: old.yaml}\n")


def test_an_object_that_the_server_refuses_is_a_failure(tmp_path: Path) -> None:
    resources = "apiVersion: v1\nkind: Pod\nmetadata: {name: probe}\nspec: {}\n"
    (result,) = run(tmp_path, "- {resource: probe, expect: accepted}\n", resources=resources).cases
    assert result.answer.startswith("the API server refuses the object: spec.containers: Required value")


def test_a_policy_that_the_server_refuses_is_a_failure(tmp_path: Path) -> None:
    policies = POLICIES.replace("failurePolicy", "x").replace("[Warn]", "[Warn, Deny]")
    report = run(tmp_path, "- {resource: probe, expect: accepted}\n", policies=policies)
    assert len(report.problems) == 1
    assert "must not contain both Deny and Warn" in report.problems[0]
    assert report.failures == 1


def test_an_expression_that_the_server_refuses_is_a_failure_at_its_line(tmp_path: Path) -> None:
    policies = POLICIES.replace("has(object.metadata.labels)", "has(object.")
    (problem,) = run(tmp_path, "- {resource: probe, expect: accepted}\n", policies=policies).problems
    assert problem.startswith(
        f"{tmp_path / 'policies.yaml'}:21: labelled: spec.validations[0].expression: Invalid value"
    )


KYVERNO = """\
apiVersion: cli.kyverno.io/v1alpha1
kind: Test
policies: [policies.yaml]
resources: [resources.yaml]
results:
- {policy: labelled, resource: agent, kind: DaemonSet, isValidatingAdmissionPolicy: true, result: fail}
- {policy: labelled, resource: probe, kind: Pod, isValidatingAdmissionPolicy: true, result: skip}
- {policy: no-host-network, resource: probe, kind: Pod, isValidatingAdmissionPolicy: true, result: pass}
- {policy: other, resource: probe, kind: Pod, result: pass}
"""


def test_a_test_of_kyverno_runs_too(tmp_path: Path) -> None:
    report = run(tmp_path, "- {resource: probe, expect: accepted}\n", **{"kyverno-test": KYVERNO})
    assert [(one.passed, one.answer) for one in report.cases[:-1]] == [
        (True, "warned: failed expression: has(object.metadata.labels)"),
        (True, "skipped"),
        (True, "accepted"),
    ]
    assert report.left_out == 1
