"""What is different on the nodes in another plan of the same workloads."""

from __future__ import annotations

from collections.abc import Iterator

from dslint.plans import Difference, Placement, Plan, State, WorkloadPlan


def differences(before: Plan, after: Plan) -> Iterator[Difference]:
    """Nodes whose state changes, by workload and by the two states, in the order of the later plan."""
    for one, other in zip(before.workloads, after.workloads, strict=True):
        yield from _of_workload(one, other)


def _of_workload(before: WorkloadPlan, after: WorkloadPlan) -> Iterator[Difference]:
    was = {name: group.state for group in before.placement for name in group.nodes}
    there: set[str] = set()
    for group in after.placement:
        there.update(group.nodes)
        yield from _of_group(before, group, was)
    gone: dict[State, list[str]] = {}
    for name, state in was.items():
        if name not in there:
            gone.setdefault(state, []).append(name)
    for state, names in gone.items():
        yield Difference(before.ref, state, None, tuple(names))


def _of_group(workload: WorkloadPlan, group: Placement, was: dict[str, State]) -> Iterator[Difference]:
    changed: dict[State | None, list[str]] = {}
    for name in group.nodes:
        if was.get(name) is not group.state:
            changed.setdefault(was.get(name), []).append(name)
    for state, names in changed.items():
        yield Difference(workload.ref, state, group.state, tuple(names), group.reasons)
