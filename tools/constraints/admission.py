"""Admission policies and their bindings: names of objects, and for editors what dslint/validation reports."""

from __future__ import annotations

from tools.constraints.words import Constraint, elsewhere, object_name, one_of, required

_VERSIONS = ("v1", "v1beta1", "v1alpha1")
_OBJECT = (*object_name(), elsewhere(required("spec", empty={})))

_SPOKEN_ELSEWHERE: dict[str, tuple[Constraint, ...]] = {
    "MatchCondition": (required("expression"), required("name")),
    "MatchResources": (one_of("matchPolicy", "Equivalent", "Exact", empty=False),),
    "NamedRuleWithOperations": (
        *(required(name, empty=[]) for name in ("apiGroups", "apiVersions", "operations", "resources")),
        one_of("operations", "*", "CONNECT", "CREATE", "DELETE", "UPDATE", empty=False).of(within="items"),
        one_of("scope", "*", "Cluster", "Namespaced", empty=False),
    ),
    "ParamKind": (required("apiVersion"), required("kind")),
    "ParamRef": (one_of("parameterNotFoundAction", "Deny", "Allow", empty=False),),
    "ValidatingAdmissionPolicyBindingSpec": (
        required("policyName"),
        one_of("validationActions", "Audit", "Deny", "Warn", empty=False).of(within="items"),
    ),
    "ValidatingAdmissionPolicySpec": (
        required("matchConstraints", empty={}),
        one_of("failurePolicy", "Fail", "Ignore", empty=False),
    ),
    "Validation": (
        required("expression", "expression is not specified"),
        one_of("reason", "Forbidden", "Invalid", "RequestEntityTooLarge", empty=False),
    ),
    "Variable": (
        required("name", "name is not specified"),
        required("expression", "expression is not specified"),
    ),
}

CONSTRAINTS: dict[str, tuple[Constraint, ...]] = {
    f"admissionregistration.{version}.{name}": constraints
    for version in _VERSIONS
    for name, constraints in (
        ("ValidatingAdmissionPolicy", _OBJECT),
        ("ValidatingAdmissionPolicyBinding", _OBJECT),
        *((name, tuple(map(elsewhere, each))) for name, each in _SPOKEN_ELSEWHERE.items()),
    )
}
