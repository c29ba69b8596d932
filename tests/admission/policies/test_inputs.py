from __future__ import annotations

from dslint.admission.policies.attributes import CREATE, Attributes, Kind
from dslint.admission.policies.compiled_policy import CompiledPolicy
from dslint.admission.policies.inputs import Inputs
from dslint.admission.policies.policy_objects import Policy
from dslint.kubernetes.release import Release
from tests.cel import NEEDS_CEL

pytestmark = NEEDS_CEL

REQUEST = Attributes(CREATE, Kind("", "v1", "Pod"), {"metadata": {"name": "p"}}, name="p", namespace="a")
POLICY = CompiledPolicy(Policy.of({"metadata": {"name": "p"}, "spec": {}}), Release.of("1.36"))
NAMESPACE = {"metadata": {"name": "a"}}


def test_expressions_see_the_request_and_what_is_in_it():
    values = Inputs.of(REQUEST, NAMESPACE).activation(POLICY, {"data": {}}).values
    assert values == {
        "object": REQUEST.object,
        "oldObject": None,
        "request": REQUEST.request(),
        "params": {"data": {}},
        "namespaceObject": NAMESPACE,
    }


def test_conditions_see_no_namespace():
    assert Inputs.of(REQUEST, NAMESPACE).before(None).values["namespaceObject"] is None
    assert Inputs.of(REQUEST, NAMESPACE).before({"data": {}}).values["params"] == {"data": {}}


def test_a_namespace_that_is_not_declared_is_left_out_and_said():
    inputs = Inputs.of(REQUEST, None)
    assert "namespaceObject" not in inputs.activation(POLICY, None).values
    assert inputs.unknown["namespaceObject"] == "depends on namespace a, which is not declared"


def test_a_request_of_no_namespace_has_none():
    inputs = Inputs.of(REQUEST._replace(namespace=""), None)
    assert inputs.activation(POLICY, None).values["namespaceObject"] is None
    assert "namespaceObject" not in inputs.unknown


def test_policies_share_what_is_converted_and_not_their_variables():
    inputs = Inputs.of(REQUEST, NAMESPACE)
    first, second = inputs.activation(POLICY, None), inputs.activation(POLICY, None)
    assert first is not second
    assert first.values is second.values
