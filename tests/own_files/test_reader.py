"""One reader for all of dslint's own files: values of JSON's types, with the place of each fault."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

import pytest
import yaml

from dslint.data import rules_folder
from dslint.own_files.errors import OwnFileErrors, UnreadableFileError
from dslint.own_files.reader import read, read_text

LONG = "9" * 5000


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("", None),
        ("# nothing\n", None),
        ("---\n# nothing\n---\n", None),
        ("\ufeffa: 1\n", {"a": 1}),
        ("---\na: 1\n...\n", {"a": 1}),
        ("a: 2027-01-31\nb: 2001-12-14t21:59:43.10-05:00\n", {"a": "2027-01-31", "b": "2001-12-14t21:59:43.10-05:00"}),
        ("a: !!str 1\nb: !!int 1\nc: ! 1\n", {"a": "1", "b": 1, "c": "1"}),
        ("a: &x {b: 1}\nc: *x\nd: {<<: *x, e: 2}\n", {"a": {"b": 1}, "c": {"b": 1}, "d": {"b": 1, "e": 2}}),
        ("a: 'x{{y}}'\nb: [p?q]\n", {"a": "x{{y}}", "b": ["p?q"]}),
        ('{"a": [1, 2.5, null, true, "\\u00e9"]}', {"a": [1, 2.5, None, True, "é"]}),
        ('["a"]', ["a"]),
        ("{a: 1}", {"a": 1}),
        ("a: " + "[" * 49 + "]" * 49, {"a": json.loads("[" * 49 + "]" * 49)}),
        ('{"a": ' + "[" * 49 + "]" * 49 + "}", {"a": json.loads("[" * 49 + "]" * 49)}),
    ],
)
def test_values_are_those_of_json(text: str, value: Any) -> None:
    assert read_text(text, "f.yaml").value == value


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("a: 1\nb: 2\na: 3\n", "f.yaml:3: a: is set twice, first on line 1; remove one"),
        ('{"b": {"a": 1,\n "a": 2}}', "f.yaml:2: b.a: is set twice, first on line 1; remove one"),
        ("a: {b: 1}\n1: 2\n", 'f.yaml:2: the key 1 is a number; put it in quotes: "1"'),
        ("1.5: 2\n", 'f.yaml:1: the key 1.5 is a number; put it in quotes: "1.5"'),
        ("a:\n  ~: 2\n", 'f.yaml:2: a: a key is null; put it in quotes: "null"'),
        ("yes: 2\n", 'f.yaml:1: the key true is true or false; put it in quotes: "true"'),
        ("a: !!binary é\n", "f.yaml:1: a: the tag !!binary has no meaning here; remove it"),
        ("a: !!set {b}\n", "f.yaml:1: a: the tag !!set has no meaning here; remove it"),
        ("a: !!python/object:os.system x\n", "a: the tag !!python/object:os.system has no meaning here; remove it"),
        ("a: !mine x\n", "f.yaml:1: a: the tag !mine has no meaning here; remove it"),
        ("a: !!timestamp 2027-01-31\n", "f.yaml:1: a: the tag !!timestamp has no meaning here; remove it"),
        ("a: !!int abc\n", "f.yaml:1: a: !!str `abc` is tagged !!int; remove the tag"),
        ("a: .inf\n", "f.yaml:1: a: unsupported value: +Inf; quote it, or write a number"),
        ("a: *b\n", "f.yaml:1: a: unknown anchor 'b' referenced"),
        ("a: &b [*b]\n", "f.yaml:1: a[0]: anchor 'b' value contains itself"),
        ("a: \x07\n", "f.yaml:1: control characters are not allowed; remove U+0007"),
        ("a: 1\n---\n# more\nb: 2\n", "f.yaml:4: contains a second document; write one document per file"),
        ("a: 1\n--- b\n", "f.yaml:2: write --- alone on its line"),
        ("a: [\n", "f.yaml:2: is not valid YAML: "),
        ("a: b: c\n", "f.yaml:1: is not valid YAML: mapping values are not allowed in this context; quote the value"),
        ("a: " + "[" * 50 + "]" * 50, "nests deeper than 50 levels; dslint does not read more"),
        ('{"a": ' + "[" * 50 + "]" * 50 + "}", "nests deeper than 50 levels; dslint does not read more"),
        ("[" * 100_000, "f.yaml:1: "),
        ('{"a":' * 100_000, "f.yaml:1: "),
        (f"a: 0x{LONG}\n", "a number with several thousand digits"),
        ("a: &a [" + "x," * 100 + "]\nb: &b [" + "*a," * 100 + "]\nc: [" + "*b," * 100 + "]\n", "excessive aliasing"),
    ],
)
def test_what_no_schema_can_mean_is_told_with_line_and_key(text: str, said: str) -> None:
    with pytest.raises(OwnFileErrors) as refused:
        read_text(text, "f.yaml")
    first = refused.value.errors[0]
    assert said in str(first)
    assert first.line
    assert first.column


def test_a_column_is_told() -> None:
    with pytest.raises(OwnFileErrors) as refused:
        read_text("a: {b: 1, 2: 3}\n", "f.yaml")
    assert [(error.line, error.column, error.field) for error in refused.value.errors] == [(1, 11, "a")]


def test_of_very_many_faults_the_first_are_told_and_all_are_counted() -> None:
    with pytest.raises(OwnFileErrors) as refused:
        read_text("".join(f"{number}: a\n" for number in range(25)), "f.yaml")
    lines = str(refused.value).splitlines()
    assert (len(lines), lines[-1]) == (11, "f.yaml: and 15 more")


@pytest.mark.parametrize(
    ("path", "line"),
    [(("a",), 1), (("b", 1), 3), (("b", 1, "c"), 4), (("b", 1, "nope"), 3), (("b", 7), 2), ((), 1), (("x",), 1)],
)
def test_places_are_found_by_path(path: tuple[str | int, ...], line: int) -> None:
    for text in ("a: 1\nb: [0,\n  {d: 1,\n  c: 2}]\n", '{"a": 1,\n"b": [0,\n{"d": 1,\n"c": 2}]}'):
        position = read_text(text, "f").position(path)
        assert position
        assert position.line == line


@pytest.mark.parametrize("number", ["1e999", "-1e999", LONG])
def test_a_number_that_nothing_holds_is_text(number: str) -> None:
    assert read_text(f'{{"a": {number}}}', "f").value == {"a": number}


@pytest.mark.parametrize("file", sorted(rules_folder().rglob("*.yaml")), ids=lambda file: file.stem)
def test_our_own_rules_are_read_as_yaml_is(file: Path) -> None:
    assert read(file).value == yaml.load(file.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)


def test_what_is_no_regular_file_of_text_is_unreadable(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    (tmp_path / "large").write_bytes(b"a" * 2**20)
    (tmp_path / "utf-16").write_bytes("a: 1".encode("utf-16") + b"\x00")
    (tmp_path / "latin-1").write_bytes(b"a: 1\nb: \xe9\n")
    said = {
        tmp_path: "is a folder; name a file",
        tmp_path / "pipe": "is a pipe; name a file",
        tmp_path / "none": "no such file",
        tmp_path / "large" / "none": "no such file",
        Path("/dev/zero"): "is a device; name a file",
        tmp_path / "utf-16": "is not valid UTF-16; save it as UTF-8",
        tmp_path / "latin-1": "byte 0xe9 is not UTF-8; save the file as UTF-8",
        tmp_path / ("a" * 300): "cannot be read: File name too long",
        tmp_path / "a\0": "no such file",
    }
    for path, words in said.items():
        with pytest.raises(UnreadableFileError) as refused:
            read(path)
        assert refused.value.message == words
    with pytest.raises(UnreadableFileError, match="is larger than 0 MiB"):
        read(tmp_path / "large", most_bytes=2**19)


def test_a_locked_file_is_unreadable(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def locked(self: Path, *_: object) -> None:
        raise PermissionError(13, "Permission denied", str(self))

    (tmp_path / "f").write_text("a: 1")
    monkeypatch.setattr(Path, "open", locked)
    with pytest.raises(UnreadableFileError, match="f: cannot be read: Permission denied"):
        read(tmp_path / "f")


def test_a_pipe_that_a_shell_makes_of_a_command_is_read():
    reader, writer = os.pipe()
    try:
        os.write(writer, b"a: 1\n")
        os.close(writer)
        assert read(Path(f"/dev/fd/{reader}")).value == {"a": 1}
    finally:
        os.close(reader)
