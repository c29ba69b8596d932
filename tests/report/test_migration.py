"""The report of a migration: a line for each change and for all that is left."""

from __future__ import annotations

from dslint.edit.migration import Migrated, Migration, Rest, Step
from dslint.findings import Note, ObjectRef
from dslint.report import migration as report
from dslint.report.lint.wording import ranges
from dslint.report.terminal import Terminal
from tests.golden.story import MISMATCH, OLD_LABEL

DONE = Step("DS107", "set apiVersion apps/v1", MISMATCH.object, 1)
OBJECTS = (Migrated(MISMATCH.object, "1.15"), Migrated(MISMATCH.object, None))  # type: ignore[arg-type]
LEFT, KEPT = Rest(MISMATCH, "do this"), Rest(OLD_LABEL, "too new", works=True)
MIGRATION = Migration(
    *(
        "agent.yaml",
        "old",
        "new",
        OBJECTS,
        (DONE,),
        (KEPT, LEFT),
        (Note("agent.yaml", 9, "is a Node", "Node"),),
        ("Gone.",),
    )
)
UNREADABLE = (Note("none.yaml", None, "no such file"),)


def shown(*, quiet: bool = False) -> list[str]:
    return list(report.lines([MIGRATION], UNREADABLE, ["1.36"], Terminal(quiet=quiet)))


def test_what_is_left_stands_before_what_is_kept() -> None:
    words = [line.split(": ")[1] for line in shown(quiet=True)]
    assert words == ["done", "left", "kept", "none.yaml"]


def test_each_line_has_its_place_and_the_reason() -> None:
    done, left, *_ = shown(quiet=True)
    assert done == "agent.yaml:1: done: set apiVersion apps/v1"
    assert left.startswith(f"agent.yaml:{MISMATCH.line}: left: ")
    assert left.endswith(f"(DS231, Kubernetes {ranges(MISMATCH.kubernetes_versions)}); do this")


def test_objects_and_totals_are_told_unless_quiet() -> None:
    lines = shown()
    assert lines[0].endswith("written for Kubernetes 1.15")
    assert lines[1].endswith("served by no version")
    assert lines[-3:] == [
        "skipped other kinds: 1 Node",
        "Gone.",
        "1 change in 1 of 1 file, 1 thing left to you (Kubernetes 1.36)",
    ]


def test_control_characters_of_a_manifest_are_escaped() -> None:
    step = DONE._replace(summary="a\x1b[31m")
    [line] = report.lines([MIGRATION._replace(done=(step,), rest=())], (), ["1.36"], Terminal(quiet=True))
    assert line == "agent.yaml:1: done: a\\x1b[31m"


def test_the_json_parts_what_is_left_from_what_is_kept() -> None:
    document = report.document([MIGRATION], UNREADABLE, ["1.36"])
    [file] = document["files"]
    assert [one["reason"] for one in file["left"]] == ["do this"]
    assert [one["reason"] for one in file["kept"]] == ["too new"]
    assert document["summary"] == {"files": 1, "changed": 1, "done": 1, "left": 1, "kept": 1}


def test_an_object_without_an_api_version_is_told_as_one() -> None:
    bare = Migrated(ObjectRef("", "DaemonSet", "", "a"), None)
    (first, *_) = report.lines([MIGRATION._replace(objects=(bare,))], (), ["1.36"], Terminal())
    assert first == "agent.yaml: DaemonSet a without an apiVersion"
