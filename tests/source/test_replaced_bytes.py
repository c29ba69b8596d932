"""A byte that is not UTF-8 matters in keys and values, not in comments."""

from __future__ import annotations

import pytest

from dslint.source.document_reader import read_text
from dslint.source.documents import Document
from dslint.source.encodings import as_kubectl_reads
from dslint.source.replaced_bytes import with_replaced_bytes


def documents(data: bytes) -> tuple[Document, ...]:
    return read_text(as_kubectl_reads(data) or "", "ds.yaml", data).documents


@pytest.mark.parametrize(
    ("data", "paths"),
    [
        (b"# Gr\xfc\xdfe\na: 1 # \xfc\n", []),
        (b"a: Gr\xfcn\n", [("a",)]),
        (b"a: 'Gr\xfc\xdfe' # \xfc\nb: 1\n", [("a",)]),
        (b"a:\n  - b\n  - |\n    x \xfc\n    y\nc: 1\n", [("a", 1)]),
        (b"Gr\xfcn: \xfc\n", [("Gr\ufffdn",), ("Gr\ufffdn",)]),
        (b"a: {b: [x, \xfc], c: \xfc}\n", [("a", "b", 1), ("a", "c")]),
        (b'{"a": "\xfc", "b": 1}', [("a",)]),
        (b"a: &a {x: \xfc}\nb: *a\n", [("a", "x")]),
        (b"a: \xef\xbf\xbd \xc3\xa9\n# \xfc", []),
    ],
)
def test_each_key_and_value_with_such_a_byte_is_told_once(data: bytes, paths: list[tuple[str | int, ...]]) -> None:
    (document,) = documents(data)
    found = [fault for fault in document.faults if fault.code == "DS022"]
    assert sorted(fault.path[0] for fault in found) == sorted(path[0] for path in paths)
    assert len(found) == len(paths)
    assert not any(fault.fatal for fault in found)


def test_the_byte_is_named_at_its_place_in_its_document() -> None:
    _, second = documents(b"# \xe9\na: 1\n---\nb: x\n\n\xe9c: Gr\xfcn\n")
    key, value = second.faults
    assert key.message == "byte 0xe9 is not UTF-8: U+FFFD is stored in its place"
    assert (second.span(key.place)[:2], second.span(value.place)[:2]) == ((6, 1), (6, 7))


def test_documents_without_such_bytes_stay_as_they_are() -> None:
    found = documents(b"# \xfc\na: 1\n---\n- \xfc\n---\na: [\xfc\n")
    assert with_replaced_bytes(found, b"a: 1\n") == found
    assert [len(document.faults) for document in found] == [0, 0, 1]
