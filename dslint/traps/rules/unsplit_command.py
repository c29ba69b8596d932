"""A whole command line in the first item of `command`: no file has that name."""

from __future__ import annotations

import re
from collections.abc import Iterator

from dslint.findings import Edit, FieldPath, Fix, Operation, Problem
from dslint.kubernetes.release import Release
from dslint.traps.support.workload import Workload, problem

CODE = "DS548"
_PLAIN_WORDS = re.compile(r"[\w./ :=,@%+-]+")
"""A command line in which a shell would change nothing."""


def check(workload: Workload, release: Release) -> Iterator[Problem]:
    for container in workload.containers:
        program = next(iter(container.value.get("command") or ()), "").strip()
        # Folders of Windows have spaces.
        if " " in program and "\\" not in program and ":" not in program.split()[0]:
            first = program.split()[0]
            message = f"{program!r} is taken as the name of the program; list {first} and each argument separately"
            path = (*container.path, "command")
            alone = len(container.value["command"]) == 1
            yield problem(CODE, message, (*path, 0), fix=_split(program, path) if alone else None)


def _split(program: str, path: FieldPath) -> Fix | None:
    """One item for each word; None where a shell would make something else of the words."""
    if not _PLAIN_WORDS.fullmatch(program):
        return None
    words = program.split()
    if any("/" in word and word[0] not in "/.-" and "=" not in word for word in words[1:]):  # a path with a blank
        return None
    edits = tuple(Edit(Operation.SET, (*path, position), word) for position, word in enumerate(words))
    return Fix("write the program and each argument as separate items", edits)
