"""Findings about suppressions: unused, expired, of unknown rules, misplaced."""

from __future__ import annotations

from datetime import date

import pytest

from dslint.policy.suppressions.suppression import Suppression
from dslint.policy.suppressions.suppression_check import findings_in_plan
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


EXPIRED, LAST_DAY = date(2027, 1, 30), date(2027, 1, 31)


@pytest.mark.parametrize(
    ("rules", "state", "told"),
    [
        (("DS811",), {}, ["DS901"]),
        (("DS811",), {"used": True}, []),
        (("DS811",), {"judged": False}, []),
        (("DS811",), {"used": True, "judged": False}, []),
        (("DS811", "DS301"), {}, []),
        (("DS811",), {"used": True, "until": EXPIRED}, ["DS903"]),
        (("DS811",), {"used": True, "until": LAST_DAY}, []),
        (("DS811",), {"until": EXPIRED}, []),
        (("DS811",), {"file": None}, []),
    ],
)
def test_a_plan_tells_of_an_entry_without_effect_if_it_alone_can_judge_it(
    rules: tuple[str, ...], state: dict, told: list[str]
) -> None:
    suppression = Suppression(rules, lambda _: True, **{"file": ".dslint.yaml", **state})
    assert [finding.code for finding in findings_in_plan(suppression, LAST_DAY)] == told
