"""What a kubelet older than its control plane does not do for a pod.

Kubernetes: pkg/kubelet/lifecycle/predicate.go (Admit) refuses sidecars; all else that a kubelet does not know or has
turned off it ignores, and a volume of a kind that it does not know is never mounted.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from dslint.findings import FieldPath
from dslint.kubernetes.feature_gates import GATES
from dslint.kubernetes.field_path import EACH
from dslint.kubernetes.gated_fields import GATED, Pattern, changes_nothing
from dslint.kubernetes.release import Behaviour, Release
from dslint.placement.daemonset import SPEC_PATH
from dslint.plans import Decider, Reason

REFUSED, IGNORED = "KubeletRefuses", "KubeletIgnores"
SIDECARS = "SidecarContainers"
SIDECARS_NEED_GATE = Behaviour(since="1.28", source="pkg/kubelet/lifecycle/predicate.go: Admit (KEP-753)")
"""A kubelet without the feature gate SidecarContainers refuses pods with sidecars; older ones do not know them."""

_OF_THE_SCHEDULER = frozenset({
    "EvenPodsSpread", "GenericWorkload", "MatchLabelKeysInPodAffinity", "MatchLabelKeysInPodTopologySpread",
    "MinDomainsInPodTopologySpread", "NodeInclusionPolicyInPodTopologySpread", "NonPreemptingPriority",
    "PodAffinityNamespaceSelector", "PodPriority", "PodSchedulingReadiness",
})  # fmt: skip
"""Gates whose fields no kubelet reads."""

_WITHOUT_EFFECT = frozenset({"IdentifyPodOS", "InPlacePodVerticalScaling", "ContainerRestartRules"})
"""Gates whose fields change nothing for a pod that starts: what would be refused, and what happens later."""

_VOLUMES = frozenset({"CSIInlineVolume", "GenericEphemeralVolume", "ImageVolume"})
"""Gates of kinds of volumes."""


def ignored(spec: Mapping[str, Any], kubelet: Release, release: Release) -> Iterator[Reason]:
    """The fields of a pod that a kubelet of another release than the control plane's ignores."""
    for gate, path in _without_kubelet(spec, kubelet, release):
        if gate != SIDECARS and gate not in _VOLUMES:
            yield _reason(IGNORED, f"{_lacks(kubelet, gate, path)} and ignores it", path)


def refusals(spec: Mapping[str, Any], kubelet: Release, release: Release) -> Iterator[Reason]:
    """Why a pod never starts under such a kubelet."""
    for gate, path in _without_kubelet(spec, kubelet, release):
        if gate == SIDECARS:
            yield _sidecar(spec, kubelet, path)
        elif gate in _VOLUMES:
            yield _reason(REFUSED, f"{_lacks(kubelet, gate, path)}: the pod waits for its volume without end", path)


def _sidecar(spec: Mapping[str, Any], kubelet: Release, path: FieldPath) -> Reason:
    name = spec["initContainers"][path[1]].get("name")
    if kubelet.has(SIDECARS_NEED_GATE):
        said = f'Init container "{name}" may not have a non-default restartPolicy'
        return _reason(REFUSED, f"the kubelet ({kubelet}) refuses the pod: {said}", path)
    message = f"kubelet {kubelet} knows no sidecars: it starts nothing else before init container {name} ends"
    return _reason(REFUSED, message, path)


def _lacks(kubelet: Release, gate: str, path: FieldPath) -> str:
    field = ".".join(str(key) for key in path if not isinstance(key, int))
    known = f" without the feature gate {gate}" if GATES[gate].known(kubelet.rules) else ""
    return f"kubelet {kubelet} does not know {field}{known}"


def _without_kubelet(spec: Mapping[str, Any], kubelet: Release, release: Release) -> Iterator[tuple[str, FieldPath]]:
    """The gated fields of a spec that the control plane knows and the kubelet does not, the first of each gate."""
    for gate, patterns in GATED.items():
        if gate in _OF_THE_SCHEDULER or gate in _WITHOUT_EFFECT or kubelet.enabled(gate) or not release.enabled(gate):
            continue
        path = next((path for pattern in patterns for path in _paths(spec, pattern)), None)
        if path is not None:
            yield gate, path


def _paths(value: Any, pattern: Pattern, path: FieldPath = ()) -> Iterator[FieldPath]:
    """The paths of the fields that a pattern means and that change something."""
    if not pattern:
        if value is not None and not changes_nothing(str(path[-1]), value):
            yield path
        return
    first, rest = pattern[0], pattern[1:]
    if first == EACH:
        for index, item in enumerate(value if isinstance(value, Sequence) and not isinstance(value, str) else ()):
            yield from _paths(item, rest, (*path, index))
    elif isinstance(value, Mapping) and first in value:
        yield from _paths(value[first], rest, (*path, first))


def _reason(code: str, message: str, path: FieldPath) -> Reason:
    return Reason(code, Decider.KUBELET, message, path=(*SPEC_PATH, *path))
