"""An object as policies check it: the object, its pod, and each container with what it inherits from the pod.

A container is that of the manifest after defaulting. In addition to its own fields, it has
- `class`: containers, sidecars (init containers that keep running), initContainers or ephemeralContainers
- `security`: its securityContext, including what it inherits from the pod's
- `hostMounts`: its mounts of hostPath volumes (`hostPath` as written, `path` cleaned and with /run for /var/run,
  `type`, `readOnly`, `propagation`, `volume`, `mountPath`, and `own`: below /run in a folder of the agent's own name)
- `imageName`: `name`, `tag` and `digest` of its image
- `pod`: the pod's spec without containers, volumes and affinity.
"""

import posixpath
import re
from collections.abc import Callable, Collection, Iterator, Mapping
from functools import partial
from typing import Any, NamedTuple

from dslint.findings import FieldPath

TEMPLATES: Mapping[str, FieldPath] = {"DaemonSet": ("spec", "template"), "Pod": ()}
"""The path of the pod in an object of each kind."""

_LISTS = ("containers", "initContainers", "ephemeralContainers")
_NOT_SHOWN = frozenset({*_LISTS, "volumes", "affinity"})
_HOST = re.compile(r"[.:]")
"""What the host of a registry has, and a name in it has not."""
_OF_THE_NODE = frozenset(
    {
        *("containerd", "credentials", "crio", "cridockerd", "dbus", "docker", "k3s", "kubernetes", "lock", "log"),
        *("mount", "netns", "podman", "runc", "secrets", "systemd", "udev", "user"),
    }
)
"""Folders of /run that belong to the node, whatever an agent is called."""
_INHERITED = ("runAsUser", "runAsGroup", "runAsNonRoot", "seccompProfile", "appArmorProfile", "seLinuxOptions")


class Part(NamedTuple):
    """Something that a policy checks: its value and its path.

    `origins` are the paths in the manifest of values that dslint adds, by their path in this part.
    """

    value: Mapping[str, Any]
    path: FieldPath
    origins: Mapping[FieldPath, FieldPath] = {}
    name: str = ""

    def place(self, path: FieldPath) -> FieldPath:
        """The path in the manifest of what is at a path of this part."""
        for depth in range(len(path), 0, -1):
            origin = self.origins.get(path[:depth])
            if origin is not None:
                return (*origin, *path[depth:])
        return (*self.path, *path)


class PolicyView(NamedTuple):
    """An object, its pod and its pod's containers."""

    kind: str
    object: Part
    pod: Part
    containers: tuple[Part, ...]

    @property
    def names(self) -> frozenset[str]:
        """What the agent is called: the names of its object and its images."""
        metadata = self.object.value.get("metadata") or {}
        images = (part.value["imageName"]["name"] for part in self.containers)
        return frozenset((metadata.get("name") or metadata.get("generateName") or "", *images))


def view_of(value: Mapping[str, Any]) -> PolicyView | None:
    """The view of a decoded and defaulted object; None for kinds without pods."""
    kind = str(value.get("kind"))
    if kind not in TEMPLATES:
        return None
    within = TEMPLATES[kind]
    pod: Any = value
    for key in within:
        pod = pod.get(key) or {}
    spec = pod.get("spec") or {}
    containers = tuple(_containers(spec, (*within, "spec"), partial(_names, value, spec)))
    return PolicyView(kind, Part(value, ()), Part(pod, within), containers)


def _names(value: Mapping[str, Any], spec: Mapping[str, Any]) -> tuple[str, ...]:
    """What the agent is called: the names of its object, containers and images, as letters and digits."""
    containers = [container for kind in _LISTS for container in spec.get(kind) or ()]
    images = [image_name(container.get("image") or "")["name"] for container in containers]
    names = [(value.get("metadata") or {}).get("name"), *(container.get("name") for container in containers)]
    last = [part for image in images for part in image.split("/")[-2:] if not _HOST.search(part)]
    return tuple({_letters(name) for name in (*names, *last) if name})


def _containers(spec: Mapping[str, Any], place: FieldPath, names: Callable[[], Collection[str]]) -> Iterator[Part]:
    # The API server rejects volumes and mounts without a name.
    volumes = {
        volume["name"]: volume["hostPath"]
        for volume in spec.get("volumes") or ()
        if volume.get("hostPath") and volume.get("name")
    }
    shown = {key: value for key, value in spec.items() if key not in _NOT_SHOWN}
    for kind in _LISTS:
        for index, container in enumerate(spec.get(kind) or ()):
            yield _container(container, kind, (*place, kind, index), _Around(volumes, shown, names))


