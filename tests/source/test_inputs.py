from __future__ import annotations

from pathlib import Path

import pytest

from dslint.findings import Note
from dslint.source.inputs import (
    Text,
    decoded,
    each_of,
    folder_or_commit,
    inputs_of,
    mentions,
    names_commit,
    scope_of,
    texts_of,
)


@pytest.mark.parametrize(
    ("data", "line", "words"),
    [
        ("a: 1\n".encode("utf-32"), None, "UTF-32"),
        (b"a: 1\nb: \xff\x00\n", 2, "byte 0xff"),
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


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
def test_utf16_with_a_byte_order_mark_is_text(encoding: str) -> None:
    data = "\ufeffé: 1\n".encode(encoding)
    assert decoded(data, "a.yaml") == Text("a.yaml", "é: 1\n", data)


def test_a_byte_that_is_not_utf8_is_read_as_kubectl_reads_it() -> None:
    data = b"a: 1 # Gr\xfc\xdfe\n"
    assert decoded(data, "a.yaml") == Text("a.yaml", "a: 1 # Gr\ufffd\ufffde\n", data)


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


@pytest.mark.parametrize(
    ("source", "commit"),
    [("git:HEAD", True), ("git:", True), ("./git:HEAD", False), (Path("git:HEAD"), False), ({"kind": "Pod"}, False)],
)
def test_only_a_text_that_begins_as_one_names_a_commit(source: object, commit: bool) -> None:
    assert names_commit(source) is commit


def test_the_scope_of_sources_is_their_paths_and_names() -> None:
    sources = [
        "a.yaml",
        Path("deploy"),
        Text("c.yaml", "kind: Pod"),
        Text("-", ""),
        Text("<stdin>", ""),
        {"kind": "Pod"},
    ]
    scope = scope_of(sources)
    assert scope is not None
    assert scope.paths == ("a.yaml", "deploy", "c.yaml")
    assert scope_of([Text("-", ""), {"kind": "Pod"}]) is None


def test_folders_come_from_the_first_folder_or_commit(tmp_path: Path) -> None:
    assert folder_or_commit([]) is None
    assert folder_or_commit(["a.yaml", {"kind": "Pod"}]) is None
    assert folder_or_commit(["a.yaml", tmp_path, "git:HEAD"]) == tmp_path
    assert folder_or_commit(["git:HEAD", tmp_path]) == "git:HEAD"


@pytest.mark.parametrize(
    ("given", "there"),
    [
        (Text("a.yaml", "kind: Policy"), True),
        (Text("a.yaml", "kind: Pod"), False),
        ({"kind": "Policy"}, True),
        ({"kind": "List", "items": [{"kind": "Pod"}, {"kind": "Policy"}]}, True),
        ({"kind": "Pod", "metadata": {"name": "Policy"}}, False),
        ([Note("a.yaml", None, "Policy"), Text("b.yaml", "kind: Pod")], False),
    ],
)
def test_a_word_is_looked_for_in_texts_and_kinds(given, there):
    assert mentions(given, "Policy") is there
