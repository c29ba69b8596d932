"""A file is a regular one in UTF-8 of bounded size; else an error says why not."""

from __future__ import annotations

import os
import socket
from pathlib import Path

import pytest

from dslint.own_files.errors import UnreadableFileError
from dslint.own_files.files import decoded, text_of


def refused(path: Path, most_bytes: int = 100) -> str:
    with pytest.raises(UnreadableFileError) as error:
        text_of(path, most_bytes=most_bytes)
    return str(error.value).removeprefix(f"{path}")


@pytest.mark.parametrize("size", [0, 99, 100])
def test_a_file_up_to_the_size_is_read(tmp_path: Path, size: int) -> None:
    file = tmp_path / "a.yaml"
    file.write_text("x" * size)
    assert text_of(file, most_bytes=100) == "x" * size


def test_a_byte_more_is_too_large(tmp_path: Path) -> None:
    file = tmp_path / "a.yaml"
    file.write_bytes(b"x" * (2**20 + 1))
    assert refused(file, 2**20) == ": is larger than 1 MiB; dslint does not read more"


def test_what_is_no_file_is_named(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    assert refused(pipe) == ": is a pipe; name a file"
    assert refused(tmp_path) == ": is a folder; name a file"
    assert refused(Path(os.devnull)) == ": is a device; name a file"
    assert refused(tmp_path / "none") == ": no such file"
    assert refused(pipe / "below") == ": no such file"
    assert "no such file" in refused(Path("a\0b"))
    assert refused(tmp_path / ("x" * 300)).startswith(": cannot be read: ")


def test_a_socket_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    with socket.socket(socket.AF_UNIX) as server:
        server.bind("s")
        assert refused(Path("s")) == ": is a socket; name a file"


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"\xff\xfea", "f: is not valid UTF-16; save it as UTF-8"),
        ("a: é\n".encode("utf-32"), "f: is written in UTF-32; save it as UTF-8"),
        (b"a: 1\nb: \xe9\n", "f:2: byte 0xe9 is not UTF-8; save the file as UTF-8"),
    ],
)
def test_another_encoding_is_told_with_its_line(content: bytes, said: str) -> None:
    with pytest.raises(UnreadableFileError) as error:
        decoded(content, "f")
    assert str(error.value) == said


def test_a_byte_order_mark_of_utf_8_is_no_text() -> None:
    assert decoded("\ufeffa: é".encode(), "f") == "a: é"


def test_utf_16_with_a_byte_order_mark_is_read() -> None:
    assert decoded("a: é".encode("utf-16"), "f") == "a: é"
    assert decoded("\ufeffa: é".encode("utf-16-be"), "f") == "a: é"
