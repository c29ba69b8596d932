"""Namespaces that the API server rejects for their labels."""

from __future__ import annotations

from typing import Any

import pytest

import dslint

LEVEL = "pod-security.kubernetes.io/enforce"


def namespace(**labels: Any) -> dict[str, Any]:
    named = {LEVEL if name == "level" else f"{LEVEL}-{name}": text for name, text in labels.items()}
    return {"apiVersion": "v1", "kind": "Namespace", "metadata": {"name": "agents", "labels": named}}


@pytest.mark.parametrize(
    ("labels", "told"),
    [
        ({"level": "restricted", "version": "v1.30"}, []),
        ({"level": "privileged", "version": "latest"}, []),
        (
            {"level": "Restricted"},
            [('Invalid value: "Restricted": must be one of privileged, baseline, restricted', "write restricted")],
        ),
        (
            {"level": "strict"},
            [
                (
                    'Invalid value: "strict": must be one of privileged, baseline, restricted',
                    "use privileged, baseline or restricted as level, and latest or v1.x as version",
                )
            ],
        ),
        (
            {"level": "baseline", "version": "1.30"},
            [('Invalid value: "1.30": must be "latest" or "v1.x"', "write v1.30")],
        ),
        ({"level": 5}, []),
        ({}, []),
    ],
)
def test_levels_and_versions_are_those_that_the_server_knows(
    labels: dict[str, Any], told: list[tuple[str, str]]
) -> None:
    found = dslint.lint(namespace(**labels)).findings
    assert [(finding.message, finding.help) for finding in found] == told
    assert {finding.code for finding in found} <= {"DS575"}


@pytest.mark.parametrize(("versions", "known"), [(["1.22"], ()), (["1.22", "1.23"], ("1.23",)), (["1.36"], ("1.36",))])
def test_releases_without_pod_security_take_any_label(versions: list[str], known: tuple[str, ...]) -> None:
    found = dslint.lint(namespace(level="Restricted"), kubernetes_versions=versions).findings
    assert [finding.kubernetes_versions for finding in found] == ([known] if known else [])


def test_the_finding_is_at_the_label_also_within_a_list() -> None:
    text = f"""\
apiVersion: v1
kind: List
items:
- apiVersion: v1
  kind: Namespace
  metadata:
    name: agents
    labels:
      {LEVEL}: Restricted
"""
    (found,) = dslint.lint_text(text, name="all.yaml").findings
    assert found.span is not None
    assert (found.field, found.span.line) == (f"metadata.labels[{LEVEL}]", 9)


@pytest.mark.parametrize("metadata", [None, [], {"labels": None}, {"labels": []}])
def test_parts_that_are_missing_are_no_problem(metadata: Any) -> None:
    assert dslint.lint({"apiVersion": "v1", "kind": "Namespace", "metadata": metadata}).findings == ()


@pytest.mark.parametrize("metadata", [1, "x", [], None, {"labels": 1}, {"labels": ["x"]}, {"labels": {LEVEL: 1}}])
def test_a_namespace_whose_labels_cannot_be_read_has_none(metadata: Any) -> None:
    report = dslint.lint({"apiVersion": "v1", "kind": "Namespace", "metadata": metadata})
    assert report.findings == ()
