"""Containers: what they run, as whom, with what, and how they end."""

from __future__ import annotations

import pytest

from tests.traps.workloads import of_daemonset

REGISTRY, MEMORY, CORES, PRE_STOP = "DS534", "DS536", "DS537", "DS539"
CONFINED, ROOT, PORT, VARIABLE, COMMAND = "DS544", "DS545", "DS546", "DS547", "DS548"
CONTAINER = "spec.template.spec.containers[0]"


def _fields(code, changes, version="1.36"):
    return [field.removeprefix(f"{CONTAINER}.") for field, _ in of_daemonset(code, changes, version)]


@pytest.mark.parametrize(
    ("image", "told"),
    [
        ("k8s.gcr.io/pause:3.2", True),
        ("gcr.io/google_containers/pause:3.2", True),
        ("gcr.io/google-containers/pause:3.2", True),
        ("eu.gcr.io/k8s-artifacts-prod/pause:3.2", True),
        ("registry.k8s.io/pause:3.9", False),
        ("gcr.io/google-samples/x", False),
        ("mirror.example/k8s.gcr.io/pause:3.2", False),
    ],
)
def test_retired_registries_are_reported(image, told):
    assert _fields(REGISTRY, {"container.image": image}) == ["image"] * told


@pytest.mark.parametrize(
    ("kind", "amount", "version", "told"),
    [
        ("limits", "200", "1.36", True),
        ("limits", 200, "1.36", True),
        ("limits", "1", "1.36", True),
        ("limits", "200Mi", "1.36", False),
        ("limits", "0", "1.36", False),
        ("limits", "1Mi", "1.36", False),
        ("limits", "128m", "1.36", False),
        ("limits", "128m", "1.21", True),
        ("requests", "128", "1.36", True),
        ("requests", "1", "1.36", False),
        ("requests", "512Ki", "1.36", True),
        ("requests", "no amount", "1.36", False),
    ],
)
def test_memory_without_its_unit_is_reported(kind, amount, version, told):
    changes = {"container.resources": {kind: {"memory": amount}}}
    assert set(_fields(MEMORY, changes, version)) <= {"resources.limits.memory", "resources.requests.memory"}
    assert bool(_fields(MEMORY, changes, version)) is told


@pytest.mark.parametrize(
    ("amount", "told"), [("100", True), (250, True), ("50", True), ("100m", False), ("64", False), ("2", False)]
)
def test_whole_cores_in_hundreds_are_reported(amount, told):
    changes = {"container.resources": {"requests": {"cpu": amount}}}
    assert _fields(CORES, changes) == ["resources.requests.cpu"] * told


@pytest.mark.parametrize(
    ("hook", "grace", "told"),
    [
        ({"exec": {"command": ["sleep", "30"]}}, 30, True),
        ({"exec": {"command": ["/bin/sleep", "30s"]}}, 30, True),
        ({"exec": {"command": ["sh", "-c", "sleep 20; kill -TERM 1; sleep 20"]}}, 30, True),
        ({"exec": {"command": ["sh", "-c", "if x; then sleep 60; fi"]}}, 30, False),
        ({"exec": {"command": ["sh", "-c", "stop || sleep 60"]}}, 30, False),
        ({"exec": {"command": ["sh", "-c", "nosleep 60"]}}, 30, False),
        ({"exec": {"command": ["sleep", "5"]}}, 30, False),
        ({"sleep": {"seconds": 30}}, 30, True),
        ({"sleep": {"seconds": 5}}, 30, False),
        ({"exec": {"command": ["sleep", "30"]}}, 0, False),
        ({"httpGet": {"port": 80}}, 1, False),
    ],
)
def test_a_hook_must_leave_time(hook, grace, told):
    changes = {"container.lifecycle": {"preStop": hook}, "pod.terminationGracePeriodSeconds": grace}
    assert _fields(PRE_STOP, changes) == ["lifecycle.preStop"] * told


@pytest.mark.parametrize(
    ("context", "fields"),
    [
        ({"privileged": True, "capabilities": {"drop": ["ALL"]}}, ["securityContext.capabilities.drop"]),
        ({"privileged": True, "seccompProfile": {"type": "RuntimeDefault"}}, ["securityContext.seccompProfile"]),
        ({"privileged": True, "seccompProfile": {"type": "Unconfined"}}, []),
        ({"privileged": True, "capabilities": {"add": ["NET_ADMIN"]}}, []),
        ({"capabilities": {"drop": ["ALL"]}}, []),
    ],
)
def test_privileged_undoes_what_confines(context, fields):
    assert _fields(CONFINED, {"container.securityContext": context}) == fields


