"""How bad values are printed, in JSON and in Go's syntax."""

from __future__ import annotations

import pytest

from dslint.kubernetes.field_values import (
    GoStruct,
    IntOrString,
    Printed,
    Quantity,
    ResourceName,
    StringList,
    StringMap,
    Struct,
    shown,
)
from dslint.kubernetes.release import Release
from dslint.limits import PRINTED_CHARACTERS

NO_DECIMAL = "d:resource.infDecAmount{Dec:(*inf.Dec)(nil)}"


@pytest.mark.parametrize(
    ("value", "json", "go"),
    [
        ("a", '"a"', '"a"'),
        ('say "no"\n', r'"say \"no\"\n"', r'"say \"no\"\n"'),
        ("\x01é\u200b", r'"\x01é\u200b"', r'"\x01é\u200b"'),
        (7, "7", "7"),
        (False, "false", "false"),
        (None, "null", "null"),
        (StringMap({"b": "2", "a": "1"}), '{"a":"1","b":"2"}', 'map[string]string{"a":"1", "b":"2"}'),
        (StringMap({}), "{}", "map[string]string{}"),
        (StringMap(None), "null", "map[string]string(nil)"),
        (StringList(["a", "b"]), '["a","b"]', '[]string{"a", "b"}'),
        (IntOrString("5%"), '"5%"', 'intstr.IntOrString{Type:1, IntVal:0, StrVal:"5%"}'),
        (IntOrString(5), "5", 'intstr.IntOrString{Type:0, IntVal:5, StrVal:""}'),
        (
            Quantity("1.5"),
            '"1500m"',
            (
                f"resource.Quantity{{i:resource.int64Amount{{value:15, scale:-1}}, {NO_DECIMAL}, "
                's:"", Format:"DecimalSI"}'
            ),
        ),
        (
            Quantity("100m"),
            '"100m"',
            (
                f"resource.Quantity{{i:resource.int64Amount{{value:100, scale:-3}}, {NO_DECIMAL}, "
                's:"100m", Format:"DecimalSI"}'
            ),
        ),
        (Struct({"Type": "<x>", "Values": None}), r'{"Type":"\u003cx\u003e","Values":null}', None),
        (GoStruct({"a": "b"}, "v1.A{A:b}"), '{"a":"b"}', "v1.A{A:b}"),
    ],
)
def test_values_are_json_in_new_versions_and_go_in_old_ones(value, json, go):
    assert shown(value, Release.of("1.36")) == json
    assert shown(value, Release.of("1.33")) == (go if go is not None else json)


@pytest.mark.parametrize(("version", "text"), [("1.27", '"gpu"'), ("1.28", "gpu"), ("1.33", "gpu"), ("1.34", '"gpu"')])
def test_names_of_resources_were_bare_for_a_while(version, text):
    assert shown(ResourceName("gpu"), Release.of(version)) == text


def test_a_very_long_list_is_cut():
    text = shown(Struct(["x"] * PRINTED_CHARACTERS), Release.of("1.36"))
    assert len(text) == PRINTED_CHARACTERS + 1
    assert text.endswith("…")
    assert shown(Printed(text), Release.of("1.36")) == text
