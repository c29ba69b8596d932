"""The differences of the pod template as a diff: each field with its line, and what is removed and added there."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any, NamedTuple

from dslint.plans import Rollout, TemplateDifference
from dslint.report.plan.rollout_wording import TEMPLATE


class FieldDiff(NamedTuple):
    """`place` is `ds.yaml:22`, "" if it is not known. Values are as YAML and JSON write them in one line."""

    field: str
    place: str
    removed: tuple[str, ...]
    added: tuple[str, ...]


def template_diff(rollout: Rollout) -> list[FieldDiff]:
    return [_field(difference) for difference in rollout.template_diff or ()]


def _field(difference: TemplateDifference) -> FieldDiff:
    old, new = difference.old, difference.new
    return FieldDiff(
        difference.field.removeprefix(TEMPLATE),
        str(difference.source or ""),
        tuple(_values(old, beside=new)),
        tuple(_values(new, beside=old)),
    )


def _values(value: Any, *, beside: Any) -> Iterator[str]:
    """Of two lists, only the items that the other one does not have; all where only the order differs."""
    if value is None:
        return
    if isinstance(value, list) and isinstance(beside, list):
        own = [item for item in value if item not in beside]
        same = not own and all(item in value for item in beside)
        yield from map(_value, value if same else own)
        return
    yield _value(value)


def _value(value: Any) -> str:
    return value if isinstance(value, str) and value else json.dumps(value, ensure_ascii=False)
