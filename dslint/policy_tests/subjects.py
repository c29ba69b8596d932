"""What a test is about, read from its files: the objects to ask about, and the cluster with its policies."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, NamedTuple

from dslint.api_server.stored_object import StoredObject
from dslint.findings import Note, ObjectRef
from dslint.inventory.errors import InventoryError
from dslint.inventory.reader import Source, read_sources
from dslint.kubernetes.cluster import EVERY_NAMESPACE, Cluster
from dslint.kubernetes.release import Release
from dslint.policy_tests.file import PolicyTest, PolicyTestError, UnreadableTestError
from dslint.source.document_reader import read_text
from dslint.source.inputs import Skipped, texts_of

POLICY = "ValidatingAdmissionPolicy"


class Subject(NamedTuple):
    """An object after defaulting. `refused` is why the API server would not take it, "" if it does."""

    ref: ObjectRef
    value: Mapping[str, Any]
    refused: str = ""

    def is_called(self, name: str) -> bool:
        """Whether a test means it by `name`, `Kind/name` or `Kind/namespace/name`."""
        namespace = self.ref.namespace or "default"
        names = (self.ref.name, f"{self.ref.kind}/{self.ref.name}", f"{self.ref.kind}/{namespace}/{self.ref.name}")
        return name in names

    def __str__(self) -> str:
        namespace = f"{self.ref.namespace}/" if self.ref.namespace else ""
        return f"{self.ref.kind} {namespace}{self.ref.name}"


def subjects_of(test: PolicyTest, release: Release) -> tuple[Subject, ...]:
    """Raises UnreadableTestError and PolicyTestError."""
    for path in (*test.policies, *test.resources, *test.others):
        check_is_there(path, str(test.file))
    return tuple(_subject(value, release) for file in test.resources for value in objects_in(file))


def check_is_there(path: Path, named_in: str) -> None:
    """Raises UnreadableTestError."""
    if not path.exists():
        raise UnreadableTestError(f"{path}: no such file or folder; {named_in} names it")


def objects_in(path: Path) -> Iterator[dict[str, Any]]:
    """All objects in a file or folder. Raises UnreadableTestError and PolicyTestError."""
    for text in texts_of(path):
        if isinstance(text, Note):
            raise UnreadableTestError(f"{text.file}: {text.message}")
        if isinstance(text, Skipped):
            continue
        for document in read_text(text.text, text.name).documents:
            for fault in document.faults:
                raise PolicyTestError(f"{text.name}:{document.span(fault.place).line}: {fault.message}")
            yield from (value for _, value in document.objects())


def subject_in(file: Path, release: Release) -> Subject:
    """The one object of a file. Raises UnreadableTestError and PolicyTestError."""
    found = list(objects_in(file))
    if len(found) != 1:
        raise PolicyTestError(f"{file}: {len(found)} objects; a file with the object before the update has one")
    return _subject(found[0], release)


def _subject(value: dict[str, Any], release: Release) -> Subject:
    stored = StoredObject.of(value, release)
    problems = list(stored.primary(stored.problems()))
    refused = "; ".join(f"{problem.field}: {problem.message}" for problem in problems)
    refused = refused or next((f"{key} is missing" for key in ("apiVersion", "kind") if not value.get(key)), "")
    return Subject(ObjectRef.of(value), stored.value, refused)


def cluster_of(test: PolicyTest, subjects: tuple[Subject, ...], release: Release) -> Cluster:
    """The cluster of a test. It has nothing but what the files say; a namespace that they leave out has no labels.

    Raises PolicyTestError.
    """
    try:
        sources: list[Source] = [*test.policies, *test.others, *test.objects]
        cluster = read_sources(sources, nodes_needed=False).cluster(release)
    except InventoryError as error:
        raise PolicyTestError(str(error)) from error
    namespaces = cluster.objects.setdefault("Namespace", [])
    for name in dict.fromkeys(subject.ref.namespace or "default" for subject in subjects):
        if not cluster.has("Namespace", name):
            namespaces.append({"apiVersion": "v1", "kind": "Namespace", "metadata": {"name": name}})
    kinds = {"Namespace", *_param_kinds(cluster)}
    cluster.complete |= {(kind, within) for kind in kinds for within in ("", EVERY_NAMESPACE)}
    return cluster


def _param_kinds(cluster: Cluster) -> Iterator[str]:
    for policy in cluster.of_kind(POLICY):
        kind = (policy["spec"].get("paramKind") or {}).get("kind")
        if isinstance(kind, str):
            yield kind
