"""What a report of lint says of a manifest."""

from __future__ import annotations

from typing import Any

import dslint

Object = dict[str, Any]
Said = tuple[Any, ...]


def said(report: dslint.LintReport) -> list[Said]:
    """What is found, and where in the value; not where in the text."""
    found = report.to_dict()["findings"]
    return sorted((one["code"], one["severity"], one["message"], one["field"], one["pointer"] or "") for one in found)
