"""A configuration is held against its schema, the calendar, and the folders that it names."""

from __future__ import annotations

from pathlib import Path

import pytest

from dslint.own_files.configuration.check import check
from dslint.own_files.configuration.settings import ConfigurationError
from dslint.own_files.reader import read


def faults(folder: Path, text: str) -> list[str]:
    file = folder / ".dslint.yaml"
    file.write_text(text)
    try:
        check(read(file))
    except ConfigurationError as error:
        return str(error).replace(f"{folder}/", "").splitlines()
    return []


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("failOn: warning\n", []),
        ("ignores: [{rules: [DS301], reason: x, until: 2028-02-29}]\n", []),
        ("failon: warning\n", [".dslint.yaml:1: failon: unknown field; did you mean failOn?"]),
        (
            "ignores:\n- {rules: [DS301], reason: x, until: 2027-02-29}\n",
            [('.dslint.yaml:2: ignores[0].until: "2027-02-29" is not a valid date; write a date such as 2027-01-31')],
        ),
        ("rules: [none]\n", [".dslint.yaml:1: rules[0]: none is not a folder"]),
        (
            "rules: [..]\n",
            [".dslint.yaml:1: rules[0]: .. is outside the project; move it inside, or name it with --rules"],
        ),
    ],
)
def test_each_fault_is_a_line(tmp_path: Path, text: str, said: list[str]) -> None:
    assert faults(tmp_path, text) == said


def test_a_folder_of_rules_inside_the_project_is_accepted_and_a_file_is_not(tmp_path: Path) -> None:
    (tmp_path / "rules").mkdir()
    (tmp_path / "file").write_text("")
    assert faults(tmp_path, "rules: [rules, .]\n") == []
    assert faults(tmp_path, "rules: [file]\n") == [".dslint.yaml:1: rules[0]: file is not a folder"]


def test_links_in_a_circle_and_odd_names_are_no_folders(tmp_path: Path) -> None:
    (tmp_path / "loop").symlink_to(tmp_path / "loop")
    assert faults(tmp_path, "rules: [loop]\n") != []
    assert faults(tmp_path, 'rules: ["a\\0b"]\n') == [".dslint.yaml:1: rules[0]: 'a\\x00b' is not a folder"]
