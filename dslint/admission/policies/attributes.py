"""An admission request, as the API server hands it to its policies.

Kubernetes: staging/src/k8s.io/apiserver/pkg/admission/attributes.go, .../admission/plugin/cel/condition.go.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple

CREATE = "CREATE"
UPDATE = "UPDATE"

Map = Mapping[str, Any]


class Kind(NamedTuple):
    """A group, a version and a kind."""

    group: str
    version: str
    kind: str

    @classmethod
    def of(cls, value: Map) -> Kind:
        group, _, version = str(value.get("apiVersion") or "").rpartition("/")
        return cls(group, version, str(value.get("kind") or ""))

    @property
    def resource(self) -> str:
        """The resource of the kind, as the API server derives it where nothing says otherwise."""
        word = self.kind.lower()
        if word == "endpoints":
            return word
        if word.endswith("s"):
            return f"{word}es"
        return f"{word[:-1]}ies" if word.endswith("y") else f"{word}s"


class Attributes(NamedTuple):
    """A request to create or update an object; both objects are as the API server has them after mutating admission.

    `namespace` is "" for an object without one. `user` is None if nobody says who asks.
    """

    operation: str
    kind: Kind
    object: Map | None
    old_object: Map | None = None
    name: str = ""
    namespace: str = ""
    user: Map | None = None

    @property
    def resource(self) -> str:
        return self.kind.resource

    def request(self) -> dict[str, Any]:
        """The variable `request`, but for what is not known: `dryRun`, and `userInfo` if nobody says who asks."""
        kind = {"group": self.kind.group, "version": self.kind.version, "kind": self.kind.kind}
        resource = {"group": self.kind.group, "version": self.kind.version, "resource": self.resource}
        options = "UpdateOptions" if self.operation == UPDATE else "CreateOptions"
        known: dict[str, Any] = {
            "kind": kind,
            "resource": resource,
            "requestKind": kind,
            "requestResource": resource,
            "name": self.name,
            "operation": self.operation,
            "options": {"apiVersion": "meta.k8s.io/v1", "kind": options},
        }
        if self.namespace:
            known["namespace"] = self.namespace
        if self.user is not None:
            known["userInfo"] = user_info(self.user)
        return known


def user_info(user: Map) -> dict[str, Any]:
    """The user of a configuration (`name`, `groups`, `uid`, `extra`) as requests have it."""
    fields = {"username": user.get("name"), "uid": user.get("uid"), "groups": list(user.get("groups") or ())}
    return {key: value for key, value in {**fields, "extra": user.get("extra")}.items() if value}
