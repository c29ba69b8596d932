"""What runs now, for objects that are updates of it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, NamedTuple

from dslint.findings import Note, ObjectRef
from dslint.source.inputs import Skipped, texts_of

if TYPE_CHECKING:
    from dslint.api_server.objects import ManifestObject


MOST_NAMED = 3


class BaselineError(ValueError):
    """A baseline that cannot be read; the text names it and says why."""


class Baseline(NamedTuple):
    """Objects that run now, by kind, namespace and name. `given` are the files and folders asked for."""

    objects: Mapping[ObjectRef, dict[str, Any]] = MappingProxyType({})
    given: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.objects)

    def of(self, value: Any, *, only: bool) -> dict[str, Any] | None:
        """What an object updates: its namesake. The `only` one of its kind updates the only one, whatever its name."""
        reference = _identity(value)
        if reference in self.objects:
            return self.objects[reference]
        of_kind = [stored for known, stored in self.objects.items() if known.kind == reference.kind]
        return of_kind[0] if only and len(of_kind) == 1 else None

    def unmatched(self, values: Iterable[Any]) -> Iterator[str]:
        """A sentence where none of the values is the namesake of an object here."""
        if self.given and not self.objects:
            yield f"--from has no effect: no DaemonSet or Pod in {', '.join(self.given)}"
        if not self.objects or any(_identity(value) in self.objects for value in values):
            return
        known = [str(reference) for reference in self.objects]
        named = ", ".join(known[:MOST_NAMED]) + (f" and {len(known) - MOST_NAMED} more" if known[MOST_NAMED:] else "")
        yield f"--from has no effect: it holds {named}, and nothing else here has such a name; all is taken as new"


def baseline_of(sources: Iterable[str | Path | Mapping[str, Any]]) -> Baseline:
    """The objects of paths and values; of several with one name, the last.

    Raises BaselineError, also for files that hold none: whoever gives them expects an update.
    """
    given = tuple(sources)
    found = {_identity(subject.value): subject.value for source in given for subject in _subjects(source)}
    files = [str(source) for source in given if not isinstance(source, Mapping)]
    if files and not found and not any(Path(file).is_dir() for file in files):
        named = ", ".join(files)
        raise BaselineError(f"{named}: no DaemonSet or Pod to update; leave --from out where none runs yet")
    return Baseline(found, tuple(files))


def _identity(value: Any) -> ObjectRef:
    """What an object and its baseline agree in: all but the version of their API."""
    reference = ObjectRef.of(value)
    return reference._replace(api_version="", namespace=reference.namespace or "default")


def _subjects(source: str | Path | Mapping[str, Any]) -> Iterator[ManifestObject]:
    from dslint.api_server.objects import objects_of_source, objects_of_value
    from dslint.source.document_reader import read_text

    if isinstance(source, Mapping):
        yield from objects_of_value(source).subjects
        return
    for text in texts_of(Path(source)):
        if isinstance(text, (Note, Skipped)):
            note = text.note if isinstance(text, Skipped) else text
            raise BaselineError(f"{note.file}: {note.message}")
        for subject in objects_of_source(read_text(text.text, text.name)).subjects:
            if subject.unread:
                raise BaselineError(f"{text.name}: {subject.faults[0].message}")
            yield subject
