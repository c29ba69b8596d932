"""ValidatingAdmissionPolicies and their bindings as typed values, with the defaults of the API server.

Kubernetes: staging/src/k8s.io/api/admissionregistration/v1/types.go, pkg/apis/admissionregistration/v1/defaults.go.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple

from dslint.findings import FieldPath
from dslint.kubernetes.raw_values import list_of, map_of
from dslint.kubernetes.selectors import LabelSelector

POLICY = "ValidatingAdmissionPolicy"
BINDING = "ValidatingAdmissionPolicyBinding"
EVERY = "*"
ACTIONS = frozenset({"Deny", "Warn", "Audit"})

Map = Mapping[str, Any]


class NamedRule(NamedTuple):
    """Which requests a rule is about; `*` is everything."""

    operations: tuple[str, ...]
    groups: tuple[str, ...]
    versions: tuple[str, ...]
    resources: tuple[str, ...]
    scope: str
    names: tuple[str, ...]

    @classmethod
    def of(cls, raw: Map) -> NamedRule:
        return cls(
            _texts(raw, "operations"),
            _texts(raw, "apiGroups"),
            _texts(raw, "apiVersions"),
            _texts(raw, "resources"),
            str(raw.get("scope") or EVERY),
            _texts(raw, "resourceNames"),
        )


class MatchResources(NamedTuple):
    """The requests that a policy or a binding is about. Without rules it is about all of them."""

    rules: tuple[NamedRule, ...] = ()
    excluded: tuple[NamedRule, ...] = ()
    namespaces: LabelSelector | None = None
    objects: LabelSelector | None = None

    @classmethod
    def of(cls, raw: Map) -> MatchResources:
        return cls(
            tuple(map(NamedRule.of, list_of(raw, "resourceRules"))),
            tuple(map(NamedRule.of, list_of(raw, "excludeResourceRules"))),
            LabelSelector.of(raw.get("namespaceSelector")),
            LabelSelector.of(raw.get("objectSelector")),
        )


class NamedExpression(NamedTuple):
    """A match condition, a variable or an audit annotation, and the path of its expression in the policy."""

    name: str
    expression: str
    path: FieldPath


class Validation(NamedTuple):
    """What has to hold, and what the server says where it does not."""

    expression: str
    message: str
    message_expression: str
    reason: str
    path: FieldPath


class ParamKind(NamedTuple):
    api_version: str
    kind: str

    def __str__(self) -> str:
        return f"{self.api_version}, Kind={self.kind}"


class Policy(NamedTuple):
    """A ValidatingAdmissionPolicy. `fails` is its failurePolicy: what cannot be evaluated denies the request."""

    name: str
    matching: MatchResources
    param_kind: ParamKind | None = None
    conditions: tuple[NamedExpression, ...] = ()
    variables: tuple[NamedExpression, ...] = ()
    validations: tuple[Validation, ...] = ()
    annotations: tuple[NamedExpression, ...] = ()
    fails: bool = True

    @classmethod
    def of(cls, raw: Map) -> Policy:
        spec = map_of(raw, "spec")
        kind = spec.get("paramKind")
        return cls(
            name=str(map_of(raw, "metadata").get("name") or ""),
            matching=MatchResources.of(map_of(spec, "matchConstraints")),
            param_kind=ParamKind(str(kind.get("apiVersion") or ""), str(kind.get("kind") or "")) if kind else None,
            conditions=_named(spec, "matchConditions"),
            variables=_named(spec, "variables"),
            validations=tuple(
                _validation(item, ("spec", "validations", index))
                for index, item in enumerate(list_of(spec, "validations"))
            ),
            annotations=_named(spec, "auditAnnotations", "key", "valueExpression"),
            fails=spec.get("failurePolicy") != "Ignore",
        )


class ParamRef(NamedTuple):
    """The parameters that a binding gives: one by its name, or all that a selector matches."""

    name: str
    namespace: str
    selector: LabelSelector | None
    denies_without: bool

    @classmethod
    def of(cls, raw: Map) -> ParamRef:
        return cls(
            str(raw.get("name") or ""),
            str(raw.get("namespace") or ""),
            LabelSelector.of(raw.get("selector")),
            raw.get("parameterNotFoundAction") == "Deny",
        )


class Binding(NamedTuple):
    """A ValidatingAdmissionPolicyBinding; `actions` are Deny, Warn and Audit."""

    name: str
    policy: str
    actions: tuple[str, ...]
    matching: MatchResources | None = None
    params: ParamRef | None = None

    @classmethod
    def of(cls, raw: Map) -> Binding:
        spec = map_of(raw, "spec")
        matching, params = spec.get("matchResources"), spec.get("paramRef")
        return cls(
            name=str(map_of(raw, "metadata").get("name") or ""),
            policy=str(spec.get("policyName") or ""),
            actions=tuple(action for action in _texts(spec, "validationActions") if action in ACTIONS),
            matching=MatchResources.of(matching) if matching else None,
            params=ParamRef.of(params) if params else None,
        )


def _texts(raw: Map, name: str) -> tuple[str, ...]:
    return tuple(map(str, list_of(raw, name)))


def _named(spec: Map, field: str, name: str = "name", expression: str = "expression") -> tuple[NamedExpression, ...]:
    return tuple(
        NamedExpression(str(item.get(name) or ""), str(item.get(expression) or ""), ("spec", field, index, expression))
        for index, item in enumerate(list_of(spec, field))
    )


def _validation(raw: Map, path: FieldPath) -> Validation:
    return Validation(
        str(raw.get("expression") or ""),
        str(raw.get("message") or ""),
        str(raw.get("messageExpression") or ""),
        str(raw.get("reason") or "Invalid"),
        path,
    )
