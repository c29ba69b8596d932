"""What the code gives against a golden file; `pytest --accept` writes it anew: the diff is the review."""

from __future__ import annotations

import re
from pathlib import Path

FOLDER = Path(__file__).parent
SHELL = re.compile(r"(?s)(?<=<style>).*?(?=</style>)|(?<=<script>).*?(?=</script>)|sha256-[\w+/=]+")
"""The style and the script of a page, which stand in dslint/report; tests/report/html and tests/browser test them."""


def agrees(text: str, name: str, *, accept: bool) -> None:
    path = FOLDER / name
    if path.suffix == ".html":
        text = SHELL.sub("", text)
    if accept:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text.encode())
    assert text == path.read_bytes().decode(), f"{name} differs; pytest --accept writes it anew"
