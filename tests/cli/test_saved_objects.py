"""Objects saved with kubectl, as dslint rollout reads them."""

from __future__ import annotations

import io
import sys
from pathlib import Path

import pytest

from dslint.cli.exit_codes import InputFailure, UsageFailure
from dslint.cli.saved_objects import saved_objects

LIST = "kind: List\nitems:\n- {kind: DaemonSet, metadata: {name: agent}}\n- {kind: Pod, metadata: {name: p}}\n"


def test_objects_of_several_files_come_in_order(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_text(LIST)
    (tmp_path / "b.json").write_text('{"kind": "ControllerRevision", "metadata": {"name": "r"}}')
    found = saved_objects([str(tmp_path / "a.yaml"), str(tmp_path / "b.json")])
    assert [one["kind"] for one in found] == ["DaemonSet", "Pod", "ControllerRevision"]


def test_standard_input_is_a_dash_and_is_read_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(LIST.encode())))
    assert len(saved_objects(["-"])) == 2
    with pytest.raises(UsageFailure, match="--filename is - twice"):
        saved_objects(["-", "-"])


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("kind: Pod\n", "no DaemonSet in "),
        ("", "no DaemonSet in "),
        ("a: [\n", "a.yaml:2: "),
        ("kind: DaemonSet\nspec: []\n", "a.yaml:2: spec: json: cannot unmarshal array"),
    ],
)
def test_what_cannot_be_used_is_told(tmp_path: Path, text: str, said: str) -> None:
    (tmp_path / "a.yaml").write_text(text)
    with pytest.raises(InputFailure) as refused:
        saved_objects([str(tmp_path / "a.yaml")])
    assert said in str(refused.value)


def test_a_file_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(InputFailure, match="no such file"):
        saved_objects([str(tmp_path / "none.yaml")])
