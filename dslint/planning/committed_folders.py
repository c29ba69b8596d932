"""The files of kubelets' folders as a commit has them, to say what a change does to static pods."""

from __future__ import annotations

from collections.abc import Iterable

from dslint.api_server.baseline import BaselineError
from dslint.kubelet.manifest_folder import LIMIT
from dslint.source.git.commands import GitError
from dslint.source.git.history import StoredFile, files_of_folders
from dslint.source.git.references import reference_of


def committed_files(source: str, folders: Iterable[str]) -> list[StoredFile] | None:
    """Those that a kubelet reads; None if no folder is in a repository with this commit. Raises BaselineError."""
    try:
        found = files_of_folders(reference_of(source), folders)
    except (GitError, OSError) as error:
        raise BaselineError(str(error)) from error
    if found is None:
        return None
    return [each for each in found if not each.name.startswith(".") and len(each.content) < LIMIT]
