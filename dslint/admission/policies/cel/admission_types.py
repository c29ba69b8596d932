"""The variables of admission expressions and their types: objects are dynamic, request and namespace are not."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache

from dslint.admission.policies.cel.declarations import Declarations, Fields
from dslint.admission.policies.cel.functions.authorizer import AUTHORIZER, RESOURCE
from dslint.admission.policies.cel.libraries import AUTHORIZER_LIBRARY, declarations
from dslint.admission.policies.cel.object_types import ObjectType
from dslint.admission.policies.cel.types import DYN, OPAQUE, SIMPLE, Type, parse_type, replaced, struct
from dslint.kubernetes.release import Behaviour, Release, Version

_COMPILE = "staging/src/k8s.io/apiserver/pkg/admission/plugin/cel/compile.go"

NAMESPACE_OBJECT = Behaviour(since="1.28", source=f"{_COMPILE}: namespaceObject (KEP-3488)")
VARIABLE_COMPOSITION = Behaviour(
    since="1.28", source="staging/src/k8s.io/apiserver/pkg/admission/plugin/cel/composition.go"
)

_STRUCTS = {
    "kubernetes.GroupVersionKind": "group string, version string, kind string",
    "kubernetes.GroupVersionResource": "group string, version string, resource string",
    "kubernetes.UserInfo": "username string, uid string, groups list(string), extra map(string, list(string))",
    "kubernetes.AdmissionRequest": (
        "kind kubernetes.GroupVersionKind, resource kubernetes.GroupVersionResource, subResource string,"
        " requestKind kubernetes.GroupVersionKind, requestResource kubernetes.GroupVersionResource,"
        " requestSubResource string, name string, namespace string, operation string, userInfo kubernetes.UserInfo,"
        " dryRun bool, options dyn"
    ),
    "kubernetes.NamespaceSpec": "finalizers list(string)",
    "kubernetes.NamespaceCondition": (
        "status string, type string, lastTransitionTime timestamp, message string, reason string"
    ),
    "kubernetes.NamespaceStatus": "conditions list(kubernetes.NamespaceCondition), phase string",
    "kubernetes.NamespaceMetadata": (
        "name string, generateName string, namespace string, labels map(string, string),"
        " annotations map(string, string), UID string, creationTimestamp timestamp, deletionGracePeriodSeconds int,"
        " deletionTimestamp timestamp, generation int, resourceVersion string, finalizers list(string)"
    ),
    "kubernetes.Namespace": (
        "metadata kubernetes.NamespaceMetadata, spec kubernetes.NamespaceSpec, status kubernetes.NamespaceStatus"
    ),
}


def _fields(text: str) -> dict[str, Type]:
    """`name type, name type`, where types have commas of their own."""
    parts = re.split(r",\s+(?=\w+ [\w.])", text)
    return {name: parse_type(one) for name, _, one in (part.partition(" ") for part in parts)}


def _as_structs(one: Type) -> Type:
    return replaced(one, lambda part: struct(part.name) if part.name in _STRUCTS else None)


@cache
def _structs() -> dict[str, Fields]:
    return {name: {field: _as_structs(one) for field, one in _fields(text).items()} for name, text in _STRUCTS.items()}


@cache
def _declared(version: Version, *, stored: bool, params: bool, authorizer: bool) -> Declarations:
    release = Release(version)
    variables = {"object": DYN, "oldObject": DYN, "request": struct("kubernetes.AdmissionRequest")}
    if release.has(NAMESPACE_OBJECT):
        variables["namespaceObject"] = struct("kubernetes.Namespace")
    if params:
        variables["params"] = DYN
    if authorizer and release.has(AUTHORIZER_LIBRARY):
        variables["authorizer"] = Type(AUTHORIZER, (), OPAQUE)
        variables["authorizer.requestResource"] = Type(RESOURCE, (), OPAQUE)
    return declarations(release, stored=stored).with_variables(variables, _structs())


def admission_declarations(
    release: Release,
    *,
    stored: bool,
    params: bool,
    authorizer: bool,
    variables: Mapping[str, Type] | None,
) -> Declarations:
    """What an expression of a policy may name; `variables` are the policy's own, None where it may have none."""
    known = _declared(release.rules, stored=stored, params=params, authorizer=authorizer)
    if variables is None or not release.has(VARIABLE_COMPOSITION):
        return known
    return known.with_composed(variables)


def typed_declarations(
    release: Release, subject: ObjectType | None, parameter: ObjectType | None, *, params: bool
) -> Declarations:
    """What an expression may name where the types of the object and of the parameter are known."""
    known = _declared(release.rules, stored=True, params=params, authorizer=True)
    types: dict[str, Type] = {}
    structs: dict[str, Fields] = {}
    if subject is not None:
        types |= {"object": subject.type, "oldObject": subject.type}
        structs |= subject.structs
    if parameter is not None and params:
        types["params"] = parameter.type
        structs |= parameter.structs
    return known.with_variables(types, structs)


def composed_type(one: Type) -> Type:
    """The type of a variable: structs, optional and opaque values lose theirs on the way into one."""
    if one.name in {"list", "map"}:
        return Type(one.name, tuple(map(composed_type, one.parameters)))
    return one if one.name in SIMPLE and one.name != "type" else DYN
