"""What was done to manifests on their way to other versions of Kubernetes, and what is left."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

from dslint.findings import Finding, Note, json_form
from dslint.report.escapes import visible
from dslint.report.lint.wording import ranges, sentence
from dslint.report.terminal import Terminal
from dslint.report.wording import plural, skipped_notes, where

if TYPE_CHECKING:
    from dslint.edit.migration import Migrated, Migration, Rest, Step


def lines(
    migrations: Sequence[Migration], unreadable: Sequence[Note], versions: Sequence[str], terminal: Terminal
) -> Iterator[str]:
    """A line for each change and for all that is left, by file; then the totals."""
    for one in migrations:
        yield from _file(one, terminal)
    for note in unreadable:
        yield visible(f"not read: {where(note)}: {note.message}")
    if not terminal.quiet:
        yield from skipped_notes([note for one in migrations for note in one.skipped])
        yield from dict.fromkeys(remark for one in migrations for remark in one.remarks)
        yield summary(migrations, versions)


def _file(migration: Migration, terminal: Terminal) -> Iterator[str]:
    for found in migration.objects:
        if not terminal.quiet:
            yield visible(f"{migration.name}: {found.object} {_version(found)}")
    for step in migration.done:
        yield f"{_place(migration, step)}: done: {visible(step.summary)}"
    for rest in sorted(migration.rest, key=lambda one: one.works):
        word = "kept" if rest.works else "left"
        yield f"{_place(migration, rest.finding)}: {word}: {visible(_told(rest))}"


def _version(found: Migrated) -> str:
    """The apiVersion of an object, and the version that it was written for."""
    if not found.object.api_version:
        return "without an apiVersion"
    version = f"written for Kubernetes {found.written_for}" if found.written_for else "served by no version"
    return f"({found.object.api_version}), {version}"


def _place(migration: Migration, step: Step | Finding) -> str:
    return visible(f"{migration.name}:{step.line}" if step.line else migration.name)


def _told(rest: Rest) -> str:
    finding = rest.finding
    versions = ranges(finding.kubernetes_versions)
    return f"{sentence(finding)} ({finding.code}, Kubernetes {versions}); {rest.reason}"


def summary(migrations: Sequence[Migration], versions: Sequence[str]) -> str:
    """`3 changes in 1 of 2 files, 1 thing left to you (Kubernetes 1.36)`."""
    changed = sum(one.after != one.before for one in migrations)
    done = sum(len(one.done) for one in migrations)
    left = sum(not rest.works for one in migrations for rest in one.rest)
    changes = f"{plural(done, 'change')} in {changed} of {plural(len(migrations), 'file')}" if done else "no changes"
    open_ = f", {plural(left, 'thing')} left to you" if left else ""
    return f"{changes}{open_} (Kubernetes {ranges(versions)})"


def document(migrations: Sequence[Migration], unreadable: Sequence[Note], versions: Sequence[str]) -> dict[str, Any]:
    """The report as the JSON that schemas/migration-report.schema.json describes."""
    rests = [rest for one in migrations for rest in one.rest]
    return {
        "apiVersion": "dslint.dev/v1",
        "kind": "MigrationReport",
        "kubernetesVersions": list(versions),
        "files": [_document_of(one) for one in migrations],
        "unreadable": json_form(tuple(unreadable)),
        "summary": {
            "files": len(migrations),
            "changed": sum(one.after != one.before for one in migrations),
            "done": sum(len(one.done) for one in migrations),
            "left": sum(not rest.works for rest in rests),
            "kept": sum(rest.works for rest in rests),
        },
    }


def _document_of(migration: Migration) -> dict[str, Any]:
    return {
        "file": migration.name,
        "changed": migration.after != migration.before,
        "text": migration.after,
        "objects": json_form(migration.objects),
        "done": json_form(migration.done),
        "left": [_document_of_rest(rest) for rest in migration.rest if not rest.works],
        "kept": [_document_of_rest(rest) for rest in migration.rest if rest.works],
        "skipped": json_form(migration.skipped),
        "remarks": list(migration.remarks),
    }


def _document_of_rest(rest: Rest) -> dict[str, Any]:
    finding = json_form(rest.finding)
    kept = ("code", "name", "message", "object", "field", "pointer", "line", "column", "kubernetesVersions")
    return {**{key: finding[key] for key in kept}, "reason": rest.reason}
