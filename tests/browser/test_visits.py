"""The browser tests themselves notice what they are there to notice."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.browser.visits import (
    DARK,
    PHONE,
    PRINTED,
    WIDE,
    WITHOUT_SCRIPT,
    Look,
    Tabs,
    Visit,
    accessibility_faults,
    sideways,
)

HEAD = '<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>t</title>'
POLICY = '<meta http-equiv="Content-Security-Policy" content="default-src \'none\'">'


MISDEEDS = {
    "console: hello": "<script>console.info('hello')</script>",
    "error: broken": "<script>throw new TypeError('broken')</script>",
    "error: nowhere is not defined": "<script>setTimeout(() => nowhere(), 0)</script>",
    "request: https://example.invalid/a.png": '<img src="https://example.invalid/a.png" alt="">',
    "/other.css": '<link rel="stylesheet" href="other.css">',
    "request: https://example.invalid/b": "<script>fetch('https://example.invalid/b').catch(() => 0)</script>",
}


def test_a_page_that_writes_fails_or_asks_for_anything_is_noticed(tabs: Tabs, tmp_path: Path) -> None:
    tabs.visit(HEAD + "".join(MISDEEDS.values()), WIDE, tmp_path).wait_for_timeout(20)
    told = "\n".join(tabs.close())
    assert [misdeed for misdeed in MISDEEDS if misdeed not in told] == []
    assert tabs.close() == []


def test_what_the_content_policy_refuses_is_noticed(tabs: Tabs, tmp_path: Path) -> None:
    tabs.visit(f"{HEAD}{POLICY}<style>p {{ color: red }}</style>", WIDE, tmp_path)
    assert "Content Security Policy" in "\n".join(tabs.close())


PREFERENCES = "matchMedia('(prefers-color-scheme: dark)').matches + 2 * matchMedia('print').matches"


@pytest.mark.parametrize(
    ("look", "asked", "answer"),
    [
        (DARK, PREFERENCES, 1),
        (PRINTED, PREFERENCES, 2),
        (WIDE, f"`${{{PREFERENCES}}} ${{document.title}}`", "0 changed"),
        (PHONE, "`${innerWidth} ${matchMedia('(pointer: coarse)').matches}`", "390 true"),
        (WITHOUT_SCRIPT, "document.title", "t"),
    ],
)
def test_a_page_is_seen_as_its_look_says(visit: Visit, look: Look, asked: str, answer: object) -> None:
    viewport = '<meta name="viewport" content="width=device-width">'
    assert visit(f"{HEAD}{viewport}<script>document.title = 'changed'</script>", look).evaluate(asked) == answer


def test_faults_of_accessibility_are_found_with_their_place(visit: Visit) -> None:
    page = visit(f'{HEAD}<main><h1>t</h1><p id="faint" style="color: #bbb; background: #fff">faint</p></main>')
    [fault] = accessibility_faults(page)
    assert fault.startswith("color-contrast (serious): #faint: <p ")


def test_a_page_wider_than_its_window_is_measured(visit: Visit) -> None:
    assert sideways(visit(f'{HEAD}<div style="width: 1300px; margin: 0 -8px">wide</div>')) == 20
    assert sideways(visit(f"{HEAD}narrow")) == 0
