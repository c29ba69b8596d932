"""Suppressions of findings: in comments, annotations and the configuration, and the checks of suppressions."""

from __future__ import annotations

MARK = "dslint:"
"""How each suppression in a comment begins."""

IGNORE = "dslint.dev/ignore"
"""The annotation that suppresses findings of an object."""
