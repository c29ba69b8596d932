"""The whole template. Kubernetes: kubectl/pkg/describe (DescribePodTemplate)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from dslint.kubectl.describe import containers, volumes
from dslint.kubectl.describe.writer import NONE, Writer
from dslint.kubernetes.stored_template import FREE_MAPS, QUANTITY_MAPS

EMPTY = dict.fromkeys(FREE_MAPS, "") | dict.fromkeys(QUANTITY_MAPS, "0")


def describe(template: Mapping[str, Any]) -> str:
    """A template in its stored form as text, with kubectl's tabs."""
    writer = Writer()
    template = _without_nulls(template)
    metadata, spec = template.get("metadata") or {}, template.get("spec") or {}
    writer.write(0, "Pod Template:\n")
    writer.labels("  Labels", metadata.get("labels") or {})
    if metadata.get("annotations"):
        writer.annotations("  Annotations", metadata["annotations"])
    if spec.get("serviceAccountName"):
        writer.line(1, "Service Account", spec["serviceAccountName"])
    if spec.get("initContainers"):
        containers.write(writer, "Init Containers", spec["initContainers"])
    containers.write(writer, "Containers", spec.get("containers") or ())
    volumes.write(writer, spec.get("volumes") or ())
    _write_spread(writer, spec.get("topologySpreadConstraints") or ())
    if spec.get("priorityClassName"):
        writer.line(1, "Priority Class Name", spec["priorityClassName"])
    writer.labels("  Node-Selectors", spec.get("nodeSelector") or {})
    _write_tolerations(writer, spec.get("tolerations") or ())
    return writer.text


def _without_nulls(value: Any, key: str = "") -> Any:
    """As Go decodes a null: as an unset field, or as the empty value of a map entry."""
    if isinstance(value, Mapping):
        empty = EMPTY.get(key)
        fields = {name: empty if item is None else _without_nulls(item, name) for name, item in value.items()}
        return {name: item for name, item in fields.items() if item is not None}
    return [_without_nulls(item) for item in value] if isinstance(value, (list, tuple)) else value


def _write_spread(writer: Writer, constraints: Sequence[Mapping[str, Any]]) -> None:
    if not constraints:
        return
    writer.write(0, "  Topology Spread Constraints:\t")
    for index, constraint in enumerate(sorted(constraints, key=lambda item: str(item.get("topologyKey") or ""))):
        start = "  \t" if index else ""
        text = f"{constraint.get('topologyKey') or ''}:{constraint.get('whenUnsatisfiable') or ''}"
        selector = constraint.get("labelSelector")
        chosen = "" if selector is None else f" for selector {_selector(selector)}"
        writer.write(0, f"{start}{text} when max skew {constraint.get('maxSkew') or 0} is exceeded{chosen}\n")


_OPERATORS = {"In": " in ", "NotIn": " notin ", "Exists": "", "DoesNotExist": "!"}


def _selector(selector: Mapping[str, Any]) -> str:
    """As metav1.FormatLabelSelector prints it: requirements by key."""
    labels = selector.get("matchLabels") or {}
    parts = [(key, f"{key}={value}") for key, value in labels.items()]
    parts += [(item.get("key") or "", _requirement(item)) for item in selector.get("matchExpressions") or ()]
    return ",".join(shown for _, shown in sorted(parts, key=lambda part: part[0])) or NONE


def _requirement(item: Mapping[str, Any]) -> str:
    key, operator = item.get("key") or "", item.get("operator") or ""
    if operator in ("Exists", "DoesNotExist"):
        return f"{_OPERATORS[operator]}{key}"
    return f"{key}{_OPERATORS.get(operator, f' {operator} ')}({','.join(sorted(item.get('values') or ()))})"


def _write_tolerations(writer: Writer, tolerations: Sequence[Mapping[str, Any]]) -> None:
    writer.write(0, "  Tolerations:\t")
    if not tolerations:
        writer.end(NONE)
    for index, toleration in enumerate(sorted(tolerations, key=lambda item: str(item.get("key") or ""))):
        writer.write(0, f"{_indent(index)}{_toleration(toleration)}\n")


def _indent(index: int) -> str:
    return "\t" if index else ""


def _toleration(toleration: Mapping[str, Any]) -> str:
    value, effect = toleration.get("value"), toleration.get("effect")
    text = (toleration.get("key") or "") + (f"={value}" if value else "") + (f":{effect}" if effect else "")
    if toleration.get("operator") == "Exists" and not value:
        text += f"{' ' if toleration.get('key') or effect else ''}op=Exists"
    seconds = toleration.get("tolerationSeconds")
    return text if seconds is None else f"{text} for {seconds}s"
