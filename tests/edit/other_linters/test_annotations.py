from __future__ import annotations

import pytest

from dslint.edit.other_linters.annotations import annotation_edits
from dslint.source.document_reader import read_text

POD = "apiVersion: v1\nkind: Pod\nmetadata:\n  name: agent\n  annotations:\n"


def added(*annotations: str, manifest: str = POD) -> tuple[dict[str, str], list[str]]:
    """The annotations that are added, by their key, and what is left."""
    text = manifest + "".join(f"    {annotation}\n" for annotation in annotations)
    edits, left = annotation_edits(read_text(text, "").documents[0], "pod.yaml")
    assert all(edit.path[:-1] == ("metadata", "annotations") for edit in edits)
    return {str(edit.path[-1]).removeprefix("dslint.dev/"): edit.value for edit in edits}, [one.what for one in left]


@pytest.mark.parametrize(
    ("annotation", "expected"),
    [
        ("ignore-check.kube-linter.io/host-network: ''", {"ignore": "DS601"}),
        ("ignore-check.kube-linter.io/host-network: why", {"ignore": "DS601", "ignore-reason": "why"}),
        ("kube-score/ignore: pod-probes, container-image-tag", {"ignore": "DS521, DS640"}),
        ("polaris.fairwinds.com/hostPIDSet-exempt: 'true'", {"ignore": "DS602"}),
        ("polaris.fairwinds.com/hostPIDSet-exempt: 'false'", {}),
        ("checkov.io/skip1: CKV_K8S_16=why = not", {"ignore": "DS608", "ignore-reason": "why = not"}),
        ("bridgecrew.io/skip2: CKV_K8S_16", {"ignore": "DS608"}),
        ("example.com/kube-score: x", {}),
    ],
)
def test_an_annotation_becomes_the_one_of_dslint(annotation: str, expected: dict[str, str]):
    assert added(annotation) == (expected, [])


@pytest.mark.parametrize(
    "annotation", ["kube-linter.io/ignore-all: old", "kube-score/skip: 'true'", "polaris.fairwinds.com/exempt: 'true'"]
)
def test_an_annotation_for_all_checks_names_all_their_rules(annotation: str):
    found, left = added(annotation)
    assert {"DS608", "DS610", "DS640"} <= {*found["ignore"].split(", ")}
    assert left == []


def test_several_reasons_are_kept_with_their_rules():
    found, left = added(
        "ignore-check.kube-linter.io/host-network: routes packets",
        "checkov.io/skip1: CKV_K8S_16=loads modules",
        "kube-score/ignore: pod-probes-identical",
    )
    assert found == {"ignore": "DS601, DS608", "ignore-reason": "DS601: routes packets; DS608: loads modules"}
    assert left == ["kube-score: pod-probes-identical"]


def test_what_dslint_ignores_already_stays_and_is_not_added_again():
    own = ("dslint.dev/ignore: DS601", "dslint.dev/ignore-reason: the network")
    theirs = ("ignore-check.kube-linter.io/host-network: x", "ignore-check.kube-linter.io/host-pid: processes")
    found, _ = added(*own, *theirs)
    assert found == {"ignore": "DS601, DS602", "ignore-reason": "the network; processes"}
    assert added(*own, theirs[0]) == ({}, [])


def test_objects_of_other_kinds_are_left_alone():
    manifest = POD.replace("Pod", "Deployment")
    assert added("ignore-check.kube-linter.io/host-network: x", manifest=manifest) == ({}, [])


def test_annotations_of_the_pod_template_stay_there():
    text = (
        "apiVersion: apps/v1\nkind: DaemonSet\nspec:\n  template:\n    metadata:\n"
        "      annotations: {kube-score/ignore: pod-probes}\n"
    )
    (edit,), _ = annotation_edits(read_text(text, "").documents[0], "f")
    assert edit.path == ("spec", "template", "metadata", "annotations", "dslint.dev/ignore")
    assert edit.value == "DS521"
