from __future__ import annotations

import pytest

from dslint.admission.policies.cel.functions.standard import CROSS_TYPE_COMPARISONS, OPTIONALS, STANDARD
from tests.admission.policies.cel.expressions import compiled, value


def test_the_library_has_them_all() -> None:
    assert all(one.implementation is None for one in (*STANDARD, *OPTIONALS, *CROSS_TYPE_COMPARISONS))


def test_no_signature_is_there_twice() -> None:
    signatures = [one.signature for one in (*STANDARD, *OPTIONALS, *CROSS_TYPE_COMPARISONS)]
    assert len(signatures) == len(set(signatures))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("1 < 1.5 && 2u >= 1", True),
        ("timestamp('2024-03-01T10:20:30Z').getMonth()", 2),
        ("timestamp('2024-03-01T10:20:30Z').getHours('+01:00')", 11),
        ("duration('90m').getMinutes()", 90),
        ("timestamp('2024-01-02T00:00:00Z') - timestamp('2024-01-01T00:00:00Z') == duration('24h')", True),
        ("'abc'.contains('b') && 'abc'.matches('^a') && matches('abc', 'c$')", True),
        ("size('é') + [1].size() + size({'a': 1})", 3),
        ("'a' in {'a': 1} && 1 in [1]", True),
        ("optional.of(1).or(optional.none()).orValue(2)", 1),
        ("optional.ofNonZeroValue('').hasValue()", False),
        ("object.?kind.optMap(k, k + '!').orValue('')", "DaemonSet!"),
        ("double('1.5') + double(1)", 2.5),
        ("string(1.5) + string(true) + string(duration('90m'))", "1.5true5400s"),
        ("type(1) == int && type(object) == map && type(null) == null_type", True),
    ],
)
def test_they_do_what_cel_says(text: str, expected: object) -> None:
    assert value(text) == expected


def test_comparisons_of_several_kinds_of_numbers_came_later() -> None:
    from dslint.admission.policies.cel.outcomes import CompileError

    assert isinstance(compiled("1 < 1.5", "1.27"), CompileError)
