"""One input: files in a folder and a command line, or a call of the Python interface."""

from __future__ import annotations

import base64
import json
import os
import shlex
import shutil
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum
from pathlib import Path
from typing import Any, NamedTuple


class Effect(Enum):
    """What a command does to the files of its folder, where that is known."""

    ANY = "any"
    NONE = "none"
    ONCE = "once"
    """A second run changes nothing."""


class Twin(Enum):
    """Which second run is held against the first one."""

    NONE = "none"
    AGAIN = "again"
    CACHED = "cached"
    EACH_VERSION = "each version"
    PROCESSES = "processes"


@dataclass(frozen=True, slots=True)
class Case:
    """A run of the command in a folder with these files."""

    arguments: tuple[str, ...]
    files: Mapping[str, bytes] = field(default_factory=dict)
    stdin: bytes = b""
    effect: Effect = Effect.ANY
    twin: Twin = Twin.NONE

    @property
    def command(self) -> str:
        """The first argument; "" if there is none."""
        return self.arguments[0] if self.arguments else ""

    def laid_out(self, folder: Path) -> None:
        """Make the folder hold these files and nothing else. A name that no file can have is left out."""
        for old in folder.iterdir():
            shutil.rmtree(old) if old.is_dir() else old.unlink()
        (folder / ".git").mkdir()  # No configuration is looked for above.
        for name, data in self.files.items():
            target = folder / name
            try:
                target.parent.mkdir(parents=True, exist_ok=True)
                target.write_bytes(data)
            except (OSError, ValueError):
                continue

    def kept(self, folder: Path) -> None:
        """Leave it in a folder for people: its files, and the command in a file of its own."""
        folder.mkdir(parents=True, exist_ok=True)
        self.laid_out(folder)
        (folder / "stdin").write_bytes(self.stdin)
        command = f"cd {folder}\ndslint {shlex.join(self.arguments)} < stdin\n"
        (folder / "command.sh").write_bytes(os.fsencode(command.replace("\x00", "")) if _encodes(command) else b"")
        described = {"arguments": list(self.arguments), "files": {n: _told(d) for n, d in self.files.items()}}
        (folder / "case.json").write_text(json.dumps(described, indent=1), encoding="utf-8")


@dataclass(frozen=True, slots=True)
class Call:
    """A call of the Python interface."""

    function: str
    values: Mapping[str, Any]

    def kept(self, folder: Path) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        text = "import datetime\nfrom math import inf, nan\n\nimport dslint\n\n"
        text += f"print(dslint.{self.function}(**{dict(self.values)!a}).to_dict())\n"
        (folder / "call.py").write_text(text, encoding="utf-8")


class Outcome(NamedTuple):
    """What came of a case. `raised` is what got past the command, or past the Python interface unmeant.

    `seconds` are the processor's, which other processes do not change. `changed` are the files that the command
    changed, of one that is to have an effect only once, those that it changed when it ran again. `twin` says how a
    second run differs, `grown` by how many bytes the process has become larger than ever before.
    """

    code: int
    out: str
    err: str
    raised: str = ""
    seconds: float = 0.0
    grown: int = 0
    changed: tuple[str, ...] = ()
    differs: tuple[str, ...] = ()


def files_of(folder: Path) -> dict[str, bytes]:
    """The files as they are in a folder now, without git's and the cache's."""
    files = {file.relative_to(folder): file for file in folder.rglob("*") if file.is_file()}
    return {str(name): file.read_bytes() for name, file in files.items() if name.parts[0] != ".git"}


def _encodes(text: str) -> bool:
    try:
        os.fsencode(text)
    except UnicodeEncodeError:
        return False
    return True


def _told(data: bytes) -> str:
    try:
        return data.decode()
    except UnicodeDecodeError:
        return f"base64:{base64.b64encode(data).decode()}"
