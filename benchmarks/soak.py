"""`python -m benchmarks soak [SESSIONS [FILES [ROUNDS]]]`: whether anything grows that should not, over many runs.

A language server has one session after another, a process lints a folder again and again, and so does the command, of
which the cache folder is looked at. Growth is that of the second half, after the first has filled what is kept. What
grows is said again in the end, and the exit code is then 1.
"""

from __future__ import annotations

import os
import random
import statistics
import subprocess
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from benchmarks.corpus import write_corpus
from benchmarks.keystroke import Client
from benchmarks.measure import run
from dslint.limits import CACHE_BYTES

SESSIONS, FILES, ROUNDS = 1_000, 10_000, 20
DOCUMENTS = 12
"""Of a text in an editor."""

ALLOWED = 0.03
"""How much of its memory a process may grow by in the second half: what is noise."""

MOST_KEPT = 1.05 * CACHE_BYTES / 2**20
"""MiB of the cache folder: room is made in one of its folders only when that is over its share."""

AGAIN = """
import sys, dslint
for _ in range(int(sys.argv[2])):
    report = dslint.lint(sys.argv[1], jobs=1)
    del report
    print(flush=True)
    sys.stdin.readline()
"""


class State(NamedTuple):
    """What a process has, as Linux tells: MiB in memory, open files, threads."""

    mebibytes: float
    files: int
    threads: int

    @classmethod
    def of(cls, process: int) -> State:
        folder = Path("/proc", str(process))
        status = (folder / "status").read_text(encoding="utf-8").splitlines()
        said = {name: value.split()[0] for name, _, value in (line.partition(":") for line in status) if value.split()}
        return cls(int(said["VmRSS"]) / 1024, len(list((folder / "fd").iterdir())), int(said["Threads"]))


