from __future__ import annotations

import datetime as dt
import math

import pytest

from dslint.admission.policies.cel.functions.formatting import shown
from tests.admission.policies.cel.expressions import error, value


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("'%s'.format([['a', object.kind]])", '["a", "DaemonSet"]'),
        ("'%s'.format([object.metadata.labels])", '{"app":"agent", "team":"obs"}'),
        ("'%s %s'.format([[1, 2], 1.23456789])", "[1, 2] 1.23456789"),
        ("'%s'.format([[1.5]])", "[1.500000]"),
        ("'%s'.format([object.spec.template.spec.containers.map(c, c.image)])", '["registry.example/agent:2.3.0"]'),
        ("'%.2f of %f'.format([1234.5, 2.71828])", "1,234.50 of 2.718280"),
        ("'%.0f%%'.format([12.0])", "12%"),
        ("'%.6e'.format([1052.032911275])", "1.052033\u202f\u00d7\u202f10⁰³"),
        ("'%e'.format([0.00025])", "2.500000\u202f\u00d7\u202f10⁻⁰⁴"),
        ("'%f %f'.format(['NaN', '-Infinity'])", "NaN -∞"),
        ("(object.kind + ' %s').format([[true, false]])", "DaemonSet [true, false]"),
        ("'%s'.format([duration('90m')]) + '%s'.format([null])", "5400snull"),
        ("'%d of %s'.format([1, 'a'])", "1 of a"),
        ("'%s'.format(object.items)", "a"),
    ],
)
def test_values_are_shown_as_by_the_server(text: str, expected: str) -> None:
    from tests.admission.policies.cel.expressions import DAEMONSET

    assert value(text, object={**DAEMONSET, "items": ["a"]}) == expected


def test_a_number_that_is_no_double_has_no_decimal_places() -> None:
    assert error("'%f'.format([dyn(1)])") == (
        "error during formatting: fixed-point clause can only be used on doubles, was given int"
    )
    assert error("'%e'.format([object.kind])") == (
        "error during formatting: scientific clause can only be used on doubles, was given string"
    )


@pytest.mark.parametrize(
    ("one", "expected"),
    [
        (None, "null"),
        (True, "true"),
        (b"xyz", 'b"xyz"'),
        (math.inf, '"+Inf"'),
        (math.nan, '"NaN"'),
        (dt.datetime(2023, 2, 3, 23, 31, 20, tzinfo=dt.timezone.utc), 'timestamp("2023-02-03T23:31:20Z")'),
        (dt.datetime(2023, 2, 3, 0, 0, 0, 500000, tzinfo=dt.timezone.utc), 'timestamp("2023-02-03T00:00:00.5Z")'),
        (dt.timedelta(hours=2), 'duration("7200s")'),
        ({"b": [1], "a": {}}, '{"a":{}, "b":[1]}'),
    ],
)
def test_items_are_shown_as_they_are_written_in_cel(one: object, expected: str) -> None:
    assert shown(one) == expected
