"""The objects that the manifests of a commit have, for --from git:REF."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from dslint.api_server.objects import ManifestObject, objects_of_source
from dslint.source.document_reader import read_text
from dslint.source.git.history import NOT_COMPARED, earlier
from dslint.source.git.references import GitReference
from dslint.source.inputs import Scope, Text, texts_of

_MOST_NAMED = 3


class CommittedObjects(NamedTuple):
    """`manifests` are those of the paths, `remarks` sentences about what is new or cannot be read in the commit.

    If paths are new, `arrived` are their objects now, and `moved` those of manifests that the working tree has lost:
    a file may have another name.
    """

    manifests: tuple[ManifestObject, ...]
    remarks: tuple[str, ...]
    arrived: tuple[ManifestObject, ...] = ()
    moved: tuple[ManifestObject, ...] = ()


def committed_objects(reference: GitReference, scope: Scope) -> CommittedObjects:
    """What cannot be read is a remark, and not an error: the change may be what repairs it. Raises GitError."""
    found = earlier(reference, scope)
    objects = list(_objects(found.texts))
    remarks = [*found.remarks, *(_unread(each) for each in objects if each.unreadable), *_new(reference, found.new)]
    moved = tuple(each for each in _objects(found.moved) if not each.unreadable)
    return CommittedObjects(
        tuple(each for each in objects if not each.unreadable),
        tuple(remarks),
        tuple(_now(found.new)) if moved else (),
        moved,
    )


def _objects(texts: Iterable[Text]) -> Iterator[ManifestObject]:
    for text in texts:
        yield from objects_of_source(read_text(text.text, text.name)).objects


def _now(paths: Iterable[str]) -> Iterator[ManifestObject]:
    """The objects of paths in the working tree. What is wrong with them, the run itself reports."""
    for path in paths:
        yield from _objects(text for text in texts_of(Path(path)) if isinstance(text, Text))


def _unread(manifest: ManifestObject) -> str:
    error = manifest.text_errors[0]
    line = f":{manifest.document.span(error.place).line}" if manifest.document else ""
    return f"{manifest.file}{line}: {error.message}; {NOT_COMPARED}"


def _new(reference: GitReference, paths: Sequence[str]) -> Iterator[str]:
    if len(paths) == 1:
        yield f"{paths[0]} is new: {reference} does not have it"
    elif paths:
        named = ", ".join(paths[:_MOST_NAMED])
        more = f" and {len(paths) - _MOST_NAMED} more" if paths[_MOST_NAMED:] else ""
        yield f"{len(paths)} paths are new: {reference} does not have {named}{more}"
