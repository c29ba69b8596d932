"""Findings about suppressions: unused, expired, of unknown rules, misplaced."""

from __future__ import annotations

import pytest

from tests.policy.suppressions.manifest import DAEMONSET, FOUND, codes, with_comment


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (with_comment("# dslint: ignore[DS302] another"), {"DS901", FOUND}),
        (with_comment("# dslint: ignore[DS301] elsewhere", above="      containers:\n", indent=6), {"DS901", FOUND}),
        (with_comment("# dslint: ignore[no-such-rule] x"), {"DS902", FOUND}),
        (with_comment("# dslint: ignore[DS301] until=2020-01-31"), {"DS903", FOUND}),
        (with_comment("# dslint: ignore[DS301] until=soon"), {"DS904", FOUND}),
        (with_comment("# dslint: ignore everything"), {"DS904", FOUND}),
        (with_comment("# dslint: ignored[DS301]"), {"DS904", FOUND}),
        (DAEMONSET + "# dslint: ignore[DS301] below everything\n", {"DS904", FOUND}),
    ],
)
def test_a_suppression_that_does_nothing_is_told_beside_what_it_does_not_silence(text: str, told: set[str]) -> None:
    assert set(codes(text)) == told
