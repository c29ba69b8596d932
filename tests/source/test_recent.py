from __future__ import annotations

from dslint.source.recent import Recent


def test_nothing_is_kept_without_a_limit() -> None:
    recent: Recent[str, int] = Recent()
    recent.put("a", 1)
    assert recent.get("a") is None


def test_large_values_take_the_room_of_several_and_what_does_not_fit_is_not_kept() -> None:
    recent: Recent[str, int] = Recent(10)
    recent.put("a", 1, size=4)
    recent.put("b", 2, size=4)
    recent.put("b", 2, size=6)
    assert (recent.get("a"), recent.get("b")) == (1, 2)
    recent.put("c", 3, size=5)
    assert (recent.get("a"), recent.get("b"), recent.get("c")) == (None, None, 3)
    recent.put("d", 4, size=11)
    assert recent.get("d") is None


def test_what_was_used_longest_ago_goes_first() -> None:
    recent: Recent[str, int] = Recent(2)
    recent.put("a", 1)
    recent.put("b", 2)
    assert recent.get("a") == 1
    recent.put("c", 3)
    assert (recent.get("a"), recent.get("b"), recent.get("c")) == (1, None, 3)


def test_more_is_kept_for_a_while_and_then_as_much_as_before() -> None:
    recent: Recent[str, int] = Recent(1)
    with recent.keeping(2):
        recent.put("a", 1)
        recent.put("b", 2)
        assert (recent.get("b"), recent.get("a")) == (2, 1)
    assert (recent.get("a"), recent.get("b")) == (1, None)


def test_a_larger_limit_stays_as_it_is() -> None:
    recent: Recent[str, int] = Recent(2)
    with recent.keeping(1):
        recent.put("a", 1)
        recent.put("b", 2)
    assert (recent.get("a"), recent.get("b")) == (1, 2)
