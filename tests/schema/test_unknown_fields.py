from __future__ import annotations

import pytest

from dslint.kubernetes.release import Release
from dslint.schema.decoder import decode


def _daemonset(**spec):
    pod = {"containers": [{"name": "agent", "image": "x"}]}
    return {
        "apiVersion": "apps/v1",
        "kind": "DaemonSet",
        "metadata": {"name": "agent"},
        "spec": {"selector": {}, "template": {"spec": pod}, **spec},
    }


def _pod(container=None, **spec):
    return {
        "apiVersion": "v1",
        "kind": "Pod",
        "metadata": {"name": "agent"},
        "spec": {"containers": [{"name": "agent", **(container or {})}], **spec},
    }


@pytest.mark.parametrize(
    ("value", "field", "advice"),
    [
        (_pod(hostnetwork=True), "spec.hostnetwork", 'did you mean "hostNetwork"?'),
        (_pod(host_network=True), "spec.host_network", 'did you mean "hostNetwork"?'),
        (_pod(toleration=[]), "spec.toleration", 'did you mean "tolerations"?'),
        (_pod({"imagePulPolicy": "x"}), "spec.containers[0].imagePulPolicy", 'did you mean "imagePullPolicy"?'),
        (_pod({"hostNetwork": True}), "spec.containers[0].hostNetwork", "hostNetwork is a field of spec"),
        (_daemonset(containers=[]), "spec.containers", "containers is a field of spec.template.spec"),
        (_daemonset(nodeSelector={}), "spec.nodeSelector", "nodeSelector is a field of spec.template.spec"),
        (
            _daemonset(maxUnavailable=1),
            "spec.maxUnavailable",
            "maxUnavailable is a field of spec.updateStrategy.rollingUpdate",
        ),
        (_daemonset(replicas=1), "spec.replicas", None),
        (_pod(**{"\u00a0hostNetwork": True}), "spec.\u00a0hostNetwork", 'did you mean "hostNetwork"?'),
        (_pod(env=[]), "spec.env", "env is a field of each container"),
        (_pod(privileged=True), "spec.privileged", "privileged is a field of the containers' securityContext"),
        (_pod(capabilities={}), "spec.capabilities", "capabilities is a field of the containers' securityContext"),
        (
            _pod(securityContext={"capabilities": {}}),
            "spec.securityContext.capabilities",
            "capabilities is a field of the containers' securityContext, not of the pod's",
        ),
        (
            _pod(volumes=[{"name": "a", "secret": {"name": "x"}}]),
            "spec.volumes[0].secret.name",
            "write secretName, which is the name of the field here",
        ),
        (
            _pod(volumes=[{"name": "a", "persistentVolumeClaim": {"name": "x"}}]),
            "spec.volumes[0].persistentVolumeClaim.name",
            "write claimName, which is the name of the field here",
        ),
    ],
)
def test_an_unknown_field_is_told_with_what_was_meant(value, field, advice):
    problems = decode(value, Release.of("1.36")).problems
    assert [(problem.field, problem.at, problem.help) for problem in problems] == [(field, "key", advice)]


def test_a_field_of_later_versions_is_told_with_the_one_that_brings_it():
    problems = decode(_pod(hostUsers=False), Release.of("1.20")).problems
    assert [problem.help for problem in problems] == [
        "hostUsers was added in Kubernetes 1.25, and is on by default from 1.33 (feature gate UserNamespacesSupport)"
    ]


def test_a_field_that_went_is_told_with_its_version():
    node = {"apiVersion": "v1", "kind": "Node", "metadata": {"name": "a", "clusterName": "x"}}
    assert [problem.help for problem in decode(node, Release.of("1.36")).problems] == [
        "clusterName was removed in Kubernetes 1.25"
    ]
    assert decode(node, Release.of("1.20")).problems == ()


def test_even_null_under_an_unknown_name_is_unknown():
    assert [problem.message for problem in decode(_pod(nosuch=None), Release.of("1.36")).problems] == [
        'unknown field "spec.nosuch"'
    ]


@pytest.mark.parametrize(("version", "code"), [("1.24", "DS102"), ("1.25", "DS101")])
def test_the_server_refuses_unknown_fields_from_1_25_on_and_drops_them_before(version, code):
    assert [problem.code for problem in decode(_pod(nosuch=1), Release.of(version)).problems] == [code]


def test_an_unknown_field_is_not_in_what_is_read():
    assert decode(_pod(nosuch=1), Release.of("1.36")).value == _pod()
