"""The options of lint."""

from __future__ import annotations

from typing import NamedTuple


class Request(NamedTuple):
    """The options that decide what is found. None means the value from the configuration."""

    paths: tuple[str, ...]
    versions: tuple[str, ...] | None
    gates: dict[str, bool] | None
    baseline: str | None
    cluster: tuple[str, ...]
    folder: str | None
    node: str | None
    select: tuple[str, ...]
    ignore: tuple[str, ...]
    fail_on: str | None
    stdin_filename: str | None
    no_respect_gitignore: bool
    configuration: str | None
    no_cache: bool
    no_ignores: bool
    findings_baseline: str | None
    write_baseline: str | None
    rules: tuple[str, ...]
    strict: bool
    no_fold: bool
    kustomize: tuple[str, ...] = ()
    bind_all: bool = False
    allow_empty: bool = False
