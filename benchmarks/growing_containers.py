"""Containers, and containers with so many of one thing; texts of so many lines, objects and policies."""

from __future__ import annotations

from collections.abc import Callable

from benchmarks.growing import Manifest, Table, Value, container, containers, daemonset, in_container, labels, objects

from benchmarks.growing import in_pod, of_container, pod_spec, times, volumes  # isort: skip

PORT = {"containerPort": 80}
PROBE = {"httpGet": {"port": 80}}


def one_value(text: str, field: str = "args") -> Manifest:
    """A value that is a text so many times."""
    return of_container(lambda number: {field: [text * number]})


def limit(text: Callable[[int], str]) -> Manifest:
    return of_container(lambda number: {"resources": {"limits": {"cpu": text(number)}}})


def mounts_of_containers(number: int) -> Value:
    """Twenty mounts in each container."""
    mounts = times(20, lambda index: {"name": f"v{index}", "mountPath": f"/m{index}"})
    named = times(number, lambda index: container(f"c{index}", volumeMounts=mounts))
    return daemonset(pod_spec(*named, volumes=times(20, lambda index: {"name": f"v{index}", "emptyDir": {}})))


def field_reference(path: str) -> Value:
    return {"valueFrom": {"fieldRef": {"fieldPath": path}}}


CONTAINERS: Table = {
    "containers": (1600, containers(lambda index: container(f"c{index}"))),
    "init containers": (1600, in_pod("initContainers", lambda index: container(f"c{index}"))),
    "equal containers": (800, containers(lambda _: container())),
    "containers of mounts": (120, mounts_of_containers),
    "containers of ports and probes": (
        400,
        containers(lambda i: container(f"c{i}", ports=[PORT], livenessProbe=PROBE, readinessProbe=PROBE)),
    ),
    "mounts of nothing": (1600, in_container("volumeMounts", lambda i: {"name": f"v{i}", "mountPath": f"/m{i}"})),
    "equal mounts": (1600, in_container("volumeMounts", lambda _: {"name": "v", "mountPath": "/m"})),
    "ports": (2000, in_container("ports", lambda index: {"containerPort": index + 1, "name": f"p{index}"})),
    "equal ports": (400, in_container("ports", lambda _: PORT)),
    "equal host ports": (400, in_container("ports", lambda _: {**PORT, "hostPort": 80})),
    "env": (3200, in_container("env", lambda index: {"name": f"A{index}", "value": "x"})),
    "equal env": (1600, in_container("env", lambda _: {"name": "A", "value": "x"})),
    "env that names others": (1600, in_container("env", lambda i: {"name": f"A{i}", "value": f"$(A{i + 1})"})),
    "env of fields": (1600, in_container("env", lambda i: {"name": f"A{i}", **field_reference("metadata.name")})),
    "bad env": (1600, in_container("env", lambda index: {"name": f"A={index}", "value": "x"})),
    "envFrom": (3200, in_container("envFrom", lambda index: {"configMapRef": {"name": f"c{index}"}})),
    "capabilities": (
        1600,
        of_container(lambda n: {"securityContext": {"capabilities": {"add": times(n, lambda i: f"CAP_X{i}")}}}),
    ),
    "resources": (
        800,
        of_container(lambda n: {"resources": {"limits": {f"a.com/r{index}": "1x" for index in range(n)}}}),
    ),
    "resize policies": (
        1600,
        in_container("resizePolicy", lambda _: {"resourceName": "cpu", "restartPolicy": "NotRequired"}),
    ),
}

VALUES: Table = {
    "variables in one value": (16_000, one_value("$(A)")),
    "variables in the value of a variable": (
        16_000,
        of_container(lambda number: {"env": [{"name": "B", "value": "$(A)" * number}]}),
    ),
    "dollars in one value": (80_000, one_value("$")),
    "braces in one value": (40_000, one_value("{{ ")),
    "zeros of a quantity": (80_000, limit(lambda number: "1" + "0" * number)),
    "zeros before a quantity": (80_000, limit(lambda number: "0" * number + "1")),
    "field path": (
        16_000,
        of_container(lambda n: {"env": [{"name": "A", **field_reference("metadata.labels['" * n)}]}),
    ),
    "long key": (200_000, lambda number: daemonset(labels={"k" * number: "x"})),
    "long value": (200_000, one_value("x")),
}


