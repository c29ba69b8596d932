"""The objects that run now: what the manifests update (`--from`)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, NamedTuple

from dslint.findings import Note, ObjectRef
from dslint.source.inputs import Skipped, texts_of

if TYPE_CHECKING:
    from dslint.api_server.objects import ManifestObject

MOST_NAMED = 3


class BaselineError(ValueError):
    """A baseline that cannot be read; the message names it and says why."""


class Baseline(NamedTuple):
    """Objects that run now, by kind, namespace and name. `given` are the files and folders of --from.

    `manifests` are the same objects with their places in these files.
    """

    objects: Mapping[ObjectRef, dict[str, Any]] = MappingProxyType({})
    given: tuple[str, ...] = ()
    manifests: Mapping[ObjectRef, ManifestObject] = MappingProxyType({})

    def __bool__(self) -> bool:
        return bool(self.objects)

    def of(self, value: Any, *, only: bool) -> dict[str, Any] | None:
        """The object that a manifest updates: the one with its kind, namespace and name.

        If a manifest is the `only` one of its kind, and so is the object here, the names may differ.
        """
        reference = _identity(value)
        if reference in self.objects:
            return self.objects[reference]
        of_kind = [stored for known, stored in self.objects.items() if known.kind == reference.kind]
        return of_kind[0] if only and len(of_kind) == 1 else None

    def manifest_of(self, reference: ObjectRef) -> ManifestObject | None:
        """The manifest that says what runs now under this kind, namespace and name."""
        return self.manifests.get(_without_version(reference))

    def updated(self, values: Sequence[Any]) -> list[dict[str, Any] | None]:
        """For each of the manifests of a run, the object that it updates."""
        kinds = Counter(ObjectRef.of(value).kind for value in values)
        return [self.of(value, only=kinds[ObjectRef.of(value).kind] == 1) for value in values]

    def unmatched(self, values: Iterable[Any]) -> Iterator[str]:
        """A remark if none of the values updates an object here."""
        if self.given and not self.objects:
            yield f"--from has no effect: no DaemonSet or Pod in {', '.join(self.given)}"
        if not self.objects or any(_identity(value) in self.objects for value in values):
            return
        known = [str(reference) for reference in self.objects]
        named = ", ".join(known[:MOST_NAMED]) + (f" and {len(known) - MOST_NAMED} more" if known[MOST_NAMED:] else "")
        yield f"--from has no effect: it has {named}, but no manifest has such a name; all objects are treated as new"


def baseline_of(sources: Iterable[str | Path | Mapping[str, Any]]) -> Baseline:
    """The objects of paths and values; of several with the same name, the last.

    Raises BaselineError, also for files without any object: whoever gives them expects an update.
    """
    given = tuple(sources)
    manifests = {_identity(manifest.value): manifest for source in given for manifest in _manifests(source)}
    found = {reference: manifest.value for reference, manifest in manifests.items()}
    files = [str(source) for source in given if not isinstance(source, Mapping)]
    if files and not found and not any(Path(file).is_dir() for file in files):
        named = ", ".join(files)
        raise BaselineError(f"{named}: no DaemonSet or Pod to update; omit --from if none runs yet")
    return Baseline(found, tuple(files), manifests)


def _identity(value: Any) -> ObjectRef:
    """What an object and its baseline have in common: everything but the API version."""
    return _without_version(ObjectRef.of(value))


def _without_version(reference: ObjectRef) -> ObjectRef:
    return reference._replace(api_version="", namespace=reference.namespace or "default")


def _manifests(source: str | Path | Mapping[str, Any]) -> Iterator[ManifestObject]:
    from dslint.api_server.objects import objects_of_source, objects_of_value
    from dslint.source.document_reader import read_text

    if isinstance(source, Mapping):
        yield from objects_of_value(source).objects
        return
    for text in texts_of(Path(source)):
        if isinstance(text, (Note, Skipped)):
            note = text.note if isinstance(text, Skipped) else text
            raise BaselineError(f"{note.file}: {note.message}")
        for manifest in objects_of_source(read_text(text.text, text.name)).objects:
            if manifest.unreadable:
                raise BaselineError(f"{text.name}: {manifest.text_errors[0].message}")
            yield manifest
