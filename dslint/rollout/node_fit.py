"""Room on the nodes for a DaemonSet's pods while they are replaced: the scheduler asked at each step."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import replace

from dslint.kubernetes.cluster import Node
from dslint.kubernetes.pods import Pod
from dslint.placement.daemonset import SPEC_PATH, DaemonSet
from dslint.placement.daemonset_controller_until_1_11 import BindingController
from dslint.placement.filter_run import FilterRun
from dslint.placement.scheduler import attempt_on
from dslint.placement.scheduler_name import never_tried
from dslint.placement.snapshot import Snapshot
from dslint.plans import Reason
from dslint.rollout.state import DaemonNode, DaemonPod


class SchedulerFit:
    """Asks a snapshot that holds everything but this DaemonSet's pods, and leaves it as it was in the end.

    `new` is the pod of the new template after admission, not bound. Where pods on other nodes do not matter (`local`),
    the DaemonSet's own pods are put into the snapshot only for the question; else they stand there all the time.
    """

    def __init__(self, snapshot: Snapshot, new: Pod) -> None:
        self._snapshot = snapshot
        self._new = new
        self._checks = FilterRun(new, snapshot, pinned=True, within=SPEC_PATH)
        self._never = never_tried(new, SPEC_PATH)
        self._old: dict[DaemonPod, Pod] = {}
        self._bound: dict[DaemonPod, Pod] = {}
        self._evicting: dict[DaemonNode, list[Pod]] = {}
        self._evicted: list[Pod] = []
        self.local = _local(new)

    def place(self, node: DaemonNode, pod: DaemonPod, present: Pod) -> None:
        """A pod that is there before the update; an unbound one waits to be scheduled."""
        self._old[pod] = present
        if pod.bound:
            self._stand(node, pod, present)

    def bind(self, node: DaemonNode, pod: DaemonPod) -> bool:
        """Put the pod on its node if it fits now; where others must be evicted first, it fits once they are gone."""
        template = self._old.get(pod, self._new)
        if not template.spec.node_name and not self._fits(node, template):
            return False
        self._stand(node, pod, template)
        return True

    def _stand(self, node: DaemonNode, pod: DaemonPod, template: Pod) -> None:
        if self.local:
            self._bound[pod] = template
            return
        self._bound[pod] = bound = template if template.node else replace(template, node=node.name)
        self._snapshot.add(bound)

    def _fits(self, node: DaemonNode, template: Pod) -> bool:
        if self._never is not None:
            return False
        checks = self._checks
        if template is not self._new:
            checks = FilterRun(template, self._snapshot, pinned=True, within=SPEC_PATH)
        with self._beside(node, node.pods) as own:
            found = attempt_on(checks, self._snapshot.by_name[node.name])
        for eviction in found.victims:
            mine = next((pod for pod, stands in own.items() if stands is eviction.pod), None)
            if mine is None:
                self._evicting.setdefault(node, []).append(eviction.pod)
            else:
                mine.evicted = True
        return bool(found.nodes)

    @contextmanager
    def _beside(self, node: DaemonNode, pods: Iterable[DaemonPod]) -> Iterator[dict[DaemonPod, Pod]]:
        """With these of the node's own pods in the snapshot, and no others."""
        wanted = {pod: self._bound[pod] for pod in pods if pod in self._bound}
        if not self.local:
            gone = [self._bound[pod] for pod in node.pods if pod in self._bound and pod not in wanted]
            with self._without(gone):
                yield wanted
            return
        standing = {pod: replace(template, node=node.name) for pod, template in wanted.items()}
        for stands in standing.values():
            self._snapshot.add(stands)
        yield standing
        for stands in standing.values():
            self._snapshot.remove(stands)

    @contextmanager
    def _without(self, pods: Iterable[Pod]) -> Iterator[None]:
        gone = list(pods)
        for pod in gone:
            self._snapshot.remove(pod)
        yield
        for pod in gone:
            self._snapshot.add(pod)

    def refusal(self, node: DaemonNode, *, beside_present: bool) -> tuple[Reason, ...]:
        """Why no new pod fits, evictions included, beside the node's own pods or without them; empty where one does."""
        if self._new.spec.node_name:
            return ()
        with self._beside(node, node.pods if beside_present else ()):
            return self._refusal(self._snapshot.by_name[node.name])

    def _refusal(self, place: Node) -> tuple[Reason, ...]:
        if self._never is not None:
            return (self._never,)
        found = attempt_on(self._checks, place)
        return () if found.nodes or found.victims else found.verdicts[place.name].reasons

    def unbind(self, pod: DaemonPod) -> None:
        bound = self._bound.pop(pod)
        if not self.local:
            self._snapshot.remove(bound)

    def end_evicted(self) -> list[DaemonNode]:
        """The pods end that were evicted to make room; the nodes where that was."""
        evicting, self._evicting = self._evicting, {}
        for victim in {id(victim): victim for victims in evicting.values() for victim in victims}.values():
            self._evicted.append(victim)
            self._snapshot.remove(victim)
        return list(evicting)

    def restore(self) -> None:
        """Leave the snapshot as it was before the first pod was placed."""
        if not self.local:
            for bound in self._bound.values():
                self._snapshot.remove(bound)
        for victim in self._evicted:
            self._snapshot.add(victim)
        self._bound.clear()
        self._evicted.clear()


class ControllerFit(SchedulerFit):
    """Up to 1.11, where the DaemonSet controller binds its pods itself and counts its own as gone."""

    def __init__(self, snapshot: Snapshot, new: Pod, daemonset: DaemonSet) -> None:
        super().__init__(snapshot, new)
        self._controller = BindingController.of(daemonset, snapshot)
        self.local = True

    def _fits(self, node: DaemonNode, template: Pod) -> bool:  # noqa: ARG002 - it knows one template
        return self._controller.judge(self._snapshot.by_name[node.name]).fits

    def _refusal(self, place: Node) -> tuple[Reason, ...]:
        judgement = self._controller.judge(place)
        return () if judgement.fits else judgement.decision.reasons


class UnlimitedFit:
    """Room for every pod: for what does not hang on room."""

    local = True

    def bind(self, node: DaemonNode, pod: DaemonPod) -> bool:  # noqa: ARG002 - whichever it is
        return True

    def unbind(self, pod: DaemonPod) -> None:
        """Nothing is remembered."""

    def end_evicted(self) -> list[DaemonNode]:
        return []


def _local(pod: Pod) -> bool:
    """Whether pods of this DaemonSet on other nodes change nothing for one of them."""
    spec = pod.spec
    claims = any("persistentVolumeClaim" in volume for volume in spec.volumes)
    return not (spec.required_affinity or spec.required_anti_affinity or spec.spread_constraints or claims)
