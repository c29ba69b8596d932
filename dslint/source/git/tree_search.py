"""The manifests in a folder of a commit, by the rules for folders of the working tree (source/file_search.py).

Git tracks all of a commit, so no ignore file leaves anything out.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from dslint.source.file_search import SUFFIXES
from dslint.source.git.objects import Entry, Kind, Objects, Tree


class Found(NamedTuple):
    """A manifest, or a link or submodule that may contain some; `path` is relative to the top of the repository."""

    path: str
    entry: Entry


def manifests_in(objects: Objects, commit: str, folder: str) -> Iterator[Found]:
    """In order of names. The folder must exist in the commit. Raises GitError."""
    tree = objects.tree(commit)
    for name in filter(None, folder.split("/")):
        tree = objects.tree(tree[name].object)
    waiting = [_within(objects, tree, folder)]
    while waiting:
        found = next(waiting[-1], None)
        if found is None:
            waiting.pop()
        elif isinstance(found, Found):
            yield found
        else:
            path, inner = found
            waiting.append(_within(objects, inner, path))


def _within(objects: Objects, tree: Tree, folder: str) -> Iterator[Found | tuple[str, Tree]]:
    """What is found in a folder itself, and the folders in it."""
    for name, entry in sorted(tree.items()):
        if name.startswith("."):
            continue
        path = f"{folder}/{name}" if folder else name
        if entry.kind is Kind.FOLDER:
            yield path, objects.tree(entry.object)
        elif entry.kind is Kind.SUBMODULE or name.lower().endswith(SUFFIXES):
            yield Found(path, entry)
