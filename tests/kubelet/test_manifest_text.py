from __future__ import annotations

import pytest

from dslint.kubelet.manifest_text import first_document


@pytest.mark.parametrize("content", [b'{"a":' * 50_000 + b"1" + b"}" * 50_000, b"a: " + b"[" * 5_000 + b"]" * 5_000])
def test_a_file_that_nests_too_deep_is_refused(content: bytes) -> None:
    read = first_document(content)
    assert read.value is None
    assert "exceeded max depth" in str(read)


@pytest.mark.parametrize(
    ("content", "value", "error"),
    [
        ("\ufeffkind: Pod\n".encode("utf-16-le"), {"kind": "Pod"}, None),
        ("\ufeffkind: Pod\n".encode("utf-16-be"), {"kind": "Pod"}, None),
        ('\ufeff{"kind": "Pod",}'.encode("utf-16-le"), {"kind": "Pod"}, None),
        (b"# Gr\xfc\xdfe\nkind: Pod\n", None, "yaml: invalid leading UTF-8 octet"),
        (b"# caf\xe9 au lait\nkind: Pod\n", None, "yaml: invalid trailing UTF-8 octet"),
        (b'{"kind": "\xfc"}', {"kind": "\ufffd"}, None),
    ],
)
def test_bytes_that_are_not_utf8_are_read_as_the_kubelet_reads_them(
    content: bytes, value: object, error: str | None
) -> None:
    read = first_document(content)
    assert (read.value, read.error) == (value, error)


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b'{"a": [1,]}', "invalid character ']' looking for beginning of value"),
        (b"{a: 1}", "invalid character 'a' looking for beginning of object key string"),
        (b'{"a": 1}\n---\n{"a": 1}', "invalid character '-' after top-level value"),
    ],
)
def test_a_file_that_begins_as_json_has_to_be_json(content: bytes, words: str) -> None:
    assert first_document(content).error == f"couldn't get version/kind; json parse error: {words}"
