"""The checks of other linters, and the rules of dslint that cover the same.

Who ignores a check that finds more than these rules ignores them as well. Where a check finds much less than a rule,
the rule is not ignored for it: that would hide more than was asked for.
"""

from __future__ import annotations

import re

from dslint.edit.other_linters.linter import Linter, words

KUBE_LINTER = Linter(
    "kube-linter",
    rules={
        "host-network": ("DS601",),
        "host-pid": ("DS602",),
        "host-ipc": ("DS603",),
        "sensitive-host-mounts": ("DS604",),
        "writable-host-mount": ("DS605",),
        "docker-sock": ("DS606",),
        "privileged-container": ("DS608",),
        "privilege-escalation-container": ("DS611",),
        "run-as-non-root": ("DS610",),
        "no-read-only-root-fs": ("DS620",),
        "unsafe-proc-mount": ("DS616",),
        "unsafe-sysctls": ("DS617",),
        "unset-cpu-requirements": ("DS631",),
        "unset-memory-requirements": ("DS632", "DS633"),
        "latest-tag": ("DS640",),
        "no-readiness-probe": ("DS521",),
        "duplicate-env-var": ("DS309",),
        "env-var-secret": ("DS651",),
        "default-service-account": ("DS650",),
        "use-namespace": ("DS652",),
        "no-rolling-update-strategy": ("DS523", "DS524"),
        "priority-class-name": ("DS529",),
    },
    partly={
        "drop-net-raw-capability": "DS619",
        **dict.fromkeys(("liveness-port", "readiness-port", "startup-port"), "DS546"),
    },
    together={"DS630": frozenset({"unset-cpu-requirements", "unset-memory-requirements"})},
    rejected={"mismatching-selector": "DS231", "no-extensions-v1beta": "DS107", "restart-policy": "DS233"},
    unchecked=words(
        "access-to-create-pods access-to-secrets cluster-admin-role-binding dangling-horizontalpodautoscaler "
        "dangling-ingress dangling-networkpolicy dangling-networkpolicypeer-podselector dangling-service "
        "dangling-servicemonitor deprecated-service-account-field dnsconfig-options env-value-from exposed-services "
        "hpa-minimum-three-replicas invalid-target-ports job-ttl-seconds-after-finished "
        "minimum-three-replicas no-anti-affinity no-liveness-probe no-node-affinity non-existent-service-account "
        "non-isolated-pod pdb-max-unavailable pdb-min-available pdb-unhealthy-pod-eviction-policy privileged-ports "
        "read-secret-from-env-var required-annotation-email required-label-owner schema-validation scc-deny-privileged-"
        "container sorted-keys ssh-port wildcard-in-rules"
    ),
    defaults=words(
        "host-network host-pid host-ipc sensitive-host-mounts docker-sock privileged-container run-as-non-root "
        "privilege-escalation-container no-read-only-root-fs unsafe-sysctls unset-cpu-requirements "
        "unset-memory-requirements latest-tag duplicate-env-var env-var-secret"
    ),
)

KUBE_SCORE = Linter(
    "kube-score",
    rules={
        "container-security-context-privileged": ("DS608",),
        "container-security-context-user-group-id": ("DS610",),
        "container-security-context-readonlyrootfilesystem": ("DS620",),
        "container-security-context": ("DS608", "DS610", "DS620"),
        "container-seccomp-profile": ("DS613",),
        "container-resources": ("DS630", "DS631", "DS632", "DS633"),
        "container-memory-requests": ("DS632",),
        "container-cpu-requests": ("DS631",),
        "container-image-tag": ("DS640",),
        "pod-probes": ("DS521",),
        "environment-variable-key-duplication": ("DS309",),
    },
    rejected={"stable-version": "DS107", "label-values": "DS202"},
    unchecked=words(
        "container-cpu-requests-equal-limits container-ephemeral-storage-request-and-limit "
        "container-ephemeral-storage-request-equals-limit container-image-pull-policy container-memory-requests-equal-"
        "limits container-ports-check container-resource-requests-equal-limits cronjob-has-deadline "
        "cronjob-restartpolicy deployment-has-host-podantiaffinity deployment-has-poddisruptionbudget "
        "deployment-pod-selector-labels-match-template-metadata-labels deployment-replicas deployment-strategy "
        "deployment-targeted-by-hpa-does-not-have-replicas-configured horizontalpodautoscaler-has-target "
        "horizontalpodautoscaler-replicas ingress-targets-service networkpolicy-targets-pod "
        "poddisruptionbudget-has-policy pod-networkpolicy pod-probes-identical pod-topology-spread-constraints "
        "service-targets-pod service-type "
        "statefulset-has-host-podantiaffinity statefulset-has-poddisruptionbudget statefulset-has-servicename "
        "statefulset-pod-selector-labels-match-template-metadata-labels"
    ),
)