@pytest.mark.parametrize(
    ("pod", "container", "field"),
    [
        ({"runAsNonRoot": True}, {"runAsUser": 0}, f"{CONTAINER}.securityContext.runAsUser"),
        ({"runAsNonRoot": True, "runAsUser": 0}, {}, "spec.template.spec.securityContext.runAsUser"),
        ({"runAsUser": 0}, {"runAsNonRoot": True}, "spec.template.spec.securityContext.runAsUser"),
        ({"runAsNonRoot": True}, {"runAsUser": 1}, None),
        ({"runAsNonRoot": True, "runAsUser": 0}, {"runAsUser": 1}, None),
        ({"runAsNonRoot": True}, {"runAsUser": 0, "runAsNonRoot": False}, None),
        ({"runAsNonRoot": True}, {}, None),
    ],
)
def test_root_never_runs_where_it_is_forbidden(pod, container, field):
    changes = {"pod.securityContext": pod, "container.securityContext": container}
    assert [told for told, _ in of_daemonset(ROOT, changes)] == ([field] if field else [])


@pytest.mark.parametrize("handler", ["readinessProbe", "livenessProbe", "startupProbe"])
@pytest.mark.parametrize("kind", ["httpGet", "tcpSocket"])
def test_a_probe_needs_a_port_that_its_container_declares(handler, kind):
    changes = {"container.ports": [{"name": "metrics", "containerPort": 1}], "container.readinessProbe": None}
    assert _fields(PORT, {**changes, f"container.{handler}": {kind: {"port": "health"}}}) == [f"{handler}.{kind}.port"]
    assert _fields(PORT, {**changes, f"container.{handler}": {kind: {"port": "metrics"}}}) == []
    assert _fields(PORT, {**changes, f"container.{handler}": {kind: {"port": 8080}}}) == []


def test_a_port_of_another_container_is_not_found():
    other = {"name": "other", "image": "x", "ports": [{"name": "health", "containerPort": 1}]}
    changes = {"pod.initContainers": [other], "container.readinessProbe": {"httpGet": {"port": "health"}}}
    assert _fields(PORT, changes) == ["readinessProbe.httpGet.port"]
    hook = {"container.lifecycle": {"preStop": {"httpGet": {"port": "health"}}}}
    assert _fields(PORT, hook) == ["lifecycle.preStop.httpGet.port"]


@pytest.mark.parametrize(
    ("changes", "fields"),
    [
        ({"args": ["--node=$(NODE)"]}, ["args[0]"]),
        ({"command": ["x", "$(NODE)"]}, ["command[1]"]),
        ({"args": ["$$(NODE)"]}, []),
        ({"args": ["$$$(NODE)"]}, ["args[0]"]),
        ({"args": ["$(hostname) ${NODE} $NODE"]}, []),
        ({"args": ["$(NODE)"], "env": [{"name": "NODE", "value": "x"}]}, []),
        ({"args": ["$(NODE)"], "envFrom": [{"configMapRef": {"name": "x"}}]}, []),
        ({"args": ["$(KUBERNETES_SERVICE_HOST):$(STORE_SERVICE_PORT_HTTP) $(STORE_PORT_80_TCP_ADDR)"]}, []),
        ({"env": [{"name": "A", "value": "$(B)"}, {"name": "B", "value": "x"}]}, ["env[0].value"]),
        ({"env": [{"name": "B", "value": "x"}, {"name": "A", "value": "$(B)"}]}, []),
        ({"env": [{"name": "PATH", "value": "$(PATH):/x"}]}, []),
        ({"env": [{"name": "A", "value": "$(B)"}]}, ["env[0].value"]),
    ],
)
def test_variables_are_defined_before_they_are_used(changes, fields):
    assert _fields(VARIABLE, {f"container.{key}": value for key, value in changes.items()}) == fields


@pytest.mark.parametrize(
    ("command", "told"),
    [
        (["/bin/agent --verbose"], True),
        (["sh -c", "x"], True),
        (["/bin/agent", "--verbose x"], False),
        (["C:\\Program Files\\agent.exe"], False),
        ([" /bin/agent "], False),
        ([], False),
    ],
)
def test_a_program_is_one_word(command, told):
    assert _fields(COMMAND, {"container.command": command}) == ["command[0]"] * told
