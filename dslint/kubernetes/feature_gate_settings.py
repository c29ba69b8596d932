"""Feature gates as a cluster sets them: those that count in a release, and remarks on those that do not.

Kubernetes: component-base/featuregate (Set, setUnsetAlphaGates, setUnsetBetaGates). The stages are those of
pkg/features/kube_features.go; of gates that are removed by now, those of the reference of feature gates.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from dslint.kubernetes.feature_gates import GATES
from dslint.kubernetes.suggestions import nearest

Version = tuple[int, int]

GROUPS: Mapping[str, Version] = {"AllAlpha": (1, 5), "AllBeta": (1, 17)}
"""Gates that set all others of a stage, with the versions that brought them."""

_TYPING_ERROR = 0.9
"""How alike two names are at least if one is a misspelling: many gates of Kubernetes begin with another's name."""


class Stages(NamedTuple):
    """The versions in which a gate became beta and stable (or deprecated), and was removed; None if it has not been.

    A stable gate can no longer be changed, unless `locked` is later.
    """

    beta: Version | None = None
    stable: Version | None = None
    removed: Version | None = None
    locked: Version | None = None

    def is_locked(self, version: Version) -> bool:
        since = self.locked or self.stable
        return since is not None and version >= since

    def group(self, version: Version) -> str | None:
        """The gate that sets it together with others of its stage."""
        if self.stable is not None and version >= self.stable:
            return None
        return "AllBeta" if self.beta is not None and version >= self.beta else "AllAlpha"


STAGES: dict[str, Stages] = {
    "AffinityInAnnotations": Stages(removed=(1, 8)),
    "ClusterTrustBundleProjection": Stages((1, 33)),
    "ContainerRestartRules": Stages((1, 35)),
    "DRADeviceBindingConditions": Stages((1, 36)),
    "DaemonSetUpdateSurge": Stages((1, 22), (1, 25), (1, 27)),
    "DefaultHostNetworkHostPortsInPodTemplates": Stages(None, (1, 28), (1, 31), locked=(1, 31)),
    "DefaultPodTopologySpread": Stages((1, 20), (1, 24), (1, 26)),
    "DynamicResourceAllocation": Stages((1, 32), (1, 34), locked=(1, 35)),
    "EnvFiles": Stages((1, 35)),
    "EvenPodsSpread": Stages((1, 18), (1, 19), (1, 22)),
    "ExpandedDNSConfig": Stages((1, 26), (1, 28), (1, 30)),
    "ExperimentalCriticalPodAnnotation": Stages(None, (1, 13), (1, 16), locked=(1, 16)),
    "GRPCContainerProbe": Stages((1, 24), (1, 27), (1, 29)),
    "HostnameOverride": Stages((1, 35)),
    "HugePages": Stages((1, 10), (1, 14), (1, 17)),
    "ImageVolume": Stages((1, 33), (1, 36)),
    "InPlacePodLevelResourcesVerticalScaling": Stages((1, 36)),
    "InPlacePodVerticalScaling": Stages((1, 33), (1, 35)),
    "LocalStorageCapacityIsolation": Stages((1, 10), (1, 25), (1, 27)),
    "MatchLabelKeysInPodAffinity": Stages((1, 31), (1, 33)),
    "MatchLabelKeysInPodTopologySpread": Stages((1, 27)),
    "MatchLabelKeysInPodTopologySpreadSelectorMerge": Stages((1, 34)),
    "MinDomainsInPodTopologySpread": Stages((1, 25), (1, 30), (1, 32)),
    "NodeDeclaredFeatures": Stages((1, 36)),
    "NodeInclusionPolicyInPodTopologySpread": Stages((1, 26), (1, 33)),
    "NonPreemptingPriority": Stages((1, 19), (1, 24), (1, 26)),
    "PodAffinityNamespaceSelector": Stages((1, 22), (1, 24), (1, 26)),
    "PodCertificateRequest": Stages((1, 35)),
    "PodHostIPs": Stages((1, 29), (1, 30), (1, 32)),
    "PodLevelResources": Stages((1, 34)),
    "PodLifecycleSleepAction": Stages((1, 30), (1, 34)),
    "PodLifecycleSleepActionAllowZero": Stages((1, 33), (1, 34)),
    "PodOverhead": Stages((1, 18), (1, 24), (1, 26)),
    "PodPriority": Stages((1, 11), (1, 14), (1, 19)),
    "PodSchedulingReadiness": Stages((1, 27), (1, 30)),
    "PreventStaticPodAPIReferences": Stages((1, 34)),
    "ProcMountType": Stages((1, 31), (1, 36)),
    "RecursiveReadOnlyMounts": Stages((1, 31), (1, 33)),
    "RelaxedDNSSearchValidation": Stages((1, 33), (1, 34)),
    "RelaxedEnvironmentVariableValidation": Stages((1, 32), (1, 34)),
    "RestartAllContainersOnContainerExits": Stages((1, 36)),
    "SCTPSupport": Stages((1, 19), (1, 20), (1, 23)),
    "SELinuxChangePolicy": Stages((1, 33), (1, 36)),
    "SELinuxMount": Stages((1, 33)),
    "ScheduleDaemonSetPods": Stages((1, 12), (1, 17), (1, 18)),
    "SidecarContainers": Stages((1, 29), (1, 33)),
    "StrictIPCIDRValidation": Stages((1, 36)),
    "SupplementalGroupsPolicy": Stages((1, 33), (1, 35)),
    "TaintBasedEvictions": Stages((1, 13), (1, 18), (1, 21)),
    "TaintNodesByCondition": Stages((1, 12), (1, 17), (1, 18)),
    "UserNamespacesSupport": Stages((1, 30), (1, 36)),
}

