"""Tests in the layout of Kyverno's command line, as far as they are about ValidatingAdmissionPolicies."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from dslint.own_files.reader import OwnFile
from dslint.policy_tests.file import Case, Expected, PolicyTest, PolicyTestError, files_of, own_file

NAMES = ("kyverno-test.yaml", "kyverno-test.yml")
OURS = "isValidatingAdmissionPolicy"
RESULTS: Mapping[str, Expected] = {
    "pass": Expected.ACCEPTED,
    "fail": Expected.REFUSED,
    "warn": Expected.WARNED,
    "skip": Expected.SKIPPED,
}


def read_kyverno_test(path: Path) -> PolicyTest:
    """Raises UnreadableTestError, and PolicyTestError for a file that is no such test."""
    file = own_file(path)
    value = file.value
    if not isinstance(value, dict) or not isinstance(value.get("results"), list):
        raise PolicyTestError(str(file.error("no results; a test of Kyverno lists what it expects", ())))
    results = [item for item in value["results"] if isinstance(item, dict)]
    ours = [(index, item) for index, item in enumerate(results) if item.get(OURS) is True]
    metadata = value.get("metadata")
    named = (metadata.get("name") if isinstance(metadata, dict) else None) or value.get("name")
    return PolicyTest(
        str(named or path.parent.name),
        path,
        files_of(value, "policies", path),
        files_of(value, "resources", path),
        files_of(value, "paramResources", path),
        tuple(case for index, item in ours for case in _cases(item, file, index)),
        tuple(_namespaces(value, path)),
        user=_user(value, path),
        left_out=len(results) - len(ours),
    )


def _cases(item: Mapping[str, Any], file: OwnFile, index: int) -> Iterator[Case]:
    expected = RESULTS.get(str(item.get("result")))
    if expected is None:
        message = f"{item.get('result')!r} is not a result; write one of {', '.join(RESULTS)}"
        raise PolicyTestError(str(file.error(message, ("results", index, "result"))))
    listed = item.get("resources")
    names = listed if isinstance(listed, list) and listed else [item.get("resource")]
    for name in names:
        resource = _resource(str(name or ""), str(item.get("kind") or ""), str(item.get("namespace") or ""))
        yield Case(resource, expected, file.place(("results", index)), _plain(str(item.get("policy") or "")))


def _resource(name: str, kind: str, namespace: str) -> str:
    """`Kind/namespace/name`; a name may have its namespace before it."""
    before, _, plain = name.rpartition("/")
    return "/".join(part for part in (kind, before or namespace, plain) if part)


def _plain(policy: str) -> str:
    """A policy is named with its namespace; those of a cluster have none."""
    return policy.rpartition("/")[2]


def _namespaces(value: Mapping[str, Any], path: Path) -> Iterator[dict[str, Any]]:
    """The namespaces whose labels the file of values has."""
    named = value.get("variables")
    if not isinstance(named, str):
        return
    values = own_file(path.parent / named).value
    listed = values.get("namespaceSelector") if isinstance(values, dict) else None
    for item in listed if isinstance(listed, list) else ():
        if isinstance(item, dict) and isinstance(item.get("name"), str):
            metadata = {"name": item["name"], "labels": item.get("labels") or {}}
            yield {"apiVersion": "v1", "kind": "Namespace", "metadata": metadata}


def _user(value: Mapping[str, Any], path: Path) -> Mapping[str, Any] | None:
    """Who asks, from the file that the test names."""
    named = value.get("userinfo")
    if not isinstance(named, str):
        return None
    found = own_file(path.parent / named).under("userInfo").value
    if not isinstance(found, dict):
        return None
    return {"name": found.get("username"), **{key: item for key, item in found.items() if key != "username"}}
