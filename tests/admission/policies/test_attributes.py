from __future__ import annotations

import pytest

from dslint.admission.policies.attributes import CREATE, UPDATE, Attributes, Kind, user_info

DAEMONSET = Kind("apps", "v1", "DaemonSet")


@pytest.mark.parametrize(
    ("kind", "resource"),
    [
        ("DaemonSet", "daemonsets"),
        ("NetworkPolicy", "networkpolicies"),
        ("Ingress", "ingresses"),
        ("Endpoints", "endpoints"),
    ],
)
def test_a_resource_is_the_plural_of_its_kind(kind, resource):
    assert Kind("", "v1", kind).resource == resource


def test_the_core_group_has_no_name():
    assert Kind.of({"apiVersion": "v1", "kind": "Pod"}) == Kind("", "v1", "Pod")
    assert Kind.of({"apiVersion": "apps/v1", "kind": "DaemonSet"}) == DAEMONSET


def test_a_request_says_what_is_asked_for():
    request = Attributes(CREATE, DAEMONSET, {}, name="agent", namespace="a").request()
    assert request["kind"] == {"group": "apps", "version": "v1", "kind": "DaemonSet"}
    assert request["resource"] == {"group": "apps", "version": "v1", "resource": "daemonsets"}
    assert (request["operation"], request["name"], request["namespace"]) == ("CREATE", "agent", "a")
    assert request["options"] == {"apiVersion": "meta.k8s.io/v1", "kind": "CreateOptions"}


def test_an_update_has_options_of_its_own_and_what_is_in_no_namespace_has_none():
    request = Attributes(UPDATE, Kind("", "v1", "Node"), {}, {}, name="n").request()
    assert request["options"]["kind"] == "UpdateOptions"
    assert "namespace" not in request


def test_what_nobody_can_know_is_not_in_the_request():
    assert not {"dryRun", "userInfo"} & Attributes(CREATE, DAEMONSET, {}).request().keys()


def test_a_declared_user_is_in_the_request():
    user = {"name": "ci", "groups": ["deployers"]}
    request = Attributes(CREATE, DAEMONSET, {}, user=user).request()
    assert request["userInfo"] == user_info(user) == {"username": "ci", "groups": ["deployers"]}
