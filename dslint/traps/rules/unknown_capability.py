"""A capability that Linux does not have: nothing is added, or nothing is dropped."""

from __future__ import annotations

from collections.abc import Iterator

from dslint.findings import Fix, Problem
from dslint.kubernetes.release import Release
from dslint.kubernetes.suggestions import nearest, only_near
from dslint.traps.support.capabilities import ALL, CAPABILITIES, PREFIX, listed_capabilities
from dslint.traps.support.workload import Workload, problem

CODE = "DS571"
EFFECTS = {
    "add": "current runtimes start the container without it, older ones fail",
    "drop": "the container keeps what was meant to be dropped",
}


def check(workload: Workload, release: Release) -> Iterator[Problem]:
    for kind, name, path in listed_capabilities(workload):
        plain = name.removeprefix(PREFIX)
        if plain == ALL or plain in CAPABILITIES:
            continue
        meant = nearest(plain, CAPABILITIES)
        help_ = f"write {meant}" if meant else None
        certain = only_near(plain, CAPABILITIES)
        fix = Fix.setting(f"write {certain}", path, certain, safe=False) if certain else None
        yield problem(CODE, f"Linux has no capability {plain}: {EFFECTS[kind]}", path, help=help_, fix=fix)
