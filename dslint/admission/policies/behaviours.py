"""What differs between Kubernetes versions in what policies see, and is not behind a feature gate."""

from __future__ import annotations

from dslint.kubernetes.release import Behaviour

CREATION_TIMES_ARE_NULL = Behaviour(
    until="1.34", source="staging/src/k8s.io/apimachinery/pkg/apis/meta/v1/types.go: ObjectMeta.CreationTimestamp"
)
"""A template has a creationTimestamp, which is null."""

POD_GENERATION = Behaviour(since="1.33", source="pkg/registry/core/pod/strategy.go: PrepareForCreate (KEP-5067)")
"""A pod has a generation when it is created."""
