"""A manifest on its way to other versions of Kubernetes: what is changed, and what is left for its author."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from difflib import SequenceMatcher
from typing import NamedTuple

from dslint.edit.era import Era, era_of
from dslint.edit.fix_round import Left
from dslint.edit.fixed_text import Fixing
from dslint.edit.migration_choice import Choice, Decided, canonical, common_api_version
from dslint.edit.object_places import ObjectKey, ObjectPlaces
from dslint.findings import Finding, LintReport, Note, ObjectRef
from dslint.kubernetes.release import Behaviour, Version, parse_version, reservations, show
from dslint.source.inputs import Text

Find = Callable[[Text, str], LintReport]
"""What lint finds in a text under a version, whatever is suppressed."""

POD_SECURITY_POLICIES_GONE = Behaviour(since="1.25", source="CHANGELOG-1.25.md: PodSecurityPolicy is removed (KEP-5)")


class Migrated(NamedTuple):
    """An object, with the newest version that it was written for; None if no version serves its apiVersion."""

    object: ObjectRef
    written_for: str | None


class Step(NamedTuple):
    """A change that was made. `line` is that of the manifest as it was."""

    code: str
    summary: str
    object: ObjectRef | None
    line: int | None


class Rest(NamedTuple):
    """What is as it was: the finding in the migrated manifest, and why it is not moved.

    `works`: the manifest works in all versions nevertheless.
    """

    finding: Finding
    reason: str
    works: bool = False


class Migration(NamedTuple):
    """A text before and after, and what was done.

    `skipped` are its parts that are no DaemonSets and Pods; `remarks` are about these, and about the versions.
    """

    name: str
    before: str
    after: str
    objects: tuple[Migrated, ...] = ()
    done: tuple[Step, ...] = ()
    rest: tuple[Rest, ...] = ()
    skipped: tuple[Note, ...] = ()
    remarks: tuple[str, ...] = ()

    @property
    def complete(self) -> bool:
        """Whether nothing is left that stops working."""
        return all(one.works for one in self.rest)


def migration(text: Text, versions: Sequence[str], find: Find, written_for: Version | None = None) -> Migration:
    """Take a text to versions, ascending. `written_for` is the version that it is written for, if that is known."""
    journey = _Journey(text, tuple(map(parse_version, versions)), find, written_for)
    fixing, done = Fixing(text, unsafe=True), 0
    steps: list[Step] = []
    while True:
        current, decided = fixing.text, journey.decided(fixing.text)
        if not fixing.go_on([one.finding for one in decided if one.is_made]):
            break
        applied = fixing.result().applied
        steps += journey.steps(applied[done:], current)
        done = len(applied)
    left = fixing.result().left
    skipped = find(text, versions[-1]).skipped
    return Migration(
        text.name,
        text.text,
        fixing.text.text,
        journey.objects(),
        tuple(steps),
        tuple(_rest(one, left) for one in decided if one.remains),
        skipped,
        (*_remarks(skipped, parse_version(versions[-1])), *reservations(versions)),
    )


def _remarks(skipped: Sequence[Note], newest: Version) -> Iterator[str]:
    """What is known of objects of other kinds."""
    if POD_SECURITY_POLICIES_GONE.holds(newest) and any(note.kind == "PodSecurityPolicy" for note in skipped):
        yield (
            f"PodSecurityPolicy is gone since Kubernetes {POD_SECURITY_POLICIES_GONE.since}: label the namespaces for "
            "Pod Security admission instead"
        )


def _rest(decided: Decided, left: Sequence[Left]) -> Rest:
    why = next((reason for finding, reason in left if finding == decided.finding), "")
    return Rest(decided.finding, why or decided.reason, decided.works)


class _Journey:
    """The way of one text to its versions."""

    def __init__(self, text: Text, versions: tuple[Version, ...], find: Find, written_for: Version | None) -> None:
        self.text, self.versions, self.find = text, versions, find
        places = ObjectPlaces.of(text)
        self.eras: dict[ObjectKey, Era] = {
            key: era_of(value, written_for, common_api_version(versions))
            for key, value in places.objects.items()
            if value.get("kind") in ("DaemonSet", "Pod")
        }
        self.names = {key: ObjectRef.of(value) for key, value in places.objects.items()}
        self.before = frozenset(self._found_before(places))

    def _found_before(self, places: ObjectPlaces) -> Iterator[tuple[object, ...]]:
        """What was wrong with the objects in the versions that they were written for."""
        for version in {era.version for era in self.eras.values() if era.version}:
            for finding in self.find(self.text, show(version)).findings:
                key = places.key(finding)
                if key in self.eras and self.eras[key].version == version:
                    yield key, canonical(finding.code), finding.path

    def objects(self) -> tuple[Migrated, ...]:
        return tuple(
            Migrated(self.names[key], show(era.version) if era.version else None) for key, era in self.eras.items()
        )

    def decided(self, text: Text) -> list[Decided]:
        """What is found in any of the versions in the text as it is now, and what becomes of it."""
        places = ObjectPlaces.of(text)
        found: dict[tuple[object, ...], tuple[Finding, list[str]]] = {}
        for version in map(show, self.versions):
            alike: Counter[tuple[object, ...]] = Counter()
            for finding in self.find(text, version).findings:
                place = (finding.code, finding.path, finding.span, places.key(finding))
                alike[place] += 1
                same = (*place, alike[place])  # Two of the same place and rule differ in their messages.
                found[same] = (finding, [*found.get(same, (finding, []))[1], version])
        choice = Choice(self.versions, self.eras, self.before)
        merged = (one._replace(kubernetes_versions=tuple(known)) for one, known in found.values())
        return [choice.of(one, places.key(one), places.objects) for one in sorted(merged, key=lambda one: one.order)]

    def steps(self, applied: Sequence[Finding], current: Text) -> Iterator[Step]:
        """The changes of one round, with their lines in the manifest as it was."""
        for finding in applied:
            if finding.fix is not None:
                yield Step(finding.code, finding.fix.summary, finding.object, self._line_before(finding.line, current))

    def _line_before(self, line: int | None, current: Text) -> int | None:
        """The line of the manifest as it was that a line of the current text comes from, or the one before that."""
        if line is None or current.text == self.text.text:
            return line
        matcher = SequenceMatcher(None, self.text.text.splitlines(), current.text.splitlines(), autojunk=False)
        for before, now, size in reversed(matcher.get_matching_blocks()):
            if size and now < line:
                return before + min(line - now, size)
        return 1
