"""A capability written with its prefix CAP_, which containerd adds once more.

containerd: internal/cri/opts (WithCapabilities). CRI-O takes both. runc before 1.0 fails on a name that it does not
know; since then it warns and goes on without.
"""

from __future__ import annotations

from collections.abc import Iterator

from dslint.findings import Fix, Problem
from dslint.kubernetes.release import Release
from dslint.traps.support.capabilities import ALL, CAPABILITIES, PREFIX, listed_capabilities
from dslint.traps.support.workload import Workload, problem

CODE = "DS572"
EFFECTS = {
    "add": "the container runs without it, or does not start with runc before 1.0",
    "drop": "the container keeps it",
}


def check(workload: Workload, release: Release) -> Iterator[Problem]:
    for kind, name, path in listed_capabilities(workload):
        plain = name.removeprefix(PREFIX)
        if name != plain and (plain == ALL or plain in CAPABILITIES):
            message = f"containerd adds the prefix itself and looks for {PREFIX}{name}: {EFFECTS[kind]}; CRI-O takes it"
            fix = Fix.setting(f"write {plain}", path, plain, safe=False)
            yield problem(CODE, message, path, help=f"write {plain}", fix=fix)
