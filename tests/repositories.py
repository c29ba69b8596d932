"""Small git repositories, made for one test."""

from __future__ import annotations

from pathlib import Path

from tests.house.checkout import git


def new_repository(folder: Path, *options: str) -> None:
    git(folder, "init", "--quiet", "--initial-branch=main", "--template=", *options)
    with (folder / ".git" / "config").open("a") as configuration:
        configuration.write("[maintenance]\n\tauto = false\n")


def commit(folder: Path) -> str:
    """Commits all of the working tree; the name of the commit."""
    git(folder, "add", "--all", "--force")
    git(folder, "commit", "--quiet", "--allow-empty", "--no-verify", "--message=change")
    branch = (folder / ".git" / "HEAD").read_text().split()[1]
    return (folder / ".git" / branch).read_text().strip()


def write(folder: Path, texts: dict[str, str | bytes]) -> None:
    for name, text in texts.items():
        file = folder / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(text.encode() if isinstance(text, str) else text)
