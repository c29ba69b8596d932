"""Differences in the API server's validation between versions, without a feature gate.

The sources are recordings of 1.21, 1.25, 1.27, 1.30, 1.33 and 1.36, and changelogs for versions between them.
"""

from __future__ import annotations

from dslint.kubernetes.release import Behaviour

POD_VALIDATION = "pkg/apis/core/validation/validation.go"
DAEMONSET_VALIDATION = "pkg/apis/apps/validation/validation.go"
POD_WARNINGS_FILE = "pkg/api/pod/warnings.go"
MACHINERY = "staging/src/k8s.io/apimachinery/pkg"

# How bad values and limits are printed.
LIMIT_IS_NAMED = Behaviour(since="1.27", source=f"{POD_VALIDATION}: ValidateContainerResourceRequirements")

# metadata
UID_IS_NAMED = Behaviour(until="1.34", source=f"{MACHINERY}/api/validation/objectmeta.go: validateOwnerReference")
POD_GENERATION_KEPT = Behaviour(until="1.33", source="pkg/registry/core/pod/strategy.go: PrepareForCreate (KEP-5067)")

# DaemonSets
EMPTY_SELECTOR_NOT_VALID = Behaviour(until="1.15", source=f"{DAEMONSET_VALIDATION}: ValidateDaemonSetSpec")
PERSISTENT_DISK_READ_ONLY = Behaviour(until="1.29", source=f"{POD_VALIDATION}: ValidateReadOnlyPersistentDisks")
ACTIVE_DEADLINE_REFUSED = Behaviour(since="1.8", source=f"{DAEMONSET_VALIDATION}: ValidateDaemonSetSpec")
ACTIVE_DEADLINE_FORBIDDEN = Behaviour(since="1.15", source=f"{DAEMONSET_VALIDATION}: ValidateDaemonSetSpec")
SURGE = Behaviour(since="1.22", source=f"{DAEMONSET_VALIDATION}: ValidateRollingUpdateDaemonSet (KEP-1591)")

# Selectors and scheduling
SELECTOR_VALUES = Behaviour(
    since="1.26",
    source=f"{MACHINERY}/apis/meta/v1/validation/validation.go: ValidateLabelSelectorRequirement",
)
SPREAD_SELECTORS = Behaviour(since="1.27", source=f"{POD_VALIDATION}: validateTopologySpreadConstraints")
NODE_AFFINITY_VALUES = Behaviour(since="1.33", source=f"{POD_VALIDATION}: ValidateNodeSelectorRequirement")
MATCH_FIELDS = Behaviour(since="1.11", source=f"{POD_VALIDATION}: ValidateNodeFieldSelectorRequirement")
MATCH_LABEL_KEYS_MERGED = Behaviour(
    since="1.34", source=f"{POD_VALIDATION}: validateTopologySpreadConstraints (KEP-3243)"
)
EXISTS_VALUE_ALONE = Behaviour(since="1.32", source=f"{POD_VALIDATION}: ValidateTolerations")
COMPARISON_OPERATORS_KNOWN = Behaviour(since="1.35", source=f"{POD_VALIDATION}: ValidateTolerations (KEP-5471)")

# Volumes
ONE_TYPE_PER_SOURCE = Behaviour(since="1.32", source=f"{POD_VALIDATION}: validateProjectionSources")

# Containers
EMPTY_NAMES_REPEAT = Behaviour(until="1.26", source=f"{POD_VALIDATION}: validateInitContainers")
HOST_PORT_IS_NAMED = Behaviour(since="1.28", source=f"{POD_VALIDATION}: validateHostNetwork")
HOST_PORT_TEMPLATES_MAY_BE_EMPTY = Behaviour(since="1.28", source=f"{POD_VALIDATION}: validateHostNetwork")
SIDECAR_WORDING = Behaviour(since="1.28", source=f"{POD_VALIDATION}: validateInitContainers (KEP-753)")
INIT_FIELDS_FORBIDDEN = Behaviour(since="1.24", source=f"{POD_VALIDATION}: validateInitContainers")
RELAXED_ENVIRONMENT_NAMES = Behaviour(since="1.32", source=f"{POD_VALIDATION}: ValidateEnv (KEP-4369)")
FILE_KEY_REFERENCES = Behaviour(since="1.34", source=f"{POD_VALIDATION}: validateEnvVarValueFrom (KEP-3721)")
INIT_CONTAINERS_RESIZE = Behaviour(since="1.33", source=f"{POD_VALIDATION}: validateInitContainers (KEP-1287)")
INIT_CONTAINERS_RESIZE_IN_KUBELETS = Behaviour(since="1.35", source="pkg/kubelet/config/common.go: tryDecodeSinglePod")
INIT_RESTART_TO_RESIZE_REFUSED = Behaviour(since="1.36", source=f"{POD_VALIDATION}: validateInitContainers (KEP-1287)")
RESTART_RULES = Behaviour(since="1.35", source=f"{POD_VALIDATION}: validateContainerRestartPolicy (KEP-5307)")
HOST_IPS = Behaviour(since="1.28", source=f"{POD_VALIDATION}: validEnvDownwardAPIFieldPathExpressions (KEP-2681)")
HOST_IP = Behaviour(since="1.7", source=f"{POD_VALIDATION}: validEnvDownwardAPIFieldPathExpressions")
POD_UID = Behaviour(since="1.8", source=f"{POD_VALIDATION}: validEnvDownwardAPIFieldPathExpressions")
SUBSCRIPTS = Behaviour(since="1.9", source="pkg/apis/core/pods/helpers.go: ConvertDownwardAPIFieldLabel")
POD_IPS = Behaviour(since="1.16", source=f"{POD_VALIDATION}: validEnvDownwardAPIFieldPathExpressions (KEP-563)")

