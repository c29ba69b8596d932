from __future__ import annotations

import pytest

from dslint.kubernetes.resource_text import show


@pytest.mark.parametrize(
    ("resource", "amount", "expected"),
    [
        ("cpu", 2000, "2"),
        ("cpu", 1250, "1250m"),
        ("cpu", 0, "0"),
        ("memory", 3 << 30, "3Gi"),
        ("memory", 1536 << 20, "1536Mi"),
        ("memory", 1000, "1000"),
        ("hugepages-2Mi", 2 << 20, "2Mi"),
        ("ephemeral-storage", 0, "0"),
        ("nvidia.com/gpu", 4, "4"),
    ],
)
def test_amounts_are_shown_in_the_largest_unit_that_divides_them(resource, amount, expected):
    assert show(resource, amount) == expected
