"""Plans under admission policies: which nodes go without a pod, and what an update then does."""

from __future__ import annotations

from typing import Any

import pytest

import dslint
from dslint.plans import Decider, Level, State, WorkloadPlan
from tests.cel import NEEDS_CEL
from tests.planning.nodes import daemonset, node, plain_pod, states
from tests.validation.admission_policy.policies import binding, policy

pytestmark = NEEDS_CEL

NODES = [node("n1"), node("n2"), node("n3")]
NAMESPACE = {"apiVersion": "v1", "kind": "Namespace", "metadata": {"name": "default"}}
PODS = {"apiGroups": [""], "apiVersions": ["v1"], "operations": ["CREATE"], "resources": ["pods"]}
DAEMONSETS = {**PODS, "apiGroups": ["apps"], "operations": ["CREATE", "UPDATE"], "resources": ["daemonsets"]}
PIN = (
    "object.spec.affinity.nodeAffinity.requiredDuringSchedulingIgnoredDuringExecution.nodeSelectorTerms"
    ".all(t, t.matchFields.all(f, !('n2' in f.values)))"
)
DRY_RUN = "request.dryRun"
SAID = "ValidatingAdmissionPolicy 'p.example' with binding 'b.example' denied request: failed expression: "


def rules(expression: str, rule: dict[str, Any] = PODS, action: str = "Deny") -> list[dict[str, Any]]:
    asked = policy(matchConstraints={"resourceRules": [rule]}, validations=[{"expression": expression}])
    return [NAMESPACE, asked, binding(validationActions=[action])]


def planned(*objects: dict[str, Any], old: dict[str, Any] | None = None, **spec: Any) -> WorkloadPlan:
    baseline = [] if old is None else [old]
    found = dslint.plan(
        [daemonset(**spec)], inventory=[*NODES, *objects], baseline=baseline, kubernetes_version="1.36", trace=True
    )
    return found.workloads[0]


def test_a_daemonset_whose_pods_a_policy_denies_is_accepted_and_runs_nowhere() -> None:
    found = planned(*rules("!object.spec.?hostNetwork.orValue(false)"), hostNetwork=True)
    assert (found.rejected, found.desired, found.bound) == ((), 3, 0)
    (group,) = found.placement
    assert (group.state, group.nodes) == (State.EXCLUDED, ("n1", "n2", "n3"))
    (reason,) = group.reasons
    assert reason.decider is Decider.API_SERVER
    assert reason.message == f'pods "agent-" is forbidden: {SAID}!object.spec.?hostNetwork.orValue(false)'


def test_the_finding_is_that_of_lint() -> None:
    plan = dslint.plan(
        [daemonset(hostNetwork=True)],
        inventory=[*NODES, *rules("!object.spec.?hostNetwork.orValue(false)")],
        kubernetes_version="1.36",
    )
    (finding,) = plan.findings
    assert (finding.code, finding.path) == ("DS730", ("spec", "template", "spec", "hostNetwork"))
    assert finding.message.startswith(
        f'the pods on 3 nodes (n1, n2, n3) are rejected: pods "agent-" is forbidden: {SAID}'
    )


def test_all_denials_are_reasons() -> None:
    denied = policy(
        matchConstraints={"resourceRules": [PODS]}, validations=[{"expression": "1 > 2"}, {"expression": "2 > 3"}]
    )
    (group,) = planned(NAMESPACE, denied, binding()).placement
    assert [reason.message.rpartition(": ")[2] for reason in group.reasons] == ["1 > 2", "2 > 3"]


def test_a_policy_that_reads_the_node_of_a_pod_denies_the_pods_of_some_nodes() -> None:
    found = planned(*rules(PIN))
    assert states(found) == {"n1": State.BOUND, "n2": State.EXCLUDED, "n3": State.BOUND}
    assert (found.desired, found.bound) == (3, 2)


def test_an_update_stops_where_the_policy_denies_the_new_pod() -> None:
    old, new = daemonset(), {"hostNetwork": True}
    found = planned(*rules("!object.spec.?hostNetwork.orValue(false)"), old=old, **new)
    assert sorted(states(found).values(), key=str) == [State.BOUND, State.BOUND, State.EXCLUDED]
    assert found.rollout is not None
    assert found.rollout.blocked is not None
    assert found.rollout.blocked.code == "PodsRefused"
    assert SAID in found.rollout.blocked.message


