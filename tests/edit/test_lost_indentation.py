"""Manifests lose their indentation, and get it back: the same objects as before."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml

from dslint.edit import draft
from dslint.edit.lost_indentation import RebuildError, Rebuilt, rebuilt
from dslint.source.document_reader import read_text
from dslint.source.documents import Content

ROOT = Path(__file__).parents[2]
KINDS = ("DaemonSet", "Pod")

HEAD = "apiVersion: apps/v1\nkind: DaemonSet\nmetadata:\nname: agent\nspec:\nselector:\nmatchLabels:\napp: agent\n"
TEMPLATE = HEAD + "template:\nmetadata:\nlabels:\napp: agent\nspec:\n"
CONTAINER = TEMPLATE + "containers:\n- name: agent\nimage: registry.example/agent:1.0\n"


def values(text: str) -> list[Any]:
    return [document.value for document in read_text(text, "").documents if document.content is Content.OBJECT]


def again(text: str) -> tuple[Any, Rebuilt]:
    """The object of a text that is rebuilt, and what was done."""
    found = rebuilt(text, (1, 36))
    (value,) = values(draft.applied(text, found.edits))
    return value, found


def stripped(text: str) -> str:
    return re.sub(r"^[ \t]+", "", text, flags=re.MULTILINE)


def at_one_blank(text: str) -> str:
    return re.sub(r"^ +", " ", text, flags=re.MULTILINE)


def with_tabs(text: str) -> str:
    return re.sub(
        r"^ +", lambda match: "\t" * (len(match[0]) // 2) + " " * (len(match[0]) % 2), text, flags=re.MULTILINE
    )


def below_a_correct_head(text: str) -> str:
    head, key, tail = text.partition("spec:\n")
    return head + key + stripped(tail)


@cache
def examples() -> list[str]:
    rules = [
        yaml.load(file.read_text(encoding="utf-8"), yaml.CSafeLoader)
        for file in sorted((ROOT / "rules").glob("*.yaml"))
    ]
    good = [example["good"] for rule in rules for example in rule["examples"] if isinstance(example.get("good"), str)]
    files = [file.read_text(encoding="utf-8") for file in sorted((ROOT / "examples").rglob("*.yaml"))]
    documents = [part for text in (*good, *files) for part in re.split(r"^---.*\n", text, flags=re.MULTILINE)]
    return [text for text in documents if "apiVersion:" in text and text.lstrip()[:1] != "{"]


@pytest.mark.parametrize("lose", [stripped, at_one_blank, with_tabs, below_a_correct_head])
def test_manifests_that_lost_their_indentation_are_rebuilt_to_the_same_objects(lose: Callable[[str], str]):
    rebuilt_to_the_same, refused = 0, []
    for text in examples()[:: 1 if lose is stripped else 4]:
        before = [value for value in values(text) if isinstance(value, dict) and value.get("kind") in KINDS]
        if not before:
            continue
        try:
            value, _ = again(lose(text))
        except RebuildError as error:
            refused.append(str(error))
            continue
        assert value == before[0], text
        rebuilt_to_the_same += 1
    assert rebuilt_to_the_same > 40
    assert len(refused) <= 2, refused


def test_a_line_that_two_places_would_take_goes_to_the_nearest_and_is_named():
    value, found = again(CONTAINER + "securityContext:\nrunAsUser: 1\n")
    assert value["spec"]["template"]["spec"]["containers"][0]["securityContext"] == {"runAsUser": 1}
    assert [(doubt.line, doubt.message) for doubt in found.doubts] == [
        (16, "is put into spec.template.spec.containers[0]; it could also belong to spec.template.spec")
    ]


def test_what_follows_decides_where_only_one_place_would_do():
    value, found = again(CONTAINER + "securityContext:\nfsGroup: 1\n")
    assert value["spec"]["template"]["spec"]["securityContext"] == {"fsGroup": 1}
    assert found.doubts == ()


def test_a_required_field_and_the_selector_decide_too():
    text = CONTAINER.replace("metadata:\nname: agent\n", "metadata:\nlabels:\napp: agent\nname: agent\n", 1)
    value, found = again(text.replace("labels:\napp: agent\nspec:", "labels:\napp: agent\nname: agent\nspec:"))
    assert value["metadata"] == {"labels": {"app": "agent"}, "name": "agent"}
    assert value["spec"]["template"]["metadata"] == {"labels": {"app": "agent", "name": "agent"}}
    assert [doubt.line for doubt in found.doubts] == [14]


def test_fields_that_hardly_anybody_writes_in_the_nearest_place_go_to_the_other_and_are_named():
    probe = "livenessProbe:\nhttpGet:\nport: 80\n"
    value, found = again(CONTAINER + probe + "terminationGracePeriodSeconds: 30\nrestartPolicy: Always\n")
    spec = value["spec"]["template"]["spec"]
    assert (spec["terminationGracePeriodSeconds"], spec["restartPolicy"]) == (30, "Always")
    assert [doubt.line for doubt in found.doubts] == [19, 20]


def test_the_lines_of_a_script_are_those_that_no_place_takes_and_are_named():
    text = CONTAINER + "command:\n- sh\n- -c\n- |\n# start\nset -e\n\nexec agent\nports:\n- containerPort: 80\n"
    value, found = again(text)
    container = value["spec"]["template"]["spec"]["containers"][0]
    assert container["command"] == ["sh", "-c", "# start\nset -e\n\nexec agent\n"]
    assert container["ports"] == [{"containerPort": 80}]
    assert [doubt.line for doubt in found.doubts] == [19]


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        (CONTAINER + "args:\n- |\ncat > f <<EOF\na\nEOF\n", "nobody can tell how the text that begins in line {line}"),
        (CONTAINER + "args:\n- |\nfor a in b:\nc()\n", "nobody can tell how the text that begins in line {line}"),
        (CONTAINER + "args:\n- >\nwhile a; do\nb\ndone\n", "nobody can tell how the text that begins in line {line}"),
        (CONTAINER + "args:\n- |2\na\n", "the text that begins in line {line} says how far it is indented"),
        (CONTAINER + "imagePullPolcy: Never\n", "no field above line {line} takes `imagePullPolcy: Never`"),
        (CONTAINER + "- - a\n", "no field above line {line} takes `- - a`"),
        ("apiVersion: v1\nkind: Service\nmetadata:\nname: a\n", "dslint does not know the fields of Service in 'v1'"),
        ("kind: Pod\nmetadata:\nname: a\n", "dslint does not know the fields of Pod in ''"),
        ("a: 1\n" * 2001, "it has more than 2000 lines"),
    ],
)
def test_what_cannot_be_known_is_refused_with_the_reason(text: str, reason: str):
    with pytest.raises(RebuildError) as caught:
        rebuilt(text, (1, 36))
    assert str(caught.value).startswith(reason)


def test_a_manifest_of_an_old_version_is_rebuilt_by_the_types_of_one_that_has_it():
    value, _ = again(CONTAINER.replace("apps/v1", "extensions/v1beta1") + "hostNetwork: true\n")
    assert value["spec"]["template"]["spec"]["hostNetwork"] is True


def test_comments_flow_values_anchors_and_line_ends_stay():
    text = CONTAINER + "# what it may use\nresources: # little\nlimits: &all\ncpu: 1\nrequests: *all\nargs: [a,\nb]\n"
    found = rebuilt(text.replace("\n", "\r\n"), (1, 36))
    new = draft.applied(text.replace("\n", "\r\n"), found.edits)
    assert new.endswith(
        "        # what it may use\r\n        resources: # little\r\n          limits: &all\r\n            cpu: 1\r\n"
        "          requests: *all\r\n        args: [a,\r\n          b]\r\n"
    )
    assert stripped(new) == text.replace("\n", "\r\n")
