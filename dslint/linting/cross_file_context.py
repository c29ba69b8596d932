"""What of one text decides what is said of others: the labels of namespaces, and the images that DaemonSets run."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

from dslint.findings import FieldPath, ObjectRef
from dslint.kubelet.duplicate_agents import Agent
from dslint.linting.namespace_labels import labels_of

Namespaces = Mapping[str, Mapping[str, Any]]
"""Names of namespaces, and the labels of each that Pod Security reads."""


class Influence(NamedTuple):
    """Of all objects of a text, in their order; of two namespaces with one name, the last."""

    namespaces: Namespaces
    agents: tuple[Agent, ...]

    @classmethod
    def of(cls, objects: Iterable[tuple[FieldPath, Any]], judged: Iterable[Any]) -> Influence:
        """`objects` are all that the text holds, with their paths; `judged` are those of them that dslint judges."""
        agents = (Agent.of(value) for value in judged if ObjectRef.of(value).kind == "DaemonSet")
        return cls(dict(labels_of(objects)), tuple(agents))


def context_of(namespaces: Namespaces) -> str:
    """What findings of a text hang on beside the text itself."""
    asking = sorted((name, sorted(labels.items())) for name, labels in namespaces.items() if labels)
    return repr(asking) if asking else ""
