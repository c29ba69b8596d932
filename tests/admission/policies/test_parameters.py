from __future__ import annotations

from typing import Any

import pytest

from dslint.admission.policies.parameters import NEEDS_NAMESPACE, NO_NAMESPACE_HERE, NO_PARAMS, params_of
from dslint.admission.policies.policy_objects import ParamKind, ParamRef
from dslint.kubernetes.cluster import Cluster

CONFIG_MAP = ParamKind("v1", "ConfigMap")


def parameter(name: str, namespace: str = "a", kind: ParamKind = CONFIG_MAP, **labels: str) -> dict[str, Any]:
    metadata = {"name": name, "labels": labels} | ({"namespace": namespace} if namespace else {})
    return {"apiVersion": kind.api_version, "kind": kind.kind, "metadata": metadata}


def cluster(*objects: dict[str, Any], complete: tuple[str, str] | None = None) -> Cluster:
    found: dict[str, list[dict[str, Any]]] = {}
    for value in objects:
        found.setdefault(value["kind"], []).append(value)
    return Cluster("c", [], objects=found, complete=frozenset([complete] if complete else []))


def reference(**fields: Any) -> ParamRef:
    return ParamRef.of({"name": "limits", **fields})


def test_a_policy_without_parameters_and_a_binding_without_them_are_asked_once():
    assert params_of(None, reference(), "a", cluster()).values == (None,)
    assert params_of(CONFIG_MAP, None, "a", cluster()).values == (None,)


def test_a_parameter_comes_from_the_namespace_of_the_request_unless_the_binding_names_one():
    first, second = parameter("limits", "a"), parameter("limits", "b")
    assert params_of(CONFIG_MAP, reference(), "b", cluster(first, second)).values == (second,)
    assert params_of(CONFIG_MAP, reference(namespace="a"), "b", cluster(first, second)).values == (first,)


def test_a_selector_gives_all_that_it_matches():
    one, two = parameter("one", use="limits"), parameter("two", use="limits")
    found = cluster(one, two, parameter("three"), parameter("four", "b", use="limits"))
    selector = ParamRef.of({"selector": {"matchLabels": {"use": "limits"}}})
    assert params_of(CONFIG_MAP, selector, "a", found).values == (one, two)
    assert len(params_of(CONFIG_MAP, ParamRef.of({"selector": {}}), "a", found).values) == 3


@pytest.mark.parametrize(("action", "error"), [("Deny", NO_PARAMS), ("Allow", "")])
def test_a_parameter_that_is_not_there_denies_or_allows_as_the_binding_says(action, error):
    found = cluster(parameter("other"), complete=("ConfigMap", "a"))
    assert params_of(CONFIG_MAP, reference(parameterNotFoundAction=action), "a", found) == ((), error, "")


def test_a_parameter_that_is_not_declared_may_be_there():
    found = params_of(CONFIG_MAP, reference(parameterNotFoundAction="Deny"), "a", cluster(parameter("other")))
    assert found == ((), "", "ConfigMap limits in namespace a is not declared")
    several = cluster(parameter("other"), parameter("others"))
    assert params_of(CONFIG_MAP, reference(parameterNotFoundAction="Deny"), "a", several).error == NO_PARAMS


def test_a_selector_that_finds_nothing_is_told_with_what_it_asks_for():
    labelled = ParamRef.of({"selector": {"matchLabels": {"use": "limits"}}})
    assert params_of(CONFIG_MAP, labelled, "a", cluster()).unknown == (
        "no ConfigMap that matches use=limits in namespace a is declared"
    )
    found = params_of(CONFIG_MAP, ParamRef.of({"selector": {}}), "a", cluster())
    assert found.unknown == "no ConfigMap in namespace a is declared"


def test_parameters_of_the_cluster_are_in_no_namespace():
    kind = ParamKind("rules.example.com/v1", "Limit")
    found = cluster(parameter("limits", "", kind))
    assert len(params_of(kind, reference(), "a", found).values) == 1
    assert params_of(kind, reference(namespace="a"), "a", found).error == NO_NAMESPACE_HERE


def test_a_request_without_namespace_has_no_parameters_of_one():
    assert params_of(CONFIG_MAP, reference(), "", cluster()).error == NEEDS_NAMESPACE


def test_labels_that_are_no_map_match_as_if_there_were_none():
    odd = {**parameter("odd"), "metadata": {"name": "odd", "namespace": "a", "labels": ["use"]}}
    assert params_of(CONFIG_MAP, ParamRef.of({"selector": {}}), "a", cluster(odd)).values == (odd,)


def test_a_kind_of_another_group_is_no_parameter():
    other = parameter("limits", "a", ParamKind("rules.example.com/v1", "ConfigMap"))
    assert params_of(CONFIG_MAP, reference(), "a", cluster(other)).values == ()
