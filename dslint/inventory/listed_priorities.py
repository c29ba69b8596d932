"""Pods that an inventory lists with the name of a class, and without its priority."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from dslint.kubernetes.pods import Pod, PodSpec


def complete_from_others(pods: Iterable[Pod]) -> None:
    """Give pods of a class that is not declared the priority that other pods of it show."""
    shown: dict[str, int] = {}
    unknown: list[tuple[str, Pod]] = []
    for pod in pods:
        name, priority = pod.spec.raw.get("priorityClassName"), pod.spec.raw.get("priority")
        if name and priority is not None:
            shown[name] = priority
        elif name and not pod.spec.priority_known:
            unknown.append((name, pod))
    changed: dict[PodSpec, PodSpec] = {}
    for name, pod in unknown:
        if name in shown:
            known = changed.get(pod.spec) or replace(pod.spec, priority=shown[name], priority_known=True)
            changed[pod.spec] = known
            pod.spec = known
