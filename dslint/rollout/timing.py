"""How long a rollout takes: minimum, typical and maximum, from declared timings or from defaults that are reported.

A slot is reused as soon as a pod is available, so the nodes are like jobs on as many machines as there are slots: it
takes at least the total work divided by the slots, and at most one job more.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, NamedTuple

from dslint.kubernetes.cluster import Shape
from dslint.plans import Duration, NodesByChange, RolloutTime
from dslint.rollout.existing_pods import Change
from dslint.rollout.scenario import Scenario

CONTROLLER_QPS, CONTROLLER_BURST = 20, 30
"""kube-controller-manager's client: requests a second, and at once (--kube-api-qps, --kube-api-burst)."""

DEFAULT_GRACE = 30


class Span(NamedTuple):
    """Seconds: minimum, typical and maximum."""

    minimum: float
    typical: float
    maximum: float

    def __add__(self, other: object) -> Span:
        assert isinstance(other, Span)
        return Span(*(own + others for own, others in zip(self, other, strict=True)))


IMAGE_PULL = Span(0, 10, 60)
START = Span(1, 5, 60)
TERMINATE = Span(0, 5, DEFAULT_GRACE)
STEPS = ("imagePull", "start", "terminate")
SPREAD = 3
"""A declared time is the typical one; the maximum is this many times as long."""


class Work(NamedTuple):
    """The work of a rollout: nodes to replace by shape, the slots for that, and pods to add and remove.

    `leaving` are nodes that lose their pod within the budget, `removed` is the number of pods that are deleted at once.
    """

    replaced: Mapping[Shape, int]
    leaving: Mapping[Shape, int]
    slots: int
    surging: bool
    added: Sequence[Shape]
    removed: int

    @property
    def requests(self) -> int:
        """The number of API requests of the controller: one to delete and one to create a pod."""
        return 2 * sum(self.replaced.values()) + sum(self.leaving.values()) + len(self.added) + self.removed


class Template(NamedTuple):
    """The parts of the new DaemonSet that take time. `pulls`: it has an image that the old one does not have."""

    grace: int
    min_ready_seconds: int
    probe_delay: int
    probe_period: int
    pulls: bool

    @classmethod
    def of(cls, new: Mapping[str, Any], old: Mapping[str, Any] | None) -> Template:
        spec = new["spec"]["template"]["spec"]
        grace = spec.get("terminationGracePeriodSeconds")
        probes = [container.get("readinessProbe") or {} for container in spec.get("containers") or ()]
        return cls(
            grace=DEFAULT_GRACE if grace is None else grace,
            min_ready_seconds=new["spec"].get("minReadySeconds") or 0,
            probe_delay=max((probe.get("initialDelaySeconds") or 0 for probe in probes), default=0),
            probe_period=max((probe.get("periodSeconds") or 0 for probe in probes), default=0),
            pulls=old is None or not _images(new) <= _images(old),
        )


def _images(daemonset: Mapping[str, Any]) -> set[str]:
    spec = ((daemonset.get("spec") or {}).get("template") or {}).get("spec") or {}
    containers = [*(spec.get("initContainers") or ()), *(spec.get("containers") or ())]
    return {container.get("image") or "" for container in containers}


def work_of(scenario: Scenario, nodes: NodesByChange, desired: int) -> Work:
    shapes = {node.name: node.shape for node in scenario.context.nodes}
    budget = scenario.strategy.counts(desired)
    return Work(
        replaced=Counter(shapes[name] for name in nodes.replaced),
        leaving=Counter(shapes[name] for name in (*nodes.removed_in_turn, *nodes.away)),
        slots=budget.value,
        surging=budget.surge > 0,
        added=[shapes[name] for name in nodes.added],
        removed=len(nodes.removed),
    )


def rollout_time(change: Change, scenario: Scenario, work: Work) -> tuple[Duration | None, RolloutTime]:
    """The duration of the whole rollout, and what it is estimated from."""
    template = Template.of(change.new, change.old)
    shapes = {**dict.fromkeys(work.replaced), **dict.fromkeys(work.added)}
    found = duration(work, template, scenario.snapshot.cluster.timing)
    return found, RolloutTime(work.slots, tuple(assumptions(shapes, template)))


