"""Names of files that begin with a dash, as pre-commit appends them."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.conftest import Dslint

POD = (
    "apiVersion: v1\nkind: Pod\nmetadata: {name: agent}\nspec: {containers: [{name: agent, image: agent:1}], nope: 1}\n"
)
NODES = """\
apiVersion: dslint.dev/v1
kind: Inventory
metadata: {name: lab}
spec:
  nodeGroups:
  - {name: worker, count: 1, allocatable: {cpu: "4", memory: 8Gi, pods: "110"}}
"""


@pytest.fixture(autouse=True)
def _folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "repository").mkdir()
    monkeypatch.chdir(tmp_path / "repository")
    place("nodes.yaml", NODES)


def place(name: str, text: str = POD) -> str:
    path = Path(name)
    path.parent.mkdir(exist_ok=True, parents=True)
    path.write_text(text, encoding="utf-8")
    return name


HOSTILE = ["--write-baseline=/../x.yaml", "--config=/x.yaml", "--rules=/x.yaml", "--format=json=/x.yaml", "-qx.yaml",
           "-k.yaml", "-weird.yaml", "--fail-on=never", "--x/../--y.yaml"]  # fmt: skip


@pytest.mark.parametrize("name", HOSTILE)
def test_a_file_that_reads_like_an_option_is_linted(dslint: Dslint, tmp_path: Path, name: str) -> None:
    place(name.split("/../", maxsplit=1)[0] + "/keep.yaml") if "/../" in name else None
    place(name)
    before = {path: path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()}
    ran = dslint("lint", "--no-cache", name)
    assert ran.code == 1, ran.err
    assert 'unknown field "spec.nope"' in ran.out
    assert before == {path: path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_file_that_reads_like_an_option_is_planned(dslint: Dslint, name: str) -> None:
    place(name.split("/../", maxsplit=1)[0] + "/keep.yaml") if "/../" in name else None
    place(name, POD.replace(", nope: 1", ""))
    ran = dslint("plan", "--nodes", "nodes.yaml", name)
    assert ran.code == 0, ran.err
    assert "agent" in ran.out


def test_a_file_named_as_an_option_with_a_value_is_reported(dslint: Dslint) -> None:
    assert "'--fail-on=never' is read as a file" in dslint("lint", place("--fail-on=never")).err
    assert dslint("lint", place("-weird.yaml")).err == ""


@pytest.mark.parametrize("name", ["-q", "--strict", "--write-baseline", "-k", "--help"])
def test_a_file_named_exactly_as_an_option_is_rejected_rather_than_guessed(dslint: Dslint, name: str) -> None:
    place(name)
    ran = dslint("lint", name, "nodes.yaml")
    assert ran.code == 2
    assert f"write ./{name} for the file" in ran.err
    assert dslint("lint", f"./{name}").code == 1
    assert dslint("lint", "--", name).code == 1


def test_options_with_values_stay_options(dslint: Dslint) -> None:
    """The values exist as files, and another name begins with a dash."""
    place("--config=/x.yaml")
    place("1.30")
    place("known.json", '{"findings": []}')
    ran = dslint("lint", "-k", "1.30", "--config=/x.yaml", "--fail-on", "never", "-qk1.31", "--select=DS1")
    assert ran.code == 0, ran.err
    assert "DS101" in ran.out
    assert "Kubernetes 1.36" not in ran.out


def test_a_value_that_begins_with_a_dash_stays_the_value(dslint: Dslint) -> None:
    place("-own.yaml", "failOn: never\n")
    assert dslint("lint", "--config", "-own.yaml", place("pod.yaml")).code == 0


def test_options_behind_the_files_still_count(dslint: Dslint) -> None:
    assert dslint("lint", place("--rules=/x.yaml"), "--fail-on", "never").code == 0


def test_everything_after_the_end_of_options_is_a_file(dslint: Dslint) -> None:
    place("--config=/x.yaml")
    assert dslint("lint", "--config=/x.yaml", "--", "--strict").code == 3


def test_an_option_is_missing_where_its_word_is_a_file(dslint: Dslint) -> None:
    assert dslint("plan", place("--nodes=nodes.yaml"), place("pod.yaml")).code == 2


def test_inventories_too_may_begin_with_a_dash(dslint: Dslint) -> None:
    ran = dslint("inventory", "show", place("--format=/nodes.yaml", NODES))
    assert ran.code == 0, ran.err
    assert "worker" in ran.out
