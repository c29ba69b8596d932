"""The bytes on standard input and output, from the first to the exit code."""

from __future__ import annotations

import io
import json
import re
import subprocess
from typing import Any

import pytest

from dslint.server import connection
from tests.server.session import SERVER
from tests.server.texts import MISSPELLED


def message(method: str, number: int | None = None, **params: Any) -> bytes:
    value: dict[str, Any] = {"jsonrpc": "2.0", "method": method, "params": params}
    body = json.dumps(value if number is None else {**value, "id": number}).encode()
    return b"Content-Length: %d\r\n\r\n%s" % (len(body), body)


def answers(given: bytes) -> tuple[list[dict[str, Any]], str, int]:
    """The messages of a server that is sent these bytes, its standard error and its exit code."""
    done = subprocess.run(SERVER, input=given, capture_output=True, timeout=120, check=False)
    found, rest = [], done.stdout
    while rest:
        head = re.match(rb"Content-Length: (\d+)\r\n(?:[^\r\n]+\r\n)*\r\n", rest)
        assert head, f"no message: {rest[:80]!r}"
        end = head.end() + int(head[1])
        found.append(json.loads(rest[head.end() : end]))
        rest = rest[end:]
    return found, done.stderr.decode(), done.returncode


TEXT = {"uri": "file:///nowhere/ds.yaml", "languageId": "yaml", "version": 1, "text": MISSPELLED}
INITIALIZE = message("initialize", 1, processId=None, rootUri=None, capabilities={}, trace="off")
ENDING = message("shutdown", 99) + message("exit")


def test_junk_between_messages_is_survived_without_a_word_that_is_no_message() -> None:
    junk = (
        b"\x00\xff nonsense\r\n\r\n",
        b"Content-Length: 5\r\n\r\n{]{]{",
        b"Content-Length: 2\r\n\r\n[]",
        b"Content-Length: 4\r\n\r\nnull",
        b'Content-Length: 7\r\n\r\n{"a":1}',
        message("textDocument/hover", 7, textDocument=5),
        message("textDocument/didOpen", textDocument={"uri": 7}),
        message("textDocument/didChange", textDocument={"uri": "file:///gone", "version": 1}, contentChanges=[]),
        message("textDocument/codeAction", 8, textDocument={"uri": "x"}, range={}, context={}),
        message("$/cancelRequest", id=7),
        message("workspace/executeCommand", 9, command="dslint.showPlan", arguments=[{"a": 1}, 2, 3]),
        b'Content-Length: 38\r\n\r\n{"jsonrpc":"2.0","id":5,"result":null}',
    )
    found, said, code = answers(INITIALIZE + b"".join(junk) + ENDING)
    assert code == 0
    assert said == ""
    by_id = {one["id"]: one for one in found if "id" in one and "method" not in one}
    assert by_id[1]["result"]["serverInfo"]["name"] == "dslint"
    assert {number for number in (7, 8, 9) if "error" in by_id[number]} == {7, 8, 9}
    assert by_id[99]["result"] is None
    assert "Traceback" not in json.dumps(found)
    assert '"traceback"' not in json.dumps(found)


def test_an_end_that_was_not_asked_for_is_exit_code_1() -> None:
    found, said, code = answers(INITIALIZE + message("textDocument/didOpen", textDocument=TEXT) + message("exit"))
    assert (code, said) == (1, "")
    assert [one["id"] for one in found] == [1]


def test_no_message_takes_all_the_memory(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(connection, "MESSAGE_BYTES", 4)
    given = connection.Input(io.BytesIO(b"abcdefghijk\nx"))
    assert given.read(3) == b"abc"
    assert given.read(5) == b"", "as if the client had gone"
    assert given.readline() == b"defg"
