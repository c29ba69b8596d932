from __future__ import annotations

import pytest

from dslint.findings import Note, Severity, Silenced, Silencer, added_up
from dslint.report.wording import counted, silenced, skipped_notes

CONFIGURATION = Silenced(Silencer.CONFIGURATION, ".dslint.yaml", 3)


@pytest.mark.parametrize(
    ("found", "said"),
    [
        ([], ""),
        ([CONFIGURATION], "silenced: 3 by .dslint.yaml"),
        ([Silenced(Silencer.ANNOTATION, "", 1)], "silenced: 1 by annotations"),
        ([Silenced(Silencer.EXCLUDE, "a/.dslint.yaml", 2)], "files excluded: 2 by a/.dslint.yaml"),
        ([Silenced(Silencer.FAIL_ON, "x.yaml:1", 2)], "failOn: never in x.yaml:1 lets 2 errors pass"),
        ([Silenced(Silencer.BASELINE, "a\nb\x1b.json", 1)], "silenced: 1 by a\\nb\\x1b.json"),
    ],
)
def test_each_silencer_is_named_with_its_file(found: list[Silenced], said: str) -> None:
    assert silenced(found) == said


def test_equal_silencers_are_added_up_in_one_order() -> None:
    baseline = Silenced(Silencer.BASELINE, "b.json", 1)
    assert added_up([baseline, CONFIGURATION, baseline]) == (CONFIGURATION, baseline._replace(number=2))
    assert added_up([baseline._replace(number=0)]) == ()


def test_skipped_objects_are_counted_by_kind_and_texts_by_reason() -> None:
    notes = [Note("a.yaml", line, "is a ConfigMap, which dslint does not check", "ConfigMap") for line in range(1, 201)]
    notes += [Note("b.yaml", 1, "is a Role, which dslint does not check", "Role")]
    notes += [Note(f"{name}.yaml", 1, "is a template; lint the rendered output") for name in "cd"]
    assert list(skipped_notes(notes)) == [
        "skipped: c.yaml:1 and 1 more: is a template; lint the rendered output",
        "skipped other kinds: 200 ConfigMap, 1 Role",
    ]


@pytest.mark.parametrize(
    ("number", "end"), [(8, "1 Kind7"), (9, "1 Kind7 and 1 other kind"), (39, "1 Kind7 and 31 other kinds")]
)
def test_at_most_eight_kinds_are_named(number: int, end: str) -> None:
    (line,) = skipped_notes([Note("a.yaml", 1, "is not checked", f"Kind{one}") for one in range(number)])
    assert line.startswith("skipped other kinds: 1 Kind0, 1 Kind1, ")
    assert line.endswith(f", {end}")


def test_infos_have_no_plural() -> None:
    numbers = [(Severity.ERROR, 1), (Severity.WARNING, 2), (Severity.INFO, 1), (Severity.INFO, 3)]
    assert [counted(*one) for one in numbers] == ["1 error", "2 warnings", "1 info", "3 info"]
