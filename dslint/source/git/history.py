"""The manifests at a commit: those of the same paths as in the working tree, or of a path in the commit."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import NamedTuple

from dslint.findings import Note
from dslint.source.bounded_input import TooLargeError
from dslint.source.git.commands import GitEndedError, GitError
from dslint.source.git.objects import Entry, Kind, Objects, objects_of
from dslint.source.git.references import GitReference
from dslint.source.git.repository import Repositories, Repository
from dslint.source.git.tree_search import Found, manifests_in
from dslint.source.inputs import Scope, Text, decoded

_LFS_POINTER = b"version https://git-lfs.github.com/spec/"
NOT_COMPARED = "its objects are treated as new"


class Earlier(NamedTuple):
    """What a commit has of the paths. `remarks` are sentences about what is not compared.

    `new` are the paths that it does not have; `moved` are then the manifests that it has and the working tree lost.
    """

    texts: tuple[Text, ...] = ()
    remarks: tuple[str, ...] = ()
    new: tuple[str, ...] = ()
    moved: tuple[Text, ...] = ()


def earlier(reference: GitReference, scope: Scope) -> Earlier:
    """Raises GitError."""
    with ExitStack() as stack:
        search = _Search(reference, scope, stack)
        search.read_all()
        moved = tuple(search.moved()) if search.new else ()
        return Earlier(tuple(search.texts), tuple(search.remarks), tuple(search.new), moved)


class StoredFile(NamedTuple):
    """A file of a folder, as a commit has it. `file` is what reports call it."""

    file: str
    name: str
    content: bytes


def files_of_folders(reference: GitReference, folders: Iterable[str]) -> list[StoredFile] | None:
    """The files that lie in folders themselves, whatever their suffix. Raises GitError.

    None if no folder is in a repository that has the commit: there is nothing to compare with.
    """
    found: list[StoredFile] = []
    compared = False
    with ExitStack() as stack:
        search = _Search(reference, Scope(), stack)
        for at, path in search.places(folders):
            compared = True
            found.extend(_files(at, path, reference))
    return found if compared else None


def _files(at: _Commit, path: str, reference: GitReference) -> Iterator[StoredFile]:
    entry = at.objects.find(at.name, path)
    if entry is None or entry[1].kind is not Kind.FOLDER:
        return
    for name, each in sorted(at.objects.tree(entry[1].object).items()):
        if each.kind is Kind.FILE:
            place = f"{path}/{name}" if path else name
            yield StoredFile(reference.name_of(place), name, at.objects.content(each))


class _Commit(NamedTuple):
    """`repository` is the folder that git runs in, `top` that of its working tree, `name` the commit's hash."""

    repository: str
    top: str
    name: str
    objects: Objects


class _Search:
    """Reads the paths one after the other; each file once, also where paths overlap."""

    def __init__(self, reference: GitReference, scope: Scope, stack: ExitStack) -> None:
        self.reference = reference
        self.scope = scope
        self.stack = stack
        self.texts: list[Text] = []
        self.remarks: list[str] = []
        self.new: list[str] = []
        self._commits: dict[str, _Commit | None] = {}
        self._read: set[tuple[str, str]] = set()

    def read_all(self) -> None:
        repositories = Repositories()
        if self.reference.path is not None:
            repository = repositories.current()
            path = repository.path_in(self.reference.path)
            if not self._path(repository, path, path):
                raise GitError(f"{self.reference.name_of(path)}: no such file or folder in this commit")
            return
        for given in self.scope.paths:
            repository, place = repositories.of(Path(given))
            if not self._path(repository, repository.path_of(place), given):
                self.new.append(given)

    def places(self, folders: Iterable[str]) -> Iterator[tuple[_Commit, str]]:
        """The commit and the path in it of each folder that is in a repository."""
        repositories = Repositories()
        if self.reference.path is not None:
            repository = repositories.current()
            at = self._at(repository)
            if at is not None:
                yield at, repository.path_in(self.reference.path)
            return
        for folder in folders:
            try:
                repository, place = repositories.of(Path(folder))
            except GitEndedError:
                raise
            except GitError:
                continue
            at = self._at(repository)
            if at is not None:
                yield at, repository.path_of(place)

    def moved(self) -> Iterator[Text]:
        """The readable manifests that are in the commit, and no longer in the working tree."""
        for at in filter(None, self._commits.values()):
            for each in manifests_in(at.objects, at.name, ""):
                if (at.repository, each.path) in self._read or os.path.lexists(os.path.join(at.top, each.path)):  # noqa: PTH118 - thousands
                    continue
                try:
                    text = _text(at.objects, each.entry, self.reference.name_of(each.path))
                except GitEndedError:
                    raise
                except GitError:
                    # A partial clone lacks what its working tree does not have.
                    continue
                if isinstance(text, Text):
                    yield text

    def _path(self, repository: Repository, path: str, given: str) -> bool:
        """Whether the commit has the path; there is nothing to compare with where there is no commit."""
        at = self._at(repository)
        if at is None:
            return True
        found = at.objects.find(at.name, path)
        if found is None:
            return False
        if found[1].kind is not Kind.FOLDER:
            self._file(at, Found(*found))
            return True
        for each in manifests_in(at.objects, at.name, path):
            if not self.scope.excludes(Path(given, each.path[len(path) :].lstrip("/"))):
                self._file(at, each)
        return True

    def _at(self, repository: Repository) -> _Commit | None:
        """The commit in a repository; None, with a remark, where there is none yet."""
        folder = repository.git.folder
        if folder not in self._commits:
            name = repository.commit(self.reference.revision)
            self._commits[folder] = None
            if name is None:
                self.remarks.append(f"{self.reference}: the branch has no commit yet; all manifests are treated as new")
            else:
                self._commits[folder] = _Commit(
                    folder, repository.top, name, self.stack.enter_context(objects_of(repository.git))
                )
        return self._commits[folder]

    def _file(self, at: _Commit, found: Found) -> None:
        if (at.repository, found.path) in self._read:
            return
        self._read.add((at.repository, found.path))
        text = _text(at.objects, found.entry, self.reference.name_of(found.path))
        if isinstance(text, Note):
            line = "" if text.line is None else f":{text.line}"
            self.remarks.append(f"{text.file}{line} {text.message}; {NOT_COMPARED}")
        else:
            self.texts.append(text)


def _text(objects: Objects, entry: Entry, name: str) -> Text | Note:
    if entry.kind is not Kind.FILE:
        return Note(name, None, f"is a {entry.kind.value}; not followed")
    try:
        content = objects.content(entry)
    except TooLargeError as error:
        return Note(name, None, f"is {error.strerror}")
    if content.startswith(_LFS_POINTER):
        return Note(name, None, "is a Git LFS pointer: git does not have its content")
    return decoded(content, name)
