"""The versions of Kubernetes that a manifest was written for, as its apiVersion and its annotations tell."""

from __future__ import annotations

from typing import Any, NamedTuple

from dslint.kubernetes.former_annotations import FormerAnnotation, former_annotation
from dslint.kubernetes.raw_values import annotations_of
from dslint.kubernetes.release import NEWEST_RECORDED, OLDEST, Version
from dslint.schema.served_versions import served


class Era(NamedTuple):
    """The newest version that a manifest was written for, None if none serves it; and all that may have read it."""

    version: Version | None
    readers: tuple[Version, ...]

    def reads(self, key: str) -> bool:
        """Whether an annotation may have had an effect. Those that no field replaced always have."""
        former = former_annotation(key)
        return former is None or any(map(former.read.holds, self.readers))


def era_of(value: Any, given: Version | None = None, target: str = "") -> Era:
    """The era of a DaemonSet or a Pod; `given` is the version if it is known.

    It is the newest version that serves the apiVersion and reads what stands in annotations alone. `target` is the
    apiVersion that the manifest gets: what serves it may have read the manifest as well.
    """
    if given is not None:
        return Era(given, (given,))
    api_version, kind = str(value.get("apiVersion")), str(value.get("kind"))
    serving = tuple(version for version in _all() if _serves(version, api_version, kind))
    readers = tuple(version for version in _all() if version in serving or _serves(version, target, kind))
    era = Era(serving[-1] if serving else None, readers)
    meant = [former for former in _in_annotations_alone(value) if any(map(former.read.holds, serving))]
    fitting = [version for version in serving if all(former.read.holds(version) for former in meant)]
    return era._replace(version=fitting[-1]) if fitting else era


def _all() -> list[Version]:
    return [(1, minor) for minor in range(OLDEST[1], NEWEST_RECORDED[1] + 1)]


def _serves(version: Version, api_version: str, kind: str) -> bool:
    return served(api_version, kind, version) if kind == "DaemonSet" else api_version == "v1"


def _in_annotations_alone(value: Any) -> list[FormerAnnotation]:
    """The former annotations of the pod whose fields it does not have."""
    pod = value
    if value.get("kind") == "DaemonSet":
        spec = value.get("spec")
        pod = spec.get("template") if isinstance(spec, dict) else None
    known = filter(None, map(former_annotation, map(str, annotations_of(pod))))
    spec = pod.get("spec") if isinstance(pod, dict) else None
    return [former for former in known if not _has(spec, former.field)]


def _has(spec: Any, field: tuple[str, ...]) -> bool:
    for name in field:
        spec = spec.get(name) if isinstance(spec, dict) else None
    return bool(field) and spec is not None
