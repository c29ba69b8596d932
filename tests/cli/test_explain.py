from __future__ import annotations

import json

import pytest

from tests.cli.conftest import Dslint

of_the_story = pytest.mark.usefixtures("_rules_of_the_story")


@of_the_story
@pytest.mark.parametrize("rule", ["DS231", "selector-mismatch"])
@of_the_story
def test_a_page_has_the_problem_the_reason_and_the_solution(dslint: Dslint, rule: str) -> None:
    ran = dslint("explain", rule)
    assert ran.code == 0
    for part in (
        "DS231 selector-mismatch: selector that does not select",
        "A DaemonSet finds its pods by its selector",
        "    template: {metadata: {labels: {app: agnet}}}\n",
        "    template: {metadata: {labels: {app: agent}}}\n",
        "Help: give the template the labels that the selector asks for.",
        "See https://kubernetes.io/docs/concepts/workloads/controllers/daemonset/",
    ):
        assert part in ran.out


@of_the_story
def test_examples_are_shown_without_the_marks_that_tests_read(dslint: Dslint) -> None:
    assert "error: DS231" not in dslint("explain", "DS231").out


def test_what_an_example_depends_on_is_shown_before_it(dslint: Dslint) -> None:
    out = dslint("explain", "DS409").out
    assert "Instead of, as node-cache.yaml~, in the manifest folder of node-1\n" in out
    assert "Write, as node-cache.yaml\n" in out
    assert dslint("explain", "DS244").out.index("While this runs") < dslint("explain", "DS244").out.index("Instead of")


@of_the_story
def test_versions_that_a_rule_is_about_are_named(dslint: Dslint) -> None:
    assert "Applies to Kubernetes 1.14 and later." in dslint("explain", "DS301").out


@of_the_story
def test_a_page_as_json_holds_all_of_it(dslint: Dslint) -> None:
    page = json.loads(dslint("explain", "DS231", "--format", "json").out)
    assert (page["code"], page["origin"], page["kubernetes"]) == ("DS231", "api-server", {"since": None, "until": None})
    assert page["examples"][0]["good"].endswith("app: agent}}}\n")


@of_the_story
def test_a_page_as_markdown_fences_its_examples(dslint: Dslint) -> None:
    text = dslint("explain", "DS231", "--format", "md").out
    assert text.startswith("# DS231 selector-mismatch\n")
    assert text.count("```") == 4


@of_the_story
def test_an_unknown_rule_is_wrong_usage_and_the_nearest_is_named(dslint: Dslint) -> None:
    ran = dslint("explain", "selector-mismtach")
    assert (ran.code, ran.out) == (2, "")
    assert ran.err == "dslint: unknown rule selector-mismtach; did you mean selector-mismatch?\n"


def test_a_guide_is_printed_by_its_name(dslint: Dslint) -> None:
    assert dslint("explain", "daemonset-to-static-pod").out.startswith("# From a DaemonSet to a static pod\n")
