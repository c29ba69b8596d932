from __future__ import annotations

import pytest

from dslint.kubernetes.release import DEFAULT_VERSION, NEWEST, OLDEST
from dslint.kubernetes.version_advice import how_to_write


@pytest.mark.parametrize(
    ("text", "advice"),
    [
        ("newest", "write it as 1.36"),
        ("1.30-1.33", "write 1.30..1.33"),
        ("1.30 1.33", "write 1.30,1.33 or 1.30..1.33"),
        (">=1.30", "write 1.30..1.36"),
        ("<1.30", "write 1.5..1.30"),
        ("1.30.x", "write it as 1.30"),
        ("1.99", "write it as 1.36"),
    ],
)
def test_what_was_probably_meant_is_written_down(text: str, advice: str) -> None:
    assert how_to_write(text, OLDEST, NEWEST, DEFAULT_VERSION) == advice
