"""Policies and bindings that the API server accepts, to be changed in one place."""

from __future__ import annotations

from typing import Any

from dslint.admission.defaults import defaulted
from dslint.kubernetes.release import Release
from dslint.validation.objects import object_errors

GROUP = "admissionregistration.k8s.io"
RULE: dict[str, Any] = {
    "apiGroups": ["apps"],
    "apiVersions": ["v1"],
    "operations": ["CREATE"],
    "resources": ["daemonsets"],
}


def policy(*, version: str = "v1", name: str = "p.example", **spec: Any) -> dict[str, Any]:
    given = {"matchConstraints": {"resourceRules": [RULE]}, "validations": [{"expression": "true"}], **spec}
    return {
        "apiVersion": f"{GROUP}/{version}",
        "kind": "ValidatingAdmissionPolicy",
        "metadata": {"name": name},
        "spec": {key: value for key, value in given.items() if value is not None},
    }


def binding(*, version: str = "v1", name: str = "b.example", **spec: Any) -> dict[str, Any]:
    return {
        "apiVersion": f"{GROUP}/{version}",
        "kind": "ValidatingAdmissionPolicyBinding",
        "metadata": {"name": name},
        "spec": {"policyName": "p.example", "validationActions": ["Deny"], **spec},
    }


def errors(value: dict[str, Any], version: str = "1.36") -> list[str]:
    """What the API server says of an object that has its types right."""
    release = Release.of(version)
    return [f"{found.field}: {found.message}" for found in object_errors(defaulted(value, release), release)]
