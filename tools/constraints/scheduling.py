"""Scheduling fields of pods: selectors, tolerations, affinity, spread, gates."""

from __future__ import annotations

from tools.constraints.words import (
    Constraint,
    between,
    label_key,
    named,
    one_of,
    positive,
    required,
)

_WEIGHT = "must be in the range 1-100"


def _labels(field: str) -> tuple[Constraint, ...]:
    return (
        named(field, "label-key").of(within="keys"),
        named(field, "label-value").of(within="values"),
    )


CONSTRAINTS: dict[str, tuple[Constraint, ...]] = {
    "core.v1.PodSpec": _labels("nodeSelector"),
    "core.v1.Toleration": (
        named("key", "label-key", empty=True),
        one_of("effect", "NoSchedule", "PreferNoSchedule", "NoExecute"),
    ),
    "core.v1.PreferredSchedulingTerm": (between("weight", 1, 100, _WEIGHT).of(absent=True),),
    "core.v1.WeightedPodAffinityTerm": (between("weight", 1, 100, _WEIGHT).of(absent=True),),
    "core.v1.TopologySpreadConstraint": (
        positive("maxSkew").of(absent=True),
        required("topologyKey", "can not be empty"),
        one_of("whenUnsatisfiable", "DoNotSchedule", "ScheduleAnyway", empty=False).of(absent=True),
        positive("minDomains").of(since="1.27"),
        one_of("nodeAffinityPolicy", "Honor", "Ignore", empty=False).of(since="1.26"),
        one_of("nodeTaintsPolicy", "Honor", "Ignore", empty=False).of(since="1.26"),
    ),
    "core.v1.PodReadinessGate": (label_key("conditionType").of(absent=True),),
    "core.v1.PodSchedulingGate": (label_key("name").of(absent=True),),
}
