from __future__ import annotations

from pathlib import Path

from dslint.source.file_search import NotRead, find_files
from dslint.source.git.commands import Git
from dslint.source.git.objects import objects_of
from dslint.source.git.tree_search import manifests_in
from tests.house.checkout import git
from tests.repositories import commit, write

TEXTS: dict[str, str | bytes] = {
    "a.yaml": "",
    "b.YML": "",
    "c.json": "",
    "README.md": "",
    ".hidden.yaml": "",
    ".github/workflow.yaml": "",
    ".gitignore": "build/\n/generated.yaml\n*.tpl.yaml\n",
    "generated.yaml": "",
    "build/x.yaml": "",
    "build/keep/y.yaml": "",
    "deploy/generated.yaml": "",
    "deploy/x.tpl.yaml": "",
    "deploy/.gitignore": "!x.tpl.yaml\nlocal/\n",
    "deploy/local/z.yaml": "",
    "deploy/deep/er/z.yaml": "",
}


def found(repository: Path, name: str, folder: str) -> list[str]:
    with objects_of(Git.of_folder(repository)) as objects:
        return [each.path for each in manifests_in(objects, name, folder)]


def test_a_folder_of_a_commit_has_the_files_that_a_search_of_the_working_tree_finds(repository: Path) -> None:
    write(repository, TEXTS)
    name = commit(repository)
    for respect_gitignore in (True, False):
        for folder in ("", "deploy", "deploy/deep", "build", "build/keep", "deploy/local"):
            paths = list(find_files(Path(folder), respect_gitignore=respect_gitignore))
            assert paths
            assert not [each for each in paths if isinstance(each, NotRead)]
            in_commit = found(repository, name, folder)
            assert in_commit == [Path(str(each)).as_posix() for each in paths], folder


def test_links_and_submodules_are_found_and_not_entered(repository: Path) -> None:
    write(repository, {"deploy/ds.yaml": ""})
    (repository / "link.yaml").symlink_to("deploy/ds.yaml")
    (repository / "folder").symlink_to("deploy")
    git(repository, "update-index", "--add", "--cacheinfo", f"160000,{'1' * 40},vendor")
    git(repository, "add", "deploy", "link.yaml", "folder")
    git(repository, "commit", "--quiet", "--message=links")
    assert found(repository, git(repository, "rev-parse", "HEAD").strip(), "") == [
        "deploy/ds.yaml",
        "link.yaml",
        "vendor",
    ]
