"""A whole command line in the first item of `command`: no file has that name."""

from __future__ import annotations

from collections.abc import Iterator

from dslint.findings import Problem
from dslint.kubernetes.release import Release
from dslint.traps.support.workload import Workload, problem

CODE = "DS548"


def check(workload: Workload, release: Release) -> Iterator[Problem]:
    for container in workload.containers:
        program = next(iter(container.value.get("command") or ()), "").strip()
        # Folders of Windows have spaces.
        if " " in program and "\\" not in program and ":" not in program.split()[0]:
            first = program.split()[0]
            message = f"{program!r} is taken as the name of the program; list {first} and each argument separately"
            yield problem(CODE, message, (*container.path, "command", 0))
