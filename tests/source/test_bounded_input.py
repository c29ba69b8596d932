"""Inputs are read up to a size, and no further."""

from __future__ import annotations

import io
import os
import sys
from pathlib import Path

import pytest

from dslint import limits
from dslint.source.bounded_input import TooLargeError, read_file, read_standard_input, read_stream


@pytest.mark.parametrize("size", [0, 1, 999, 1_000])
def test_what_is_no_longer_than_the_most_is_read_whole(size: int) -> None:
    assert read_stream(io.BytesIO(b"x" * size), 1_000) == b"x" * size


@pytest.mark.parametrize("size", [1_001, 1_000_000])
def test_a_byte_more_is_too_large(size: int) -> None:
    with pytest.raises(TooLargeError):
        read_stream(io.BytesIO(b"x" * size), 1_000)


def test_a_stream_without_end_is_left_soon() -> None:
    class Endless:
        asked = 0

        def read(self, size: int, /) -> bytes:
            self.asked += 1
            return b"x" * size

    endless = Endless()
    with pytest.raises(TooLargeError):
        read_stream(endless, 2**20)
    assert endless.asked <= 5


def test_the_error_names_the_limit_and_says_what_to_do() -> None:
    error = TooLargeError(256 * 2**20)
    assert isinstance(error, OSError)
    assert error.strerror == "larger than 256 MiB; split it, or read less at a time"


def test_a_file_is_read_up_to_its_size(tmp_path: Path) -> None:
    file = tmp_path / "ds.yaml"
    file.write_bytes(b"kind: Pod\n")
    assert read_file(file) == b"kind: Pod\n"
    with pytest.raises(TooLargeError):
        read_file(file, most=9)
    with pytest.raises(FileNotFoundError):
        read_file(tmp_path / "none.yaml")


def test_a_device_without_end_is_too_large() -> None:
    with pytest.raises(TooLargeError):
        read_file(Path(os.devnull).with_name("zero"), most=1_000)


def test_standard_input_is_read_and_one_that_is_closed_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(b"kind: Pod\n")))
    assert read_standard_input() == b"kind: Pod\n"
    monkeypatch.setattr(sys, "stdin", None)
    with pytest.raises(OSError, match="standard input is closed"):
        read_standard_input()


def test_a_dump_may_be_larger_than_manifests() -> None:
    assert limits.MANIFEST_FILE_BYTES < limits.INVENTORY_FILE_BYTES
