from __future__ import annotations

from pathlib import Path

import pytest

from dslint.findings import Note
from dslint.source.inputs import Text, decoded, each_of, inputs_of, texts_of


@pytest.mark.parametrize(
    ("data", "line", "words"),
    [
        ("a: 1\n".encode("utf-16"), None, "UTF-16"),
        ("a: 1\n".encode("utf-32"), None, "UTF-32"),
        (b"a: 1\nb: \xff\n", 2, "byte 0xff"),
        (b"\x1f\x8b\x08\x00", 1, "byte 0x8b"),
    ],
)
def test_bytes_that_are_no_text_are_noted(data, line, words):
    note = decoded(data, "a.yaml")
    assert isinstance(note, Note)
    assert note.line == line
    assert words in note.message


def test_utf8_is_text():
    assert decoded("é: 1\n".encode(), "a.yaml") == Text("a.yaml", "é: 1\n")


def test_a_path_that_is_not_there_is_noted(tmp_path):
    (note,) = texts_of(tmp_path / "nothing.yaml")
    assert note == Note(str(tmp_path / "nothing.yaml"), None, "no such file or folder")


def test_a_folder_gives_the_texts_of_its_manifests(tmp_path):
    (tmp_path / "b.yaml").write_text("b")
    (tmp_path / "a.yaml").write_text("a")
    assert [text.text for text in texts_of(tmp_path)] == ["a", "b"]


def test_sources_are_one_or_several_and_objects_become_values_of_json() -> None:
    assert list(each_of(None)) == []
    assert list(each_of("a.yaml")) == ["a.yaml"]
    assert list(each_of(({"kind": "Pod"}, Path("b.yaml")))) == [{"kind": "Pod"}, Path("b.yaml")]
    text = Text("c.yaml", "kind: Pod")
    assert list(inputs_of([{"kind": "Pod"}, text])) == [{"kind": "Pod"}, text]


@pytest.mark.parametrize("value", [7, b"bytes", [7]])
def test_anything_else_is_no_source(value: object) -> None:
    with pytest.raises(TypeError, match="expected a path or an object"):
        list(each_of(value))
