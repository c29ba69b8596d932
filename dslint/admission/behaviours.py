"""What differs between Kubernetes versions in defaulting and admission and is not behind a feature gate."""

from __future__ import annotations

from dslint.kubernetes.release import Behaviour

# Defaulting: pkg/apis/core/v1/defaults.go, pkg/apis/apps/v1/defaults.go. A default came with its field.
HOST_PORTS_IN_TEMPLATES = Behaviour(until="1.28")
INIT_CONTAINERS = Behaviour(since="1.6")
TERMINATION_MESSAGE_POLICY = Behaviour(since="1.6")
SCHEDULER_NAME = Behaviour(since="1.6")
HOST_PATH_TYPE = Behaviour(since="1.8")
PROJECTED_VOLUMES = Behaviour(since="1.6")
TOKEN_PROJECTIONS = Behaviour(since="1.10")
VOLUME_MODE = Behaviour(since="1.9")
EPHEMERAL_VOLUMES = Behaviour(since="1.19")
IMAGE_VOLUMES = Behaviour(since="1.31")
AZURE_DISK_KIND = Behaviour(since="1.7")
SERVICE_LINKS = Behaviour(since="1.13")
UPDATE_STRATEGY = Behaviour(since="1.6")
REVISION_HISTORY = Behaviour(since="1.7")
HUGEPAGES_AT_POD_LEVEL = Behaviour(since="1.33")

# plugin/pkg/admission/defaulttolerationseconds/admission.go
ADDS_DEFAULT_TOLERATIONS = Behaviour(since="1.6")
NOT_READY_KEYS = Behaviour(since="1.9")

# plugin/pkg/admission/priority/admission.go
SYSTEM_CLASSES_IN_KUBE_SYSTEM = Behaviour(since="1.11", until="1.17")
"""The system-* priority classes are for pods in kube-system only."""

CHECKS_PREEMPTION_POLICY = Behaviour(since="1.19")

# plugin/pkg/admission/runtimeclass/admission.go
ADMITS_RUNTIME_CLASS = Behaviour(since="1.16")

# Constraints in pkg/quota/v1/evaluator/core/pods.go
NAMES_CONTAINERS_WITHOUT_QUOTA_RESOURCES = Behaviour(since="1.24")