POLARIS = Linter(
    "polaris",
    rules={
        "hostNetworkSet": ("DS601",),
        "hostPIDSet": ("DS602",),
        "hostIPCSet": ("DS603",),
        "hostPathSet": ("DS604", "DS605", "DS606", "DS663"),
        "hostPortSet": ("DS607",),
        "runAsPrivileged": ("DS608",),
        "privilegeEscalationAllowed": ("DS611",),
        "runAsRootAllowed": ("DS610",),
        "notReadOnlyRootFilesystem": ("DS620",),
        "insecureCapabilities": ("DS619",),
        "dangerousCapabilities": ("DS609",),
        "procMount": ("DS616",),
        "hostProcess": ("DS618",),
        "cpuRequestsMissing": ("DS631",),
        "memoryRequestsMissing": ("DS632",),
        "memoryLimitsMissing": ("DS633",),
        "tagNotSpecified": ("DS640",),
        "readinessProbeMissing": ("DS521",),
        "sensitiveContainerEnvVar": ("DS651",),
        "automountServiceAccountToken": ("DS650",),
        "priorityClassNotSet": ("DS529",),
    },
    partly={"linuxHardening": "DS613"},
    together={"DS630": frozenset({"cpuRequestsMissing", "memoryRequestsMissing"})},
    unchecked=words(
        "clusterrolePodExecAttach clusterrolebindingClusterAdmin clusterrolebindingPodExecAttach cpuLimitsMissing "
        "deploymentMissingReplicas hpaMaxAvailability hpaMinAvailability livenessProbeMissing "
        "metadataAndInstanceMismatched metadataAndNameMismatched missingNetworkPolicy missingPodDisruptionBudget "
        "multipleReplicasForDeployment pdbDisruptionsIsZero pdbMinAvailableGreaterThanHPAMinReplicas "
        "pullPolicyNotAlways rolePodExecAttach rolebindingClusterAdminClusterRole rolebindingClusterAdminRole "
        "rolebindingClusterRolePodExecAttach rolebindingRolePodExecAttach sensitiveConfigmapContent tlsSettingsMissing "
        "topologySpreadConstraint"
    ),
)


def _checkov_id(check: str) -> str:
    return check.strip().upper()


CHECKOV = Linter(
    "checkov",
    rules={
        "CKV_K8S_9": ("DS521",),
        "CKV_K8S_10": ("DS631",),
        "CKV_K8S_12": ("DS632",),
        "CKV_K8S_13": ("DS633",),
        "CKV_K8S_14": ("DS640",),
        "CKV_K8S_16": ("DS608",),
        "CKV_K8S_17": ("DS602",),
        "CKV_K8S_18": ("DS603",),
        "CKV_K8S_19": ("DS601",),
        "CKV_K8S_20": ("DS611",),
        "CKV_K8S_21": ("DS652",),
        "CKV_K8S_22": ("DS620",),
        "CKV_K8S_23": ("DS610",),
        "CKV_K8S_25": ("DS609",),
        "CKV_K8S_26": ("DS607",),
        "CKV_K8S_27": ("DS606",),
        "CKV_K8S_31": ("DS612", "DS613"),
        "CKV_K8S_37": ("DS619",),
        "CKV_K8S_38": ("DS650",),
    },
    partly={"CKV_K8S_28": "DS619", "CKV_K8S_39": "DS609"},
    together={"DS630": frozenset({"CKV_K8S_10", "CKV_K8S_12"})},
    unchecked=frozenset(f"CKV_K8S_{number}" for number in range(1, 160))
    - {
        f"CKV_K8S_{number}"
        for number in (*range(9, 11), *range(12, 15), *range(16, 24), *range(25, 29), 31, 37, 38, 39)
    }
    | {f"CKV2_K8S_{number}" for number in range(1, 7)},
    plain=_checkov_id,
)

_TRIVY_ID = re.compile(r"(?:AVD-)?KSV-?0*([0-9]+)", re.IGNORECASE)


def _trivy_id(check: str) -> str:
    """`AVD-KSV-0009`, `KSV009` and `ksv-0009` are one check."""
    match = _TRIVY_ID.fullmatch(check.strip())
    return f"KSV-{match[1]:0>4}" if match else check.strip()


TRIVY = Linter(
    "trivy",
    rules={
        "KSV-0001": ("DS611",),
        "KSV-0002": ("DS614",),
        "KSV-0003": ("DS619",),
        "KSV-0006": ("DS606",),
        "KSV-0007": ("DS664",),
        "KSV-0008": ("DS603",),
        "KSV-0009": ("DS601",),
        "KSV-0010": ("DS602",),
        "KSV-0012": ("DS610",),
        "KSV-0013": ("DS640",),
        "KSV-0014": ("DS620",),
        "KSV-0015": ("DS631",),
        "KSV-0016": ("DS632",),
        "KSV-0017": ("DS608",),
        "KSV-0018": ("DS633",),
        "KSV-0022": ("DS609",),
        "KSV-0023": ("DS604", "DS605", "DS606", "DS663"),
        "KSV-0024": ("DS607",),
        "KSV-0025": ("DS615",),
        "KSV-0026": ("DS617",),
        "KSV-0027": ("DS616",),
        "KSV-0030": ("DS612", "DS613"),
        "KSV-0036": ("DS650",),
        "KSV-0103": ("DS618",),
        "KSV-0104": ("DS612",),
        "KSV-0106": ("DS619",),
        "KSV-0110": ("DS652",),
        "KSV-0121": ("DS604",),
    },
    partly={
        "KSV-0004": "DS619",
        "KSV-0005": "DS609",
        "KSV-0105": "DS610",
        "KSV-0119": "DS609",
        "KSV-0120": "DS609",
    },
    together={"DS630": frozenset({"KSV-0015", "KSV-0016"})},
    rejected={"KSV-0107": "DS107"},
    unchecked=frozenset(
        f"KSV-{number:04}"
        for number in (
            *(11, 20, 21, 28, 29, 32, 33, 34, 35, 37, 38, 39, 40),
            *range(41, 57),
            *(102, 108, 109, 111, 112, 113, 114, 115, 116, 117, 118, 122, 123, 124, 125),
        )
    ),
    plain=_trivy_id,
)

LINTERS = (KUBE_LINTER, KUBE_SCORE, POLARIS, CHECKOV, TRIVY)
