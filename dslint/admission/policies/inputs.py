"""What the expressions of all policies see of one request, converted once."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from dslint.admission.policies.attributes import Attributes
from dslint.admission.policies.cel.activation import DRY_RUN_IS_UNKNOWN, Activation
from dslint.admission.policies.compiled_policy import CompiledPolicy

_MANAGED_FIELDS = "depends on metadata.managedFields, which only the API server knows"
_ASKS_FOR_MANAGED_FIELDS = re.compile(r"\bhas\s*\([^()]*\bmanagedFields\b|\?\s*managedFields\b")

NOT_KNOWN = {
    ".dryRun": DRY_RUN_IS_UNKNOWN,
    ".managedFields": _MANAGED_FIELDS,
}
"""Words of expressions that read what no file has, and what is said of them."""

Map = Mapping[str, Any]


def hidden(texts: Iterable[str]) -> str | None:
    """Why expressions may have another value in the cluster: they ask whether a field is there that no file has."""
    return _MANAGED_FIELDS if any(map(_ASKS_FOR_MANAGED_FIELDS.search, texts)) else None


@dataclass(slots=True)
class Inputs:
    """`namespace` is the variable `namespaceObject`; `unknown` has words of expressions that read what is not known.

    What is not known is left out: where it decides, the expression fails, and the error is none of the server's.
    """

    attributes: Attributes
    namespace: Map | None
    unknown: Mapping[str, str]
    plain: Activation | None = field(default=None, init=False)
    plain_before: Activation | None = field(default=None, init=False)

    @classmethod
    def of(cls, attributes: Attributes, namespace: Map | None) -> Inputs:
        """`namespace` is None for a request of no namespace, or of one that is not declared."""
        unknown = dict(NOT_KNOWN)
        if attributes.namespace and namespace is None:
            unknown["namespaceObject"] = f"depends on namespace {attributes.namespace}, which is not declared"
        return cls(attributes, namespace, unknown)

    def activation(self, compiled: CompiledPolicy, param: Map | None) -> Activation:
        """What the policy's validations see, with its variables, none of them evaluated yet."""
        base = self.shared() if param is None else self._new(param)
        return base.with_variables(compiled.known_variables())

    def shared(self) -> Activation:
        """What every policy sees without parameters and variables."""
        if self.plain is None:
            self.plain = self._new(None)
        return self.plain

    def before(self, param: Map | None) -> Activation:
        """What match conditions see: no variables, and no namespace."""
        if param is not None:
            return self._new(param, with_namespace=False)
        if self.plain_before is None:
            self.plain_before = self._new(None, with_namespace=False)
        return self.plain_before

    def _new(self, param: Map | None, *, with_namespace: bool = True) -> Activation:
        values: dict[str, Any] = {
            "object": self.attributes.object,
            "oldObject": self.attributes.old_object,
            "request": self.attributes.request(),
            "params": param,
        }
        if not with_namespace:
            values["namespaceObject"] = None
        elif "namespaceObject" not in self.unknown:
            values["namespaceObject"] = self.namespace
        return Activation(values)
