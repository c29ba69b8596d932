"""Kubelets of other versions than the control plane: which Kubernetes supports beside it, and what they ignore."""

from __future__ import annotations

from collections.abc import Iterator

from dslint.kubelet.behaviours import THREE_MINORS_OLDER
from dslint.kubernetes.cluster import Cluster
from dslint.kubernetes.release import Release, Version, parse_version, show
from dslint.placement.kubelet_skew import IGNORED
from dslint.planning.workload_findings import Found, WorkloadSubject
from dslint.plans import RUNS, InventorySummary, Level, Verdict

CODE = "DS822"


def remarks(cluster: Cluster, release: Release, inventory: InventorySummary) -> Iterator[str]:
    """A sentence for each version of kubelets that the control plane does not support."""
    oldest = oldest_supported(release)
    found: dict[Version, list[str]] = {}
    for shape, nodes in cluster.shapes():
        version = parse_version(shape.kubelet) if shape.kubelet else release.version
        if not oldest <= version <= release.version:
            found.setdefault(version, []).extend(node.name for node in nodes)
    for version, names in sorted(found.items()):
        problem = "too old for" if version < oldest else "newer than"
        yield (
            f"the kubelets of {inventory.named(names)} are of {show(version)}, {problem} a control plane of {release}: "
            f"it supports {show(oldest)} to {release}"
        )


def oldest_supported(release: Release) -> Version:
    """The oldest kubelets that a control plane supports."""
    major, minor = release.version
    return major, minor - (3 if release.has(THREE_MINORS_OLDER) else 2)


def findings(subject: WorkloadSubject) -> Iterator[Found]:
    """One for each field of a workload that the kubelets of some of its nodes ignore."""
    groups = [group for group in subject.groups(*RUNS) if not group.never_ready]
    notes = dict.fromkeys(note for group in groups for note in group.notes if note.code == IGNORED)
    for note in notes:
        where = subject.named([group for group in groups if note in group.notes])
        message = f"{note.message}, on {where}"
        finding = subject.workload.finding(CODE, message, note.path or (), note.source)
        yield finding, Verdict(Level.AT_RISK, f"{subject.plan.called}: {message}")