def namespace(index: int) -> Value:
    return {"apiVersion": "v1", "kind": "Namespace", "metadata": {"name": f"n{index}", "labels": {"team": "a"}}}


def static_pod(index: int) -> Value:
    annotations = {"kubernetes.io/config.source": "file"}
    metadata = {"name": f"p{index}", "annotations": annotations}
    return {"apiVersion": "v1", "kind": "Pod", "metadata": metadata, "spec": pod_spec()}


def policy(name: str, expressions: list[str]) -> Value:
    rule = {"apiGroups": ["apps"], "apiVersions": ["v1"], "operations": ["CREATE"], "resources": ["daemonsets"]}
    validations = [{"expression": expression} for expression in expressions]
    return {
        "apiVersion": "admissionregistration.k8s.io/v1",
        "kind": "ValidatingAdmissionPolicy",
        "metadata": {"name": name},
        "spec": {"matchConstraints": {"resourceRules": [rule]}, "validations": validations},
    }


OBJECTS: Table = {
    "objects": (200, objects(lambda index: daemonset(name=f"a{index}"))),
    "equal objects": (200, objects(lambda _: daemonset())),
    "objects with findings": (120, objects(lambda i: daemonset(pod_spec(hostNetwork=True, foo=1), name=f"a{i}"))),
    "objects with labels": (
        120,
        objects(lambda index: daemonset(name=f"a{index}", labels={f"k{key}": "v" for key in range(20)})),
    ),
    "Namespaces": (800, lambda number: [daemonset(), *times(number, namespace)]),
    "static pods": (200, objects(static_pod)),
    "policies": (120, objects(lambda index: policy(f"p{index}", ["object.metadata.name == 'a'"]))),
    "validations of a policy": (400, lambda n: policy("p", times(n, lambda index: f"object.spec.x{index} > 1"))),
    "size of an expression": (
        400,
        lambda number: policy("p", [" && ".join(["object.metadata.name == 'a'"] * number)]),
    ),
}


POD = "apiVersion: v1\nkind: Pod\nmetadata:\n  name: a\nspec:\n  containers:\n  - name: a\n    image: a:1\n"


def lines(line: Callable[[int], str], head: str = POD) -> Manifest:
    """The text of a pod with so many lines at its end."""
    return lambda number: head + "".join(line(index) for index in range(number))


TEXTS: Table = {
    "unused suppressions": (1600, lines(lambda i: f"    - a{i}  # dslint: ignore[DS501]\n", f"{POD}    args:\n")),
    "used suppressions": (800, lines(lambda index: f"  foo{index}: 1  # dslint: ignore[DS101]\n")),
    "suppressions of a file": (
        800,
        lines(lambda index: f"# dslint: ignore-file[DS101]\n  foo{index}: 1\n"),
    ),
    "codes of a suppression": (
        8000,
        lambda n: f"# dslint: ignore-file[{', '.join(f'DS{number % 900}' for number in range(n))}]\n{POD}",
    ),
    "comments": (16_000, lines(lambda index: f"# {index}\n")),
    "duplicate keys": (1600, lines(lambda _: "    image: a:1\n")),
    "aliases": (4000, lines(lambda _: "    - *a\n", f"{POD}    args:\n    - &a x\n")),
    "anchors": (4000, lines(lambda index: f"    - &a{index} x\n", f"{POD}    args:\n")),
    "block scalar": (16_000, lines(lambda index: f"      {index}\n", f"{POD}    args:\n    - |\n")),
    "documents of nothing": (4000, lines(lambda _: "---\n")),
    "deep nesting": (8000, lambda number: f"{POD}    foo: {'{a: ' * number}1{'}' * number}\n"),
}

__all__ = ["CONTAINERS", "OBJECTS", "TEXTS", "VALUES", "labels", "volumes"]
