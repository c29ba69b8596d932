from __future__ import annotations

import pytest

from tests.admission.policies.cel.expressions import error, value

FORMAT = "quantities must match the regular expression '^([+-]?[0-9.]+)([eEinumkKMGTP]*[-+]?[0-9]*)$'"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("isQuantity('1.3Gi') && isQuantity('2e3') && !isQuantity('x') && !isQuantity('1 Gi')", True),
        ("quantity('1Gi').isGreaterThan(quantity('1G')) && quantity('1').isLessThan(quantity('2'))", True),
        ("quantity('1').compareTo(quantity('1000m'))", 0),
        ("quantity('1').compareTo(quantity('2'))", -1),
        ("sign(quantity('-5')) + sign(quantity('0')) + sign(quantity('5'))", 0),
        ("quantity('50k').asInteger()", 50000),
        ("quantity('1Mi').asInteger()", 1048576),
        ("quantity('1.5').asApproximateFloat()", 1.5),
        ("quantity('9999999999999999999999999999999999999G').isInteger()", False),
        ("quantity('1000m').isInteger() || quantity('1.0').isInteger() || quantity('1.5Gi').isInteger()", False),
        ("quantity('50').add(quantity('20')) == quantity('70')", True),
        ("quantity('50').sub(20).asInteger()", 30),
        ("quantity('50k').add(1).sub(quantity('1k')).asInteger()", 49001),
        ("quantity('0').add(quantity('1Ki')).isInteger()", True),
        ("quantity('1').add(quantity('500m')).isInteger()", False),
        ("quantity('2e3').isInteger() && quantity('1.5e1').isInteger()", True),
        ("quantity('2e-3').isInteger() || quantity('1.25e1').isInteger()", False),
    ],
)
def test_amounts_are_compared_and_added(text: str, expected: object) -> None:
    assert value(text) == expected


def test_what_is_no_quantity_is_an_error_of_the_server() -> None:
    assert error("quantity('x').asInteger()") == FORMAT
    assert error("quantity('').asInteger()") == FORMAT
    assert error("quantity('10Mo').asInteger()") == FORMAT
    assert error("quantity('10Mm').asInteger()") == "unable to parse quantity's suffix"
    assert error("quantity('1.5').asInteger()") == "cannot convert value to integer"
