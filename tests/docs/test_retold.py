from __future__ import annotations

from tests.docs.retold import retold


def test_a_page_that_shows_nothing_gets_all_lines():
    assert retold([], ["a", "b"]) == ["a", "b"]


def test_lines_follow_what_is_printed_and_the_rest_stays_left_out():
    shown = ["…", "  runs 20 nodes", "…", "SAFE: 1 workload"]
    real = ["head", "  runs 21 nodes", "  not scheduled 4", "SAFE: 2 workloads"]
    assert retold(shown, real) == ["…", "  runs 21 nodes", "…", "SAFE: 2 workloads"]


def test_the_last_lines_stay_the_last_ones_if_they_are_wrapped_now():
    shown = ["…", "AT RISK: 6 nodes lose it; 1 error"]
    assert retold(shown, ["head", "AT RISK: 6 nodes lose it;", "  1 error"]) == [
        "…",
        "AT RISK: 6 nodes lose it;",
        "  1 error",
    ]
