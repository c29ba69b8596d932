from __future__ import annotations

import pytest

from dslint.edit import draft
from dslint.edit.other_linters.comments import comment_edits
from dslint.source.document_reader import read_text

HEAD = "apiVersion: v1\nkind: Pod\nmetadata:\n  name: agent\nspec:\n"


def changed(text: str) -> str:
    for number in range(len(read_text(text, "").documents)):
        edits, _ = comment_edits(read_text(text, "").documents[number], "pod.yaml")
        text = draft.applied(text, edits)
    return text


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (
            "  # checkov:skip=CKV_K8S_19:why\n  hostNetwork: true\n",
            "  # checkov:skip=CKV_K8S_19:why\n  # dslint: ignore-document[DS601] why\n  hostNetwork: true\n",
        ),
        (
            "  #trivy:ignore:KSV009:exp:2027-05-01\n  hostNetwork: true\n",
            "  #trivy:ignore:KSV009:exp:2027-05-01\n  # dslint: ignore[DS601] until=2027-05-01\n  hostNetwork: true\n",
        ),
        (
            "  hostNetwork: true # trivy:ignore:KSV009 the network\n",
            "  hostNetwork: true # trivy:ignore:KSV009 the network # dslint: ignore[DS601] the network\n",
        ),
        (
            "  # trivy:ignore:KSV017 x # checkov:skip=CKV_K8S_19:wh\n  hostNetwork: true\n",
            (
                "  # trivy:ignore:KSV017 x # checkov:skip=CKV_K8S_19:wh\n  # dslint: ignore-document[DS601] wh\n"
                "  # dslint: ignore[DS608] x\n  hostNetwork: true\n"
            ),
        ),
        (
            "  hostNetwork: true # checkov:skip=CKV_K8S_19:wh trivy:ignore:KSV009 x\n",
            (
                "  hostNetwork: true # checkov:skip=CKV_K8S_19:wh trivy:ignore:KSV009 x"
                " # dslint: ignore-document[DS601] wh # dslint: ignore[DS601] x\n"
            ),
        ),
        ("  hostNetwork: true # trivy:ignore:AVD-DS-0001\n", None),
        ("  hostNetwork: true # checkov:skip=CKV_K8S_11:limits\n", None),
        ("  hostname: '# checkov:skip=CKV_K8S_19:x'\n", None),
        ("  hostname: |\n    # checkov:skip=CKV_K8S_19:x\n", None),
    ],
)
def test_a_comment_gets_one_of_dslint_beside_it_once(before: str, after: str | None):
    found = changed(HEAD + before)
    assert found == HEAD + (after or before)
    assert changed(found) == found
    assert changed((HEAD + before).replace("\n", "\r\n")) == found.replace("\n", "\r\n")


def test_a_comment_above_the_first_key_is_about_the_whole_document():
    text = "#trivy:ignore:KSV009\n" + HEAD + "  hostNetwork: true\n---\n" + HEAD
    assert changed(text).startswith("#trivy:ignore:KSV009\n# dslint: ignore-document[DS601]\napiVersion")


def test_several_comments_get_one_each_and_other_kinds_none():
    text = HEAD + "  # checkov:skip=CKV_K8S_19:a\n  # checkov:skip=CKV_K8S_17:b\n  hostNetwork: true\n"
    found = changed(text)
    assert found.count("dslint: ignore-document") == 2
    assert changed(found) == found
    other = text.replace("kind: Pod", "kind: Job")
    assert changed(other) == other
