"""Whether a document that Kubernetes cannot read is a manifest with errors, or a text of another program."""

from __future__ import annotations

import re

from dslint.schema import served_versions
from dslint.source import text_errors
from dslint.source.documents import Document

_KIND_NAMED = re.compile(r"""(?:^|[{,])[ \t-]*["']?kind["']?[ \t]*:[ \t]*["']?([\w-]+)""", re.IGNORECASE | re.MULTILINE)

_IGNORED_IN_OTHER_TEXTS = frozenset(
    {
        text_errors.DUPLICATE_KEY,
        text_errors.KEY_OF_NO_TEXT,
        text_errors.VALUE_OUTSIDE_JSON,
        text_errors.YAML_VERSION,
        text_errors.TEXT_BEHIND_END,
        text_errors.KEYS_THAT_COLLIDE,
        text_errors.JSON_READ_AS_YAML,
        text_errors.OVERWRITTEN_BY_MERGE,
        text_errors.REPLACED_BYTE,
    }
)
"""Errors that are reported of manifests only, not of texts that are plainly something else or of other kinds."""


def is_readable_for_others(document: Document) -> bool:
    """Whether the document has no errors but those that count in manifests only."""
    return all(error.code in _IGNORED_IN_OTHER_TEXTS for error in document.faults)


def names_our_kind(text: str) -> bool:
    """Whether the text of a document that cannot be read has an apiVersion and a kind that dslint checks."""
    if "apiversion" not in text.casefold():
        return False
    kinds = list(_KIND_NAMED.finditer(text))
    # What a kind at the margin says counts for the whole; others are those of its parts, or of a list's items.
    at_margin = [found for found in kinds if found[0][:1] not in " \t-" and not found[1].endswith("List")]
    names = {found[1].removesuffix("List") for found in at_margin or kinds}
    ours = (*served_versions.CHECKED_KINDS, *served_versions.POLICY_KINDS)
    return any(name in ours or served_versions.similar_kind(name) for name in names)