class _Around(NamedTuple):
    """What containers share: the pod's hostPath volumes by name, its spec, and what gives the names of the agent."""

    volumes: Mapping[str, Any]
    pod: Mapping[str, Any]
    names: Callable[[], Collection[str]]


def _container(container: Mapping[str, Any], kind: str, path: FieldPath, around: _Around) -> Part:
    security, origins = _security(container, path, around.pod)
    mounts: list[dict[str, Any]] = []
    for index, mount in enumerate(container.get("volumeMounts") or ()):
        if mount.get("name") in around.volumes:
            origins["hostMounts", len(mounts)] = (*path, "volumeMounts", index)
            mounts.append(_host_mount(mount, around.volumes[mount["name"]], around.names))
    origins[("imageName",)] = (*path, "image")
    return Part(
        {
            **container,
            "class": _class(container, kind),
            "security": security,
            "hostMounts": mounts,
            "imageName": image_name(container.get("image") or ""),
            "pod": around.pod,
        },
        path,
        origins,
        container.get("name") or "",
    )


def _class(container: Mapping[str, Any], kind: str) -> str:
    return "sidecars" if kind == "initContainers" and container.get("restartPolicy") == "Always" else kind


def _security(
    container: Mapping[str, Any], path: FieldPath, pod: Mapping[str, Any]
) -> tuple[dict[str, Any], dict[FieldPath, FieldPath]]:
    own, around = container.get("securityContext") or {}, pod.get("securityContext") or {}
    if not own and not around:
        return {}, {("security",): (*path, "securityContext")}
    inherited = {key: around[key] for key in _INHERITED if around.get(key) is not None and own.get(key) is None}
    # The last two keys of path are the container's list and index; before them is the pod's spec.
    origins: dict[FieldPath, FieldPath] = {("security", key): (*path[:-2], "securityContext", key) for key in inherited}
    origins[("security",)] = (*path, "securityContext")
    windows = {**(around.get("windowsOptions") or {}), **(own.get("windowsOptions") or {})}
    if windows:
        # Unlike the other fields, these options are inherited one by one.
        inherited["windowsOptions"] = windows
        for key in windows.keys() - (own.get("windowsOptions") or {}).keys():
            origins["security", "windowsOptions", key] = (*path[:-2], "securityContext", "windowsOptions", key)
    return {**own, **inherited}, origins


def _host_mount(
    mount: Mapping[str, Any], volume: Mapping[str, Any], names: Callable[[], Collection[str]]
) -> dict[str, Any]:
    written, below = volume.get("path") or "", mount.get("subPath")
    written = posixpath.join(written, below) if below else written
    path = cleaned(written)
    return {
        "hostPath": written,
        "path": path,
        "own": _is_own(path, names),
        "type": volume.get("type") or "",
        "readOnly": bool(mount.get("readOnly")),
        "propagation": mount.get("mountPropagation") or "None",
        "volume": mount["name"],
        "mountPath": mount.get("mountPath") or "",
    }


def _is_own(path: str, names: Callable[[], Collection[str]]) -> bool:
    """Whether a path is in the agent's own folder below /run, which is empty after each start of the node."""
    if not path.startswith("/run/"):
        return False
    folder = _letters(path.split("/")[2])
    # Names of two letters are in too many others.
    return len(folder) > 2 and folder not in _OF_THE_NODE and any(folder in name for name in names())


def _letters(name: str) -> str:
    return "".join(filter(str.isalnum, name.lower()))


def cleaned(path: str) -> str:
    """The path of a node, normalised; /var/run is /run on every current node."""
    short = posixpath.normpath(path) if path else path
    short = "/" + short.lstrip("/") if short.startswith("//") else short
    return short.removeprefix("/var") if short == "/var/run" or short.startswith("/var/run/") else short


def image_name(image: str) -> dict[str, str]:
    """`registry:5000/fluent/fluentd:v1@sha256:…` -> its name, tag and digest, empty where it has none."""
    rest, _, digest = image.partition("@")
    head, slash, last = rest.rpartition("/")
    name, _, tag = last.partition(":")
    return {"name": f"{head}{slash}{name}", "tag": tag, "digest": digest}
