"""What the code gives against a golden file; `pytest --accept` writes it anew: the diff is the review."""

from __future__ import annotations

from pathlib import Path

FOLDER = Path(__file__).parent


def agrees(text: str, name: str, *, accept: bool) -> None:
    path = FOLDER / name
    if accept:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text.encode())
    assert text == path.read_bytes().decode(), f"{name} differs; pytest --accept writes it anew"
