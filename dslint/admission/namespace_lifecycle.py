"""NamespaceLifecycle: nothing is created in a namespace that does not exist.

Kubernetes: staging/src/k8s.io/apiserver/pkg/admission/plugin/namespace/lifecycle/admission.go.
"""

from __future__ import annotations

from collections.abc import Collection

from dslint.admission.plugin import failed
from dslint.plans import Reason

CODE = "NamespaceLifecycle"


def rejection(namespace: str, missing: Collection[str]) -> Reason | None:
    """Why an object is not created. `missing` are namespaces that are declared, but the API server rejects them.

    A namespace that is not declared at all is taken to exist.
    """
    name = namespace or "default"
    return failed(CODE, f'namespaces "{name}" not found') if name in missing else None
