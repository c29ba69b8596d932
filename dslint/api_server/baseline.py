"""The objects that run now: what the manifests update (`--from`)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, NamedTuple

from dslint.findings import Note, ObjectRef
from dslint.source.inputs import FoundText, Scope, Skipped, each_of, names_commit, scope_of, texts_of

if TYPE_CHECKING:
    from dslint.api_server.objects import ManifestObject

BaselineSource = str | Path | Mapping[str, Any]

MOST_NAMED = 3


class BaselineError(ValueError):
    """A baseline that cannot be read; the message names it and says why."""


class BaselineUsageError(ValueError):
    """A baseline that cannot be meant; the message says what to write."""


class Baseline(NamedTuple):
    """Objects that run now, by kind, namespace and name. `given` are the files and folders of --from.

    `manifests` are the same objects with their places in these files. `remarks` are sentences about what a commit of
    --from does not have.
    """

    objects: Mapping[ObjectRef, dict[str, Any]] = MappingProxyType({})
    given: tuple[str, ...] = ()
    manifests: Mapping[ObjectRef, ManifestObject] = MappingProxyType({})
    remarks: tuple[str, ...] = ()

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

    def left_out(self, values: Iterable[Any]) -> list[ManifestObject]:
        """The manifests whose objects are not among the values."""
        known = set(map(_identity, values))
        return [manifest for reference, manifest in self.manifests.items() if reference not in known]

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
        yield f"--from has {named}, but no manifest has such a name; all objects are treated as new"


def baseline_given(given: Any, sources: Any, scope: Scope | None = None) -> Baseline | None:
    """What runs now; None if nothing is given. Raises BaselineError and BaselineUsageError."""
    if isinstance(given, Baseline):
        return given
    current = tuple(each_of(given))
    return baseline_of(current, scope or scope_of(sources)) if current else None


def baseline_of(sources: Iterable[BaselineSource], scope: Scope | None = None) -> Baseline:
    """The objects of paths, values and commits; of several with the same name, the last.

    `scope` has the paths of the run, for commits. Raises BaselineError, also for files without any object: whoever
    gives them expects an update. Raises BaselineUsageError for a commit without a path.
    """
    from dslint.api_server.objects import is_whole

    given = tuple(sources)
    read = [_of_commit(source, scope) if names_commit(source) else _Read(tuple(_manifests(source))) for source in given]
    manifests: dict[ObjectRef, ManifestObject] = {}
    for found in (found for each in read for found in each.manifests):
        reference = _identity(found.value)
        # A patch does not run, whatever its name.
        if reference not in manifests or is_whole(found.value) or not is_whole(manifests[reference].value):
            manifests[reference] = found
    files = [str(source) for source in given if not isinstance(source, Mapping) and not names_commit(source)]
    if files and not manifests and not any(Path(file).is_dir() for file in files):
        named = ", ".join(files)
        raise BaselineError(f"{named}: no DaemonSet or Pod to update; omit --from if none runs yet")
    objects = {known: found.value for known, found in manifests.items()}
    return Baseline(objects, tuple(files), manifests, tuple(remark for each in read for remark in each.remarks))


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
        given = not isinstance(text, FoundText)
        for manifest in objects_of_source(read_text(text.text, text.name), given=given).objects:
            if manifest.unreadable:
                raise BaselineError(f"{text.name}: {manifest.text_errors[0].message}")
            yield manifest


class _Read(NamedTuple):
    manifests: tuple[ManifestObject, ...]
    remarks: tuple[str, ...] = ()


def _of_commit(source: Any, scope: Scope | None) -> _Read:
    from dslint.api_server.committed_objects import committed_objects
    from dslint.source.git.commands import GitError
    from dslint.source.git.references import GitReferenceError, reference_of

    try:
        reference = reference_of(source)
        if reference.path is None and scope is None:
            raise BaselineUsageError(f"{source} needs files or folders to compare; name one in it: {source}:PATH")
        found = committed_objects(reference, scope or Scope())
    except GitReferenceError as error:
        raise BaselineUsageError(str(error)) from error
    except GitError as error:
        raise BaselineError(str(error)) from error
    except OSError as error:
        raise BaselineError(f"{source}: cannot be read: {error.strerror}") from error
    arrived = {_identity(manifest.value) for manifest in found.arrived}
    moved = tuple(manifest for manifest in found.moved if _identity(manifest.value) in arrived)
    compared = (f"{ObjectRef.of(manifest.value)} is compared with {manifest.file}" for manifest in moved)
    return _Read((*found.manifests, *moved), (*found.remarks, *compared))
