from __future__ import annotations

import pytest

from dslint.schema.go_time import parse_error

AS = 'as "2006-01-02T15:04:05Z07:00": cannot parse'


@pytest.mark.parametrize(
    ("text", "error"),
    [
        ("", f'parsing time "" {AS} "" as "2006"'),
        ("yesterday", f'parsing time "yesterday" {AS} "yesterday" as "2006"'),
        ("2026-01-31", f'parsing time "2026-01-31" {AS} "" as "T"'),
        ("2026-01-31 00:00:00Z", f'parsing time "2026-01-31 00:00:00Z" {AS} " 00:00:00Z" as "T"'),
        ("2026-1-31T00:00:00Z", f'parsing time "2026-1-31T00:00:00Z" {AS} "1-31T00:00:00Z" as "01"'),
        ("2026-01-31T00:00:00", f'parsing time "2026-01-31T00:00:00" {AS} "" as "Z07:00"'),
        ("2026-13-31T00:00:00Z", 'parsing time "2026-13-31T00:00:00Z": month out of range'),
        ("2026-01-31T24:00:00Z", 'parsing time "2026-01-31T24:00:00Z": hour out of range'),
        ("2026-01-31T00:00:60.5Z", 'parsing time "2026-01-31T00:00:60.5Z": second out of range'),
        ("2026-02-29T00:00:00Z", 'parsing time "2026-02-29T00:00:00Z": day out of range'),
        ("2026-01-31T00:00:00Zulu", 'parsing time "2026-01-31T00:00:00Zulu": extra text: "ulu"'),
        ("2026-01-31T00:00:00+25:00", 'parsing time "2026-01-31T00:00:00+25:00": time zone offset hour out of range'),
    ],
)
def test_the_first_piece_that_does_not_fit_is_told(text, error):
    assert parse_error(text) == error
