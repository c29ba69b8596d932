"""`kubectl rollout history, undo, status` of a DaemonSet, from saved objects, in kubectl's own words.

Kubernetes: kubectl/pkg/polymorphichelpers (history.go, rollback.go, rollout_status.go) and kubectl/pkg/cmd/rollout.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple

from dslint.kubectl.describe import template as pod_template
from dslint.kubectl.saved_objects import Saved
from dslint.kubectl.tabwriter import aligned
from dslint.kubernetes.controller_revisions import ControllerRevision

DRY_RUN_WORDS = {"none": "", "client": " (dry run)", "server": " (server dry run)"}


class KubectlError(Exception):
    """What kubectl prints after `error: `; its exit code is then 1."""


class UndoResult(NamedTuple):
    """What undo prints, and the revision that it goes back to."""

    output: str
    revision: ControllerRevision


def history(saved: Saved, revision: int = 0) -> str:
    """The table of revisions, or one revision's template. Raises KubectlError."""
    check_revision(revision)
    if revision == 0:
        return f"{saved.resource} \n{_overview(saved)}\n"
    if not saved.revisions:
        return f"{saved.resource} with revision #{revision}\nNo rollout history found.\n"
    found = saved.revision(revision)
    if found is None:
        raise KubectlError("unable to find the specified revision")
    return f"{saved.resource} with revision #{revision}\n{pod_template.describe(found.template)}\n"


def check_revision(revision: int) -> None:
    """Raises KubectlError for a revision that kubectl rejects before it sends a request."""
    if revision < 0:
        raise KubectlError(f"revision must be a positive integer: {revision}")


def _overview(saved: Saved) -> str:
    if not saved.revisions:
        return "No rollout history found."
    by_number = {revision.number: revision.change_cause or "<none>" for revision in saved.revisions}
    rows = [f"{number}\t{cause}" for number, cause in sorted(by_number.items())]
    return aligned("\n".join(["REVISION\tCHANGE-CAUSE", *rows]) + "\n")


def undo(saved: Saved, to_revision: int = 0, dry_run: str = "none") -> UndoResult:
    """What undo prints; `dry_run` is none, client or server, as in kubectl. Raises KubectlError."""
    target = rollback_target(saved, to_revision)
    if dry_run == "client":
        result = f"will roll back to {pod_template.describe(target.template)}"
    elif same_bytes(saved.daemonset, target):
        result = f"skipped rollback (current template already matches revision {to_revision})"
    else:
        result = "rolled back"
    return UndoResult(f"{saved.resource} {result}{DRY_RUN_WORDS[dry_run]}\n", target)


def rollback_target(saved: Saved, to_revision: int) -> ControllerRevision:
    """The revision with that number; 0 is the one before the newest. Raises KubectlError."""
    if to_revision == 0:
        if len(saved.revisions) <= 1:
            raise KubectlError("no last revision to roll back to")
        return saved.revisions[-2]
    found = next((revision for revision in saved.revisions if revision.number == to_revision), None)
    if found is None or to_revision < 0:
        raise KubectlError(f"unable to find specified revision {to_revision} in history")
    return found


def same_bytes(daemonset: Mapping[str, Any], revision: ControllerRevision) -> bool:
    """Whether kubectl considers the DaemonSet's template equal to the revision's, and skips the rollback.

    It compares bytes. kubectl up to 1.33 writes `creationTimestamp: null` into all metadata of the DaemonSet, so a
    revision of a server from 1.34 on, which omits it, never matches.
    """
    present = (daemonset.get("spec") or {}).get("template") or {}
    return _as_written(present) == revision.template


def _as_written(template: Mapping[str, Any]) -> dict[str, Any]:
    """As kubectl up to 1.33 writes the template."""
    written = dict(template)
    written["metadata"] = {"creationTimestamp": None, **(template.get("metadata") or {})}
    spec = dict(written.get("spec") or {})
    if "volumes" in spec:
        spec["volumes"] = [_with_claim_metadata(volume) for volume in spec["volumes"]]
    written["spec"] = spec
    return written


def _with_claim_metadata(volume: Mapping[str, Any]) -> Mapping[str, Any]:
    claim = (volume.get("ephemeral") or {}).get("volumeClaimTemplate")
    if claim is None:
        return volume
    claim = {**claim, "metadata": {"creationTimestamp": None, **(claim.get("metadata") or {})}}
    return {**volume, "ephemeral": {**volume["ephemeral"], "volumeClaimTemplate": claim}}


def status(saved: Saved) -> str:
    """What `kubectl rollout status` prints. Raises KubectlError."""
    spec, found = saved.daemonset.get("spec") or {}, saved.daemonset.get("status") or {}
    if (spec.get("updateStrategy") or {}).get("type") != "RollingUpdate":
        raise KubectlError("rollout status is only available for RollingUpdate strategy type")
    generation = saved.daemonset["metadata"].get("generation") or 0
    if generation > (found.get("observedGeneration") or 0):
        return "Waiting for daemon set spec update to be observed...\n"
    from dslint.rollout.rollout_status import kubectl_progress

    return kubectl_progress(
        saved.name,
        desired=found.get("desiredNumberScheduled") or 0,
        updated=found.get("updatedNumberScheduled") or 0,
        available=found.get("numberAvailable") or 0,
    )
