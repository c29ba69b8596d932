from __future__ import annotations

import pytest

from dslint.kubernetes.digits import BEYOND, whole


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("12", 12),
        ("-07", -7),
        ("0" * 5000 + "3", 3),
        ("0" * 5000, 0),
        ("9" * 5000, BEYOND),
        ("-" + "9" * 5000, -BEYOND),
    ],
    ids=["short", "signed", "zeros before", "zeros alone", "endless", "endless and negative"],
)
def test_a_number_of_any_length_is_read_in_time(text: str, number: int) -> None:
    assert whole(text) == number
