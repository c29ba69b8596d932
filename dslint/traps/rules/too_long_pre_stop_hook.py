"""A preStop hook that sleeps through the grace period: the container is killed before it gets SIGTERM."""

from __future__ import annotations

import re
from collections.abc import Iterator

from dslint.findings import Problem, Related
from dslint.kubernetes.raw_values import Map, map_of
from dslint.kubernetes.release import Release
from dslint.traps.support.workload import Workload, problem

CODE = "DS539"
GRACE_PERIOD = "terminationGracePeriodSeconds"
_SLEEP = re.compile(r"(?:^|[\s;&/])sleep\s+(\d+)(?:s?(?=$|[\s;&]))")
_BRANCHES = re.compile(r"\b(?:if|while|until|for|case)\b|\|\|")
"""A script that branches may skip its sleep."""


def check(workload: Workload, release: Release) -> Iterator[Problem]:
    grace = workload.spec.get(GRACE_PERIOD)
    if not grace or grace < 0:
        return
    for container in workload.containers:
        hook = map_of(container.value, "lifecycle", "preStop")
        seconds = _seconds(hook)
        if seconds is not None and seconds >= grace:
            message = f"preStop takes {seconds} s of the {grace} s grace period: the container is killed before SIGTERM"
            related = (Related("the grace period includes preStop", workload.at(GRACE_PERIOD)),)
            yield problem(CODE, message, (*container.path, "lifecycle", "preStop"), related=related)


def _seconds(hook: Map) -> int | None:
    """The seconds that a hook sleeps; None if it does not sleep, or only in some branch."""
    if hook.get("sleep"):
        seconds: int | None = map_of(hook, "sleep").get("seconds")
        return seconds
    script = " ".join(map_of(hook, "exec").get("command") or ())
    found = _SLEEP.findall(script)
    return sum(map(int, found)) if found and not _BRANCHES.search(script) else None
