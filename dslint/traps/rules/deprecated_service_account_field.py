"""serviceAccount, the former name of serviceAccountName: where both are set, it is ignored.

Kubernetes: pkg/apis/core/v1/conversion.go (Convert_v1_PodSpec_To_core_PodSpec).
"""

from __future__ import annotations

from collections.abc import Iterator

from dslint.findings import Fix, Problem
from dslint.kubernetes.release import Release
from dslint.traps.support.workload import Workload, problem

CODE = "DS577"
FORMER, CURRENT = "serviceAccount", "serviceAccountName"


def check(workload: Workload, release: Release) -> Iterator[Problem]:
    """The API server adds the former name to what it stores, so objects that it printed have both."""
    former, current = workload.written_spec.get(FORMER), workload.written_spec.get(CURRENT)
    if not former or workload.written.get("status"):
        return
    path = workload.at(FORMER)
    if not current and CURRENT not in workload.written_spec:
        message = f"{FORMER} is the former name of {CURRENT}"
        yield problem(CODE, message, path, "key", fix=Fix.renaming(f"rename {FORMER} to {CURRENT}", path, CURRENT))
    elif current:
        same = "has no effect" if former == current else f"is ignored: the pods use {current}"
        message = f"{FORMER} {same}; {CURRENT} is set too"
        yield problem(CODE, message, path, "key", fix=Fix.removing(f"remove {FORMER}", path))
