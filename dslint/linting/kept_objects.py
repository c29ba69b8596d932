"""The objects that a run has kept to check them in the end, when all inputs are known."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from dslint.api_server.objects import ManifestObject
from dslint.findings import Problem
from dslint.kubelet.static_pod_files import ANY_NODE, is_annotated
from dslint.kubernetes.release import Release
from dslint.linting.object_check import object_problems, static_pod_problems
from dslint.linting.text_check import add_problems
from dslint.progress import watched

if TYPE_CHECKING:
    from dslint.linting.finished_files import FinishedFiles
    from dslint.linting.run import Run


Current = Mapping[str, Any] | None
"""What runs now of an object."""


def check_kept_objects(run: Run) -> None:
    """Check them, as updates of what runs now if that is given."""
    run.remarks.extend(run.around.settle(run.releases) if run.around is not None else ())
    values = [found.value for found in run.objects]
    updated = run.baseline.updated(values) if run.baseline else [None] * len(values)
    files = _finished_files(run)
    for found, baseline in watched.get()([*zip(run.objects, updated, strict=True)], "checking objects"):
        if files is None:
            check_object(run, found, baseline)
        else:
            with files.checking(found):
                check_object(run, found, baseline)
    if run.baseline is not None:
        run.remarks += [*run.baseline.remarks, *(() if run.updates else run.baseline.unmatched(values))]


def _finished_files(run: Run) -> FinishedFiles | None:
    """What tells the findings of a file with its last object.

    None where other files can add to what is found in a file: with a cluster, and with static pods.
    """
    static = run.static_pods is not None or any(is_annotated(manifest.value) for manifest in run.objects)
    if run.on_file is None or static or run.around is not None:
        return None
    from dslint.linting.finished_files import FinishedFiles

    return FinishedFiles(run, run.on_file)


def check_object(run: Run, manifest: ManifestObject, baseline: Current) -> None:
    """Check one of them; `baseline` is the object that it updates."""
    run.updates += baseline is not None
    for release in run.releases:
        problems = () if manifest.unreadable else _problems(run, manifest, release, baseline)
        add_problems(run.findings, manifest, problems, release)


def _problems(run: Run, manifest: ManifestObject, release: Release, baseline: Current) -> tuple[Problem, ...]:
    if not is_annotated(manifest.value):
        current = run.stored.of(baseline, release) if baseline is not None else None
        return object_problems(manifest, release, current, run.policies, run.text_check.namespaces, run.around)
    from dslint.kubelet.static_pod_check import check_manifest

    check = check_manifest(manifest.value, manifest.file or "", ANY_NODE, release, run.stored)
    return (*check.problems, *static_pod_problems(run.stored.of(manifest.value, release), run.policies))
