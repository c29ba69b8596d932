from __future__ import annotations

import datetime as dt

import pytest

from dslint.admission.policies.cel.functions.times import duration_text, time_text


@pytest.mark.parametrize(
    ("seconds", "text"), [(0, "0s"), (5400, "5400s"), (1.5, "1.5s"), (-1.5, "-1.5s"), (-2, "-2s"), (0.001, "0.001s")]
)
def test_durations_are_in_seconds(seconds: float, text: str) -> None:
    assert duration_text(dt.timedelta(seconds=seconds)) == text


def test_times_are_in_utc_without_zeros_at_the_end() -> None:
    east = dt.timezone(dt.timedelta(hours=2))
    assert time_text(dt.datetime(2024, 1, 1, 2, 0, 0, 120000, tzinfo=east)) == "2024-01-01T00:00:00.12Z"
    assert time_text(dt.datetime(2024, 1, 1, tzinfo=dt.timezone.utc)) == "2024-01-01T00:00:00Z"
