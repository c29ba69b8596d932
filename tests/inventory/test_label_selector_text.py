"""Label selectors as kubectl's -l takes them."""

from __future__ import annotations

import pytest

from dslint.inventory.label_selector_text import SelectorError, parse_selector

NODE = {"pool": "gpu", "zone": "a", "cores": "16", "empty": ""}


@pytest.mark.parametrize(
    ("text", "matches"),
    [
        ("", True),
        ("pool=gpu", True),
        ("pool==gpu", True),
        ("pool=cpu", False),
        ("pool!=cpu", True),
        ("pool!=gpu", False),
        ("absent!=x", True),
        ("absent=x", False),
        ("pool", True),
        ("absent", False),
        ("!absent", True),
        ("! pool", False),
        ("zone in (a,b)", True),
        ("zone in ( b , c )", False),
        ("zone notin (b)", True),
        ("absent notin (b)", True),
        ("cores>8", True),
        ("cores > 16", False),
        ("cores<17", True),
        ("pool>8", False),
        ("empty=", True),
        ("pool=", False),
        ("pool = gpu , zone in (a)", True),
        ("pool=gpu,zone=b", False),
        ("node-role.kubernetes.io/control-plane", False),
    ],
)
def test_a_selector_matches_as_kubernetes_matches_it(text: str, matches: bool) -> None:
    assert parse_selector(text).matches(NODE) is matches


@pytest.mark.parametrize("text", ["pool gpu", "=gpu", "pool in a", "pool in (a", "zone=(a)", "-a=b", "a=b c", ",", "!"])
def test_what_is_no_selector_is_refused_with_what_to_write(text: str) -> None:
    with pytest.raises(SelectorError, match="is not a label selector; write it as"):
        parse_selector(text)
