"""What one text decides for the findings of others: the labels of namespaces, and the images of DaemonSets."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, NamedTuple

from dslint.api_server.objects import ManifestObjects
from dslint.findings import FieldPath, ObjectRef
from dslint.kubelet.duplicate_agents import Agent
from dslint.kubelet.static_pod_files import is_annotated
from dslint.kubernetes.raw_values import has_annotation
from dslint.policy.suppressions import IGNORE, MARK
from dslint.source.inputs import Text

Namespaces = Mapping[str, Mapping[str, Any]]
"""Labels of namespaces by name, only those that Pod Security reads."""


class CrossFileContext(NamedTuple):
    """What a text adds to the context of a run; of two namespaces with the same name, the last counts."""

    namespaces: Namespaces
    agents: tuple[Agent, ...]

    @classmethod
    def of(cls, objects: Iterable[tuple[FieldPath, Any]], checked: Iterable[Any]) -> CrossFileContext:
        """`objects` are all objects of the text with their paths, `checked` the values that dslint checks."""
        agents = (Agent.of(value) for value in checked if ObjectRef.of(value).kind == "DaemonSet")
        return cls(dict(_namespaces(objects)), tuple(agents))


class ReadText(NamedTuple):
    """A text with the objects that it contains and the context that it gives to other texts."""

    text: Text
    contents: ManifestObjects
    context: CrossFileContext

    @property
    def is_cacheable(self) -> bool:
        """Whether its findings depend on the text and the context only.

        Suppressions depend on the date and are counted; static pods are compared with the DaemonSets of all texts.
        """
        if MARK in self.text.text:
            return False
        values = [found.value for found in self.contents.objects]
        return not any(is_annotated(value) or has_annotation(value, IGNORE) for value in values)


def context_key(namespaces: Namespaces) -> str:
    """The part of the context on which findings depend, as a text that can be stored and compared."""
    enforced = sorted((name, sorted(labels.items())) for name, labels in namespaces.items() if labels)
    return repr(enforced) if enforced else ""


def _namespaces(objects: Iterable[tuple[FieldPath, Any]]) -> Iterator[tuple[str, Mapping[str, Any]]]:
    for _, value in objects:
        if isinstance(value, dict) and value.get("kind") == "Namespace" and isinstance(value.get("metadata"), dict):
            # Only runs with a Namespace pay for Pod Security.
            from dslint.admission.pod_security.namespace_policy import PREFIX

            labels, name = value["metadata"].get("labels"), value["metadata"].get("name")
            if isinstance(labels, dict) and isinstance(name, str):
                read = {key: text for key, text in labels.items() if isinstance(key, str) and key.startswith(PREFIX)}
                yield name, read
