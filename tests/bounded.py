"""What must not take ever longer: run in a process of its own, so that a failure ends."""

from __future__ import annotations

import subprocess
import sys

GENEROUS = 20
"""Seconds. What is meant to pass takes one; what is meant to fail would take hours."""


def ends(code: str, *arguments: str) -> str:
    """What a program prints. Raises TimeoutExpired where it does not end."""
    command = [sys.executable, "-c", code, *arguments]
    return subprocess.run(command, check=True, capture_output=True, text=True, timeout=GENEROUS).stdout
