"""How long an editor waits for diagnostics after a key: from the message with the key to the one with the result."""

from __future__ import annotations

import json
import os
import statistics
import subprocess
import sys
import textwrap
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

from benchmarks.inputs import EXAMPLE

ALLOWED = 0.2
"""Seconds."""

KEYS = 30
DOCUMENTS = 100
SERVER = (sys.executable, "-m", "dslint", "server")


class Waits(NamedTuple):
    """The lines of the file, the seconds for the first result, and those after each key.

    `busy` are the seconds of processor time that the server takes for one key; None where the system does not tell.
    """

    lines: int
    first: float
    keys: list[float]
    busy: float | None


class Client:
    """Speaks with a server process, and waits for each answer."""

    def __init__(self, folder: Path) -> None:
        self._process = subprocess.Popen(SERVER, cwd=folder, stdin=subprocess.PIPE, stdout=subprocess.PIPE)
        self._uri = (folder / "agents.yaml").as_uri()
        self._number = 10

    @property
    def process(self) -> int:
        """The number of the server's process."""
        return self._process.pid

    def start(self) -> None:
        self.send("initialize", {"processId": None, "rootUri": None, "capabilities": {}}, number=1)
        self.next(lambda message: message.get("id") == 1)
        self.send("initialized", {})

    def open(self, text: str) -> float:
        document = {"uri": self._uri, "languageId": "yaml", "version": 0, "text": text}
        return self.timed("textDocument/didOpen", {"textDocument": document}, version=0)

    def press(self, version: int, line: int, column: int, key: str) -> float:
        where = {"line": line, "character": column}
        change = {"range": {"start": where, "end": where}, "text": key}
        about = {"uri": self._uri, "version": version}
        return self.timed("textDocument/didChange", {"textDocument": about, "contentChanges": [change]}, version)

    def timed(self, method: str, params: dict[str, Any], version: int) -> float:
        """The seconds until the diagnostics of a version are there."""
        before = time.perf_counter()
        self.send(method, params)
        self.next(lambda message: message.get("params", {}).get("version") == version)
        return time.perf_counter() - before

    def diagnostics(self, uri: str, version: int) -> None:
        """Wait for those of a version of a text."""
        self.next(lambda message: _about(message) == (uri, version))

    def request(self, method: str, params: dict[str, Any]) -> dict[str, Any]:
        self._number += 1
        self.send(method, params, self._number)
        return self.next(lambda message: message.get("id") == self._number and "method" not in message)

    def end(self) -> None:
        self.send("shutdown", None, number=2)
        self.send("exit", None)
        self._process.communicate(timeout=60)

    def processor_seconds(self) -> float | None:
        """What the server has used so far."""
        try:
            fields = Path(f"/proc/{self._process.pid}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()
        except OSError:
            return None
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")

    def send(self, method: str, params: Any, number: int | None = None) -> None:
        message = {"jsonrpc": "2.0", "method": method, "params": params}
        body = json.dumps(message if number is None else {**message, "id": number}).encode()
        assert self._process.stdin is not None
        self._process.stdin.write(b"Content-Length: %d\r\n\r\n%s" % (len(body), body))
        self._process.stdin.flush()

    def next(self, wanted: Any) -> dict[str, Any]:
        while not wanted(message := self._read()):
            pass
        return message

    def _read(self) -> dict[str, Any]:
        stream = self._process.stdout
        assert stream is not None
        length = 0
        while (line := stream.readline()).strip():
            name, _, value = line.partition(b":")
            length = int(value) if name.lower() == b"content-length" else length
        message: dict[str, Any] = json.loads(stream.read(length))
        return message


def _about(message: dict[str, Any]) -> tuple[str | None, int | None]:
    params = message.get("params") or {}
    return params.get("uri"), params.get("version")


def large_file() -> str:
    """Agents that differ in their names, each second one with a misspelled field."""
    text = EXAMPLE.read_text(encoding="utf-8")
    agents = (text.replace("name: fluentd", f"name: fluentd-{number:04}", 1) for number in range(DOCUMENTS))
    return "---\n".join(
        agent.replace("terminationGracePeriodSeconds:", "terminationGracePeriodSecond:") if number % 2 else agent
        for number, agent in enumerate(agents)
    )


def one_document(text: str) -> str:
    """The same agents as one List."""
    agents = (textwrap.indent(agent.partition("\n")[2], "  ") for agent in text.split("---\n"))
    return "apiVersion: v1\nkind: List\nitems:\n" + "".join(f"-{agent[1:]}" for agent in agents)


def waits(folder: Path, text: str) -> Waits:
    """Types a comment in the middle of the text, key by key."""
    lines = text.split("\n")
    line = next(number for number, one in enumerate(lines) if "image:" in one and number > len(lines) // 2)
    client = Client(folder)
    client.start()
    first = client.open(text)
    typed = " # " + "typed slowly" * 3
    before = client.processor_seconds()
    keys = [client.press(1 + at, line, len(lines[line]) + at, typed[at]) for at in range(KEYS)]
    after = client.processor_seconds()
    client.end()
    busy = None if before is None or after is None else (after - before) / KEYS
    return Waits(len(lines), first, keys, busy)


def shown(folder: Path) -> Iterator[str]:
    text = large_file()
    for name, one in ((f"{DOCUMENTS} DaemonSets", text), (f"a List of {DOCUMENTS}", one_document(text))):
        found = waits(folder, one)
        median, longest = statistics.median(found.keys) * 1000, max(found.keys) * 1000
        busy = "" if found.busy is None else f", {found.busy * 1000:.0f} ms of it processor time"
        yield (
            f"keystroke in {found.lines:,} lines ({name}): {median:.0f} ms, longest {longest:.0f} ms"
            f" (allowed {ALLOWED * 1000:.0f} ms){busy}; first result {found.first:.2f} s"
        )
