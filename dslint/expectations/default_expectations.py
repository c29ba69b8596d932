"""The expectations that every plan must satisfy by default."""

from __future__ import annotations

from collections.abc import Iterator

from dslint.expectations import change_conditions
from dslint.expectations.expectation_subject import ExpectationSubject, Verdict, counted, listed
from dslint.findings import FieldPath, Severity
from dslint.kubernetes.pods import PodSpec
from dslint.plans import MAX_UNAVAILABLE, WANTS, Decider, Expectation, Placement, Reason, State

OS_LABELS = ("kubernetes.io/os", "beta.kubernetes.io/os")
SYSTEMS = frozenset({"linux", "windows"})
REMOVAL_AT_ONCE = "DS813"
TOLERATIONS: FieldPath = ("spec", "template", "spec", "tolerations", 0)


def default_expectations(subject: ExpectationSubject) -> Iterator[Expectation]:
    """The default expectations for a workload; none if the API server rejects it."""
    if subject.plan.rejected:
        return
    nowhere = next((group for group in subject.plan.placement if group.reasons), None)
    somewhere = _expectation(subject, "DS811", "runs-somewhere", _runs_somewhere(subject), _path(nowhere))
    yield somewhere._replace(severity=Severity.WARNING) if _is_for_another_system(subject) else somewhere
    yield _expectation(
        subject, "DS812", "not-blocked", change_conditions.blocked(subject, expected=False), _budget(subject)
    )
    removed = next((group for group in subject.groups(frozenset({State.REMOVED}))), None)
    at_once = change_conditions.removed_at_once(subject, {"max": _allowed(subject)})
    yield _expectation(subject, REMOVAL_AT_ONCE, "no-removal-at-once", at_once, _path(removed))
    yield _expectation(subject, "DS814", "no-virtual-nodes", _no_virtual_nodes(subject), TOLERATIONS)
    unfit = next(_never_fits(subject), None)
    yield _expectation(subject, "DS815", "fits", _fits(subject), _path(unfit))


def _expectation(
    subject: ExpectationSubject, code: str, name: str, verdict: Verdict, path: FieldPath | None
) -> Expectation:
    return Expectation(name, verdict.passed, verdict.message, subject.called, code, path)


def _path(group: Placement | None) -> FieldPath | None:
    return group.reasons[0].path if group and group.reasons else None


def _allowed(subject: ExpectationSubject) -> int:
    """The number of nodes that lose the pod at once and may."""
    nodes = subject.plan.rollout.nodes if subject.plan.rollout else None
    return sum(name in subject.may_lose for name in nodes.removed) if nodes and subject.may_lose else 0


def _budget(subject: ExpectationSubject) -> FieldPath:
    """The field that limits the rollout."""
    rollout = subject.plan.rollout
    return rollout.budget.path if rollout and rollout.budget else MAX_UNAVAILABLE


def _runs_somewhere(subject: ExpectationSubject) -> Verdict:
    wanted = len(subject.names(WANTS))
    if wanted:
        return Verdict(passed=True, message=f"should run on {counted(wanted)}")
    reasons = dict.fromkeys(map(_said, (reason for group in subject.plan.placement for reason in group.reasons)))
    why = f": {listed(list(reasons))}" if reasons else ""
    return Verdict(passed=False, message=f"runs on none of {counted(len(subject.cluster.nodes))}{why}")


def _said(reason: Reason) -> str:
    """Of a denial, which policy it is: the reasons of the nodes have the API server's sentence."""
    if reason.decider is not Decider.API_SERVER:
        return reason.message
    from dslint.plans.refusals import refusal

    return refusal(reason.message, "its pods")


def _is_for_another_system(subject: ExpectationSubject) -> bool:
    """Whether the workload selects an operating system that no node has: it is meant for other nodes."""
    if subject.pod is None or subject.names(WANTS):
        return False
    wanted = _selected_systems(subject.pod.spec)
    found = {node.label(key) for node in subject.cluster.nodes for key in OS_LABELS}
    return bool(wanted) and wanted <= SYSTEMS and found - {None} <= SYSTEMS - wanted


def _selected_systems(spec: PodSpec) -> set[str]:
    """The operating systems that the node selector or each term of the node affinity names; none if one names none."""
    selected = {spec.node_selector[key] for key in OS_LABELS if key in spec.node_selector}
    if selected or not spec.required_node_terms:
        return selected
    named = [
        {value for one in term.expressions if one.key in OS_LABELS and one.operator == "In" for value in one.values}
        for term in spec.required_node_terms
    ]
    return set.union(*named) if all(named) else set()


def _no_virtual_nodes(subject: ExpectationSubject) -> Verdict:
    virtual = [node for node in subject.nodes(WANTS) if node.shape.virtual]
    if not virtual:
        return Verdict(passed=True, message="does not run on virtual nodes")
    kinds = ", ".join(dict.fromkeys(node.shape.virtual for node in virtual))
    names = listed([node.name for node in virtual])
    run = "runs" if len(virtual) == 1 else "run"
    message = f"should run on {counted(len(virtual), 'virtual node')} ({kinds}), which {run} no DaemonSet pods: {names}"
    return Verdict(subject.plan.ref.kind != "DaemonSet", message)


def _fits(subject: ExpectationSubject) -> Verdict:
    groups = list(_never_fits(subject))
    names = [name for group in groups for name in group.nodes]
    if not names:
        return Verdict(passed=True, message="no node is too small")
    return Verdict(passed=False, message=f"too small even if empty: {counted(len(names))}: {listed(names)}")


def _never_fits(subject: ExpectationSubject) -> Iterator[Placement]:
    """Groups of nodes that should run the pod, but have less than it requests even when empty."""
    if subject.pod is None:
        return
    requests = subject.pod.spec.requests
    by_name = {node.name: node for node in subject.cluster.nodes}
    for group in subject.groups(frozenset({State.PENDING})):
        shape = by_name[group.nodes[0]].shape
        too_much = any(
            amount > shape.allocatable.get(resource, 0) and resource not in shape.unknown_resources
            for resource, amount in requests.items()
        )
        if too_much and shape.resources_known:
            yield group