def growth(values: Sequence[float]) -> float:
    """By how much values grow over their second half, by least squares."""
    half = values[len(values) // 2 :]
    return statistics.linear_regression(range(len(half)), half).slope * len(half) if len(half) > 1 else 0.0


class Soaked(NamedTuple):
    """What many runs came to; `reasons` say what grows."""

    line: str
    reasons: tuple[str, ...]


def grown_memory(name: str, mebibytes: Sequence[float]) -> Iterator[str]:
    grown, allowed = growth(mebibytes), ALLOWED * mebibytes[-1]
    if grown > allowed:
        yield f"{name} grows by {grown:.1f} MiB in the second half, {allowed:.1f} are allowed"


def of_process(name: str, states: Sequence[State]) -> Soaked:
    """What became of a process over its work."""
    memory, middle, last = [one.mebibytes for one in states], states[len(states) // 2], states[-1]
    reasons = [*grown_memory("its memory", memory)]
    for what, before, after in (("files", middle.files, last.files), ("threads", middle.threads, last.threads)):
        if after > before:
            reasons.append(f"the number of its {what} grows from {before} to {after} in the second half")
    return Soaked(
        f"{name}: {middle.mebibytes:.1f} MiB halfway, {last.mebibytes:.1f} at the end, {growth(memory):+.1f} in the "
        f"second half; open files {middle.files}, then {last.files}; threads {middle.threads}, then {last.threads}",
        tuple(f"{name}: {reason}" for reason in reasons),
    )


def sessions(folder: Path, number: int) -> Iterator[State]:
    """The states of a language server after each session: open, edit, hover, complete, actions, close."""
    (folder / ".git").mkdir(parents=True)
    texts = sorted(write_corpus(folder / "texts", DOCUMENTS * min(number, 400)).iterdir())
    client = Client(folder)
    client.start()
    draw = random.Random(1)  # noqa: S311 - the same sessions each time
    for session in range(number):
        chosen = draw.sample(texts, DOCUMENTS)
        text = "---\n".join(file.read_text(encoding="utf-8") for file in chosen)
        have_session(client, f"file://{folder}/{session % 50}/agents-{session}.yaml", text)
        yield State.of(client.process)
    client.end()


def have_session(client: Client, uri: str, text: str) -> None:
    about, where = {"uri": uri}, {"line": 1, "character": 3}
    client.send("textDocument/didOpen", {"textDocument": {**about, "languageId": "yaml", "version": 0, "text": text}})
    client.diagnostics(uri, 0)
    for version in (1, 2):
        change = {"range": {"start": where, "end": where}, "text": "x"}
        client.send(
            "textDocument/didChange", {"textDocument": {**about, "version": version}, "contentChanges": [change]}
        )
        client.diagnostics(uri, version)
    place = {"textDocument": about, "position": where}
    client.request("textDocument/hover", place)
    client.request("textDocument/completion", place)
    client.request("textDocument/documentSymbol", {"textDocument": about})
    everything = {"start": {"line": 0, "character": 0}, "end": {"line": text.count("\n"), "character": 0}}
    client.request(
        "textDocument/codeAction", {"textDocument": about, "range": everything, "context": {"diagnostics": []}}
    )
    client.send("textDocument/didClose", {"textDocument": about})


def lints_of_a_process(corpus: Path, rounds: int) -> Iterator[State]:
    """The states of a process after each lint of a folder."""
    command = (sys.executable, "-c", AGAIN, str(corpus), str(rounds))
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as process:
        assert process.stdout is not None
        assert process.stdin is not None
        for _ in range(rounds):
            process.stdout.readline()
            yield State.of(process.pid)
            process.stdin.write(b"\n")
            process.stdin.flush()


class Kept(NamedTuple):
    """The files of the cache folder, and their MiB."""

    files: int
    mebibytes: float

    @classmethod
    def of(cls, folder: Path) -> Kept:
        sizes = [path.stat().st_size for path in folder.rglob("*") if path.is_file()]
        return cls(len(sizes), sum(-(-size // 4096) * 4096 for size in sizes) / 2**20)


def lints_of_the_command(folder: Path, files: int, rounds: int) -> Iterator[tuple[float, Kept]]:
    """The peak MiB of each run of the command, and what the cache has then; between runs, all files change."""
    cache = Path(os.environ["XDG_CACHE_HOME"])
    for number in range(rounds):
        corpus = write_corpus(folder / "corpus", files, seed=number)
        yield run((sys.executable, "-m", "dslint", "lint", str(corpus))).mebibytes, Kept.of(cache)


def of_command(name: str, found: Sequence[tuple[float, Kept]]) -> Soaked:
    """What the runs of the command came to, and the cache folder in the end."""
    peaks, kept = [peak for peak, _ in found], [each for _, each in found]
    first, middle, last = kept[0], kept[len(kept) // 2], kept[-1]
    reasons = [*grown_memory("the peak of its memory", peaks)]
    if last.mebibytes > MOST_KEPT:
        reasons.append(f"the cache has {last.mebibytes:.0f} MiB, {MOST_KEPT:.0f} are allowed")
    return Soaked(
        f"{name}: peak {peaks[0]:.0f} MiB at first, {peaks[-1]:.0f} at the end; the cache has {first.mebibytes:.0f}, "
        f"{middle.mebibytes:.0f}, {last.mebibytes:.0f} MiB after one, half and all ({last.files:,} files)",
        tuple(f"{name}: {reason}" for reason in reasons),
    )


def soaked(folder: Path, wanted: Sequence[str]) -> Iterator[Soaked]:
    number, files, rounds = (*map(int, wanted), *(SESSIONS, FILES, ROUNDS)[len(wanted) :])
    if number:
        yield of_process(f"{number:,} sessions of the language server", list(sessions(folder / "editor", number)))
    if rounds:
        corpus = write_corpus(folder / "linted", files)
        name = f"{rounds} lints of {files:,} files"
        yield of_process(f"{name} in a process", list(lints_of_a_process(corpus, rounds)))
        yield of_command(f"{name} by the command", list(lints_of_the_command(folder, files, rounds)))


def lines(folder: Path, wanted: Sequence[str]) -> Iterator[str]:
    """Raises SystemExit, with the reasons, if anything grows."""
    reasons: list[str] = []
    for one in soaked(folder, wanted):
        yield one.line
        reasons += one.reasons
    if reasons:
        sys.exit("\n".join(reasons))
