"""What a file is for, by its name and by the kustomizations and charts around it: a patch, values, a template."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Mapping
from enum import Enum

from dslint.source.kustomizations import FILE_NAMES, named_files

_VALUES = re.compile(r"(?:^|.*[-_.])values(?:[-_.].*)?\.(?:ya?ml|json)", re.IGNORECASE)
_KUBEADM_PATCH = re.compile(
    r"(?:kube-\w+(?:-\w+)?|etcd|kubeletconfiguration|corednsdeployment)[^+]*\+\w+\.(?:ya?ml|json)"
)


class Role(str, Enum):
    """What a file holds that is no manifest."""

    PATCH = "patch"
    KUBEADM_PATCH = "kubeadm patch"
    COMPONENT_RESOURCE = "resource of a component"
    VALUES = "values"
    CHART_TEMPLATE = "chart template"


class FileRoles:
    """The roles of files. `run` are the kustomizations and charts among the files of a run."""

    __slots__ = ("_named", "_run")

    def __init__(self, run: Iterable[str] = ()) -> None:
        self._named: dict[str, Mapping[str, Role]] = {}
        merged: dict[str, Role] = {}
        for marker in sorted(run):
            if _is_kustomization(marker):
                merged |= self._of_kustomization(marker)
        self._run = merged

    def of(self, path: str, markers: Iterable[str]) -> Role | None:
        """The role of a file, given by its absolute path; None for what may be a manifest.

        `markers` are the kustomizations and charts in its folder and above, the nearest first.
        """
        folder, name = os.path.split(path)
        if _KUBEADM_PATCH.fullmatch(name):
            return Role.KUBEADM_PATCH
        for marker in markers:
            if _is_kustomization(marker):
                found = self._of_kustomization(marker).get(path)
            else:
                # The chart's folder is this one or above: what follows is the way from there.
                found = _role_in_chart(name, folder.removeprefix(os.path.dirname(marker)).lstrip(os.sep))  # noqa: PTH120
            if found is not None:
                return found
        return self._run.get(path)

    def _of_kustomization(self, file: str) -> Mapping[str, Role]:
        if file not in self._named:
            named = named_files(file)
            self._named[file] = {
                **dict.fromkeys(named.component_resources, Role.COMPONENT_RESOURCE),
                **dict.fromkeys(named.values, Role.VALUES),
                **dict.fromkeys(named.patches, Role.PATCH),
            }
        return self._named[file]


def _is_kustomization(marker: str) -> bool:
    return marker.endswith(FILE_NAMES)


def _role_in_chart(name: str, within: str) -> Role | None:
    """The role of a file in a folder of a chart; `within` is that folder, seen from the chart's."""
    if within == "templates" or within.startswith(f"templates{os.sep}"):
        return Role.CHART_TEMPLATE
    return Role.VALUES if _VALUES.fullmatch(name) else None
