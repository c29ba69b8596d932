"""The names of commits that --from takes: HEAD, branches and tags of the repository of the current folder."""

from __future__ import annotations

from pathlib import Path

from dslint.source.git.commands import Git, GitError

_NAMESPACES = ("refs/heads", "refs/tags", "refs/remotes")


def references() -> list[str]:
    """HEAD alone where git knows nothing more."""
    git = Git.named_by_environment() or Git.of_folder(Path())
    try:
        answer = git.ask("for-each-ref", "--format=%(refname:short)", *_NAMESPACES)
    except GitError:
        return ["HEAD"]
    return ["HEAD", *answer.output.decode("utf-8", "replace").split()]
