"""The pod as the checks of the Pod Security Standards see it, and the wording of their violations."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from dslint.findings import FieldPath
from dslint.kubernetes.release import Version

CONTAINER_LISTS = ("initContainers", "containers", "ephemeralContainers")


class Violation(NamedTuple):
    """A violation of one check: the check's name, the plugin's reason and detail, and the paths in the pod."""

    check: str
    reason: str
    detail: str
    paths: tuple[FieldPath, ...]

    def __str__(self) -> str:
        return f"{self.reason} ({self.detail})" if self.detail else self.reason


class PodSecurityPod(NamedTuple):
    """A pod (or a template) that is evaluated. `containers` are in the plugin's order, with their paths.

    `server` is the version of the API server.
    """

    annotations: Mapping[str, str]
    spec: Mapping[str, Any]
    containers: tuple[tuple[FieldPath, Mapping[str, Any]], ...]
    server: Version

    @classmethod
    def of(cls, metadata: Mapping[str, Any], spec: Mapping[str, Any], server: Version) -> PodSecurityPod:
        containers = tuple(
            (("spec", kind, index), container)
            for kind in CONTAINER_LISTS
            for index, container in enumerate(spec.get(kind) or ())
        )
        return cls(metadata.get("annotations") or {}, spec, containers, server)

    @property
    def security(self) -> Mapping[str, Any]:
        return self.spec.get("securityContext") or {}

    @property
    def has_user_namespace(self) -> bool:
        return self.spec.get("hostUsers") is False

    @property
    def on_windows(self) -> bool:
        return (self.spec.get("os") or {}).get("name") == "windows"


Check = Callable[[PodSecurityPod], "Violation | None"]


def security_of(container: Mapping[str, Any]) -> Mapping[str, Any]:
    return container.get("securityContext") or {}


class Setters:
    """Who sets a forbidden value: the pod itself, and containers by name, with the paths."""

    def __init__(self) -> None:
        self.pod = False
        self.containers: list[str] = []
        self.paths: list[FieldPath] = []

    def __bool__(self) -> bool:
        return self.pod or bool(self.containers)

    def add_pod(self, *path: str) -> None:
        self.pod = True
        self.paths.append(("spec", "securityContext", *path))

    def add_container(self, place: FieldPath, container: Mapping[str, Any], *paths: FieldPath) -> None:
        """Add a container, once, with the paths below it; without paths, the container itself."""
        name = container.get("name") or ""
        if name not in self.containers:
            self.containers.append(name)
        self.paths.extend((*place, *path) for path in paths or ((),))

    def __str__(self) -> str:
        parts = ["pod"] if self.pod else []
        if self.containers:
            parts.append(named("container", self.containers))
        return " and ".join(parts)


def setters(pod: PodSecurityPod, path: Sequence[str], is_bad: Callable[[Any], bool]) -> tuple[Setters, list[Any]]:
    """Who has a bad value at a path below securityContext, in the pod and containers, and the sorted values."""
    found, values = Setters(), set()
    value = below(pod.security, path)
    if value is not None and is_bad(value):
        found.add_pod(*path)
        values.add(value)
    for place, container in pod.containers:
        value = below(security_of(container), path)
        if value is not None and is_bad(value):
            found.add_container(place, container, ("securityContext", *path))
            values.add(value)
    return found, sorted(values)


def containers_where(pod: PodSecurityPod, is_bad: Callable[[Mapping[str, Any]], bool], *path: str) -> Setters:
    """The containers that violate a check; `path` leads from the container to the value."""
    found = Setters()
    for place, container in pod.containers:
        if is_bad(container):
            found.add_container(place, container, path)
    return found


def below(value: Any, path: Sequence[str]) -> Any:
    """The value at a path through maps; None if a part of the path is missing."""
    for key in path:
        if not isinstance(value, Mapping):
            return None
        value = value.get(key)
    return value


def named(noun: str, names: Sequence[str]) -> str:
    """`container "a"`, `containers "a", "b"`."""
    return f"{plural(noun, len(names))} {quoted(names)}"


def plural(noun: str, count: int) -> str:
    return noun if count == 1 else f"{noun}s"


def quoted(values: Iterable[str]) -> str:
    return ", ".join(f'"{value}"' for value in values)


def unique(values: Iterable[str]) -> Iterator[str]:
    yield from dict.fromkeys(values)
