"""The defaults of ValidatingAdmissionPolicies and their bindings.

Kubernetes: pkg/apis/admissionregistration/{v1,v1beta1,v1alpha1}/defaults.go.
"""

from __future__ import annotations

from dslint.admission.field_defaults import Map, fill_absent, map_at, maps

_ALPHA = "/v1alpha1"


def default_admission_policy(value: Map) -> None:
    """Fills in the defaults of a policy or of a binding."""
    spec = value.setdefault("spec", {})
    if value["kind"] == "ValidatingAdmissionPolicy":
        fill_absent(spec, "failurePolicy", "Fail")
        _default_resources(map_at(spec, "matchConstraints"))
        return
    _default_resources(map_at(spec, "matchResources"))
    reference = map_at(spec, "paramRef")
    if reference is not None and str(value.get("apiVersion")).endswith(_ALPHA):
        fill_absent(reference, "parameterNotFoundAction", "Deny")


def _default_resources(resources: Map | None) -> None:
    if resources is None:
        return
    fill_absent(resources, "matchPolicy", "Equivalent")
    fill_absent(resources, "namespaceSelector", {})
    fill_absent(resources, "objectSelector", {})
    for name in ("resourceRules", "excludeResourceRules"):
        for rule in maps(resources, name):
            fill_absent(rule, "scope", "*")
