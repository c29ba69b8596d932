from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.conftest import Dslint

MANIFEST = """\
apiVersion: v1
kind: Pod
metadata: {name: agent, namespace: logging}
spec:
  nodeSelector:
    beta.kubernetes.io/os: linux
  containers:
  - {name: agent, image: "registry.example/agent:1.0"}
"""


@pytest.fixture
def file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / ".git").mkdir()
    place = tmp_path / "pod.yaml"
    place.write_text(MANIFEST)
    return place


def found(dslint: Dslint, *words: str) -> int:
    return dslint("lint", "--no-cache", "--select", "DS301", "--format", "concise", *words).out.count("DS301")


def test_a_baseline_is_written_and_leaves_out_what_was_there(dslint: Dslint, file: Path) -> None:
    assert found(dslint, "--write-baseline", "known.json", str(file)) == 1
    assert found(dslint, "--baseline", "known.json", str(file)) == 0


def test_a_baseline_that_is_not_there_is_an_input_that_cannot_be_read(dslint: Dslint, file: Path) -> None:
    ran = dslint("lint", "--baseline", "nothing.json", str(file))
    assert ran.code == 3
    assert "--write-baseline nothing.json writes a new one" in ran.err


def test_the_configuration_leaves_out_what_it_names(dslint: Dslint, file: Path) -> None:
    (file.parent / ".dslint.yaml").write_text("ignores:\n- {rules: [DS301], namespaces: [log*], reason: kept}\n")
    assert found(dslint, str(file)) == 0
    assert found(dslint, "--no-ignores", str(file)) == 1


def test_an_invalid_date_is_reported_with_its_line(dslint: Dslint, file: Path) -> None:
    (file.parent / ".dslint.yaml").write_text("ignores:\n- {rules: [DS301], until: '2027-13-31'}\n")
    ran = dslint("lint", str(file))
    assert ran.code == 2
    assert ".dslint.yaml:2: ignores[0].until:" in ran.err
    assert "write a date such as 2027-01-31" in ran.err
