"""What differs between Kubernetes versions in the admission of pods and is not behind a feature gate."""

from __future__ import annotations

from dslint.kubernetes.release import Behaviour

ADDS_DEFAULT_TOLERATIONS = Behaviour(since="1.6")
NOT_READY_KEYS = Behaviour(since="1.9")
SYSTEM_CLASSES_IN_KUBE_SYSTEM = Behaviour(since="1.11", until="1.17")
"""The system-* priority classes are for pods in kube-system only."""

CHECKS_PREEMPTION_POLICY = Behaviour(since="1.19")
ADMITS_RUNTIME_CLASS = Behaviour(since="1.16")
NAMES_CONTAINERS_WITHOUT_QUOTA_RESOURCES = Behaviour(since="1.24")
