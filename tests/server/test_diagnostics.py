from __future__ import annotations

from lsprotocol import types

import dslint
from dslint.server import diagnostics
from tests.server.texts import DAEMONSET, MISSPELLED, analysed, opened

EMOJI = DAEMONSET.replace("labels: {app: agent}", 'labels: {"🚀": x, app: agnet}')


def shown(text: str) -> list[types.Diagnostic]:
    found = analysed(text)
    assert found.report is not None
    return diagnostics.diagnostics(found.text, found.report)


def test_a_finding_has_its_severity_code_place_and_help() -> None:
    (one,) = [one for one in shown(MISSPELLED) if one.severity is types.DiagnosticSeverity.Error]
    assert (one.code, one.source) == ("DS101", "dslint")
    assert one.message.split("\n") == [
        'unknown field "spec.template.spec.hostnetwork"',
        'did you mean "hostNetwork"?',
    ]
    assert one.range == types.Range(types.Position(17, 6), types.Position(17, 17))


def test_places_behind_an_emoji_count_in_utf_16_and_related_ones_are_named() -> None:
    (one,) = [one for one in shown(EMOJI) if one.code == "DS231"]
    assert (one.range.start.character, one.range.end.character) == (14, 35)
    assert one.related_information
    (related,) = one.related_information
    assert related.location.uri == "file:///project/ds.yaml"
    assert related.location.range.start.line == 7


def test_what_is_deprecated_or_of_no_use_is_tagged() -> None:
    old = DAEMONSET + "      serviceAccount: agent\n      volumes:\n      - {name: unused, emptyDir: {}}\n"
    tags = {one.code: one.tags for one in shown(old)}
    assert tags["DS577"] == [types.DiagnosticTag.Deprecated]
    assert tags["DS527"] == [types.DiagnosticTag.Unnecessary]


def test_the_versions_are_named_if_not_all_have_the_finding() -> None:
    text = opened(DAEMONSET + "      hostnetwork: true\n".replace("hostnetwork", "hostUsers"))
    report = dslint.lint_text(text.text, text.name, kubernetes_versions=["1.20", "1.36"])
    assert any("in Kubernetes 1.20" in one.message.split("\n") for one in diagnostics.diagnostics(text, report))


def test_a_template_of_our_kinds_is_hinted_at_and_other_kinds_are_not() -> None:
    (one,) = shown("kind: DaemonSet\nspec: {{ toYaml .Values.spec }}\n")
    assert one.severity is types.DiagnosticSeverity.Hint
    assert one.message == "not checked: is a template; lint the rendered output"
    assert shown("apiVersion: v1\nkind: Service\n") == []
    assert shown("on: push\njobs: {}\n") == []


def test_signs_that_nobody_sees_are_shown() -> None:
    text = DAEMONSET + '      "host\\u202enetwork": true\n'
    assert all("\u202e" not in one.message for one in shown(text))


def test_a_failure_stands_at_the_top() -> None:
    assert diagnostics.failure("no such version").message == "not checked: no such version"
