from __future__ import annotations

import pytest

from dslint.edit.other_linters.configurations import checkov, kube_linter, polaris
from dslint.edit.other_linters.ignored_checks import Ignored, codes_of
from dslint.source.document_reader import read_text
from dslint.source.documents import Document


def document(text: str) -> Document:
    return read_text(text, "").documents[0]


def codes(ignored: tuple[Ignored, ...]) -> list[tuple[str, ...]]:
    return [codes_of(one)[0] for one in ignored]


def test_excluded_checks_and_paths_of_kube_linter():
    text = "checks:\n  exclude: [host-network]\n  ignorePaths: [/**/vendor/**, charts/x, ~/y, /z]\n"
    found = kube_linter(document(text), ".kube-linter.yaml")
    assert codes(found.ignored) == [("DS601",)]
    assert found.excluded == ("**/vendor/**", "/charts/x")
    assert [one.what for one in found.left] == ["kube-linter: ignorePaths ~/y", "kube-linter: ignorePaths /z"]


def test_default_checks_of_kube_linter_that_are_left_out():
    text = "checks:\n  doNotAutoAddDefaults: true\n  include: [host-network, host-pid]\n"
    (found,) = codes(kube_linter(document(text), "f").ignored)
    assert "DS603" in found
    assert not {"DS601", "DS602"} & {*found}


def test_own_checks_and_all_checks_of_kube_linter_have_no_counterpart():
    text = "checks:\n  addAllBuiltIn: true\ncustomChecks:\n- name: mine\n"
    own, every = kube_linter(document(text), "f").left
    assert (own.line, own.what, own.lost) == (4, "kube-linter: customChecks mine", True)
    assert (every.line, every.lost) == (2, False)


def test_skipped_checks_and_paths_of_checkov():
    found = checkov(document("skip-check: [CKV_K8S_16, CKV_AWS_1]\nskip-path: [tests/, '.*[.]tf']\n"), "f")
    assert codes(found.ignored) == [("DS608",)]
    assert found.excluded == ("tests",)
    assert [one.what for one in found.left] == ["checkov: skip-path .*[.]tf"]


def test_a_list_of_the_only_checks_of_checkov_ignores_the_others():
    (found,) = codes(checkov(document("check: [CKV_K8S_16]\n"), "f").ignored)
    assert "DS601" in found
    assert "DS608" not in found
    assert checkov(document("check: [CKV_AWS_1]\n"), "f").ignored == ()


def test_severities_and_exemptions_of_polaris():
    text = (
        "checks:\n  hostNetworkSet: ignore\n  runAsPrivileged: danger\n  tagNotSpecified: warning\n"
        "exemptions:\n- namespace: kube-system\n  controllerNames: [calico]\n  containerNames: [felix]\n"
        "  rules: [hostPIDSet]\n- controllerNames: [agent]\ncustomChecks:\n  mine: {}\n"
    )
    found = polaris(document(text), "polaris.yaml")
    everywhere, exempt, agent = found.ignored
    assert codes((everywhere, exempt)) == [("DS601",), ("DS602",)]
    assert (exempt.namespaces, exempt.names, exempt.containers) == (("kube-system",), ("calico*",), ("felix",))
    assert len(codes_of(agent)[0]) > 15
    assert dict(found.severities) == {"DS608": "error", "DS640": "warning"}
    assert [one.what for one in found.left] == ["polaris: customChecks mine"]


@pytest.mark.parametrize("value", ["x", "5", "[x]", "{x: [y]}"])
@pytest.mark.parametrize("read", [kube_linter, polaris, checkov])
def test_what_is_no_map_of_checks_ignores_nothing(read, value: str):
    found = read(document(f"checks: {value}\nexemptions: {value}\n"), "f")
    assert (codes(found.ignored), found.severities, found.excluded) == ([], (), ())


def test_own_checks_are_those_of_lists_and_maps():
    assert polaris(document("customChecks: mine\n"), "f").left == ()
    assert polaris(document("customChecks: 5\n"), "f").left == ()
    assert [one.what for one in polaris(document("customChecks: {mine: {}}\n"), "f").left] == [
        "polaris: customChecks mine"
    ]
