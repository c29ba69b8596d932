"""A container's environment. Kubernetes: kubectl/pkg/describe (describeContainerEnvVars, describeContainerEnvFrom)."""

from __future__ import annotations

import math
from collections.abc import Mapping
from fractions import Fraction
from typing import Any

from dslint.kubectl.describe.writer import NONE, Writer, boolean
from dslint.kubernetes import quantity

MILLI = 1000


def write_sources(writer: Writer, container: Mapping[str, Any]) -> None:
    sources = container.get("envFrom") or ()
    if not sources:
        return
    writer.write(2, "Environment Variables from:\n")
    for source in sources:
        kind, reference = _source(source)
        prefix = f" with prefix '{source['prefix']}'" if source.get("prefix") else ""
        name, optional = reference.get("name") or "", boolean(reference.get("optional"))
        writer.write(3, f"{name}\t{kind}{prefix}\tOptional: {optional}\n")


def _source(source: Mapping[str, Any]) -> tuple[str, Mapping[str, Any]]:
    if "configMapRef" in source:
        return "ConfigMap", source["configMapRef"]
    return ("Secret", source["secretRef"]) if "secretRef" in source else ("", {})


def write_variables(writer: Writer, container: Mapping[str, Any]) -> None:
    variables = container.get("env") or ()
    if not variables:
        writer.line(2, "Environment", NONE)
        return
    writer.write(2, "Environment:\n")
    for variable in variables:
        if "valueFrom" in variable:
            _write_reference(writer, variable, container)
        else:
            _write_value(writer, variable.get("name") or "", variable.get("value") or "")


def _write_value(writer: Writer, name: str, value: str) -> None:
    first, *rest = value.split("\n")
    writer.line(3, name, first)
    for part in rest:
        writer.write(3, f"\t{part}\n")


def _write_reference(writer: Writer, variable: Mapping[str, Any], container: Mapping[str, Any]) -> None:
    name, origin = variable.get("name") or "", variable["valueFrom"]
    if "fieldRef" in origin:
        field = origin["fieldRef"]
        writer.line(3, name, f" ({field.get('apiVersion') or ''}:{field.get('fieldPath') or ''})")
    elif "resourceFieldRef" in origin:
        field = origin["resourceFieldRef"]
        writer.line(3, name, f"{resource_value(field, container)} ({field.get('resource') or ''})")
    elif "secretKeyRef" in origin:
        writer.line(3, name, _key(origin["secretKeyRef"], "in secret"))
    elif "configMapKeyRef" in origin:
        writer.line(3, name, _key(origin["configMapKeyRef"], "of config map"))


def _key(reference: Mapping[str, Any], where: str) -> str:
    key, name = reference.get("key") or "", reference.get("name") or ""
    return f"<set to the key '{key}' {where} '{name}'>\tOptional: {boolean(reference.get('optional'))}"


def resource_value(field: Mapping[str, Any], container: Mapping[str, Any]) -> str:
    """The value of the variable; "" for a resource that cannot be referred to.

    Kubernetes: kubectl/pkg/util/resource (ExtractContainerResourceValue). An unset limit is shown as node allocatable.
    """
    resource = field.get("resource") or ""
    part, _, name = resource.partition(".")
    if part not in ("limits", "requests") or not _is_supported(name):
        return ""
    amount = ((container.get("resources") or {}).get(part) or {}).get(name) or "0"
    divisor = quantity.parse(field.get("divisor") or "0") or Fraction(1)
    value = _divided(quantity.parse(amount), divisor, MILLI if name == "cpu" else 1)
    return "node allocatable" if value == 0 and resource in ("limits.cpu", "limits.memory") else str(value)


def _is_supported(name: str) -> bool:
    return name in ("cpu", "memory", "ephemeral-storage") or name.startswith("hugepages-")


def _divided(amount: Fraction, divisor: Fraction, unit: int) -> int:
    return math.ceil(Fraction(math.ceil(amount * unit), math.ceil(divisor * unit)))
