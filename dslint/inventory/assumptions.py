"""What dslint assumes because an inventory does not declare it: a count and a sentence for each."""

from __future__ import annotations

import shlex
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from dslint.kubernetes.release import DEFAULT_VERSION

if TYPE_CHECKING:
    from dslint.plans import Undeclared

SENTENCES = {
    "hostname": "label kubernetes.io/hostname of {nodes}: the node's name",
    "kubernetes.io/os": "label kubernetes.io/os of {nodes}: linux",
    "kubernetes.io/arch": "label kubernetes.io/arch of {nodes}: amd64",
    "platform": "labels kubernetes.io/os and arch missing on {nodes}: as status.nodeInfo or the old labels tell",
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
    "default-version": f"Kubernetes {DEFAULT_VERSION}: the inventory declares no version (-k gives one)",
    "empty": "no pods and no load are declared: resources fit if the nodes are otherwise empty",
    "critical": "{pods} without a priority: system-node-critical or system-cluster-critical, as their names tell",
    "pod-labels": "{pods} without declared labels: no affinity, spreading or disruption budget sees them",
}

MOST_NAMED = 3
OF_NAMESPACES = {"Namespace": "labels", "LimitRange": "limit ranges", "ResourceQuota": "quotas"}
"""What a namespace may have, by the kind that declares it."""


class Assumptions:
    """The number of nodes or pods for each sentence."""

    def __init__(self) -> None:
        self._counts: Counter[str] = Counter()
        self._versions: str | None = None

    def count(self, key: str, number: int = 1) -> None:
        self._counts[key] += number

    def version(self, version: str | None) -> None:
        """The kubelets' version; None if it is not known and the default holds."""
        self.count("version" if version else "default-version")
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


def undeclared_sentences(undeclared: Sequence[Undeclared], files: Sequence[str]) -> Iterator[str]:
    """A sentence for each object, one for all that a namespace has, and the command that saves them.

    `files` are those of the inventory.
    """
    namespaces: dict[tuple[str, int], list[str]] = {}
    for item in undeclared:
        if item.kind in OF_NAMESPACES:
            namespaces.setdefault((item.namespace or item.name, item.nodes), []).append(OF_NAMESPACES[item.kind])
    for (namespace, nodes), found in namespaces.items():
        what = _listed(found)
        yield decided(f"namespace {namespace}: {what} are not declared, planned as if there were none", nodes)
    for item in undeclared:
        if item.kind not in OF_NAMESPACES:
            name = "/".join(filter(None, (item.namespace, item.name)))
            where = (
                f" of namespace {item.namespace}" if item.namespace and not item.name else f" {name}" if name else ""
            )
            yield decided(f"{item.kind}{where}: not declared, {item.effect}", item.nodes)
    if undeclared:
        yield f"to plan with what the cluster has: {command(undeclared, files)}{_or_none(undeclared)}"


def decided(sentence: str, nodes: int) -> str:
    """An assumption, with the number of nodes whose answer depends on it."""
    return f"{sentence}; decides {_many(nodes, 'node')}"


def named(names: Sequence[str]) -> str:
    """The first names, and the number of the others."""
    more = len(names) - MOST_NAMED
    return ", ".join(names[:MOST_NAMED]) + (f" and {more} more" if more > 0 else "")


def command(undeclared: Sequence[Undeclared], files: Sequence[str]) -> str:
    """The command that saves what is not declared."""
    kinds = ",".join(dict.fromkeys(_resource(item.kind) for item in undeclared))
    namespaces = {item.namespace for item in undeclared if item.namespace}
    scope = f" -n {next(iter(namespaces))}" if len(namespaces) == 1 else " -A" if namespaces else ""
    saved = next((file for file in files if file.endswith(".json")), None)
    get = f"kubectl get {kinds}{scope} -o json"
    return f"{get} >> {shlex.quote(saved)}" if saved else f"{get} > declared.json, then add --nodes declared.json"


def _or_none(undeclared: Sequence[Undeclared]) -> str:
    """What to write where the command finds nothing: an empty List does not say of which kind it is."""
    if any(item.name for item in undeclared):
        return ""
    return f"; if there are none, declare complete: [{', '.join(dict.fromkeys(item.kind for item in undeclared))}]"


def _resource(kind: str) -> str:
    return f"{kind.lower()}es" if kind.endswith("s") else f"{kind.lower()}s"


def _listed(words: Sequence[str]) -> str:
    return f"{', '.join(words[:-1])} and {words[-1]}" if len(words) > 1 else words[0]
