"""A label that changes with every release, in the immutable selector."""

from __future__ import annotations

from collections.abc import Iterator

from dslint.findings import Problem
from dslint.kubernetes.raw_values import map_of
from dslint.kubernetes.release import Release
from dslint.kubernetes.selectors import VERSION_LABELS
from dslint.traps.support.behaviours import SELECTOR_IS_IMMUTABLE
from dslint.traps.support.workload import Workload, problem

CODE = "DS542"


def check(workload: Workload, release: Release) -> Iterator[Problem]:
    if not workload.daemonset or not release.has(SELECTOR_IS_IMMUTABLE):
        return
    if not str(workload.written.get("apiVersion")).startswith("apps/"):
        return
    selected = map_of(workload.value, "spec", "selector", "matchLabels")
    for key in VERSION_LABELS:
        if key in selected:
            message = (
                f"the selector is immutable, but {key} changes with every release: the next update will be rejected"
            )
            yield problem(CODE, message, ("spec", "selector", "matchLabels", key), "key")