def test_an_update_goes_on_on_the_nodes_for_which_no_policy_denies_the_pod() -> None:
    found = planned(*rules(PIN), old=daemonset(), hostNetwork=True)
    assert found.rollout is not None
    assert found.rollout.blocked is not None
    assert states(found)["n2"] is State.EXCLUDED
    assert states(found)["n1"] is State.BOUND


def test_the_controller_is_known_and_who_applies_the_daemonset_is_not() -> None:
    controller = "request.userInfo.username == 'system:serviceaccount:kube-system:daemon-set-controller'"
    assert planned(*rules(controller)).bound == 3
    found = planned(*rules("request.userInfo.username == 'ada'", DAEMONSETS))
    assert found.bound == 3
    assert found.notes == ()


@pytest.mark.parametrize(("rule", "expression"), [(DAEMONSETS, "request.userInfo.username == 'ada'"), (PODS, DRY_RUN)])
def test_what_could_not_be_checked_is_a_finding_and_never_safe(rule: dict[str, Any], expression: str) -> None:
    plan = dslint.plan([daemonset()], inventory=[*NODES, *rules(expression, rule)], kubernetes_version="1.36")
    assert [(finding.code, finding.severity.value) for finding in plan.findings] == [("DS713", "info")]
    assert plan.unchecked == 1
    assert plan.verdict == (Level.AT_RISK, "policy p.example could not be checked for default/agent")


def test_the_verdict_and_the_expectation_name_the_policy_that_denies_the_pods() -> None:
    denied = rules("!object.spec.?hostNetwork.orValue(false)")
    plan = dslint.plan([daemonset(hostNetwork=True)], inventory=[*NODES, *denied], kubernetes_version="1.36")
    said = "failed expression: !object.spec.?hostNetwork.orValue(false)"
    assert plan.verdict is not None
    assert plan.verdict.reason == f"default/agent gets no pod on any node: policy p.example denies them: {said}"
    (failed,) = (one for one in plan.expectations if not one.passed)
    assert failed.message == f"runs on none of 3 nodes: policy p.example denies its pods: {said}"


def test_a_blocked_update_names_the_policy() -> None:
    denied = rules("!object.spec.?hostNetwork.orValue(false)")
    inventory, new = [*NODES, *denied], daemonset(hostNetwork=True)
    plan = dslint.plan([new], inventory=inventory, baseline=[daemonset()], kubernetes_version="1.36")
    assert plan.verdict is not None
    assert plan.verdict.reason.startswith(
        "rollout of default/agent: policy p.example denies new pods: failed expression"
    )


def test_a_denied_daemonset_is_rejected() -> None:
    found = planned(*rules("object.metadata.name != 'agent'", DAEMONSETS))
    assert [(one.code, one.message) for one in found.rejected] == [("DS710", f"{SAID}object.metadata.name != 'agent'")]


def test_a_denied_pod_is_rejected() -> None:
    found = dslint.plan(
        [plain_pod()], inventory=[*NODES, *rules("object.metadata.name != 'probe'")], kubernetes_version="1.36"
    ).workloads[0]
    assert [one.code for one in found.rejected] == ["DS710"]


def test_a_warning_refuses_nothing_and_is_a_note() -> None:
    found = planned(*rules("1 > 2", action="Warn"))
    assert found.bound == 3
    note = "Validation failed for ValidatingAdmissionPolicy 'p.example' with binding 'b.example'"
    assert found.notes[0].startswith(f"the controller gets a warning with each new pod: {note}")


def test_a_policy_among_the_manifests_counts() -> None:
    manifests = [*rules("1 > 2"), daemonset()]
    assert dslint.plan(manifests, inventory=NODES, kubernetes_version="1.36").workloads[0].bound == 0


def test_updates_that_change_together_heed_the_policies() -> None:
    names = ("one", "two")
    olds = [{**daemonset(), "metadata": {"name": name}} for name in names]
    news = [{**daemonset(hostNetwork=True), "metadata": {"name": name}} for name in names]
    found = dslint.plan(news, inventory=[*NODES, *rules(PIN)], baseline=olds, kubernetes_version="1.36")
    assert [states(workload)["n2"] for workload in found.workloads] == [State.EXCLUDED, State.EXCLUDED]


