"""The files of a manifest folder that a kubelet reads.

Kubernetes: pkg/kubelet/config/file.go (extractFromDir, extractFromFile).
"""

from __future__ import annotations

import os
import re
from dataclasses import dataclass
from pathlib import Path

from dslint.source.file_search import lies_in

LIMIT = 10 * 1024 * 1024
"""Bytes; the kubelet does not read files of this size or larger."""

READ_LIMIT_REACHED = "the read limit is reached"

LEFTOVER = re.compile(
    r"""^\# | ~[0-9]*~?$ | ^copy[ _-]of[ _-] | [ (_-]copy(?:[ (_-]?[0-9]+\)?)?(?:\.|$)
    | [._-](?:backup|back|bak|bck|bkp|broken|disabled?|dist|dpkg-[a-z]+|inactive|new|off|old|orig|original
      |previous|prev|rej|rpm(?:new|orig|save)|save[0-9]*|sw[nop]|tmp|temp|ucf-[a-z]+|unused)[0-9]*(?:\.(?:ya?ml|json))?$
    | \.(?:ya?ml|json)[._-]v?[0-9]
    | [._-](?:19|20)[0-9]{2}-?[01][0-9]-?[0-3][0-9](?:[T._-]?[0-9:-]+)?(?:\.(?:ya?ml|json))?$""",
    re.IGNORECASE | re.VERBOSE,
)
"""Names of the copies that editors, package managers and people leave beside a manifest."""


class TooLargeError(ValueError):
    """A file of 10 MiB or more; the message is the kubelet's."""


@dataclass(frozen=True, slots=True)
class ManifestFolder:
    """A kubelet's folder: the files it reads, in its order, and what it does not read.

    `links` are symbolic links out of the folder. A kubelet follows them on its node. dslint does not: a link in a
    repository could show any file of this machine.
    """

    path: Path
    files: tuple[Path, ...]
    hidden: tuple[Path, ...]
    folders: tuple[Path, ...]
    links: tuple[Path, ...] = ()


def manifest_folder(path: Path) -> ManifestFolder:
    """The contents of a folder, or of the single file that a `staticPodPath` may name.

    Raises OSError if it cannot be read.
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
    """Whether it is a backup, or a manifest that someone meant to disable. The kubelet reads it like any other file."""
    return LEFTOVER.search(file.name) is not None


def read(file: Path) -> bytes:
    """The file's content. Raises TooLargeError, and OSError if it cannot be read."""
    with file.open("rb") as stream:
        content = stream.read(LIMIT)
    if len(content) == LIMIT:
        raise TooLargeError(READ_LIMIT_REACHED)
    return content
