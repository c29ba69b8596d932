"""Where rules/ and schemas/ are: inside the package in a wheel, else at the top of the repository."""

from __future__ import annotations

from pathlib import Path
from typing import NoReturn

_PACKAGE = Path(__file__).parent


def rules_folder() -> Path:
    return _folder("rules")


def schemas_folder() -> Path:
    return _folder("schemas")


def refuse(address: str) -> NoReturn:
    """What every validator asks for the schemas that another one refers to: dslint never fetches any."""
    raise ValueError(f"{address} is outside the file; dslint fetches nothing")


def _folder(name: str) -> Path:
    packaged = _PACKAGE / name
    return packaged if packaged.is_dir() else _PACKAGE.parent / name
