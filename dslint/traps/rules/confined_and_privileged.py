"""A privileged container that is told to do without capabilities or system calls: privileged wins."""

from __future__ import annotations

from collections.abc import Iterator

from dslint.findings import Problem, Related
from dslint.kubernetes.raw_values import map_of
from dslint.kubernetes.release import Release
from dslint.traps.support.workload import Workload, problem

CODE = "DS544"
LOOKS_AT = frozenset({"containers.securityContext"})


def check(workload: Workload, release: Release) -> Iterator[Problem]:
    for container in workload.containers:
        context, path = map_of(container.value, "securityContext"), (*container.path, "securityContext")
        if not context.get("privileged"):
            continue
        related = (Related("privileged gives everything", (*path, "privileged")),)
        dropped = map_of(context, "capabilities").get("drop")
        if dropped:
            message = f"privileged: true has all capabilities, and dropping {', '.join(dropped)} changes nothing"
            yield problem(CODE, message, (*path, "capabilities", "drop"), related=related)
        profile = map_of(context, "seccompProfile").get("type")
        if profile not in (None, "Unconfined"):
            message = f"privileged: true runs without seccomp, whatever the profile: {profile} changes nothing"
            yield problem(CODE, message, (*path, "seccompProfile"), related=related)
