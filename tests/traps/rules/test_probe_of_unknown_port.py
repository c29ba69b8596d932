"""A probe or hook of a named port that its container does not declare."""

from __future__ import annotations

import pytest

from tests.traps.workloads import fields_of_container

CODE = "DS546"


@pytest.mark.parametrize("handler", ["readinessProbe", "livenessProbe", "startupProbe"])
@pytest.mark.parametrize("kind", ["httpGet", "tcpSocket"])
def test_a_probe_needs_a_port_that_its_container_declares(handler, kind):
    changes = {"container.ports": [{"name": "metrics", "containerPort": 1}], "container.readinessProbe": None}
    assert fields_of_container(CODE, {**changes, f"container.{handler}": {kind: {"port": "health"}}}) == [
        f"{handler}.{kind}.port"
    ]
    assert fields_of_container(CODE, {**changes, f"container.{handler}": {kind: {"port": "metrics"}}}) == []
    assert fields_of_container(CODE, {**changes, f"container.{handler}": {kind: {"port": 8080}}}) == []


def test_a_port_of_another_container_is_not_found():
    other = {"name": "other", "image": "x", "ports": [{"name": "health", "containerPort": 1}]}
    changes = {"pod.initContainers": [other], "container.readinessProbe": {"httpGet": {"port": "health"}}}
    assert fields_of_container(CODE, changes) == ["readinessProbe.httpGet.port"]
    hook = {"container.lifecycle": {"preStop": {"httpGet": {"port": "health"}}}}
    assert fields_of_container(CODE, hook) == ["lifecycle.preStop.httpGet.port"]
