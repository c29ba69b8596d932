"""`dslint lint` with the admission policies of a cluster: where they come from, and the exit codes."""

from __future__ import annotations

from pathlib import Path

import pytest

import dslint as dslint_api
from tests.cel import NEEDS_CEL
from tests.cli.conftest import Dslint

pytestmark = NEEDS_CEL

AGENT = """\
apiVersion: apps/v1
kind: DaemonSet
metadata: {name: agent, namespace: team}
spec:
  selector: {matchLabels: {app: agent}}
  template:
    metadata: {labels: {app: agent}}
    spec:
      containers: [{name: main, image: registry.example/agent:1.0, resources: {requests: {memory: 1Mi}}}]
"""
CLUSTER = """\
apiVersion: admissionregistration.k8s.io/v1
kind: ValidatingAdmissionPolicy
metadata: {name: p}
spec:
  matchConstraints:
    resourceRules: [{apiGroups: [apps], apiVersions: [v1], operations: ["*"], resources: [daemonsets]}]
  validations: [{expression: EXPRESSION, message: not here}]
---
apiVersion: admissionregistration.k8s.io/v1
kind: ValidatingAdmissionPolicyBinding
metadata: {name: b}
spec: {policyName: p, validationActions: [Deny]}
"""
OF_USER = "request.userInfo.username == 'ci'"


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with an agent, and nothing else."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "agent.yaml").write_text(AGENT, encoding="utf-8")
    return tmp_path


def cluster(project: Path, expression: str, text: str = CLUSTER) -> None:
    (project / "cluster.yaml").write_text(text.replace("EXPRESSION", f'"{expression}"'), encoding="utf-8")


def test_a_denial_fails_the_run(dslint: Dslint, project: Path) -> None:
    cluster(project, "false")
    found = dslint("lint", "--cluster", "cluster.yaml", "agent.yaml", "--format", "concise")
    assert found.code == 1
    assert "error DS710 admission-policy-denied: ValidatingAdmissionPolicy 'p' with binding 'b'" in found.out


def test_what_could_not_be_checked_is_counted_and_has_the_exit_code_of_inputs(dslint: Dslint, project: Path) -> None:
    cluster(project, OF_USER)
    found = dslint("lint", "--cluster", "cluster.yaml", "agent.yaml")
    assert found.code == 3
    assert "(Kubernetes 1.36); 1 could not be checked" in found.out
    assert dslint("lint", "--cluster", "cluster.yaml", "agent.yaml", "--ignore", "DS713").code == 0


def test_findings_win_over_what_could_not_be_checked(dslint: Dslint, project: Path) -> None:
    both = CLUSTER.replace("validations: [", f'validations: [{{expression: "{OF_USER}"}}, ')
    cluster(project, "false", both)
    assert dslint("lint", "--cluster", "cluster.yaml", "agent.yaml").code == 1


def test_a_plan_under_a_policy_that_could_not_be_checked_is_not_green(dslint: Dslint, project: Path) -> None:
    cluster(project, OF_USER)
    (project / "nodes.yaml").write_text("apiVersion: v1\nkind: Node\nmetadata: {name: n1}\n", encoding="utf-8")
    asked = ("plan", "agent.yaml", "--nodes", "nodes.yaml", "--nodes", "cluster.yaml")
    found = dslint(*asked)
    assert found.code == 3
    assert found.out.startswith("AT RISK: policy p could not be checked for team/agent")
    assert "1 could not be checked; 1 workload: running 1" in found.out
    assert dslint(*asked, "--fail-on", "info").code == 1


def test_the_configuration_names_the_cluster_and_the_user(dslint: Dslint, project: Path) -> None:
    cluster(project, OF_USER)
    (project / ".dslint.yaml").write_text("cluster: cluster.yaml\n", encoding="utf-8")
    assert dslint("lint", "agent.yaml").code == 3
    (project / ".dslint.yaml").write_text("cluster: cluster.yaml\nuser: {name: ci}\n", encoding="utf-8")
    assert dslint("lint", "agent.yaml").code == 0
    (project / ".dslint.yaml").write_text("cluster: cluster.yaml\nuser: {name: me}\n", encoding="utf-8")
    assert dslint("lint", "agent.yaml").code == 1


def test_policies_without_a_binding_are_asked_with_bind_all(dslint: Dslint, project: Path) -> None:
    cluster(project, "false", CLUSTER.partition("---")[0])
    found = dslint("lint", "--cluster", "cluster.yaml", "agent.yaml")
    assert found.code == 0
    assert "ValidatingAdmissionPolicy p has no binding" in found.out
    assert dslint("lint", "--cluster", "cluster.yaml", "--bind-all", "agent.yaml").code == 1


def test_a_missing_library_is_a_usage_error_that_names_the_extra(
    dslint: Dslint, project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from dslint.admission.policies.cel import engine, library

    def missing() -> None:
        raise library.MissingLibraryError("admission policies need the CEL library", name=library.MODULE)

    engine._engine.cache_clear()
    monkeypatch.setattr(engine, "library", missing)
    cluster(project, "false")
    found = dslint("lint", "--cluster", "cluster.yaml", "agent.yaml")
    assert (found.code, found.out) == (2, "")
    assert "admission policies need the CEL library" in found.err
    with pytest.raises(library.MissingLibraryError, match="the CEL library"):
        dslint_api.lint("agent.yaml", cluster=["cluster.yaml"])
    assert dslint("lint", "agent.yaml").code == 0
