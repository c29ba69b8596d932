from __future__ import annotations

from pathlib import Path

from dslint.api_server.committed_objects import CommittedObjects, committed_objects
from dslint.source.git.references import reference_of
from dslint.source.inputs import Scope
from tests.repositories import commit, write

AGENT = "apiVersion: apps/v1\nkind: DaemonSet\nmetadata: {name: agent}\n"


def at(reference: str, *paths: str) -> CommittedObjects:
    return committed_objects(reference_of(reference), Scope(paths))


def test_objects_have_their_places_in_the_commit(repository: Path) -> None:
    write(repository, {"ds.yaml": f"# the agent\n{AGENT}---\nkind: Service\napiVersion: v1\n"})
    commit(repository)
    write(repository, {"ds.yaml": "changed: true\n"})
    (agent,) = at("git:HEAD", "ds.yaml").manifests
    assert agent.document is not None
    assert (agent.file, agent.document.place(("kind",), "key").line) == ("git:HEAD:ds.yaml", 3)


def test_what_cannot_be_parsed_is_a_remark_with_its_line_and_the_rest_is_compared(repository: Path) -> None:
    write(repository, {"ds.yaml": AGENT, "bad.yaml": f"{AGENT}spec:\n  a: [\n"})
    commit(repository)
    found = at("git:HEAD", ".")
    assert [each.file for each in found.manifests] == ["git:HEAD:ds.yaml"]
    (remark,) = found.remarks
    assert remark.startswith("git:HEAD:bad.yaml:6: ")
    assert remark.endswith("; its objects are treated as new")


def test_new_paths_are_counted_and_the_first_ones_named(repository: Path) -> None:
    commit(repository)
    write(repository, {f"{name}.yaml": AGENT for name in "abcde"})
    assert at("git:HEAD", "a.yaml").remarks == ("a.yaml is new: git:HEAD does not have it",)
    paths = [f"{name}.yaml" for name in "abcde"]
    assert at("git:HEAD", *paths).remarks == (
        "5 paths are new: git:HEAD does not have a.yaml, b.yaml, c.yaml and 2 more",
    )


def test_with_new_paths_come_their_objects_and_those_that_the_working_tree_lost(repository: Path) -> None:
    write(repository, {"old/ds.yaml": AGENT, "old/bad.yaml": "a: [\n"})
    commit(repository)
    (repository / "old").rename(repository / "new")
    found = at("git:HEAD", "new")
    assert [each.file for each in found.arrived] == ["new/bad.yaml", "new/ds.yaml"]
    assert [each.file for each in found.moved] == ["git:HEAD:old/ds.yaml"]
