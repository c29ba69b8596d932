"""A value that the operating system and architecture labels never have."""

from __future__ import annotations

from collections.abc import Iterator

from dslint.findings import FieldPath, Fix, Problem
from dslint.kubernetes.raw_values import map_of
from dslint.kubernetes.release import Release
from dslint.traps.support.node_selection import ARCHITECTURE_KEYS, node_expressions
from dslint.traps.support.workload import Workload, problem

CODE = "DS533"
_OS = ("linux", "windows")
_ARCHITECTURES = ("amd64", "arm64", "arm", "386", "ppc64le", "s390x", "riscv64")
_OTHER_NAMES = {
    "x86_64": "amd64",
    "x86-64": "amd64",
    "x64": "amd64",
    "aarch64": "arm64",
    "armv7": "arm",
    "armv7l": "arm",
    "armhf": "arm",
    "i386": "386",
    "ppc64el": "ppc64le",
    "win": "windows",
    "windows_nt": "windows",
    "gnu-linux": "linux",
}
_OS_KEYS = frozenset({"kubernetes.io/os", "beta.kubernetes.io/os"})
_KNOWN = {**dict.fromkeys(_OS_KEYS, _OS), **dict.fromkeys(ARCHITECTURE_KEYS, _ARCHITECTURES)}


def check(workload: Workload, release: Release) -> Iterator[Problem]:
    for key, value, path in _values(workload):
        lower = value.lower()
        meant = _OTHER_NAMES.get(lower, lower)
        if key in _KNOWN and value not in _KNOWN[key] and meant in _KNOWN[key]:
            message, help_ = f"no node has {key}={value}; the value is {meant}", f"write {meant}"
            yield problem(CODE, message, path, help=help_, fix=Fix.setting(help_, path, meant, safe=False))


def _values(workload: Workload) -> Iterator[tuple[str, str, FieldPath]]:
    for key, value in map_of(workload.spec, "nodeSelector").items():
        yield key, value, workload.at("nodeSelector", key)
    for expression, path in node_expressions(workload):
        for position, value in enumerate(expression.get("values") or ()):
            yield expression.get("key") or "", value, (*path, "values", position)
