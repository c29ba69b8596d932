"""dslint.fix_text: what Python programs call."""

from __future__ import annotations

import pytest

import dslint
from dslint.kubernetes.release import UnknownVersionError

POD = """apiVersion: v1
kind: Pod
metadata: {name: agent}
spec:
  hostIPC: "false"  # as text
  containers:
  - name: agent
    image: k8s.gcr.io/pause:3.2
"""


def test_safe_fixes_are_made_and_unsafe_ones_if_asked_for() -> None:
    found = dslint.fix_text(POD, "pod.yaml")
    assert found.text == POD.replace('"false"', "false")
    assert [(one.file, one.line, one.code) for one in found.applied] == [("pod.yaml", 5, "DS103")]
    assert dslint.fix_text(POD, unsafe=True).text == found.text.replace("k8s.gcr.io", "registry.k8s.io")


def test_what_is_suppressed_is_not_fixed() -> None:
    text = POD.replace("# as text", "# dslint: ignore[DS103] as text")
    assert dslint.fix_text(text) == (text, (), ())


def test_what_cannot_be_fixed_is_left_with_the_reason() -> None:
    ((finding, reason),) = dslint.fix_text(f"{POD}---\nkind: {{{{ .Values.kind }}}}\n").left
    assert (finding.code, reason) == ("DS103", "the file has a template")


def test_a_fix_holds_in_all_versions_asked_for() -> None:
    text = POD.replace('hostIPC: "false"  # as text', "nodeSelector: {beta.kubernetes.io/os: linux}")
    assert dslint.fix_text(text, kubernetes_versions="1.13..1.36").text == text
    assert "{kubernetes.io/os: linux}" in dslint.fix_text(text, kubernetes_versions=["1.14", "1.36"]).text


def test_versions_and_texts_are_checked() -> None:
    with pytest.raises(UnknownVersionError):
        dslint.fix_text(POD, kubernetes_versions="1.99")
    with pytest.raises(TypeError, match="decode it first"):
        dslint.fix_text(POD.encode())  # type: ignore[arg-type]
