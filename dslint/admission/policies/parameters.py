"""The parameters that a binding gives to its policy.

Kubernetes: staging/src/k8s.io/apiserver/pkg/admission/plugin/policy/generic/policy_dispatcher.go: CollectParams.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple

from dslint.admission.plugin import Lister
from dslint.admission.policies.policy_objects import ParamKind, ParamRef
from dslint.kubernetes.raw_values import map_of

CLUSTER_SCOPED = frozenset({"Namespace", "Node", "PersistentVolume", "PriorityClass", "RuntimeClass", "StorageClass"})
"""Kinds of Kubernetes' own that may be parameters and belong to no namespace."""

NO_PARAMS = "no params found for policy binding with `Deny` parameterNotFoundAction"
NEEDS_NAMESPACE = "cannot use namespaced paramRef in policy binding that matches cluster-scoped resources"
NO_NAMESPACE_HERE = "paramRef.namespace must not be provided for a cluster-scoped `paramKind`"

Map = Mapping[str, Any]


class Params(NamedTuple):
    """The parameters, each of which the policy is asked with; None is `params` without a value.

    `error` is why the binding cannot be used, `unknown` why that cannot be told.
    """

    values: tuple[Map | None, ...] = ()
    error: str = ""
    unknown: str = ""


def params_of(kind: ParamKind | None, reference: ParamRef | None, namespace: str, cluster: Lister) -> Params:
    """`namespace` is that of the request."""
    if kind is None or reference is None:
        return Params((None,))
    declared = [
        item for item in cluster.of_kind(kind.kind) if item.get("apiVersion", kind.api_version) == kind.api_version
    ]
    if _is_cluster_scoped(kind, declared):
        if reference.namespace:
            return Params(error=NO_NAMESPACE_HERE)
        within = ""
    else:
        within = reference.namespace or namespace
        if not within:
            return Params(error=NEEDS_NAMESPACE)
    beside = [item for item in declared if not within or _namespace(item) == within]
    found = tuple(item for item in beside if _is_meant(item, reference))
    if found:
        return Params(found)
    if not _all_declared(kind, within, declared, beside, cluster):
        return Params(unknown=_not_declared(kind, reference, within))
    return Params(error=NO_PARAMS if reference.denies_without else "")


def _is_cluster_scoped(kind: ParamKind, declared: list[dict[str, Any]]) -> bool:
    """Whether objects of the kind belong to no namespace; one of a custom kind shows it by having none."""
    if "." not in kind.api_version.partition("/")[0] or kind.kind in CLUSTER_SCOPED:
        return kind.kind in CLUSTER_SCOPED
    return bool(declared) and not any(map_of(item, "metadata").get("namespace") for item in declared)


def _namespace(item: Map) -> str:
    return map_of(item, "metadata").get("namespace") or "default"


def _is_meant(item: Map, reference: ParamRef) -> bool:
    metadata = map_of(item, "metadata")
    if reference.name:
        return bool(metadata.get("name") == reference.name)
    labels = metadata.get("labels")
    return reference.selector is not None and reference.selector.matches(labels if isinstance(labels, dict) else {})


def _all_declared(
    kind: ParamKind, within: str, declared: list[dict[str, Any]], beside: list[dict[str, Any]], cluster: Lister
) -> bool:
    """As of all kinds: several objects are those that the cluster has, a single one says nothing of others."""
    return cluster.is_complete(kind.kind, within) or (len(declared) > 1 and bool(beside))


def _not_declared(kind: ParamKind, reference: ParamRef, within: str) -> str:
    place = f" in namespace {within}" if within else ""
    if reference.name:
        return f"{kind.kind} {reference.name}{place} is not declared"
    selected = f" that matches {reference.selector}" if reference.selector and not reference.selector.empty else ""
    return f"no {kind.kind}{selected}{place} is declared"
