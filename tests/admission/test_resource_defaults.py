"""Requests taken from limits, for containers and for the pod as a whole, on Pods alone."""

from __future__ import annotations

import pytest

from dslint.admission.defaults import defaulted
from dslint.kubernetes.release import Release


def container(requests=None, limits=None, **fields):
    resources = {"requests": requests, "limits": limits}
    return {"resources": {key: value for key, value in resources.items() if value is not None}, **fields}


def pod_spec(spec, release="1.36"):
    pod = {"apiVersion": "v1", "kind": "Pod", "spec": spec}
    return defaulted(pod, Release.of(release))["spec"]


def test_a_pods_missing_requests_are_its_limits():
    spec = pod_spec({"containers": [container({"cpu": "1"}, {"cpu": "2", "memory": "1024Mi"})]})
    assert spec["containers"][0]["resources"]["requests"] == {"cpu": "1", "memory": "1024Mi"}


def test_a_templates_requests_stay_as_they_are():
    template = {"spec": {"containers": [container(limits={"memory": "1Gi"})]}}
    daemonset = {"apiVersion": "apps/v1", "kind": "DaemonSet", "spec": {"template": template}}
    result = defaulted(daemonset, Release.of("1.36"))["spec"]["template"]["spec"]
    assert result["containers"][0]["resources"] == {"limits": {"memory": "1Gi"}}


@pytest.mark.parametrize(
    ("resources", "release", "filled"),
    [
        ({"limits": {"cpu": "4"}}, "1.36", {"limits": {"cpu": "4"}, "requests": {"cpu": "150m", "memory": "96Mi"}}),
        ({"limits": {"cpu": "4"}}, "1.33", {"limits": {"cpu": "4"}}),
        ({"requests": {"cpu": "1"}}, "1.36", {"requests": {"cpu": "1"}}),
    ],
)
def test_the_pods_own_requests_are_the_containers_together(resources, release, filled):
    containers = [container({"cpu": "100m", "memory": "64Mi"}), container({"cpu": "50m", "memory": "32Mi"})]
    assert pod_spec({"containers": containers, "resources": resources}, release)["resources"] == filled


def test_hugepages_limits_of_containers_rise_to_the_pod():
    containers = [container(limits={"hugepages-2Mi": "4Mi", "memory": "1Gi"})]
    resources = pod_spec({"containers": containers, "resources": {"limits": {"memory": "2Gi"}}})["resources"]
    assert resources["limits"] == {"memory": "2Gi", "hugepages-2Mi": "4Mi"}
    assert resources["requests"] == {"memory": "1Gi", "hugepages-2Mi": "4Mi"}
