"""What is told of a file while others are still to be checked."""

from __future__ import annotations

from collections import Counter
from typing import Any

import pytest

from dslint import engine
from dslint.cache import Memory
from dslint.findings import LintReport
from dslint.linting import kept_objects
from dslint.linting.run import Run
from dslint.linting.text_check import TextCheck
from dslint.source.inputs import Text

BAD = """\
apiVersion: v1
kind: Pod
metadata: {{name: {name}}}
spec:
  hostnetwork: true
  containers: [{{name: a, image: a}}]
"""
NAMESPACE = """\
apiVersion: v1
kind: Namespace
metadata: {name: default, labels: {pod-security.kubernetes.io/enforce: nosuch}}
"""
SUPPRESSED = BAD.replace("true", "true # dslint: ignore[DS101]") + "# dslint: ignore-file[DS410] for later\n"


def texts(**files: str) -> list[Text]:
    return [Text(f"{name}.yaml", text.format(name=name) if "{name}" in text else text) for name, text in files.items()]


def told(inputs: list[Text], **options: Any) -> tuple[list[LintReport], LintReport]:
    found: list[LintReport] = []
    return found, engine.lint(inputs, fold=False, on_file=found.append, **options)


@pytest.mark.parametrize("versions", ["1.36", "1.8,1.30,1.36"])
def test_all_that_is_told_is_what_the_report_has(versions: str) -> None:
    inputs = texts(
        a=BAD, broken="kind: Pod\nspec: {", s=SUPPRESSED, n=NAMESPACE, b=BAD, empty="", c=BAD + "---\n" + BAD
    )
    found, report = told(inputs, kubernetes_versions=versions)
    assert Counter(one for part in found for one in part.findings) == Counter(report.findings)
    assert {one.code for one in report.findings} >= {"DS001", "DS101", "DS901"}


def test_a_file_is_told_before_the_next_one_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    order: list[str] = []
    read = TextCheck.read

    def watched(check: TextCheck, text: Text) -> Any:
        order.append(f"read {text.name}")
        return read(check, text)

    monkeypatch.setattr(TextCheck, "read", watched)
    engine.lint(
        texts(a=BAD + "---\n" + BAD, b=BAD),
        on_file=lambda report: order.append(f"tell {report.findings[0].file}"),
    )
    assert order == ["read a.yaml", "tell a.yaml", "read b.yaml", "tell b.yaml"]


def test_an_update_is_told_before_the_next_one_is_checked(monkeypatch: pytest.MonkeyPatch) -> None:
    order: list[str] = []
    check = kept_objects.check_object

    def watched(run: Run, manifest: Any, baseline: Any) -> None:
        order.append(f"check {manifest.file}")
        check(run, manifest, baseline)

    monkeypatch.setattr(kept_objects, "check_object", watched)
    engine.lint(
        texts(a=BAD + "---\n" + BAD, b=BAD),
        baseline={"apiVersion": "v1", "kind": "Pod", "metadata": {"name": "old"}, "spec": {"containers": []}},
        on_file=lambda report: order.append(f"tell {report.findings[0].file}"),
    )
    assert order == ["check a.yaml", "check a.yaml", "tell a.yaml", "check b.yaml", "tell b.yaml"]


def test_what_the_cache_holds_is_told_first() -> None:
    memory = Memory()
    told(texts(a=BAD, b=BAD), cache=memory)
    found, report = told(texts(new=BAD, a=BAD, b=BAD), cache=memory)
    assert [part.findings[0].file for part in found] == ["a.yaml", "b.yaml", "new.yaml"]
    assert Counter(one for part in found for one in part.findings) == Counter(report.findings)


def test_two_texts_of_one_name_are_told_together() -> None:
    found, report = told([Text("a.yaml", BAD.format(name="x")), *texts(b=BAD), Text("a.yaml", BAD.format(name="y"))])
    assert Counter(one for part in found for one in part.findings) == Counter(report.findings)


@pytest.mark.parametrize(
    "inputs",
    [
        texts(a=BAD.replace("metadata: {{", 'metadata: {{annotations: {{dslint.dev/static-pod: "true"}}, ')),
        [Text("etc/kubernetes/manifests/a.yaml", BAD.format(name="a"))],
    ],
)
def test_files_of_static_pods_are_told_in_the_end_because_other_files_add_to_them(inputs: list[Text]) -> None:
    found, report = told([*inputs, *texts(s=SUPPRESSED)])
    assert [one.file for part in found for one in part.findings] == ["s.yaml"] * 2
    assert {one.file for one in report.findings} == {"s.yaml", inputs[0].name}


NAMESPACES = [{"apiVersion": "v1", "kind": "Namespace", "metadata": {"name": "default"}}]


def test_nothing_is_told_with_a_cluster() -> None:
    found, report = told(texts(a=BAD), cluster=NAMESPACES)
    assert (found, bool(report.findings)) == ([], True)
