"""Which files of its manifest folder a kubelet reads, and what it reads of them.

Kubernetes: pkg/kubelet/config/file.go (extractFromDir, extractFromFile).
"""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

from dslint.source.file_search import lies_in

LIMIT = 10 * 1024 * 1024
"""Bytes at which the kubelet gives a file up."""

READ_LIMIT_REACHED = "the read limit is reached"

LEFTOVER_ENDINGS = (
    "~",
    ".bak",
    ".dpkg-dist",
    ".dpkg-old",
    ".old",
    ".orig",
    ".rej",
    ".rpmsave",
    ".save",
    ".swp",
    ".tmp",
)


class TooLargeError(ValueError):
    """A file of 10 MiB or more; the text is the kubelet's."""


@dataclass(frozen=True, slots=True)
class ManifestFolder:
    """A kubelet's folder: the files it reads, in its order, and what it passes over, with the reason.

    `links` are symbolic links out of the folder. A kubelet follows them on its node; here they would show whatever file
    of this machine somebody names in a repository.
    """

    path: Path
    files: tuple[Path, ...]
    hidden: tuple[Path, ...]
    folders: tuple[Path, ...]
    links: tuple[Path, ...] = ()


def manifest_folder(path: Path) -> ManifestFolder:
    """Look at a folder, or at the single file that a `staticPodPath` may name.

    Raises OSError where it cannot be read.
    """
    if path.is_file():
        return ManifestFolder(path, (path,), (), ())
    # Go's Glob matches `[^.]*` and sorts by name.
    entries = sorted(path.iterdir(), key=lambda entry: entry.name.encode("utf-8", "surrogateescape"))
    real = os.path.realpath(path)
    links = tuple(entry for entry in entries if entry.is_symlink() and not lies_in(real, os.path.realpath(entry)))
    entries = [entry for entry in entries if entry not in links]
    return ManifestFolder(
        path,
        tuple(entry for entry in entries if _is_read(entry)),
        tuple(entry for entry in entries if entry.name.startswith(".") and entry.is_file()),
        tuple(entry for entry in entries if entry.is_dir()),
        links,
    )


def _is_read(entry: Path) -> bool:
    return entry.is_file() and not entry.name.startswith(".")


def looks_like_a_leftover(file: Path) -> bool:
    """An editor's backup or a package manager's copy, which the kubelet runs like any other file."""
    name = file.name
    return name.endswith(LEFTOVER_ENDINGS) or name.startswith("#")


def read(file: Path) -> bytes:
    """The file's content. Raises TooLargeError, and OSError where it cannot be read."""
    with file.open("rb") as stream:
        content = stream.read(LIMIT)
    if len(content) == LIMIT:
        raise TooLargeError(READ_LIMIT_REACHED)
    return content