def duration(work: Work, template: Template, control_plane: Mapping[str, Any]) -> Duration | None:
    """Seconds until every pod is new and available; None if there is nothing to do."""
    if not work.requests:
        return None
    spans = [_rolled(work, template), _started(work, template), _gone(work, template)]
    asked = max(0, work.requests - CONTROLLER_BURST) / float(control_plane.get("controllerQps") or CONTROLLER_QPS)
    lowest, usual, most = (max(asked, *times) for times in zip(*spans, strict=True))
    return Duration(math.floor(lowest), math.ceil(usual), math.ceil(most))


def per_node(shape: Shape, template: Template, *, surging: bool) -> Span:
    """From the deletion of a pod until the new one is available; in a surge the old pod is deleted afterwards."""
    waiting = Span(*[float(template.min_ready_seconds)] * 3)
    coming = _pull(shape, template) + _start(shape, template) + waiting
    return coming if surging else _terminate(shape, template) + coming


def _pull(shape: Shape, template: Template) -> Span:
    declared = shape.timing.get("imagePull")
    span = IMAGE_PULL if declared is None else Span(0, declared, SPREAD * declared)
    return span if template.pulls else Span(0, 0, span.typical)


def _start(shape: Shape, template: Template) -> Span:
    declared = shape.timing.get("start")
    span = START if declared is None else Span(declared, declared, SPREAD * declared)
    delay = float(template.probe_delay)
    return span + Span(delay, delay, delay + template.probe_period)


def _terminate(shape: Shape, template: Template) -> Span:
    declared = shape.timing.get("terminate")
    typical = min(TERMINATE.typical if declared is None else declared, float(template.grace))
    return Span(0, typical, float(template.grace))


def _rolled(work: Work, template: Template) -> Span:
    spans = [(per_node(shape, template, surging=work.surging), count) for shape, count in work.replaced.items()]
    if not work.surging:
        spans += [(_terminate(shape, template), count) for shape, count in work.leaving.items()]
    if not spans:
        return Span(0, 0, 0)
    least, usual, most = (
        _window([(span[index], count) for span, count in spans], max(1, work.slots)) for index in range(3)
    )
    rolled = Span(least[0], sum(usual) / 2, most[1])
    shapes = [*work.replaced, *work.leaving]
    return rolled + _terminate(shapes[0], template) if work.surging or work.removed else rolled


def _window(jobs: Sequence[tuple[float, int]], slots: int) -> tuple[float, float]:
    """The minimum and maximum time of jobs on the slots; each job is (seconds, how many times)."""
    count = sum(times for _, times in jobs)
    longest = max(job for job, _ in jobs)
    if len({job for job, _ in jobs}) == 1:
        return (math.ceil(count / slots) * longest,) * 2
    shared = sum(job * times for job, times in jobs) / slots
    return max(shared, longest), shared + longest


def _started(work: Work, template: Template) -> Span:
    spans = [per_node(shape, template, surging=True) for shape in set(work.added)]
    return Span(*(max(times) for times in zip(*spans, strict=True))) if spans else Span(0, 0, 0)


def _gone(work: Work, template: Template) -> Span:
    return Span(0, TERMINATE.typical, template.grace) if work.removed else Span(0, 0, 0)


def assumptions(shapes: Iterable[Shape], template: Template) -> list[str]:
    """The assumed timings, one text for each."""
    undeclared = {step for shape in shapes for step in STEPS if step not in shape.timing}
    ends = Span(0, min(TERMINATE.typical, template.grace), template.grace)
    assumed = (("image pull", IMAGE_PULL), ("pod start", START), ("pod termination", ends))
    return [
        f"a {span.typical:g} s {what} ({span.minimum:g} to {span.maximum:g} s): the inventory declares no timing"
        for step, (what, span) in zip(STEPS, assumed, strict=True)
        if step in undeclared
    ]
