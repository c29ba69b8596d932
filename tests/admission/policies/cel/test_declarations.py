from __future__ import annotations

from dslint.admission.policies.cel.declarations import VARIABLES, Declarations, by_name, type_values
from dslint.admission.policies.cel.functions.overloads import overload
from dslint.admission.policies.cel.types import INT, STRING, Type, struct


def test_overloads_of_a_function_stand_together() -> None:
    found = by_name([overload("f(int) -> int"), overload("g() -> int"), overload("f(string) -> int")])
    assert [str(one.signature.arguments[0]) for one in found["f"]] == ["int", "string"]
    assert len(found["g"]) == 1


def test_types_are_values() -> None:
    found = type_values(["net.IP"])
    assert found["int"] == Type("type", (INT,))
    assert found["google.protobuf.Timestamp"].name == "type"
    assert str(found["net.IP"]) == "type(net.IP)"


def test_variables_of_a_policy_are_fields() -> None:
    declared = Declarations({"object": INT}, {}).with_composed({"x": STRING})
    assert declared.variables == {"object": INT, "variables": struct(VARIABLES)}
    assert declared.structs[VARIABLES] == {"x": STRING}
