"""Feature gates that concern DaemonSets, Pods and static pods, with their stages by version.

Kubernetes: pkg/features/kube_features.go. A gate that was removed because its feature
became permanent counts as on.
"""

from __future__ import annotations

from typing import NamedTuple


class Gate(NamedTuple):
    """The versions in which a gate was added (off), was turned on by default, and lost its feature again."""

    since: tuple[int, int]
    on_since: tuple[int, int] | None
    gone: tuple[int, int] | None = None

    def known(self, version: tuple[int, int]) -> bool:
        """Whether the feature exists in the release, on or off."""
        return self.since <= version and (self.gone is None or version < self.gone)

    def on(self, version: tuple[int, int]) -> bool:
        return self.known(version) and self.on_since is not None and version >= self.on_since


GATES: dict[str, Gate] = {
    "AffinityInAnnotations": Gate((1, 6), None, (1, 8)),
    "BlockVolume": Gate((1, 9), (1, 13)),
    "CSIInlineVolume": Gate((1, 14), (1, 16)),
    "ClusterTrustBundleProjection": Gate((1, 29), None),
    "ConfigurableFSGroupPolicy": Gate((1, 18), (1, 20)),
    "ContainerRestartRules": Gate((1, 34), (1, 35)),
    "ContainerStopSignals": Gate((1, 33), None),
    "DRADeviceBindingConditions": Gate((1, 34), (1, 36)),
    "DaemonSetUpdateSurge": Gate((1, 21), (1, 22)),
    "DefaultHostNetworkHostPortsInPodTemplates": Gate((1, 28), None, (1, 31)),
    "DefaultPodTopologySpread": Gate((1, 19), (1, 20)),
    "DynamicResourceAllocation": Gate((1, 26), (1, 34)),
    "EnvFiles": Gate((1, 34), (1, 35)),
    "EphemeralContainers": Gate((1, 16), (1, 23)),
    "EvenPodsSpread": Gate((1, 16), (1, 18)),
    "ExpandedDNSConfig": Gate((1, 22), (1, 26)),
    "ExperimentalCriticalPodAnnotation": Gate((1, 5), None, (1, 16)),
    "GRPCContainerProbe": Gate((1, 23), (1, 24)),
    "GenericEphemeralVolume": Gate((1, 19), (1, 21)),
    "GenericWorkload": Gate((1, 35), None),
    "HostnameOverride": Gate((1, 34), (1, 35)),
    "HugePages": Gate((1, 8), (1, 10)),
    "IdentifyPodOS": Gate((1, 23), (1, 24)),
    "ImageVolume": Gate((1, 31), (1, 35)),
    "InPlacePodLevelResourcesVerticalScaling": Gate((1, 35), (1, 36)),
    "InPlacePodVerticalScaling": Gate((1, 27), (1, 33)),
    "LocalStorageCapacityIsolation": Gate((1, 7), (1, 10)),
    "MatchLabelKeysInPodAffinity": Gate((1, 29), (1, 31)),
    "MatchLabelKeysInPodTopologySpread": Gate((1, 25), (1, 27)),
    "MatchLabelKeysInPodTopologySpreadSelectorMerge": Gate((1, 34), (1, 34)),
    "MinDomainsInPodTopologySpread": Gate((1, 24), (1, 27)),
    "NodeDeclaredFeatures": Gate((1, 35), (1, 36)),
    "NodeInclusionPolicyInPodTopologySpread": Gate((1, 25), (1, 26)),
    "NonPreemptingPriority": Gate((1, 15), (1, 19)),
    "PodAffinityNamespaceSelector": Gate((1, 21), (1, 22)),
    "PodCertificateRequest": Gate((1, 34), None),
    "PodHostIPs": Gate((1, 28), (1, 29)),
    "PodLevelResources": Gate((1, 32), (1, 34)),
    "PodLifecycleSleepAction": Gate((1, 29), (1, 30)),
    "PodLifecycleSleepActionAllowZero": Gate((1, 32), (1, 33)),
    "PodOverhead": Gate((1, 16), (1, 18)),
    "PodPriority": Gate((1, 8), (1, 11)),
    "PodSchedulingReadiness": Gate((1, 26), (1, 27)),
    "PreventStaticPodAPIReferences": Gate((1, 34), (1, 34)),
    "ProbeTerminationGracePeriod": Gate((1, 21), (1, 25)),
    "ProcMountType": Gate((1, 12), (1, 33)),
    "RecursiveReadOnlyMounts": Gate((1, 30), (1, 31)),
    "RelaxedDNSSearchValidation": Gate((1, 32), (1, 33)),
    "RelaxedEnvironmentVariableValidation": Gate((1, 30), (1, 32)),
    "RestartAllContainersOnContainerExits": Gate((1, 35), (1, 36)),
    "RunAsGroup": Gate((1, 10), (1, 14)),
    "RuntimeClass": Gate((1, 12), (1, 14)),
    "SCTPSupport": Gate((1, 12), (1, 19)),
    "SELinuxChangePolicy": Gate((1, 32), (1, 33)),
    "SELinuxMount": Gate((1, 30), None),
    "ScheduleDaemonSetPods": Gate((1, 11), (1, 12)),
    "SetHostnameAsFQDN": Gate((1, 19), (1, 20)),
    "SidecarContainers": Gate((1, 28), (1, 29)),
    "StartupProbe": Gate((1, 16), (1, 18)),
    "StrictIPCIDRValidation": Gate((1, 33), (1, 36)),
    "SupplementalGroupsPolicy": Gate((1, 31), (1, 33)),
    "TaintBasedEvictions": Gate((1, 6), (1, 13)),
    "TaintNodesByCondition": Gate((1, 8), (1, 12)),
    "TaintTolerationComparisonOperators": Gate((1, 35), None),
    "UserNamespacesHostNetworkSupport": Gate((1, 35), None),
    "UserNamespacesSupport": Gate((1, 25), (1, 33)),
    "ValidatingAdmissionPolicy": Gate((1, 26), (1, 30)),
    "VolumeSubpathEnvExpansion": Gate((1, 11), (1, 15)),
    "WindowsGMSA": Gate((1, 14), (1, 16)),
    "WindowsHostProcessContainers": Gate((1, 22), (1, 23)),
    "WindowsRunAsUserName": Gate((1, 16), (1, 17)),
}
