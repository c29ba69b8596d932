"""What dslint assumes because an inventory does not declare it: a count and a sentence for each."""

from __future__ import annotations

from collections import Counter

SENTENCES = {
    "hostname": "label kubernetes.io/hostname of {nodes}: the node's name",
    "kubernetes.io/os": "label kubernetes.io/os of {nodes}: linux",
    "kubernetes.io/arch": "label kubernetes.io/arch of {nodes}: amd64",
    "mirrored": "labels beta.kubernetes.io/os and arch of {nodes}: as the node lifecycle controller writes them",
    "ready": "{nodes} without a Ready condition: ready",
    "taints": "{nodes}: taints that the control plane adds for conditions and cordons, where none were declared",
    "taint-values": "{nodes} with a taint value that no label may have, which the API server rejects: as declared",
    "not-ready": "{nodes} not ready: chosen evenly from their groups",
    "dead": "{nodes} dead: chosen evenly from their groups",
    "sample": "{nodes} of the samples in overrides: chosen evenly",
    "capacity": "{nodes}: all of the capacity is allocatable",
    "pods": "{nodes}: room for 110 pods, the kubelet's default (maxPods)",
    "resources": "{nodes}: no cpu, memory or other resources are declared; every request fits",
    "version": "Kubernetes {version}: the newest kubelet's version",
    "empty": "no pods and no load are declared: resources fit if the nodes are otherwise empty",
    "pod-labels": "{pods} without declared labels: no affinity, spreading or disruption budget sees them",
}


class Assumptions:
    """The number of nodes or pods for each sentence."""

    def __init__(self) -> None:
        self._counts: Counter[str] = Counter()
        self._versions: str | None = None

    def count(self, key: str, number: int = 1) -> None:
        self._counts[key] += number

    def version(self, version: str) -> None:
        self.count("version")
        self._versions = version

    def sentences(self) -> list[str]:
        """In the order of the table."""
        return [
            text.format(nodes=_many(number, "node"), pods=_many(number, "pod"), version=self._versions)
            for key, text in SENTENCES.items()
            if (number := self._counts[key])
        ]


def _many(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"
