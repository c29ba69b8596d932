"""The decoder's errors in the server's words."""

from __future__ import annotations

from typing import Any

import pytest

from dslint.kubernetes.release import Release
from dslint.schema.decoder_errors import go_type, type_problem, unknown_field, unreadable_value
from dslint.schema.definitions import definitions

KNOWN = definitions((1, 36))
NEWEST = Release.of("1.36")


@pytest.mark.parametrize(
    ("version", "code", "message"),
    [
        ("1.24", "DS102", 'unknown field "spec.hostNetwrok": kubectl rejects it, the API server drops it'),
        ("1.25", "DS101", 'unknown field "spec.hostNetwrok"'),
    ],
)
def test_the_server_itself_refuses_unknown_fields_from_1_25_on(version: str, code: str, message: str) -> None:
    problem = unknown_field(KNOWN, "core.v1.Pod", ("spec",), {"hostNetwrok": True}, "hostNetwrok", Release.of(version))
    assert (problem.code, problem.message, problem.path, problem.at) == (
        code,
        message,
        ("spec", "hostNetwrok"),
        "key",
    )
    assert "hostNetwork" in (problem.help or "")


@pytest.mark.parametrize(
    ("value", "message"),
    [
        ("1ki", "unable to parse quantity's suffix"),
        ("1e", "unable to parse quantity's suffix"),
        ("1Gb", "quantities must match the regular expression '^([+-]?[0-9.]+)([eEinumkKMGTP]*[-+]?[0-9]*)$'"),
        ("ten", "quantities must match the regular expression '^([+-]?[0-9.]+)([eEinumkKMGTP]*[-+]?[0-9]*)$'"),
        ("", "quantities must match the regular expression '^([+-]?[0-9.]+)([eEinumkKMGTP]*[-+]?[0-9]*)$'"),
        ([], "quantities must match the regular expression '^([+-]?[0-9.]+)([eEinumkKMGTP]*[-+]?[0-9]*)$'"),
    ],
)
def test_a_quantity_is_refused_for_its_suffix_or_for_its_form(value: Any, message: str) -> None:
    path = ("spec", "containers", 0, "resources", "limits", "cpu")
    problem = unreadable_value(KNOWN, "core.v1.Pod", path, value, "quantity", NEWEST)
    assert (problem.code, problem.message) == ("DS105", message)
    assert problem.field == "spec.containers[0].resources.limits.cpu"


@pytest.mark.parametrize(
    ("path", "value", "code", "message"),
    [
        (
            ("spec", "hostNetwork"),
            "yes",
            "DS103",
            "json: cannot unmarshal string into Go struct field PodSpec.spec.hostNetwork of type bool",
        ),
        (
            ("spec", "terminationGracePeriodSeconds"),
            2**63,
            "DS104",
            (
                "json: cannot unmarshal number 9223372036854775808 into Go struct field "
                "PodSpec.spec.terminationGracePeriodSeconds of type int64"
            ),
        ),
        (
            ("spec", "terminationGracePeriodSeconds"),
            1.5,
            "DS103",
            (
                "json: cannot unmarshal number 1.5 into Go struct field "
                "PodSpec.spec.terminationGracePeriodSeconds of type int64"
            ),
        ),
        (
            ("spec", "dnsPolicy"),
            5,
            "DS103",
            "json: cannot unmarshal number into Go struct field PodSpec.spec.dnsPolicy of type v1.DNSPolicy",
        ),
        (
            ("spec", "containers"),
            {},
            "DS103",
            "json: cannot unmarshal object into Go struct field PodSpec.spec.containers of type []v1.Container",
        ),
        (
            ("spec", "nodeSelector"),
            True,
            "DS103",
            "json: cannot unmarshal bool into Go struct field PodSpec.spec.nodeSelector of type map[string]string",
        ),
    ],
)
def test_a_wrong_type_is_told_with_gos_types(path: Any, value: Any, code: str, message: str) -> None:
    problem = unreadable_value(KNOWN, "core.v1.Pod", path, value, "", NEWEST)
    assert (problem.code, problem.message) == (code, message)


@pytest.mark.parametrize(
    ("wanted", "is_text", "help_"),
    [
        ("[]string", True, "write a list: each item on its own line after a dash"),
        ("int32", True, "write a whole number, without quotes; it must fit into 32 bits"),
        ("bool", True, "write true or false, without quotes"),
        ("string", True, "write it in quotes"),
        ("v1.PodSpec", False, "write a map: fields of their own, indented below it"),
    ],
)
def test_help_says_what_to_write_for_each_type(wanted: str, is_text: bool, help_: str) -> None:
    assert type_problem(wanted, None, ("a",), member="X.a", is_text=is_text).help == help_


@pytest.mark.parametrize(
    ("schema", "name"),
    [
        ({"$ref": "#/$defs/core.v1.PodSpec"}, "v1.PodSpec"),
        ({"items": {"$ref": "#/$defs/core.v1.Container"}}, "[]v1.Container"),
        ({"items": {"$ref": "#/$defs/string"}}, "[]string"),
        ({"additionalProperties": {"$ref": "#/$defs/string"}}, "map[string]string"),
        ({"additionalProperties": {"$ref": "#/$defs/quantity"}}, "v1.ResourceList"),
        ({"$ref": "#/$defs/boolean"}, "bool"),
        ({"$ref": "#/$defs/int32"}, "int32"),
    ],
)
def test_a_schema_has_a_type_of_go(schema: dict[str, Any], name: str) -> None:
    assert go_type(KNOWN, schema) == name


@pytest.mark.parametrize(
    ("value", "help_"),
    [
        (5, "write it in quotes"),
        ({"repository": "team/agent", "tag": "1.0"}, "write it as one string: team/agent:1.0"),
        (
            {"registry": "registry.example", "repository": "agent", "tag": 1.0},
            "write it as one string: registry.example/agent:1.0",
        ),
        ({"repository": "agent"}, "write one string; a map cannot be here"),
        (["agent"], "write one string; a list cannot be here"),
    ],
)
def test_a_map_or_a_list_does_not_become_a_string_in_quotes(value: Any, help_: str) -> None:
    path = ("spec", "containers", 0, "image")
    assert unreadable_value(KNOWN, "core.v1.Pod", path, value, "string", NEWEST).help == help_
