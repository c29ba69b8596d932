"""What one text decides for the findings of others.

Namespaces have labels, DaemonSets have images, and kustomizations and charts say what the files around them are.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from dslint.findings import FieldPath, ObjectRef
from dslint.kubelet.duplicate_agents import Agent
from dslint.source.file_search import absolute
from dslint.source.inputs import NAMELESS, Text

if TYPE_CHECKING:
    from dslint.source.file_roles import FileRoles, Role

_MARKERS = ("kustomization.yaml", "kustomization.yml", "Kustomization", "Chart.yaml")
"""Files that say what the files around them are."""

_REPOSITORY = ".git"

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
        return cls(namespaces_of(objects), tuple(agents))


def context_key(namespaces: Namespaces) -> str:
    """The part of the context on which findings depend, as a text that can be stored and compared."""
    enforced = sorted((name, sorted(labels.items())) for name, labels in namespaces.items() if labels)
    return repr(enforced) if enforced else ""


def namespaces_of(objects: Iterable[tuple[FieldPath, Any]]) -> dict[str, Mapping[str, Any]]:
    """The labels of the namespaces among the objects."""
    return dict(_namespaces(objects))


def _namespaces(objects: Iterable[tuple[FieldPath, Any]]) -> Iterator[tuple[str, Mapping[str, Any]]]:
    for _, value in objects:
        if isinstance(value, dict) and value.get("kind") == "Namespace" and isinstance(value.get("metadata"), dict):
            # Only runs with a Namespace pay for Pod Security.
            from dslint.admission.pod_security.namespace_policy import PREFIX

            labels, name = value["metadata"].get("labels"), value["metadata"].get("name")
            if isinstance(labels, dict) and isinstance(name, str):
                read = {key: text for key, text in labels.items() if isinstance(key, str) and key.startswith(PREFIX)}
                yield name, read


class Neighbours:
    """The kustomizations and charts around the files of a run, each folder looked into once.

    They decide which files are patches, values and templates. Those in the folders above a file count up to the top
    of its repository (without one, of the current folder), and those among the files of the run, wherever they are.
    """

    __slots__ = ("_above", "_roles", "_run", "_top")

    def __init__(self, names: Iterable[str] = ()) -> None:
        """`names` are the files of the run."""
        self._top = str(absolute(Path()))
        self._run = frozenset(self._absolute(name) for name in names if name.endswith(_MARKERS))
        self._above: dict[str, _Above] = {}
        self._roles: FileRoles | None = None

    @classmethod
    def of(cls, inputs: Iterable[Any]) -> Neighbours:
        return cls(one.name for one in inputs if isinstance(one, Text))

    def role(self, name: str) -> Role | None:
        """What the file of this name is for; None for what may be a manifest."""
        if name in NAMELESS:
            return None
        path = self._absolute(name)
        above = self._markers(os.path.dirname(path))  # noqa: PTH120
        if not above.markers and not self._run and "+" not in name:
            return None
        if self._roles is None:
            from dslint.source.file_roles import FileRoles

            self._roles = FileRoles(self._run)
        return self._roles.of(path, above.markers)

    def _absolute(self, name: str) -> str:
        """The path without `..`, and with links as they are called."""
        return os.path.normpath(os.path.join(self._top, name))  # noqa: PTH118

    def _markers(self, folder: str) -> _Above:
        """The kustomizations and charts of a folder and of those above."""
        chain = []
        while folder not in self._above:
            chain.append(folder)
            parent = os.path.dirname(folder)  # noqa: PTH120
            if parent == folder or os.path.lexists(os.path.join(folder, _REPOSITORY)):  # noqa: PTH118
                self._above[folder] = _Above(_markers_of(folder), within=parent != folder)
                break
            folder = parent
        for one in reversed(chain):
            if one not in self._above:
                self._above[one] = self._below(self._above[os.path.dirname(one)], one)  # noqa: PTH120
        return self._above[chain[0] if chain else folder]

    def _below(self, above: _Above, folder: str) -> _Above:
        within = above.within or folder == self._top
        kept = above.markers if above.within else tuple(one for one in above.markers if one in self._run)
        return _Above((*_markers_of(folder), *kept), within)


class _Above(NamedTuple):
    """The markers of a folder and of those above, the nearest first; `within`: all count for what is below too."""

    markers: tuple[str, ...]
    within: bool


def _markers_of(folder: str) -> tuple[str, ...]:
    """The markers in a folder. Symbolic links are not followed: they may lead out of the repository."""
    paths = (os.path.join(folder, name) for name in _MARKERS)  # noqa: PTH118
    return tuple(path for path in paths if os.path.isfile(path) and not os.path.islink(path))  # noqa: PTH113, PTH114
