"""Manifests for lint: what was recorded and what the schemas allow, with changes; and what a report says of them."""

from __future__ import annotations

from random import Random
from typing import Any

from hypothesis import strategies as st

import dslint
from tests.fuzz.targets.manifests import changed_manifest

Object = dict[str, Any]
Said = tuple[Any, ...]

OBJECTS = st.integers(0, 2**32).map(lambda seed: changed_manifest(Random(seed), written=False, most=3))
"""DaemonSets and Pods, most of them with some mistake. They shrink no further than to a small seed."""


def said(report: dslint.LintReport) -> list[Said]:
    """What is found, and where in the value; not where in the text."""
    found = report.to_dict()["findings"]
    return sorted((one["code"], one["severity"], one["message"], one["field"], one["pointer"] or "") for one in found)
