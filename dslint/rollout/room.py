"""Room on the nodes for a DaemonSet's pods while they are replaced: the scheduler asked at each step."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from dslint.inventory.cluster import Node
from dslint.kubernetes.pods import Pod
from dslint.placement.checks import Checks
from dslint.placement.controller_binding import BindingController
from dslint.placement.daemonset import SPEC_PATH, DaemonSet
from dslint.placement.scheduler import attempt_on
from dslint.placement.unscheduled import never_tried
from dslint.placement.world import World
from dslint.plans import Reason
from dslint.rollout.state import DaemonNode, DaemonPod


class SchedulerRoom:
    """Puts pods into a world that holds everything but this DaemonSet's pods, and takes all of them out in the end.

    `new` is the pod of the new template after admission, not bound.
    """

    def __init__(self, world: World, new: Pod) -> None:
        self._world = world
        self._new = new
        self._checks = Checks(new, world, pinned=True, within=SPEC_PATH)
        self._placed: dict[DaemonPod, Pod] = {}
        self._old: dict[DaemonPod, Pod] = {}
        self._evicting: dict[DaemonNode, list[Pod]] = {}
        self._evicted: list[Pod] = []
        self._never = never_tried(new, SPEC_PATH)
        self.local = _local(new)

    def place(self, pod: DaemonPod, present: Pod) -> None:
        """A pod that is there before the update; one without a node waits to be scheduled."""
        self._old[pod] = present
        if pod.bound:
            self._world.add(present)
            self._placed[pod] = present

    def bind(self, node: DaemonNode, pod: DaemonPod) -> bool:
        """Put the pod on its node if it fits now; where others must be evicted first, it fits once they are gone."""
        place = self._world.by_name[node.name]
        template = self._old.get(pod, self._new)
        if not template.spec.node_name and not self._fits(node, template, place):
            return False
        bound = replace(template, node=node.name)
        self._world.add(bound)
        self._placed[pod] = bound
        return True

    def _fits(self, node: DaemonNode, template: Pod, place: Node) -> bool:
        if self._never is not None:
            return False
        checks = self._checks
        if template is not self._new:
            checks = Checks(template, self._world, pinned=True, within=SPEC_PATH)
        found = attempt_on(checks, place)
        for eviction in found.victims:
            self._evict(node, eviction.pod)
        return bool(found.nodes)

    def _evict(self, node: DaemonNode, victim: Pod) -> None:
        own = next((pod for pod in node.pods if self._placed.get(pod) is victim), None)
        if own is None:
            self._evicting.setdefault(node, []).append(victim)
        else:
            own.evicted = True

    def refusal(self, node: DaemonNode, without: Iterable[DaemonPod]) -> tuple[Reason, ...]:
        """Why no new pod fits, evictions included, once some of the node's own pods are gone; empty where one does."""
        if self._new.spec.node_name:
            return ()
        gone = [self._placed[pod] for pod in without if pod in self._placed]
        for pod in gone:
            self._world.remove(pod)
        reasons = self._refusal(self._world.by_name[node.name])
        for pod in gone:
            self._world.add(pod)
        return reasons

    def _refusal(self, place: Node) -> tuple[Reason, ...]:
        if self._never is not None:
            return (self._never,)
        found = attempt_on(self._checks, place)
        return () if found.nodes or found.victims else found.verdicts[place.name].reasons

    def unbind(self, pod: DaemonPod) -> None:
        self._world.remove(self._placed.pop(pod))

    def end_evicted(self) -> list[DaemonNode]:
        """The pods end that were evicted to make room; the nodes where that was."""
        evicting, self._evicting = self._evicting, {}
        for victim in {id(victim): victim for victims in evicting.values() for victim in victims}.values():
            self._evicted.append(victim)
            self._world.remove(victim)
        return list(evicting)

    def restore(self) -> None:
        """Leave the world as it was before the first pod was placed."""
        for placed in self._placed.values():
            self._world.remove(placed)
        for victim in self._evicted:
            self._world.add(victim)
        self._placed.clear()
        self._evicted.clear()


class BindingRoom(SchedulerRoom):
    """Up to 1.11, where the DaemonSet controller binds its pods itself."""

    def __init__(self, world: World, new: Pod, daemonset: DaemonSet) -> None:
        super().__init__(world, new)
        self._controller = BindingController.of(daemonset, world)
        self.local = True

    def _fits(self, node: DaemonNode, template: Pod, place: Node) -> bool:  # noqa: ARG002 - it knows one template
        return self._controller.judge(place).fits

    def _refusal(self, place: Node) -> tuple[Reason, ...]:
        judgement = self._controller.judge(place)
        return () if judgement.fits else judgement.decision.reasons


def _local(pod: Pod) -> bool:
    spec = pod.spec
    return not (spec.required_affinity or spec.required_anti_affinity or spec.spread_constraints)
