"""bash or zsh in a pseudo-terminal: what is typed into it, and what its command line becomes after Tab."""

from __future__ import annotations

import os
import pty
import re
import select
import subprocess
import termios
import time
from pathlib import Path

START = {
    "bash": ("bash", "--norc", "--noprofile", "-i"),
    "zsh": ("zsh", "-f", "-i"),
}

SET_UP = {
    "bash": """PS1=; PS2=; bind 'set bell-style none'; bind 'set enable-bracketed-paste off'
show() { printf '\\n<%s>\\n' "$READLINE_LINE"; READLINE_LINE=; }; bind -x '"\\C-g": show'
eval "$(dslint completion bash)"; echo 'rea''dy'
""",
    "zsh": """PS1=; PS2=; unsetopt zle_bracketed_paste prompt_sp beep; unset zle_bracketed_paste
autoload -Uz compinit; compinit -u -D
show() { printf '\\n<%s>\\n' "$BUFFER"; BUFFER=; }; zle -N show; bindkey '^G' show
eval "$(dslint completion zsh)"; echo 'rea''dy'
""",
}

PATIENCE = 30
"""Seconds. A shell that says nothing for so long is stuck."""

BETWEEN = re.compile(rb"<([^>\n]*)>")


class Shell:
    """One interactive shell in a folder, which completes `dslint`."""

    def __init__(self, name: str, folder: Path, commands: Path) -> None:
        self.name = name
        first, self._end = pty.openpty()
        self._seen = b""
        self._terminal = first
        settings = termios.tcgetattr(self._end)
        settings[3] &= ~termios.ECHO
        termios.tcsetattr(self._end, termios.TCSANOW, settings)
        environment = {
            "PATH": f"{commands}:{os.environ['PATH']}",
            "HOME": str(folder),
            "TERM": "dumb",
            "LC_ALL": "C.UTF-8",
        }
        self._process = subprocess.Popen(
            START[name],
            stdin=self._end,
            stdout=self._end,
            stderr=self._end,
            cwd=folder,
            env=environment,
            start_new_session=True,
        )
        self._type(SET_UP[name])
        self._wait_for(b"ready")

    def after_tab(self, line: str) -> str:
        """The command line after Tab at its end."""
        self._type(f"{line}\t\x07")
        return self._wait_for_match().decode()

    def close(self) -> None:
        os.close(self._end)
        os.close(self._terminal)
        self._process.kill()
        self._process.wait()

    def _type(self, text: str) -> None:
        os.write(self._terminal, text.encode())

    def _wait_for(self, mark: bytes) -> None:
        end = time.monotonic() + PATIENCE
        while mark not in self._seen:
            self._read(end)
        self._seen = b""

    def _wait_for_match(self) -> bytes:
        end = time.monotonic() + PATIENCE
        while (found := BETWEEN.search(self._seen)) is None:
            self._read(end)
        self._seen = b""
        return found[1]

    def _read(self, end: float) -> None:
        ready, _, _ = select.select([self._terminal], [], [], max(0, end - time.monotonic()))
        if not ready:
            raise AssertionError(f"{self.name} says nothing more after {self._seen!r}")
        self._seen += os.read(self._terminal, 65536)
