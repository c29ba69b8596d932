"""What differs between kubelet versions and is not behind a feature gate."""

from __future__ import annotations

from dslint.kubernetes.release import Behaviour

CONFIG = "pkg/kubelet/config/common.go"
PREDICATE = "pkg/kubelet/lifecycle/predicate.go"

STATIC_POD_TOLERATES_NO_EXECUTE = Behaviour(since="1.7", source=f"{CONFIG}: applyDefaults")
NODE_NAME_LOWER_CASED = Behaviour(since="1.10", source=f"{CONFIG}: generatePodName")
CRITICAL_WHEREVER_STATIC = Behaviour(since="1.16", source="pkg/kubelet/types/pod_update.go: IsCriticalPod")
OPERATING_SYSTEM_LABEL_CHECKED = Behaviour(since="1.22", source=f"{PREDICATE}: rejectPodAdmissionBasedOnOSSelector")
OPERATING_SYSTEM_FIELD_CHECKED = Behaviour(
    since="1.23", source=f"{PREDICATE}: rejectPodAdmissionBasedOnOSField (KEP-2802)"
)
NO_EXECUTE_CHECKED = Behaviour(since="1.24", source=f"{PREDICATE}: Admit")
SECCOMP_ANNOTATIONS_IGNORED = Behaviour(
    since="1.25", source="pkg/kubelet/kuberuntime/helpers.go: getSeccompProfile (KEP-135)"
)
REJECTION_SAYS_WAS_REJECTED = Behaviour(since="1.26", source="pkg/kubelet/kubelet.go: rejectPod")
CLUSTER_TRUST_BUNDLES_REFUSED = Behaviour(since="1.29", source=f"{CONFIG}: tryDecodeSinglePod (KEP-3257)")
RESOURCE_CLAIMS_REFUSED = Behaviour(since="1.32", source=f"{CONFIG}: tryDecodeSinglePod")
OPTIONS_OF_OBJECT = Behaviour(since="1.35", source=f"{CONFIG}: tryDecodeSinglePod")
NAME_ASKED_FOR_FIRST = Behaviour(since="1.28", source=f"{CONFIG}: tryDecodeSinglePod")
THREE_MINORS_OLDER = Behaviour(since="1.28", source="KEP-3935")
"""A control plane supports kubelets that are three minors older; before, two."""
