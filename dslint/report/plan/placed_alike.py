"""What makes workloads and static pods alike, so that they get one part of a report, which names them all."""

from __future__ import annotations

from collections.abc import Sequence

from dslint.plans import Reason, Rollout, StaticPodPlan, WorkloadPlan


def texts(workload: WorkloadPlan) -> object:
    """What a report shows of it beside its nodes, without lines of files, numbers of checks, and its own name.

    The lines of what is rejected count: each manifest has to be corrected at its own.
    """
    level = workload.verdict.level if workload.verdict else None
    found = (
        tuple((one.code, one.field, one.message, one.file, one.line) for one in workload.rejected),
        workload.notes,
        [(one.node, [check[:3] for check in one.checks]) for one in workload.explanations],
        _rollout_likeness(workload.rollout) if workload.rollout else None,
    )
    return workload.ref.kind, level, _anonymous(repr(found), workload)


def _rollout_likeness(rollout: Rollout) -> object:
    changes = [(found.pointer, found.old, found.new) for found in rollout.template_diff or ()]
    return rollout._replace(template_diff=None, end=None), changes


def _anonymous(text: str, workload: WorkloadPlan) -> str:
    """The text without the workload's own name."""
    qualified = f"{workload.ref.namespace or 'default'}/{workload.ref.name}"
    return text.replace(qualified, "").replace(workload.ref.name, "") if workload.ref.name else text


def static_pods_alike(pods: Sequence[StaticPodPlan]) -> list[tuple[StaticPodPlan, ...]]:
    """Static pods that kubelets treat alike."""
    alike: dict[object, list[StaticPodPlan]] = {}
    for pod in pods:
        placed = tuple(
            (group.state, group.nodes, group.evicts, tuple(map(_said, (*group.reasons, *group.notes))))
            for group in pod.placement
        )
        key = (pod.change, pod.error, placed, pod.holds, pod.notes)
        alike.setdefault(key, []).append(pod)
    return [tuple(found) for found in alike.values()]


def _said(reason: Reason) -> object:
    return reason._replace(source=None, path=None)
