"""A file mode written as for chmod, without the leading 0 that makes it octal: 400 means 0620."""

from __future__ import annotations

from collections.abc import Iterator

from dslint.findings import Problem
from dslint.kubernetes.release import Release
from dslint.traps.support.file_modes import file_modes, octal
from dslint.traps.support.workload import Workload, problem

CODE = "DS535"
READ_AS_DECIMAL = frozenset({400, 440, 444, 500})
"""Common modes that the server accepts as decimal numbers. It rejects those from 600 on."""


def check(workload: Workload, release: Release) -> Iterator[Problem]:
    for mode, path in file_modes(workload):
        if mode in READ_AS_DECIMAL:
            message = f"{mode} is a decimal number and sets the mode 0{mode:o}; write 0{mode} for the mode 0{mode}"
            yield problem(CODE, message, path, fix=octal(mode, path, safe=False))
