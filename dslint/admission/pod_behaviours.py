"""What differs between Kubernetes versions in the admission of pods and is not behind a feature gate."""

from __future__ import annotations

from dslint.kubernetes.release import Behaviour

ADDS_DEFAULT_TOLERATIONS = Behaviour(
    since="1.6", source="plugin/pkg/admission/defaulttolerationseconds/admission.go: Admit"
)
NOT_READY_KEYS = Behaviour(since="1.9", source="plugin/pkg/admission/defaulttolerationseconds/admission.go: Admit")
SYSTEM_CLASSES_IN_KUBE_SYSTEM = Behaviour(
    since="1.11", until="1.17", source="plugin/pkg/admission/priority/admission.go: priorityClassPermittedInNamespace"
)
"""The system-* priority classes are for pods in kube-system only."""

CHECKS_PREEMPTION_POLICY = Behaviour(
    since="1.19", source="plugin/pkg/admission/priority/admission.go: admitPod (KEP-902)"
)
ADMITS_RUNTIME_CLASS = Behaviour(since="1.16", source="plugin/pkg/admission/runtimeclass/admission.go: Admit (KEP-688)")
NAMES_CONTAINERS_WITHOUT_QUOTA_RESOURCES = Behaviour(
    since="1.24", source="pkg/quota/v1/evaluator/core/pods.go: Constraints"
)
TOKEN_VOLUMES = Behaviour(
    since="1.21", source="plugin/pkg/admission/serviceaccount/admission.go: mountServiceAccountToken (KEP-1205)"
)
"""The token comes in a projected volume; before, in that of a Secret whose name only the cluster knows."""
