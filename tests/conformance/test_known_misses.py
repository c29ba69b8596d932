"""The list of known misses: its form, and how `--accept` rewrites it."""

from __future__ import annotations

from tests.conformance import known_misses
from tests.conformance.agreement import Agreement

LISTED = [{"kind": "text", "reason": "addresses", "misses": {"words": ["a", "b"], "fields": ["a"]}}]


def test_every_entry_has_a_kind_a_reason_and_cases():
    for entry in known_misses.entries():
        assert entry["kind"] in known_misses.KINDS
        assert entry["reason"]
        assert all(entry["misses"].values())


def test_no_miss_has_two_reasons():
    cases = [
        (group, case) for entry in known_misses.entries() for group, names in entry["misses"].items() for case in names
    ]
    assert len(cases) == len(set(cases))


def test_accepting_takes_out_what_agrees_now_and_lists_what_is_new_as_not_modelled():
    assert known_misses.accepted(LISTED, {"words": dict.fromkeys("bdc", "recorded 1, dslint 2")}) == [
        {"kind": "text", "reason": "addresses", "misses": {"fields": ["a"], "words": ["b"]}},
        {**known_misses.NOT_MODELLED, "misses": {"words": ["c", "d"]}},
    ]


def test_accepting_drops_a_reason_without_cases():
    assert known_misses.accepted(LISTED, {"words": {}, "fields": {}}) == []


def test_addresses_in_what_the_server_says_are_a_reason_of_their_own():
    detail = "recorded {('spec', 'Invalid value: core.Spec{Type:(*string)(0x18501b9d0180)}')}, dslint set()"
    assert known_misses.accepted([], {"words": {"a": detail}}) == [
        {**known_misses.ADDRESSES, "misses": {"words": ["a"]}},
    ]


def test_the_file_is_written_as_accepting_writes_it():
    assert known_misses.FILE.read_text(encoding="utf-8") == known_misses.written(known_misses.entries())


def test_a_listed_case_that_agrees_is_told(monkeypatch):
    monkeypatch.setattr(known_misses, "entries", lambda: LISTED)
    agreement = Agreement()
    agreement.open("fields")
    agreement.hold("words", "a", 1, 1)
    agreement.hold("words", "b", 1, 2)
    agreement.hold("words", "c", 1, 2)
    assert agreement.unexplained() == [
        "fields / a: agrees now, or is not compared any more; take it out of known_misses.yaml",
        "words / c: recorded 1, dslint 2",
        "words / a: agrees now, or is not compared any more; take it out of known_misses.yaml",
    ]
