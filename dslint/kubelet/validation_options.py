"""How the kubelet's use of validation differs from the API server's: nothing is dropped, no option is set.

Kubernetes: pkg/kubelet/config/common.go calls ValidatePodCreate with empty PodValidationOptions. The API server takes
out fields whose feature is off before it validates; the kubelet does not, so it validates them.
"""

from __future__ import annotations

from dslint.kubernetes.feature_gates import GATES
from dslint.kubernetes.release import Release

OPTIONS = frozenset(
    {
        "PodLifecycleSleepActionAllowZero",
        "RelaxedDNSSearchValidation",
        "RelaxedEnvironmentVariableValidation",
        "RestartAllContainersOnContainerExits",
        "StrictIPCIDRValidation",
        "TaintTolerationComparisonOperators",
        "UserNamespacesHostNetworkSupport",
    }
)
"""Gates that reach validation as options, which the kubelet leaves unset."""

ASKED_FOR = frozenset({"PodLevelResources"})
"""Gates that validation asks for by itself, wherever it runs."""


def as_the_kubelet_validates(release: Release) -> Release:
    """The release with its gates as they look to validation in a kubelet."""
    gates = {name: name not in OPTIONS for name, gate in GATES.items() if gate.known(release.rules)}
    asked_for = {name: release.enabled(name) for name in ASKED_FOR}
    return Release(release.version, {**gates, **asked_for})
