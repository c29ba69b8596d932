"""A privileged container that drops capabilities or sets a seccomp profile: `privileged` overrides both."""

from __future__ import annotations

from collections.abc import Iterator

from dslint.findings import Problem, Related
from dslint.kubernetes.raw_values import map_of
from dslint.kubernetes.release import Release
from dslint.traps.support.workload import Workload, problem

CODE = "DS544"


def check(workload: Workload, release: Release) -> Iterator[Problem]:
    for container in workload.containers:
        context, path = map_of(container.value, "securityContext"), (*container.path, "securityContext")
        if not context.get("privileged"):
            continue
        related = (Related("the container is privileged", (*path, "privileged")),)
        dropped = map_of(context, "capabilities").get("drop")
        if dropped:
            message = f"a privileged container has all capabilities; dropping {', '.join(dropped)} has no effect"
            yield problem(CODE, message, (*path, "capabilities", "drop"), related=related)
        profile = map_of(context, "seccompProfile").get("type")
        if profile not in (None, "Unconfined"):
            message = f"a privileged container runs without seccomp; the profile {profile} has no effect"
            yield problem(CODE, message, (*path, "seccompProfile"), related=related)
