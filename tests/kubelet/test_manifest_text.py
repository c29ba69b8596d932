from __future__ import annotations

import pytest

from dslint.kubelet.manifest_text import first_document


@pytest.mark.parametrize("content", [b'{"a":' * 50_000 + b"1" + b"}" * 50_000, b"a: " + b"[" * 5_000 + b"]" * 5_000])
def test_a_file_that_nests_too_deep_is_refused(content: bytes) -> None:
    read = first_document(content)
    assert read.value is None
    assert "exceeded max depth" in str(read)
