"""The public function that makes the fixes of findings in a text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dslint.kubernetes.release import DEFAULT_VERSION

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from dslint.edit.fixed_text import FixedText
    from dslint.findings import LintReport
    from dslint.source.inputs import Text


def fix_text(
    text: str,
    name: str = "-",
    *,
    kubernetes_versions: str | Iterable[str] = DEFAULT_VERSION,
    feature_gates: Mapping[str, bool] | None = None,
    unsafe: bool = False,
) -> FixedText:
    """A text with the fixes of what lint finds in it, the findings that were fixed, and those that could not be.

    `unsafe` also makes fixes that may change what a manifest means. Raises UnknownVersionError.
    """
    from dslint.edit.fixed_text import fixed
    from dslint.engine import lint
    from dslint.source.inputs import Text

    if not isinstance(text, str):
        raise TypeError(f"the text of a manifest must be a str, not {type(text).__name__}; decode it first")
    versions = kubernetes_versions if isinstance(kubernetes_versions, str) else tuple(kubernetes_versions)

    def find(current: Text) -> LintReport:
        return lint(current, kubernetes_versions=versions, feature_gates=feature_gates, fold=False)

    return fixed(Text(name, text), find, unsafe=unsafe)
