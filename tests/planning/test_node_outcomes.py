"""Nodes with the same answer form one group, and reasons get their lines."""

from __future__ import annotations

from dslint.findings import Span
from dslint.planning.node_outcomes import NodeOutcome, grouped, with_lines
from dslint.planning.workload import Workload
from dslint.plans import Decider, Reason, SourceLine, State, Victim, WorkloadPlan
from tests.planning.nodes import daemonset

TAINT = Reason("UntoleratedTaint", Decider.SCHEDULER, "untolerated taint a:NoSchedule", path=("spec",))
OTHER = TAINT._replace(message="untolerated taint b:NoSchedule")
BOUND = NodeOutcome(State.BOUND)


def groups(*answers):
    return [(group.state, group.nodes) for group in grouped(answers)]


def test_equal_answers_are_one_group_whether_they_are_shared_or_not():
    found = groups(("n2", BOUND), ("n3", NodeOutcome(State.BOUND)), ("n1", BOUND))
    assert found == [(State.BOUND, ("n2", "n3", "n1"))], "in the order of the inventory"


def test_another_reason_or_note_is_another_group():
    answers = [
        ("n1", NodeOutcome(State.EXCLUDED, (TAINT,))),
        ("n2", NodeOutcome(State.EXCLUDED, (OTHER,))),
        ("n3", NodeOutcome(State.EXCLUDED, (TAINT, OTHER))),
        ("n4", NodeOutcome(State.EXCLUDED, (TAINT,), (OTHER,))),
        ("n5", NodeOutcome(State.EXCLUDED, (TAINT,))),
    ]
    assert [nodes for _, nodes in groups(*answers)] == [("n1", "n5"), ("n2",), ("n3",), ("n4",)]


def test_groups_begin_with_where_the_pod_runs_and_end_with_where_it_never_did():
    answers = [(state.value, NodeOutcome(state)) for state in (*reversed(State), State.PENDING)]
    assert [state for state, _ in groups(*answers)] == [
        State.BOUND,
        State.CANDIDATE,
        State.PENDING,
        State.MISSCHEDULED,
        State.REMOVED,
        State.EXCLUDED,
    ]


def test_victims_of_all_nodes_of_a_group_are_together_and_nodes_without_any_apart():
    one, two = Victim("default", "a", "n1", 0), Victim("default", "b", "n2", 0)
    found = grouped(
        [
            ("n1", NodeOutcome(State.BOUND, evicts=(one,))),
            ("n2", NodeOutcome(State.BOUND, evicts=(two,))),
            ("n3", BOUND),
        ]
    )
    assert [(group.nodes, group.evicts) for group in found] == [(("n1", "n2"), (one, two)), (("n3",), ())]


def test_reasons_and_notes_get_the_line_of_their_path():
    def places(path):
        return Span(4, 1, 4, 2) if path == ("spec",) else None

    workload = Workload.of(daemonset())._replace(file="ds.yaml", span=places)
    elsewhere = OTHER._replace(path=("metadata",))
    plan = WorkloadPlan(
        workload.ref, placement=grouped([("n1", NodeOutcome(State.EXCLUDED, (TAINT, elsewhere), (OTHER,)))])
    )
    (group,) = with_lines(plan, workload).placement
    assert [reason.source for reason in (*group.reasons, *group.notes)] == [
        SourceLine("ds.yaml", 4),
        None,
        SourceLine("ds.yaml", 4),
    ]
    assert with_lines(plan, workload._replace(file=None)) is plan
