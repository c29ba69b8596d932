from __future__ import annotations

import pytest

from dslint.source import document_reader
from dslint.source.block_lines import read_block_lines
from dslint.source.document_reader import looks_like_json, read_text
from dslint.source.documents import Source
from dslint.source.recent import Recent

POD = """\
apiVersion: v1
kind: Pod
metadata:
  name: agent
spec:
  containers:
  - name: agent
    image: agent:1
"""


def contents(text):
    return [document.content.value for document in read_text(text, "ds.yaml").documents]


def faults(text):
    source = read_text(text, "ds.yaml")
    return [
        (fault.code, document.span(fault.place).line, document.span(fault.place).column)
        for document in source.documents
        for fault in document.faults
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a: b\x01c\n", [("DS004", 1, 5)]),
        ("a: 1\n---\nb: \x7f\n", [("DS004", 3, 4)]),
        ("a:\n\tb: 1\n", [("DS001", 2, 1)]),
        ("# c\na: &a\n  b: *a\n", [("DS006", 3, 6)]),
        ("a: *b\nc: *d\n", [("DS005", 1, 4), ("DS005", 2, 4)]),
        ("a: 1\nb: 2\na: 3\n", [("DS002", 3, 1)]),
        ("~: 1\n", [("DS008", 1, 1)]),
        ("0xFFFFFFFFFFFFFFFF: 1\n", [("DS008", 1, 1)]),
        ("{a: b}: 1\n", [("DS008", 1, 1)]),
        ("a: &k {b: 1}\n*k : 1\n", [("DS008", 2, 1)]),
        ("a: [.inf, .nan]\n", [("DS009", 1, 5), ("DS009", 1, 11)]),
        ("a: &x .inf\nb: *x\n", [("DS009", 1, 4), ("DS009", 2, 4)]),
        ("a: !!int x\n", [("DS009", 1, 4)]),
        ("a: 0x" + "f" * 4000 + "\n", [("DS009", 1, 4)]),
        ("a: 1\n--- b\n", [("DS010", 2, 5)]),
        ("%YAML 1.2\n---\na: 1\n", [("DS011", 1, 1)]),
        ("a:\n  <<: [1]\n", [("DS012", 2, 3)]),
        ("b: &b [{x: 1}]\na:\n  <<: *b\n", [("DS012", 3, 3)]),
        ("a: 1\n...\n# c\nb: 2\n", [("DS013", 4, 1)]),
        ("1: a\n'1': b\n", [("DS016", 2, 1)]),
        ("1: a\n0x1: b\n", [("DS002", 2, 1)]),
    ],
)
def test_a_fault_is_told_where_it_stands(text, expected):
    assert faults(text) == expected


@pytest.mark.parametrize("text", ["a: ! yes\n", "a: !<!> yes\n", "a: !x yes\n", "a: !!seq yes\n"])
def test_a_tag_that_says_nothing_leaves_the_text(text):
    assert read_text(text, "ds.yaml").documents[0].value == {"a": "yes"}


@pytest.mark.parametrize(("text", "is_json"), [('{"a": 1}', True), ("\n \t{", True), ("[1]", False), ("a: 1", False)])
def test_a_text_that_begins_with_a_brace_is_taken_for_json(text: str, is_json: bool) -> None:
    assert looks_like_json(text) is is_json


@pytest.fixture
def _documents_are_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(document_reader, "KNOWN", Recent(10_000))


@pytest.mark.usefixtures("_documents_are_kept")
@pytest.mark.parametrize(
    "text",
    [
        "a: {b: 1}\n---\n# c\nkind: Pod\nkind: Pod\n---\na: [\n",
        "\ufeffa: 1\n---\nb:\n  - c\n",
        "a: 1\n--- b\nc: 2\n",
        '{"a": 1}\n{"b": 2}\n',
        "{{ if .x }}\na: 1\n---\na: 1\n---\n",
        "apiVersion: v1\nkind: Pod\nspec:\ncontainers:\n- name: a\n---\na: 1\n",
    ],
)
def test_a_document_that_is_known_is_read_as_for_the_first_time(text: str) -> None:
    read_text(text, "a.yaml")
    above = "# one more line\nx: 1\n---\n" if not text.startswith("{") else ""
    known = read_text(above + text, "a.yaml")
    document_reader.KNOWN.limit = 0
    assert as_read(known) == as_read(read_text(above + text, "a.yaml"))


@pytest.mark.usefixtures("_documents_are_kept")
def test_only_documents_that_have_changed_are_read_again(monkeypatch: pytest.MonkeyPatch) -> None:
    read_text("a: 1\n---\nb: 1\n", "a.yaml")
    texts: list[str] = []

    def read(text: str) -> object:
        texts.append(text)
        return read_block_lines(text)

    monkeypatch.setattr(document_reader, "read_block_lines", read)
    read_text("a: 1\n---\nb: 2\n", "a.yaml")
    assert texts == ["b: 2\n"]


def as_read(source: Source) -> object:
    """All that is said of the documents, with the places of their faults and keys."""
    return [
        (*one[:3], one.offset, one.first, one.line, [one.span(fault.place) for fault in one.faults], one.place(("b",)))
        for one in source.documents
    ]


@pytest.mark.parametrize(
    "content", ["b: 1\n", "b: {{ c }}\n", "b: [\n", "kind: a\napiVersion: b\nmetadata:\nname: c\n"]
)
def test_a_document_of_any_kind_begins_with_its_content(content: str) -> None:
    document = read_text(f"a: 1\n---\n# above\n\n{content}", "a.yaml").documents[1]
    assert (document.line, document.text) == (5, content)
