"""A reference $(NAME) to a variable that the container does not define: Kubernetes leaves the text as it is.

Kubernetes: third_party/forked/golang/expansion. Only upper-case names are checked: others are likely for a shell.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from dslint.findings import FieldPath, Problem
from dslint.kubernetes.raw_values import items_of
from dslint.kubernetes.release import Release
from dslint.traps.support.workload import Container, Workload, problem

CODE = "DS547"
_REFERENCE = re.compile(r"(?<!\$)(\$+)\(([A-Z][A-Z0-9_]*)\)")
_OF_SERVICES = re.compile(r"_SERVICE_(?:HOST|PORT)|_PORT(?:_\d+_(?:TCP|UDP|SCTP)(?:_\w+)?)?$")
"""Variables that Kubernetes sets for the Services of the namespace."""


def check(workload: Workload, release: Release) -> Iterator[Problem]:
    for container in workload.containers:
        if not container.value.get("envFrom"):
            yield from _of_command(container)
            yield from _of_environment(container)


def _of_command(container: Container) -> Iterator[Problem]:
    defined = _defined(container)
    for key in ("command", "args"):
        for position, text in enumerate(container.value.get(key) or ()):
            for name in _references(text):
                if name not in defined:
                    yield _undefined(name, "is not defined", (*container.path, key, position))


def _of_environment(container: Container) -> Iterator[Problem]:
    """A variable's value may refer to the variables before it."""
    defined, before = _defined(container), set()
    for variable, path in items_of(container.value, "env", container.path):
        own = variable.get("name") or ""
        for name in _references(variable.get("value") or ""):
            if name not in defined:
                yield _undefined(name, "is not defined", (*path, "value"))
            elif name not in before and name != own:
                yield _undefined(name, "is defined later", (*path, "value"))
        before.add(own)


def _defined(container: Container) -> set[str]:
    return {variable.get("name") or "" for variable in container.value.get("env") or ()}


def _references(text: str) -> Iterator[str]:
    for dollars, name in _REFERENCE.findall(text):
        # $$ is an escaped dollar sign; what follows it is not a reference.
        if len(dollars) % 2 and not _OF_SERVICES.search(name):
            yield name


def _undefined(name: str, why: str, path: FieldPath) -> Problem:
    return problem(CODE, f"{name} {why}: $({name}) is not expanded", path)