def test_a_webhook_that_would_be_asked_is_named_once() -> None:
    webhook = {
        "apiVersion": "admissionregistration.k8s.io/v1",
        "kind": "MutatingWebhookConfiguration",
        "metadata": {"name": "injector"},
        "webhooks": [{"name": "a.example.com", "rules": [PODS]}, {"name": "b.example.com", "rules": [PODS]}],
    }
    workloads = [daemonset(name) for name in ("one", "two")]
    plan = dslint.plan(workloads, inventory=[*NODES, webhook], kubernetes_version="1.36")
    sentence = "MutatingWebhookConfiguration injector may change or deny objects: its webhooks are not called"
    assert plan.remarks == (sentence,)


def test_a_policy_without_a_binding_is_named() -> None:
    unbound = policy(matchConstraints={"resourceRules": [PODS]}, validations=[{"expression": "1 > 2"}])
    plan = dslint.plan([daemonset()], inventory=[*NODES, NAMESPACE, unbound], kubernetes_version="1.36")
    assert plan.workloads[0].bound == 3
    said = "ValidatingAdmissionPolicy p.example has no binding, so it is not asked; --bind-all asks it all the same"
    assert plan.remarks == (said,)


def test_with_bind_all_a_policy_without_a_binding_denies_pods() -> None:
    unbound = policy(matchConstraints={"resourceRules": [PODS]}, validations=[{"expression": "1 > 2"}])
    inventory = [*NODES, NAMESPACE, unbound]
    plan = dslint.plan([daemonset()], inventory=inventory, kubernetes_version="1.36", bind_all=True)
    assert (plan.workloads[0].bound, plan.remarks) == (0, ())
    assert "with binding 'bind-all' denied request" in plan.workloads[0].placement[0].reasons[0].message


def test_policies_of_other_engines_are_counted() -> None:
    kyverno = {"apiVersion": "kyverno.io/v1", "kind": "ClusterPolicy", "metadata": {"name": "k"}}
    plan = dslint.plan([daemonset()], inventory=[*NODES, kyverno, kyverno], kubernetes_version="1.36")
    assert plan.remarks == ("2 policies of Kyverno: not evaluated",)


def test_a_quota_counts_the_pods_that_no_policy_denies() -> None:
    quota = {
        "apiVersion": "v1",
        "kind": "ResourceQuota",
        "metadata": {"name": "team", "namespace": "default"},
        "spec": {"hard": {"pods": "1"}},
    }
    found = planned(*rules(PIN), quota)
    assert states(found) == {"n1": State.BOUND, "n2": State.EXCLUDED, "n3": State.EXCLUDED}
    reasons = {group.nodes: group.reasons[0].message for group in found.placement[1:]}
    assert SAID in reasons["n2",]
    assert "exceeded quota: team" in reasons["n3",]


def test_an_update_within_a_quota_heeds_the_policies_too() -> None:
    quota = {
        "apiVersion": "v1",
        "kind": "ResourceQuota",
        "metadata": {"name": "team", "namespace": "default"},
        "spec": {"hard": {"pods": "3"}},
    }
    found = planned(*rules(PIN), quota, old=daemonset(), hostNetwork=True)
    assert states(found)["n2"] is State.EXCLUDED
    assert found.rollout is not None
    assert found.rollout.blocked is not None
    assert SAID in found.rollout.blocked.message


def test_without_the_library_all_else_is_planned_and_the_policy_could_not_be_checked(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    from dslint.admission.policies.cel import library

    def missing() -> None:
        raise library.MissingLibraryError("needs the CEL library", name=library.MODULE)

    monkeypatch.setattr(library, "library", missing)
    plan = dslint.plan([daemonset()], inventory=[*NODES, *rules("false")], kubernetes_version="1.36")
    assert (plan.workloads[0].bound, [finding.code for finding in plan.findings]) == (3, ["DS713"])
    assert plan.findings[0].message == (
        "ValidatingAdmissionPolicy 'p.example' with binding 'b.example' could not be checked: needs the CEL library"
    )
    assert plan.verdict is not None
    assert plan.verdict.level is not Level.SAFE