# Names of addresses, in pods' DNS and host aliases
ADDRESS_EXAMPLES = Behaviour(since="1.30", source=f"{MACHINERY}/util/validation/ip.go: IsValidIP")
HOST_ALIAS_INDICES = Behaviour(since="1.30", source=f"{POD_VALIDATION}: ValidateHostAliases")

# Resources
HUGEPAGES_NEED_COMPUTE = Behaviour(since="1.10", source=f"{POD_VALIDATION}: ValidateContainerResourceRequirements")
HUGEPAGES_MULTIPLES = Behaviour(since="1.20", source=f"{POD_VALIDATION}: validateResourceQuantityHugePageValue")

# Security
DELETION_COST = Behaviour(since="1.21", source=f"{POD_VALIDATION}: ValidatePodSpecificAnnotations (KEP-2255)")
HOST_USERS_WORDING = Behaviour(since="1.34", source=f"{POD_VALIDATION}: validateHostUsers")
SYSCTLS_OF_THE_HOST = Behaviour(since="1.29", source=f"{POD_VALIDATION}: validateSysctls")
SYSCTLS_WITH_SLASHES = Behaviour(since="1.23", source=f"{POD_VALIDATION}: IsValidSysctlName")
OPERATING_SYSTEM = Behaviour(since="1.24", source=f"{POD_VALIDATION}: validateOS (KEP-2802)")
SECCOMP_FIELDS = Behaviour(since="1.19", source=f"{POD_VALIDATION} (KEP-135)")
APPARMOR_FIELDS = Behaviour(since="1.30", source=f"{POD_VALIDATION} (KEP-24)")

# Ephemeral containers in templates
EPHEMERAL_CONTAINERS = Behaviour(since="1.16", source=f"{POD_VALIDATION}: validateEphemeralContainers (KEP-277)")

# Claims of dynamic resources name their source in a structure of its own
CLAIM_SOURCE_APART = Behaviour(until="1.31", source=f"{POD_VALIDATION}: validatePodResourceClaim (KEP-3063)")

# Since when there is what replaces a deprecated label or annotation
NODE_LABELS = Behaviour(since="1.14", source="KEP-793: pkg/kubelet/kubelet_node_status.go")
TOPOLOGY_LABELS = Behaviour(since="1.17", source="KEP-1659: staging/src/k8s.io/api/core/v1/well_known_labels.go")
CONTROL_PLANE_LABEL = Behaviour(since="1.20", source="KEP-2067: cmd/kubeadm/app/phases/markcontrolplane")
SYSCTLS_FIELD = Behaviour(since="1.11", source="CHANGELOG-1.11.md: sysctls are fields (KEP-34)")
SYSTEM_CLASSES = Behaviour(since="1.11", source="plugin/pkg/admission/priority/admission.go: admitPod")
SYSTEM_CLASSES_EVERYWHERE = Behaviour(
    since="1.17", source="plugin/pkg/admission/priority/admission.go: priorityClassPermittedInNamespace"
)

# Warnings
WARNINGS = Behaviour(since="1.22", source=f"{POD_WARNINGS_FILE}: GetWarningsForPod")
NULL_SELECTOR_WARNINGS = Behaviour(since="1.29", source=f"{POD_WARNINGS_FILE}: warningsForPodAffinityTerms")
PORT_WARNINGS = Behaviour(since="1.29", source=POD_WARNINGS_FILE)
PORT_NAME_WARNINGS = Behaviour(since="1.32", source=POD_WARNINGS_FILE)
POD_NAME_WARNINGS = Behaviour(since="1.27", source=f"{POD_WARNINGS_FILE}: GetWarningsForPod")
GRACE_PERIOD_WARNINGS = Behaviour(since="1.27", source=f"{POD_WARNINGS_FILE}: warningsForPodSpecAndMeta")
CLAIM_WARNINGS = Behaviour(
    since="1.25", source="pkg/api/persistentvolumeclaim/util.go: GetWarningsForPersistentVolumeClaimSpec"
)
OVERLAP_WARNINGS = Behaviour(since="1.32", source=f"{POD_WARNINGS_FILE}: warningsForOverlappingVirtualPaths")
ADDRESS_WARNINGS = Behaviour(since="1.33", source=POD_WARNINGS_FILE)
LABEL_VALUE_WARNINGS = Behaviour(since="1.33", source="pkg/api/node/util.go: GetWarningsForNodeSelectorTerm")
SECCOMP_ANNOTATIONS_GONE = Behaviour(since="1.27", source=f"{POD_WARNINGS_FILE}: warningsForPodSpecAndMeta (KEP-135)")
