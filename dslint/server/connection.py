"""The server on standard input and output, of which only messages of the protocol pass."""

from __future__ import annotations

import logging
import sys
import warnings
from collections.abc import Callable
from typing import BinaryIO

from dslint.limits import MESSAGE_BYTES
from dslint.linting import object_check
from dslint.server.checks import Checks, Options
from dslint.server.features import register
from dslint.server.language_server import Server
from dslint.source import document_reader

KEPT = 4_000_000
"""Code points of the documents whose results are kept: unchanged ones are not read and checked again at each key.

What is read of a document takes some twenty times the room of its text.
"""


ENDED, LOST = 0, 1
"""Exit codes of the protocol: 0 if the client asked for the end, else 1."""


class Input:
    """Standard input, of which no message takes all the memory."""

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream

    def readline(self) -> bytes:
        return self._stream.readline(MESSAGE_BYTES)

    def read(self, size: int) -> bytes:
        return self._stream.read(size) if size <= MESSAGE_BYTES else b""


def serve(new_checks: Callable[[Options], Checks]) -> int:
    """Serve one client until it ends or goes away. Returns the exit code."""
    document_reader.KNOWN.limit = object_check.KNOWN.limit = KEPT
    logging.disable()  # The library logs tracebacks.
    warnings.simplefilter("ignore")
    messages = sys.stdout.buffer
    sys.stdout = sys.stderr  # What is printed by mistake is no message.
    server = Server(new_checks)
    register(server)
    server.start_io(Input(sys.stdin.buffer), messages)  # type: ignore[arg-type]  # all that it calls is there
    server.end()
    return ENDED if server.protocol.ended_properly else LOST
