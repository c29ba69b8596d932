"""Creating a pod: admission plugins change it, the API server validates it, further plugins may reject it."""

from __future__ import annotations

from typing import Any

from dslint.admission.admission_chain import admit_pod
from dslint.admission.plugin import Admitted, Lister, invalid
from dslint.kubernetes.release import Release
from dslint.plans import Reason
from dslint.validation.objects import object_errors

INVALID = "InvalidPod"


def created_pod(pod: dict[str, Any], cluster: Lister, release: Release) -> Admitted:
    """The pod that the API server stores, or why it does not. As dslint.admission.admission_chain.admit_pod."""
    return admit_pod(pod, cluster, release, lambda admitted: invalid_pod(admitted, release))


def invalid_pod(pod: dict[str, Any], release: Release) -> Reason | None:
    """Why a pod is invalid, after defaulting and the plugins that change it."""
    metadata = {key: value for key, value in pod["metadata"].items() if key != "ownerReferences"}
    errors = list(object_errors({**pod, "metadata": metadata}, release))
    if not errors:
        return None
    texts = list(dict.fromkeys(f"{error.field}: {error.message}" for error in errors))
    message = texts[0] if len(texts) == 1 else f"[{', '.join(texts)}]"
    return invalid(INVALID, pod, message, errors[0].path)
