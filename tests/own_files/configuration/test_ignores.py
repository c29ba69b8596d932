"""Entries of `ignores` as values."""

from __future__ import annotations

import pytest

from dslint.own_files.configuration.ignores import Ignore

FULL = {
    "rules": ["DS301"],
    "kinds": ["Pod"],
    "namespaces": ["kube-*"],
    "names": ["agent"],
    "containers": ["a"],
    "paths": ["charts/*"],
    "reason": "kept",
    "until": "2027-01-31",
}


def test_an_entry_is_written_as_it_was_read() -> None:
    assert Ignore.of(FULL).to_dict() == FULL
    assert Ignore.of({"rules": ["DS301"]}).to_dict() == {"rules": ["DS301"]}


def test_what_is_not_named_means_all() -> None:
    entry = Ignore.of({"rules": ["DS301"], "kinds": None})
    assert (entry.kinds, entry.paths, entry.reason, entry.until) == ((), (), "", None)


@pytest.mark.parametrize("day", ["2027-02-29", "soon", "", "2027-13-01"])
def test_a_day_that_no_calendar_has_is_refused(day: str) -> None:
    with pytest.raises(
        ValueError, match=r"Invalid isoformat|day is out of range|day .* must be in range|month must be"
    ):
        Ignore.of({"rules": [], "until": day})
