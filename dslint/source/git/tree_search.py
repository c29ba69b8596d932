"""The manifests in a folder of a commit, by the rules for folders of the working tree (source/file_search.py)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from dslint.source.file_search import IGNORE_FILE, SUFFIXES, Ignoring
from dslint.source.git.objects import Entry, Kind, Objects, Tree
from dslint.source.ignore_patterns import IgnorePatterns


class Found(NamedTuple):
    """A manifest, or a link or submodule that may contain some; `path` is relative to the top of the repository."""

    path: str
    entry: Entry


def manifests_in(objects: Objects, commit: str, folder: str, *, respect_gitignore: bool) -> Iterator[Found]:
    """In order of names. The folder must exist in the commit. Raises GitError."""
    tree, ignoring = objects.tree(commit), Ignoring(b"", ())
    ignored = False
    for name in filter(None, folder.split("/")):
        ignoring = _also(objects, tree, ignoring) if respect_gitignore else ignoring
        ignored = ignored or ignoring.ignores(name, is_folder=True)
        tree, ignoring = objects.tree(tree[name].object), ignoring.within(name)
    # Whoever names a folder wants it searched, even one that git ignores.
    ignoring = ignoring._replace(patterns=()) if ignored else ignoring
    waiting = [_within(objects, tree, folder, ignoring, respect_gitignore=respect_gitignore)]
    while waiting:
        found = next(waiting[-1], None)
        if found is None:
            waiting.pop()
        elif isinstance(found, Found):
            yield found
        else:
            path, inner, deeper = found
            waiting.append(_within(objects, inner, path, deeper, respect_gitignore=respect_gitignore))


def _within(
    objects: Objects, tree: Tree, folder: str, ignoring: Ignoring, *, respect_gitignore: bool
) -> Iterator[Found | tuple[str, Tree, Ignoring]]:
    """What is found in a folder itself, and the folders in it."""
    if respect_gitignore:
        ignoring = _also(objects, tree, ignoring)
    for name, entry in sorted(tree.items()):
        inner = entry.kind is Kind.FOLDER
        if name.startswith(".") or ignoring.ignores(name, is_folder=inner):
            continue
        path = f"{folder}/{name}" if folder else name
        if inner:
            yield path, objects.tree(entry.object), ignoring.within(name)
        elif entry.kind is Kind.SUBMODULE or name.lower().endswith(SUFFIXES):
            yield Found(path, entry)


def _also(objects: Objects, tree: Tree, ignoring: Ignoring) -> Ignoring:
    file = tree.get(IGNORE_FILE)
    if file is None or file.kind is not Kind.FILE:
        return ignoring
    return ignoring.also(IgnorePatterns.of_file(objects.content(file)))
