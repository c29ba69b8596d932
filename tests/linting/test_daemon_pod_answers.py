"""Policies for Pods, asked about the pods of DaemonSets in lint."""

from __future__ import annotations

from typing import Any

import dslint
from dslint.findings import Finding
from dslint.linting.daemon_pod_answers import ACCEPTED, CHANGE
from tests.cel import NEEDS_CEL
from tests.planning.nodes import daemonset
from tests.validation.admission_policy.policies import binding, policy

pytestmark = NEEDS_CEL

PODS = {"apiGroups": [""], "apiVersions": ["v1"], "operations": ["CREATE"], "resources": ["pods"]}
NO_HOST_NETWORK = "!object.spec.?hostNetwork.orValue(false)"
SAID = "ValidatingAdmissionPolicy 'p.example' with binding 'b.example' denied request: failed expression: "
PIN = "object.spec.affinity.nodeAffinity.requiredDuringSchedulingIgnoredDuringExecution.nodeSelectorTerms"


def told(expression: str, *actions: str, **spec: Any) -> list[Finding]:
    asked = policy(matchConstraints={"resourceRules": [PODS]}, validations=[{"expression": expression}])
    bound = binding(validationActions=list(actions or ("Deny",)))
    report = dslint.lint(daemonset(**spec), None, "1.36", [asked, bound])
    return [finding for finding in report.findings if finding.code.startswith(("DS71", "DS73"))]


def test_denied_pods_are_an_error_of_the_template_in_the_words_of_the_server() -> None:
    (finding,) = told(NO_HOST_NETWORK, hostNetwork=True)
    assert (finding.code, finding.severity.value) == ("DS730", "error")
    assert finding.message == f"{SAID}{NO_HOST_NETWORK}"
    assert finding.path == ("spec", "template", "spec", "hostNetwork")
    assert finding.help == f"{ACCEPTED}: the expression reads spec.template.spec.hostNetwork, which is true"


def test_pods_that_are_accepted_are_no_finding() -> None:
    assert told(NO_HOST_NETWORK) == []


def test_warnings_and_audits_reach_nobody_and_are_infos() -> None:
    (finding,) = told(NO_HOST_NETWORK, "Warn", "Audit", hostNetwork=True)
    assert (finding.code, finding.severity.value) == ("DS731", "info")


def test_what_depends_on_the_node_is_not_known() -> None:
    (finding,) = told(f"{PIN}.all(t, t.matchFields[0].values[0] == 'gpu-1')")
    assert finding.code == "DS713"
    assert finding.message.endswith("depends on the node of the pod; dslint plan knows the nodes")


def test_an_expression_that_reads_no_field_stands_at_the_template() -> None:
    (finding,) = told("request.name == 'agent'")
    assert (finding.code, finding.path) == ("DS730", ("spec", "template"))


def test_an_expression_that_reads_nothing_has_the_help_of_the_rule() -> None:
    (finding,) = told("1 > 2")
    assert finding.help == f"{ACCEPTED}: {CHANGE}"


def test_why_a_policy_cannot_be_checked_is_told_once() -> None:
    both = [PODS, {**PODS, "apiGroups": ["apps"], "resources": ["daemonsets"]}]
    constraints = {"resourceRules": both, "namespaceSelector": {"matchLabels": {"env": "prod"}}}
    asked = policy(matchConstraints=constraints, validations=[{"expression": "1 > 2"}])
    report = dslint.lint(daemonset(), None, "1.36", [asked, binding()])
    assert [finding.code for finding in report.findings if finding.code.startswith("DS7")] == ["DS713"]
