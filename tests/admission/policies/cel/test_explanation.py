from __future__ import annotations

import copy
from typing import Any

import pytest

from dslint.admission.policies.cel.activation import Activation
from dslint.admission.policies.cel.expression import Expression

from .expressions import DAEMONSET, VALUES, compiled, composed

VARIABLES = {
    "spec": "object.spec.template.spec",
    "images": "variables.spec.containers.map(c, c.image)",
    "foreign": "variables.images.filter(i, !i.startsWith('registry.example/'))",
    "bad": "object.metadata.annotations['x']",
}
SPEC = "object.spec.template.spec"


def changed() -> dict[str, Any]:
    value: dict[str, Any] = copy.deepcopy(DAEMONSET)
    spec = value["spec"]["template"]["spec"]
    spec["hostNetwork"] = True
    ports = [{"containerPort": 1, "hostPort": 80}]
    spec["containers"].append({"name": "side", "image": "docker.io/x", "ports": ports})
    spec["volumes"] = [{"name": "a", "hostPath": {"path": "/etc"}}, {"name": "b", "emptyDir": {}}]
    return value


def readings(text: str, **values: Any) -> list[tuple[str, Any]]:
    """What the failing part read, with paths below the object."""
    variables = composed(VARIABLES)
    expression = compiled(text, variables=VARIABLES)
    assert isinstance(expression, Expression), expression
    found = expression.readings(Activation({**VALUES, "object": changed(), **values}, variables))
    return [(".".join(map(str, one.path)), one.value) for one in found]


@pytest.mark.parametrize(
    ("text", "path", "value"),
    [
        (f"!has({SPEC}.hostNetwork) || !{SPEC}.hostNetwork", f"{SPEC}.hostNetwork", True),
        (f"{SPEC}.containers.all(c, c.image.startsWith('registry'))", f"{SPEC}.containers.1.image", "docker.io/x"),
        (
            f"{SPEC}.containers.all(c, !has(c.ports) || c.ports.all(p, !has(p.hostPort)))",
            f"{SPEC}.containers.1.ports.0.hostPort",
            80,
        ),
        (f"!{SPEC}.containers.exists(c, c.name == 'side')", f"{SPEC}.containers.1.name", "side"),
        (
            f"{SPEC}.volumes.filter(v, has(v.hostPath)).all(v, ['/var'].exists(p, v.hostPath.path == p))",
            f"{SPEC}.volumes.0.hostPath.path",
            "/etc",
        ),
        ("variables.foreign.size() == 0", f"{SPEC}.containers.1.image", "docker.io/x"),
        ("!variables.spec.?hostNetwork.orValue(false)", f"{SPEC}.hostNetwork", True),
        ("object.metadata.labels.all(k, v, k != 'team' || v == 'web')", "object.metadata.labels.team", "obs"),
        (f"!{SPEC}.volumes.all(v, v.name != '')", f"{SPEC}.volumes", changed()["spec"]["template"]["spec"]["volumes"]),
        ("object.metadata.labels.all(k, k == 'app')", "object.metadata.labels.team", "obs"),
        ("object.metadata.labels.exists(k, k == 'x')", "object.metadata.labels", {"app": "agent", "team": "obs"}),
        ("true ? object.metadata.name == 'x' : false", "object.metadata.name", "agent"),
        (f"{SPEC}.hostNetwork ? false : true", f"{SPEC}.hostNetwork", True),
        ("object.metadata.name == 'agent' && object.metadata.namespace == 'x'", "object.metadata.namespace", "logging"),
    ],
)
def test_the_field_that_decided_is_named_with_its_value(text: str, path: str, value: Any) -> None:
    assert readings(text) == [(path, value)]


def test_what_is_missing_is_named_up_to_where_it_ends() -> None:
    ((path, value),) = readings("object.metadata.annotations['owner'] == 'x'")
    assert (path, repr(value)) == ("object.metadata.annotations", "absent")
    assert [path for path, _ in readings("variables.bad == 'x'")] == ["object.metadata.annotations"]
    assert [path for path, _ in readings(f"{SPEC}.containers[7].name == 'x'")] == [f"{SPEC}.containers.7"]


def test_a_guard_that_holds_is_not_named() -> None:
    assert readings(f"has({SPEC}.hostNetwork) ? {SPEC}.dnsPolicy == 'x' : true")[0][0] == f"{SPEC}.dnsPolicy"


def test_a_key_that_is_computed_is_read_too() -> None:
    found = readings("object.metadata.labels[params.data.key] == 'x'", params={"data": {"key": "app"}})
    assert found == [("object.metadata.labels.app", "agent"), ("params.data.key", "app")]


def test_an_expression_that_reads_nothing_has_no_field() -> None:
    assert readings("false") == []


def test_both_operands_of_a_comparison_are_named() -> None:
    assert [path for path, _ in readings("object.metadata.name == object.metadata.namespace")] == [
        "object.metadata.name",
        "object.metadata.namespace",
    ]
