from __future__ import annotations

from typing import Any

import pytest

from dslint.admission.policies.attributes import CREATE, UPDATE, Attributes, Kind
from dslint.admission.policies.matching import is_about, may_be_about
from dslint.admission.policies.policy_objects import MatchResources

DAEMONSET = Kind("apps", "v1", "DaemonSet")
RULE = {"apiGroups": ["apps"], "apiVersions": ["v1"], "operations": ["CREATE", "UPDATE"], "resources": ["daemonsets"]}
PRODUCTION = {"matchLabels": {"env": "prod"}}


def labelled(**labels: str) -> dict[str, Any]:
    return {"metadata": {"labels": labels}}


def asked(matching: dict[str, Any], labels: dict[str, str] | None = None, **changes: Any) -> bool | None:
    attributes = Attributes(CREATE, DAEMONSET, labelled(team="obs"), name="agent", namespace="monitoring")
    return is_about(MatchResources.of(matching), attributes._replace(**changes), labels)


def with_rule(**changes: Any) -> dict[str, Any]:
    return {"resourceRules": [{**RULE, **changes}]}


@pytest.mark.parametrize(
    ("changes", "matches"),
    [
        ({}, True),
        ({"operations": ["DELETE"]}, False),
        ({"operations": ["*"]}, True),
        ({"apiGroups": ["*"], "apiVersions": ["*"], "resources": ["*"]}, True),
        ({"apiGroups": ["extensions"]}, False),
        ({"apiVersions": ["v1beta1"]}, False),
        ({"resources": ["deployments"]}, False),
        ({"resources": ["daemonsets/*"]}, True),
        ({"resources": ["*/*"]}, True),
        ({"resources": ["daemonsets/status"]}, False),
        ({"resources": ["*/status"]}, False),
        ({"scope": "Namespaced"}, True),
        ({"scope": "Cluster"}, False),
        ({"resourceNames": ["agent"]}, True),
        ({"resourceNames": ["other"]}, False),
    ],
)
def test_a_rule_matches_as_its_fields_say(changes, matches):
    assert asked(with_rule(**changes)) is matches


def test_without_rules_everything_matches():
    assert asked({}) is True


@pytest.mark.parametrize(
    ("matching", "operation", "expected"),
    [
        ({}, CREATE, True),
        (with_rule(resourceNames=["other"], scope="Cluster"), CREATE, True),
        (with_rule(), "DELETE", False),
        (with_rule(resources=["pods"]), CREATE, False),
    ],
)
def test_rules_tell_which_kinds_a_policy_may_be_about(matching, operation, expected):
    assert may_be_about(MatchResources.of(matching), operation, DAEMONSET) is expected


def test_what_is_excluded_does_not_match():
    assert asked({**with_rule(), "excludeResourceRules": [{**RULE, "resourceNames": ["agent"]}]}) is False
    assert asked({**with_rule(), "excludeResourceRules": [{**RULE, "resourceNames": ["other"]}]}) is True


def test_an_object_without_namespace_is_of_the_cluster_and_its_namespace_is_not_asked():
    node = {"kind": Kind("", "v1", "Node"), "namespace": "", "object": {}}
    rule = with_rule(apiGroups=[""], resources=["nodes"], scope="Cluster")
    assert asked({**rule, "namespaceSelector": PRODUCTION}, **node) is True
    assert asked(with_rule(apiGroups=[""], resources=["nodes"], scope="Namespaced"), **node) is False


def test_a_namespace_is_selected_by_its_own_labels_and_is_of_the_cluster():
    namespace = {"kind": Kind("", "v1", "Namespace"), "namespace": "a", "object": labelled(env="prod")}
    rule = with_rule(apiGroups=[""], resources=["namespaces"], scope="Cluster")
    assert asked({**rule, "namespaceSelector": PRODUCTION}, **namespace) is True


@pytest.mark.parametrize(("labels", "matches"), [({"env": "prod"}, True), ({"env": "test"}, False), ({}, False)])
def test_a_namespace_selector_asks_the_labels_of_the_namespace(labels, matches):
    assert asked({"namespaceSelector": PRODUCTION}, labels) is matches


def by_name(operator: str, *names: str) -> dict[str, Any]:
    return {"matchExpressions": [{"key": "kubernetes.io/metadata.name", "operator": operator, "values": list(names)}]}


@pytest.mark.parametrize("labels", [None, {}])
def test_the_name_of_a_namespace_is_a_label_that_is_always_known(labels):
    assert asked({"namespaceSelector": by_name("In", "monitoring")}, labels) is True
    assert asked({"namespaceSelector": by_name("NotIn", "monitoring")}, labels) is False


def test_labels_that_nobody_knows_leave_open_whether_it_matches():
    assert asked({"namespaceSelector": PRODUCTION}, None) is None
    team = {"key": "team", "operator": "In", "values": ["a"]}
    for selector in ({"matchLabels": {"team": "a"}}, {"matchExpressions": [team]}):
        assert asked({"namespaceSelector": selector}, None) is None
    assert asked({"namespaceSelector": {**PRODUCTION, **by_name("NotIn", "monitoring")}}, None) is False
    assert asked({**with_rule(resources=["pods"]), "namespaceSelector": PRODUCTION}, None) is False


def test_an_object_selector_asks_the_new_object_or_the_old_one():
    selector = {"objectSelector": {"matchLabels": {"team": "net"}}}
    assert asked(selector) is False
    assert asked(selector, object=labelled(team="net")) is True
    assert asked(selector, operation=UPDATE, old_object=labelled(team="net")) is True


def test_an_object_without_labels_has_none_of_them():
    absent = {"objectSelector": {"matchExpressions": [{"key": "team", "operator": "DoesNotExist"}]}}
    assert asked(absent, object={"metadata": {}}) is True
    assert asked(absent) is False


@pytest.mark.parametrize("effect", ["Validating", "Mutating"])
@pytest.mark.parametrize("part", ["", "Binding"])
def test_no_policy_is_about_policies_and_bindings(effect: str, part: str) -> None:
    every = {"apiGroups": ["*"], "apiVersions": ["*"], "operations": ["*"], "resources": ["*"]}
    matching = MatchResources.of({"resourceRules": [every]})
    assert not may_be_about(
        matching, CREATE, Kind("admissionregistration.k8s.io", "v1", f"{effect}AdmissionPolicy{part}")
    )
    assert may_be_about(matching, CREATE, Kind("admissionregistration.k8s.io", "v1", "ValidatingWebhookConfiguration"))
