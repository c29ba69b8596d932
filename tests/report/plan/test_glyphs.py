"""What a node looks like: each answer has a glyph, and no two answers of different meaning share one."""

from __future__ import annotations

import re

from dslint.report.plan import glyphs
from dslint.report.plan.glyphs import AREAS, DURING, GLYPHS, OF_ANSWER, UNIT, area_fill, fill, scaled
from dslint.report.plan.wording import Answer

BY_NAME = {glyph.name: glyph for glyph in GLYPHS}

MEANINGS = {
    "--new": {Answer.REPLACED, Answer.ADDED, Answer.RUNS, Answer.CANDIDATE},
    "--old": {Answer.KEPT, Answer.MISSCHEDULED},
    "--down": {Answer.NEVER_READY, Answer.PENDING, Answer.REFUSED, Answer.WAITS},
    "--gone": {Answer.REMOVED_AT_ONCE, Answer.REMOVED_IN_TURN},
    "--none": {Answer.NOT_SCHEDULED, Answer.NEVER_RAN},
}
"""New pods, old pods, no available pod, pods that go, no pod."""


def test_each_colour_has_one_meaning() -> None:
    found: dict[str, set[Answer]] = {}
    for answer in Answer:
        found.setdefault(BY_NAME[OF_ANSWER[answer]].colour, set()).add(answer)
    assert found == MEANINGS


def test_glyphs_of_one_colour_differ_in_their_marks() -> None:
    looks = [(glyph.colour, glyph.mark, glyph.hollow) for glyph in GLYPHS]
    assert len(set(looks)) == len(looks)


def test_colours_are_told_apart_without_colour_as_well() -> None:
    """Those that no brightness tells apart have a mark or are hollow."""
    marked = {glyph.colour for glyph in GLYPHS if glyph.mark or glyph.hollow}
    assert {"--down", "--gone", "--none"} <= marked


def test_kinds_of_the_rollout_are_glyphs() -> None:
    assert set(DURING) <= set(BY_NAME)
    assert set(AREAS) <= set(DURING)


def test_each_colour_is_set_for_light_and_dark() -> None:
    sheet = (glyphs_folder() / "page.css").read_text(encoding="utf-8")
    light, _, rest = sheet.partition("@media")
    for glyph in GLYPHS:
        assert f"{glyph.colour}: #" in light
        assert f"{glyph.colour}: #" in rest
        assert re.search(rf"\.c{glyph.colour} {{", sheet)


def glyphs_folder():
    from dslint.report.plan.html import PAGE

    return PAGE.folder


def test_fills_name_patterns_of_the_size() -> None:
    assert (fill("new"), fill("new", UNIT), fill("new", 5)) == ("url(#new)", "url(#new)", "url(#new-5)")
    assert (area_fill("down"), area_fill("old")) == ("url(#area-down)", "var(--old)")


def test_small_squares_are_plain() -> None:
    assert scaled([5, UNIT, 20, 5]) == [(5, ""), (20, "1.429")]
    assert glyphs._LEAST > 5
