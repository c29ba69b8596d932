from __future__ import annotations

import pytest

from dslint.kubernetes.pod_resources import held_requests, pod_requests, scoring_requests
from dslint.kubernetes.release import Release

RELEASE = Release.of("1.36")
MI = 1024 * 1024


def container(name="c", policy=None, **requests):
    made = {"name": name, "resources": {"requests": requests}}
    return made if policy is None else {**made, "restartPolicy": policy}


def spec(*containers, init=(), **more):
    return {"containers": list(containers), "initContainers": list(init), **more}


SIDECAR = container("s", "Always", cpu="1")


@pytest.mark.parametrize(
    ("made", "expected"),
    [
        (spec(container(cpu="500m"), container(cpu="0.5")), 1000),
        (spec(container(cpu="1"), init=[container(cpu="3")]), 3000),
        (spec(container(cpu="1"), init=[container(cpu="3"), container(cpu="2")]), 3000),
        (spec(container(cpu="1"), init=[SIDECAR]), 2000),
        (spec(container(cpu="1"), init=[SIDECAR, container(cpu="2")]), 3000),
        (spec(container(cpu="1"), init=[container(cpu="2"), SIDECAR]), 2000),
        (spec(container(cpu="1"), overhead={"cpu": "250m"}), 1250),
        (spec(container(cpu="1"), resources={"requests": {"cpu": "300m"}}), 300),
        (spec(container(cpu="1"), resources={"requests": {"cpu": "2"}}, overhead={"cpu": "1"}), 3000),
        (spec(container(cpu="1"), resources={"requests": {"example.com/x": "2"}}), 1000),
        (spec({"name": "c", "resources": {"limits": {"cpu": "4"}}}), 0),
        (spec({"name": "c"}), 0),
    ],
)
def test_a_pod_requests_what_it_needs_at_its_peak(made, expected):
    assert pod_requests(made, RELEASE).get("cpu", 0) == expected


@pytest.mark.parametrize(
    ("version", "made", "expected"),
    [
        ("1.28", spec(container(cpu="1"), init=[SIDECAR]), 1000),
        ("1.29", spec(container(cpu="1"), init=[SIDECAR]), 2000),
        ("1.33", spec(container(cpu="1"), resources={"requests": {"cpu": "3"}}), 1000),
        ("1.17", spec(container(cpu="1"), overhead={"cpu": "1"}), 1000),
    ],
)
def test_features_count_from_the_release_that_has_them_on(version, made, expected):
    assert pod_requests(made, Release.of(version))["cpu"] == expected


def test_amounts_are_in_base_units_rounded_up():
    found = pod_requests(spec(container(cpu="0.5m", memory="1.5", **{"nvidia.com/gpu": "2"})), RELEASE)
    assert found == {"cpu": 1, "memory": 2, "nvidia.com/gpu": 2}


@pytest.mark.parametrize(
    ("made", "expected"),
    [
        (spec({"name": "c"}), (100, 200 * MI)),
        (spec({"name": "c"}, {"name": "d"}), (200, 400 * MI)),
        (spec(container(cpu="0")), (0, 200 * MI)),
        (spec(container(cpu="1", memory="1Gi")), (1000, 1024 * MI)),
        (spec({"name": "c"}, init=[container(cpu="1")]), (1000, 200 * MI)),
    ],
)
def test_scoring_counts_a_little_for_what_is_not_requested(made, expected):
    found = scoring_requests(made, RELEASE)
    assert (found["cpu"], found["memory"]) == expected


def resizing(cpu, allocated=None, **more):
    status = {"name": "c", "resources": {"requests": {"cpu": cpu}}}
    if allocated:
        status["allocatedResources"] = {"cpu": allocated}
    return {"containerStatuses": [status], **more}


@pytest.mark.parametrize(
    ("version", "status", "expected"),
    [
        ("1.36", resizing("2"), 2000),
        ("1.36", resizing("500m"), 1000),
        ("1.36", resizing("500m", "3"), 3000),
        ("1.36", resizing("500m", resize="Infeasible"), 500),
        ("1.36", resizing("500m", conditions=[{"type": "PodResizePending", "reason": "Infeasible"}]), 500),
        ("1.36", resizing("500m", conditions=[{"type": "PodResizePending", "reason": "Deferred"}]), 1000),
        ("1.30", resizing("2"), 1000),
        ("1.36", {"containerStatuses": [{"name": "other", "resources": {"requests": {"cpu": "9"}}}]}, 1000),
    ],
)
def test_a_container_that_is_resized_counts_with_the_most_it_has_or_wants(version, status, expected):
    assert pod_requests(spec(container(cpu="1")), Release.of(version), status)["cpu"] == expected


def of_pod(cpu, allocated=None, **more):
    """The status of a pod whose own resources are being resized."""
    status = {"resources": {"requests": {"cpu": cpu}}, **more}
    return {**status, "allocatedResources": {"cpu": allocated}} if allocated else status


@pytest.mark.parametrize(
    ("version", "status", "expected"),
    [
        ("1.36", of_pod("3"), 3000),
        ("1.36", of_pod("500m"), 2000),
        ("1.36", of_pod("500m", "4"), 4000),
        ("1.36", of_pod("500m", resize="Infeasible"), 500),
        ("1.36", {"allocatedResources": {"cpu": "4"}}, 2000),
        ("1.36", resizing("9"), 2000),
        ("1.35", of_pod("3"), 2000),
    ],
)
def test_a_pod_that_is_resized_counts_with_the_most_it_has_or_wants_since_1_36(version, status, expected):
    made = {**spec(container(cpu="1")), "resources": {"requests": {"cpu": "2"}}}
    assert pod_requests(made, Release.of(version), status)["cpu"] == expected


@pytest.mark.parametrize(("version", "expected"), [("1.36", 3000), ("1.17", 1000)])
def test_init_containers_held_no_room_once_the_pod_was_there(version, expected):
    release = Release.of(version)
    made = spec(container(cpu="1"), init=[container(cpu="3")])
    assert held_requests(made, release, pod_requests(made, release))["cpu"] == expected