_UNKNOWN = "dslint does not know {them}"
_FUTURE = "Kubernetes {versions} does not have {them} yet"
_REMOVED = "Kubernetes {versions} no longer has {them}"
_LOCKED = "Kubernetes {versions} does not let {them} change"

_NAMED = 8
"""The most gates that one remark names."""


def effective(given: Mapping[str, bool], version: Version) -> dict[str, bool]:
    """The gates that the settings turn on or off in a release. AllAlpha and AllBeta leave alone those set by name."""
    groups = {group: on for group, on in given.items() if group in GROUPS and version >= GROUPS[group]}
    stages = {name: _stages(name).group(version) for name, gate in GATES.items() if gate.known(version)}
    grouped = {name: groups[group] for name, group in stages.items() if group in groups}
    return {**grouped, **{name: on for name, on in given.items() if name in GATES and not _obstacle(name, on, version)}}


def remarks(given: Mapping[str, bool], versions: Mapping[str, Version]) -> Iterator[str]:
    """A sentence for each reason why settings have no effect. `versions` are those whose rules apply, by their text."""
    found: dict[tuple[str, str], list[str]] = {}
    for name, on in given.items():
        in_versions: dict[str, list[str]] = {}
        for text, version in versions.items():
            in_versions.setdefault(_obstacle(name, on, version), []).append(text)
        for reason, texts in in_versions.items():
            found.setdefault((reason, "" if reason == _UNKNOWN else ", ".join(texts)), []).append(name)
    for (reason, shown), names in found.items():
        if reason:
            why = reason.format(versions=shown, them="it" if len(names) == 1 else "them")
            yield f"feature gate{'s' * (len(names) > 1)} ignored, as {why}: {_listed(names)}"


def _obstacle(name: str, on: bool, version: Version) -> str:  # noqa: FBT001 - what the gate is set to
    """Why a setting has no effect in a release; "" if it has one."""
    gate = GATES.get(name)
    if gate is None and name not in GROUPS:
        return _UNKNOWN
    if version < (gate.since if gate else GROUPS[name]):
        return _FUTURE
    stages = _stages(name)
    if stages.removed is not None and version >= stages.removed:
        return _REMOVED
    return _LOCKED if gate is not None and stages.is_locked(version) and on is not gate.on(version) else ""


def _stages(name: str) -> Stages:
    return STAGES.get(name, Stages())


def _listed(names: Sequence[str]) -> str:
    """`A, B and 31 others`; a name that is probably misspelled with what was meant."""
    known = all(name in GATES for name in names)
    shown = names if known else sorted(names, key=lambda name: _similar(name) is None)
    parts = [name if known or not (meant := _similar(name)) else f"{name} (did you mean {meant}?)" for name in shown]
    more = len(parts) - _NAMED
    return ", ".join(parts) if more < 2 else f"{', '.join(parts[:_NAMED])} and {more} others"


def _similar(name: str) -> str | None:
    return nearest(name, GATES, alike=_TYPING_ERROR)
