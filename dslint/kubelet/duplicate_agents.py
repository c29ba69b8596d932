"""Agents that are both a DaemonSet and a static pod: a node runs both, and they compete for its ports and files."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from dslint.findings import FieldPath

DUPLICATE_AGENT = "DS410"


class DuplicateAgent(NamedTuple):
    """A container of a static pod whose image a DaemonSet runs too. `static` is the index of the static pod."""

    static: int
    path: FieldPath
    image: str
    daemonset: str


class Agent(NamedTuple):
    """The name of a DaemonSet, and the images of its containers."""

    name: str
    images: tuple[str, ...]

    @classmethod
    def of(cls, daemonset: Any) -> Agent:
        images = tuple(image for _, image in _images(_map(daemonset, "spec", "template", "spec")))
        return cls(str(_map(daemonset, "metadata").get("name") or ""), images)


def duplicate_agents(static_pods: Sequence[Any], agents: Iterable[Agent]) -> Iterator[DuplicateAgent]:
    """The containers of static pods that a DaemonSet runs too; the paths lead to their images."""
    known: dict[str, str] = {}
    for agent in agents:
        for image in agent.images:
            known.setdefault(repository(image), agent.name)
    for number, value in enumerate(static_pods):
        for index, image in _images(_map(value, "spec")):
            daemonset = known.get(repository(image))
            if daemonset is not None:
                yield DuplicateAgent(number, ("spec", "containers", index, "image"), image, daemonset)


def repository(image: str) -> str:
    """`registry.example/agent:1.0@sha256:…` -> `registry.example/agent`."""
    name = image.partition("@")[0]
    head, slash, last = name.rpartition("/")
    return f"{head}{slash}{last.partition(':')[0]}"


def _images(spec: Mapping[str, Any]) -> Iterator[tuple[int, str]]:
    containers = spec.get("containers")
    for index, container in enumerate(containers if isinstance(containers, list) else ()):
        image = container.get("image") if isinstance(container, dict) else None
        if isinstance(image, str) and image:
            yield index, image


def _map(value: Any, *keys: str) -> Mapping[str, Any]:
    for key in keys:
        value = value.get(key) if isinstance(value, dict) else None
    return value if isinstance(value, dict) else {}
