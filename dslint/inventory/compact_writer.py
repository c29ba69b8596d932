"""A compact inventory as readable YAML: short maps on one line, strings quoted where YAML would read another type."""

from __future__ import annotations

import io
import re
from collections.abc import Iterable, Sequence
from typing import Any

WIDTH = 140
_FLOWING = frozenset({
    "labels", "labelPattern", "allocatable", "load", "timing", "requests", "conditions", "match", "metadata",
    "zones", "taints", "staticPods", "hostPorts", "declaredFeatures", "default", "names", "on",
})  # fmt: skip
"""Fields whose values are written on one line unless they contain a nested block."""
_PLAIN = re.compile(r"[A-Za-z][A-Za-z0-9._/-]*|[0-9]+(?:m|[KMGTP]i)")
# Strings that YAML 1.1, as Kubernetes reads it, takes for another type.
_NOT_STRINGS = re.compile(r"y|n|yes|no|on|off|true|false|null|nan|inf", re.IGNORECASE)


def inventory_text(inventory: dict[str, Any], objects: Sequence[dict[str, Any]], comments: Iterable[str]) -> str:
    """The inventory below the comments, then each object as a separate document."""
    from ruamel.yaml import YAML

    yaml = YAML()
    yaml.width = WIDTH
    yaml.indent(mapping=2, sequence=2, offset=0)
    out = io.StringIO()
    out.writelines(f"# {comment}\n" for comment in comments)
    for index, document in enumerate((inventory, *objects)):
        out.write("---\n" if index else "")
        yaml.dump(_styled_value(document, flow=False), out)
    # ruamel.yaml leaves a space at the end of a line where it wraps a list.
    return "".join(f"{line.rstrip()}\n" for line in out.getvalue().splitlines())


def _styled_value(value: Any, *, flow: bool) -> Any:
    """The value with the style in which to write it."""
    from ruamel.yaml.comments import CommentedMap, CommentedSeq

    if isinstance(value, dict):
        flow = flow or not any(isinstance(item, dict | list) for item in value.values())
        inside = CommentedMap(
            (_quoted(key), _styled_value(item, flow=flow or _flows(key, item))) for key, item in value.items()
        )
        return _styled(inside, flow=flow)
    if isinstance(value, list):
        return _styled(CommentedSeq(_styled_value(item, flow=flow) for item in value), flow=flow)
    return _quoted(value) if isinstance(value, str) else value


def _quoted(text: str) -> str:
    from ruamel.yaml.scalarstring import DoubleQuotedScalarString

    plain = _PLAIN.fullmatch(text) is not None and _NOT_STRINGS.fullmatch(text) is None
    return text if plain else DoubleQuotedScalarString(text)


def _flows(key: str, value: Any) -> bool:
    return key in _FLOWING and _depth(value) <= 2


def _depth(value: Any) -> int:
    if isinstance(value, dict):
        return 1 + max(map(_depth, value.values()), default=0)
    return 1 + max(map(_depth, value), default=0) if isinstance(value, list) else 0


def _styled(collection: Any, *, flow: bool) -> Any:
    if flow:
        collection.fa.set_flow_style()
    else:
        collection.fa.set_block_style()
    return collection
