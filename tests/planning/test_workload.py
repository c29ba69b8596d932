"""A workload to plan: what makes it the same object, and where its parts are written."""

from __future__ import annotations

import pytest

from dslint.findings import ObjectRef, Span
from dslint.planning.workload import Workload
from dslint.plans import SourceLine
from tests.planning.nodes import daemonset

PATH = ("spec", "template")


@pytest.mark.parametrize("namespace", ["", "default"])
def test_an_object_without_a_namespace_is_in_default(namespace):
    made = daemonset()
    made["metadata"]["namespace"] = namespace
    assert Workload.of(made).key == ("DaemonSet", "default", "agent")


def test_the_api_version_makes_no_other_object_and_the_namespace_does():
    old, elsewhere = daemonset(), daemonset()
    old["apiVersion"] = "extensions/v1beta1"
    elsewhere["metadata"]["namespace"] = "logging"
    assert Workload.of(old).key == Workload.of(daemonset()).key
    assert Workload.of(elsewhere).key != Workload.of(daemonset()).key


def test_a_line_needs_a_file_a_path_and_a_place():
    def places(path):
        return Span(7, 3, 7, 9) if path == PATH else None

    made = Workload(ObjectRef.of(daemonset()), file="ds.yaml", span=places)
    assert made.line(PATH) == SourceLine("ds.yaml", 7)
    assert made.line(("metadata",)) is None
    assert made.line(None) is None
    assert made._replace(file=None).line(PATH) is None
    assert Workload.of(daemonset()).line(PATH) is None
