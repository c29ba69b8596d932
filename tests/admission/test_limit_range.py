from __future__ import annotations

import pytest

from dslint.admission import limit_range
from dslint.kubernetes.release import Release
from dslint.plans import Reason
from tests.admission.clusters import FORBIDDEN, cluster, container, named, pod

NEWEST = Release.of("1.36")


def ranges(*items: dict, namespace: str = "default") -> dict:
    return named("LimitRange", "bounds", namespace, spec={"limits": list(items)})


def of_container(**item) -> dict:
    return {"type": "Container", **item}


@pytest.mark.parametrize(
    ("item", "requests", "limits"),
    [
        ({"default": {"cpu": "200m"}}, {"cpu": "200m"}, {"cpu": "200m"}),
        ({"default": {"cpu": "200m"}, "defaultRequest": {"cpu": "50m"}}, {"cpu": "50m"}, {"cpu": "200m"}),
        ({"max": {"cpu": "1"}}, {"cpu": "1"}, {"cpu": "1"}),
        ({"min": {"cpu": "10m"}}, {"cpu": "10m"}, {}),
        ({"min": {"cpu": "10m"}, "default": {"cpu": "1"}}, {"cpu": "1"}, {"cpu": "1"}),
    ],
)
def test_defaults_fill_in_what_a_container_leaves_open(item, requests, limits):
    found = limit_range.admit(pod(), cluster(ranges(of_container(**item))), NEWEST)
    resources = found["spec"]["containers"][0]["resources"]
    assert (resources["requests"], resources["limits"]) == (requests, limits)


def test_what_a_container_says_itself_stays():
    manifest = pod(containers=[container(requests={"cpu": "20m"})])
    found = limit_range.admit(manifest, cluster(ranges(of_container(default={"cpu": "1"}))), NEWEST)
    assert found["spec"]["containers"][0]["resources"]["requests"] == {"cpu": "20m"}
    assert manifest == pod(containers=[container(requests={"cpu": "20m"})])


def test_the_first_range_fills_in_and_another_namespace_does_not_count():
    first, second = (ranges(of_container(default={"cpu": amount})) for amount in ("1", "2"))
    elsewhere = ranges(of_container(default={"memory": "1Gi"}), namespace="other")
    found = limit_range.admit(pod(), cluster(elsewhere, first, second), NEWEST)
    assert found["spec"]["containers"][0]["resources"]["limits"] == {"cpu": "1"}


@pytest.mark.parametrize(
    ("item", "message"),
    [
        (of_container(min={"cpu": "200m"}), "minimum cpu usage per Container is 200m, but request is 100m"),
        (
            of_container(min={"memory": "1Gi"}),
            "minimum memory usage per Container is 1Gi.  No request is specified",
        ),
        (of_container(max={"cpu": "0.25"}), "maximum cpu usage per Container is 250m, but limit is 300m"),
        (
            of_container(max={"memory": "1024Mi"}),
            "maximum memory usage per Container is 1Gi.  No limit is specified",
        ),
        (
            of_container(maxLimitRequestRatio={"cpu": "2"}),
            "cpu max limit to request ratio per Container is 2, but provided ratio is 3.000000",
        ),
        (
            {"type": "Pod", "max": {"cpu": "500m"}},
            "maximum cpu usage per Pod is 500m, but limit is 600m",
        ),
        (
            of_container(min={"cpu": "200m"}, max={"cpu": "250m"}),
            (
                "[minimum cpu usage per Container is 200m, but request is 100m, "
                "maximum cpu usage per Container is 250m, but limit is 300m]"
            ),
        ),
    ],
)
def test_outside_the_bounds_a_pod_is_refused_in_the_servers_words(item, message):
    manifest = pod(containers=[container(name, {"cpu": "100m"}, cpu="300m") for name in ("a", "b")])
    found = limit_range.validate(manifest, cluster(ranges(item)), NEWEST)
    assert isinstance(found, Reason)
    assert (found.code, found.path) == ("LimitRange", ("spec", "containers"))
    assert found.message == FORBIDDEN + message


def test_inside_the_bounds_a_pod_passes_as_it_is():
    manifest = pod(containers=[container(requests={"cpu": "100m"}, cpu="200m")])
    item = of_container(min={"cpu": "100m"}, max={"cpu": "200m"}, maxLimitRequestRatio={"cpu": "2"})
    assert limit_range.validate(manifest, cluster(ranges(item)), NEWEST) is manifest


def test_init_containers_count_for_a_pod_as_far_as_they_need_more_than_the_rest():
    init = [container("copy", {"cpu": "700m"})]
    manifest = pod(containers=[container(requests={"cpu": "100m"})], initContainers=init)
    found = limit_range.validate(manifest, cluster(ranges({"type": "Pod", "min": {"cpu": "701m"}})), NEWEST)
    assert isinstance(found, Reason)
    assert found.message == FORBIDDEN + "minimum cpu usage per Pod is 701m, but request is 700m"
