"""The options of lint."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from dslint.own_files.configuration.ignores import Ignore


class Request(NamedTuple):
    """The options that decide what is found. None means the value from the configuration.

    `texts` stand in place of the files of these names. `isolated`: the files that are linted, and what is beside them,
    decide nothing; only options do.
    """

    paths: tuple[str, ...]
    versions: tuple[str, ...] | None = None
    gates: dict[str, bool] | None = None
    baseline: str | None = None
    cluster: tuple[str, ...] = ()
    folder: str | None = None
    node: str | None = None
    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    fail_on: str | None = None
    stdin_filename: str | None = None
    no_respect_gitignore: bool = False
    configuration: str | None = None
    no_cache: bool = False
    no_ignores: bool = False
    findings_baseline: str | None = None
    write_baseline: str | None = None
    rules: tuple[str, ...] = ()
    strict: bool = False
    no_fold: bool = False
    kustomize: tuple[str, ...] = ()
    bind_all: bool = False
    allow_empty: bool = False
    texts: Mapping[str, str] = {}
    exclude: tuple[str, ...] = ()
    isolated: bool = False
    jobs: int | None = 1


class LintOptions(NamedTuple):
    """The options that inputs must share to be checked in one run."""

    versions: tuple[str, ...]
    gates: tuple[tuple[str, bool], ...]
    static_pod_folders: tuple[str, ...]
    ignores: tuple["Ignore", ...]
    policies: str
    cluster: tuple[str, ...] = ()
    user: str = "{}"
