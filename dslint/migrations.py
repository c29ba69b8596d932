"""The public function that takes manifests to other versions of Kubernetes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dslint.kubernetes.release import all_versions, parse_version

if TYPE_CHECKING:
    from collections.abc import Iterable

    from dslint.edit.migration import Migration
    from dslint.findings import LintReport
    from dslint.source.inputs import Text


def migrate_text(text: str, name: str = "-", *, to: str | Iterable[str], written_for: str | None = None) -> Migration:
    """A text with DaemonSets and Pods as versions of Kubernetes take it, what was changed, and what could not be.

    `to` is a version, a list (`1.29,1.34`) or a range (`1.29..1.36`), `written_for` the version that the manifest is
    written for; default: the newest that serves its apiVersion and reads its annotations. Raises UnknownVersionError.
    """
    from dslint.source.inputs import Text

    if not isinstance(text, str):
        raise TypeError(f"the text of a manifest must be a str, not {type(text).__name__}; decode it first")
    return migrated(Text(name, text), to=to, written_for=written_for)


def migrated(text: Text, *, to: str | Iterable[str], written_for: str | None = None) -> Migration:
    """As migrate_text, for a text that was read already."""
    from dslint.edit.migration import migration

    versions = all_versions(to if isinstance(to, str) else tuple(to))
    return migration(text, versions, _found, parse_version(written_for) if written_for else None)


def _found(text: Text, version: str) -> LintReport:
    from dslint.engine import lint

    return lint(text, kubernetes_versions=version, heed_suppressions=False, fold=False)
