"""Why a rollout does not complete, and the smallest change that unblocks it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from dslint.kubernetes.selectors import LabelSelector
from dslint.plans import Blocked, Reason
from dslint.rollout.bounds import Obstacles, RolloutBounds
from dslint.rollout.budget import Strategy
from dslint.rollout.existing_pods import READY
from dslint.rollout.remedies import advice
from dslint.rollout.scenario import ScenarioResult
from dslint.rollout.state import DaemonNode


def blocked(bounds: RolloutBounds, strategy: Strategy) -> Blocked | None:
    """None if the rollout completes in every order that was simulated, or if nothing is rolled out."""
    found = _blocked(bounds, strategy)
    if found is None:
        return None
    if not found.help:
        found = found._replace(help=advice(bounds, strategy))
    if bounds.certain:
        return found
    return found._replace(message=f"in some orders of the nodes, {found.message}")


def _blocked(bounds: RolloutBounds, strategy: Strategy) -> Blocked | None:
    """Without help where the advice is what frees it."""
    result, obstacles = bounds.fewest, bounds.obstacles
    wanted = [node for node in result.nodes if node.should_run]
    left = [node for node in wanted if node.live(new=False)]
    nowhere = bool(wanted) and all(obstacles.get(node.name) for node in wanted) and not _surges(strategy)
    if strategy.rolls and result.course.refusal is not None:
        orders = (bounds.by_name, bounds.fewest, bounds.most)
        return refused(orders, result.course.refusal, further=bool(left))
    if not strategy.rolls or not (left or nowhere):
        return None
    if _surges(strategy):
        return _surge(left, bounds)
    reached = _reached(wanted, bounds)
    if nowhere and reached:
        return _nowhere(reached, len(wanted), obstacles)
    stuck = [node for node in wanted if node.name in obstacles]
    if nowhere or not stuck or not result.course.chosen:
        return _unavailable(bounds, strategy, len(wanted))
    return _stuck(stuck, bounds, strategy, len(wanted))


def refused(orders: Iterable[ScenarioResult], refusal: Reason, *, further: bool) -> Blocked:
    """The API server refuses new pods; `further`: old pods are left."""
    without = [sum(node.should_run and not node.pods for node in order.nodes) for order in orders]
    least, most = min(without), max(without)
    to_most = "up to " if least < most else ""
    effects = [f"{to_most}{_nodes(most)} {'is' if most == 1 else 'are'} left without a pod"] if most else []
    effects += ["no further pod is replaced"] if further else []
    by_quota = refusal.code == "ResourceQuota"
    return Blocked(
        "PodsRefused",
        f"the API server refuses new pods, so {' and '.join(effects) or 'it stops'}: {refusal.message}",
        "raise the quota, or request less in the template" if by_quota else "correct what the API server refuses first",
    )


def _surges(strategy: Strategy) -> bool:
    return strategy.counts(1).surge > 0


def _unavailable(bounds: RolloutBounds, strategy: Strategy, desired: int) -> Blocked:
    result = bounds.fewest
    taken = max(result.course.taken_at_first, result.course.taken_in_the_end)
    budget = strategy.counts(desired).unavailable
    return Blocked(
        "BlockedByUnavailable",
        f"{_nodes(taken)} without an available pod take{'s' if taken == 1 else ''} the whole budget of {budget}"
        f" (maxUnavailable {strategy.max_unavailable} of {desired}): no further pod is replaced",
        "",
    )


def _stuck(stuck: Sequence[DaemonNode], bounds: RolloutBounds, strategy: Strategy, desired: int) -> Blocked:
    unfit = [found for node in stuck if (found := bounds.obstacles[node.name])]
    reason = next((found for reasons in unfit for found in reasons), None)
    never = f"never gets ready on {_nodes(len(stuck) - len(unfit))}"
    why = never if reason is None else f"does not fit ({reason.message}) on {_nodes(len(unfit))}"
    why += f" and {never}" if unfit and len(unfit) < len(stuck) else ""
    down = bounds.unlimited.course.taken_in_the_end - len(stuck)
    others = f", and {_nodes(down)} {'is' if down == 1 else 'are'} also down" if down > 0 else ""
    return Blocked(
        "NewPodNotReady" if reason is None else "NoRoom",
        f"the new pod {why}{others}: that can use up the budget of {strategy.counts(desired).unavailable}"
        f" (maxUnavailable {strategy.max_unavailable} of {desired}) before every node is updated",
        "",
    )


def _reached(wanted: Iterable[DaemonNode], bounds: RolloutBounds) -> list[DaemonNode]:
    """The nodes that are up and have lost the old pod."""
    nodes = bounds.scenario.snapshot.by_name
    return [node for node in wanted if not node.live(new=False) and nodes[node.name].shape.ready == READY]


def _nowhere(reached: Sequence[DaemonNode], wanted: int, obstacles: Obstacles) -> Blocked:
    reason = obstacles[reached[0].name][0]
    return Blocked(
        "FitsNowhere",
        f"the new pod does not fit on any of {_nodes(wanted)}: {reason.message} on {reached[0].name}",
        "",
    )


def _surge(left: Sequence[DaemonNode], bounds: RolloutBounds) -> Blocked:
    obstacles = bounds.obstacles
    names = list(obstacles) or [node.name for node in left]
    reason = next((found for name in names for found in obstacles.get(name, ())), None)
    if reason is None:
        return Blocked(
            "NewPodNotReady",
            f"the new pod never gets ready on {_nodes(len(names))} and uses the whole surge",
            "",
        )
    code = "SurgePortConflict" if reason.code == "HostPort" else "SurgeNoRoom"
    return Blocked(
        code,
        f"the new pod does not fit beside the old one on {_nodes(len(names))}: {reason.message} on {names[0]}",
        "",
    )


def selector_changed(old: Mapping[str, Any], new: Mapping[str, Any], pods: int) -> Blocked | None:
    """What to do about a changed selector; None if it is the same. Both DaemonSets are defaulted."""
    before, after = (LabelSelector.of((raw.get("spec") or {}).get("selector")) for raw in (old, new))
    if before == after or before is None or after is None:
        return None
    labels = (((old.get("spec") or {}).get("template") or {}).get("metadata") or {}).get("labels") or {}
    orphans = (
        f"it adopts the {pods} existing pods and replaces them one by one"
        if after.matches(labels)
        else f"the {pods} existing pods do not match it and stay until you delete them"
    )
    return Blocked(
        "SelectorImmutable",
        f"spec.selector changes from {before} to {after}; the API server refuses that",
        f"keep the selector, or kubectl delete --cascade=orphan the DaemonSet and create it again: {orphans}",
    )


def _nodes(count: int) -> str:
    return f"{count} node{'' if count == 1 else 's'}"
