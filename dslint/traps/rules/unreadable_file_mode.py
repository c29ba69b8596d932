"""A file mode that lets nobody read, or lets somebody write but not read: 0008 is no octal number, and means 0010.

YAML reads a number with a leading 0 as decimal where it has an 8 or a 9.
"""

from __future__ import annotations

from collections.abc import Iterator

from dslint.findings import Problem
from dslint.kubernetes.release import Release
from dslint.traps.rules.decimal_file_mode import READ_AS_DECIMAL
from dslint.traps.support.file_modes import file_modes
from dslint.traps.support.workload import Workload, problem

CODE = "DS573"
READ = 0o444
_CLASSES = {"the owner": 6, "the group": 3, "other users": 0}
"""The classes of users, and by how many bits their part of a mode is shifted."""


def check(workload: Workload, release: Release) -> Iterator[Problem]:
    for mode, path in file_modes(workload):
        if mode is None or mode in READ_AS_DECIMAL:
            continue
        wrong = _wrong(mode)
        if wrong is not None:
            yield problem(CODE, f"{mode} is the mode {mode:04o}, with which {wrong}", path)


def _wrong(mode: int) -> str | None:
    if not mode & READ:
        return "nobody may read the files"
    for users, shift in _CLASSES.items():
        part = mode >> shift & 0o7
        if part & 0o2 and not part & 0o4:
            return f"{users} may write the files but not read them"
    return None
