"""Texts that are checked by themselves."""

from __future__ import annotations

import gc
import weakref
from typing import Any

import pytest

import dslint
from dslint.kubernetes.release import Release
from dslint.linting.text_check import ReadText, TextCheck, TextResult, is_storable
from dslint.policy.policies import built_in
from dslint.source.inputs import Text

POD = "apiVersion: v1\nkind: Pod\nmetadata: {name: agent}\nspec:\n  containers:\n  - {name: agent, image: x:1}\n"
LEVEL = "pod-security.kubernetes.io/enforce"
NAMESPACE = f'apiVersion: v1\nkind: Namespace\nmetadata: {{name: default, labels: {{"{LEVEL}": restricted}}}}\n'


def check() -> TextCheck:
    return TextCheck((Release.of("1.36"),), built_in())


@pytest.mark.parametrize(
    "text",
    [
        NAMESPACE,
        NAMESPACE.replace("Namespace", '"Namesp\\u0061ce"'),
        NAMESPACE.replace("Namespace", "!!binary TmFtZXNwYWNl"),
        NAMESPACE.replace(LEVEL, LEVEL.replace("s", "\\x73")),
        "kind: NamespaceList\nitems:\n- metadata: {name: default, labels: {" + LEVEL + ": restricted}}\n",
    ],
)
def test_a_namespace_decides_about_texts_before_it(text: str) -> None:
    inputs = [Text("a.yaml", POD), Text("z.yaml", text)]
    assert "DS701" in {finding.code for finding in dslint.lint(inputs).findings if finding.file == "a.yaml"}


def test_of_two_namespaces_of_one_name_the_last_decides_about_all_texts() -> None:
    free = NAMESPACE.replace("restricted", "privileged")
    for last, refused in ((free, False), (NAMESPACE, True)):
        first = NAMESPACE if last is free else free
        inputs = [Text("a.yaml", first), Text("b.yaml", POD), Text("c.yaml", last)]
        assert ("DS701" in {finding.code for finding in dslint.lint(inputs).findings}) is refused


def test_only_texts_that_may_have_namespaces_are_read_ahead() -> None:
    ahead = check()
    ahead.look_ahead([Text("a.yaml", POD), Text("ns.yaml", NAMESPACE)], {"a.yaml", "ns.yaml"}, {})
    assert (list(ahead.known), list(ahead.namespaces)) == (["ns.yaml"], ["default"])
    ahead.read(Text("ns.yaml", NAMESPACE))
    assert ahead.known == {}


def test_what_a_text_was_read_into_is_let_go_with_its_result() -> None:
    class Tracked(dict[str, Any]):
        pass

    one = check()
    read = one.read(Text("a.yaml", POD + "  hostnetwork: true\n"))
    assert read is not None
    values = Tracked(read.contents.objects[0].value)
    alive = weakref.ref(values)
    objects = tuple(found._replace(value=values) for found in read.contents.objects)
    result = one.result(read._replace(contents=read.contents._replace(objects=objects)))
    assert result.findings
    del read, objects, values
    gc.collect()
    assert alive() is None


@pytest.mark.parametrize(
    ("text", "storable"),
    [(POD, True), (POD + "# dslint: ignore-file[DS6] old\n", False), (NAMESPACE.replace("restricted", "[a]"), False)],
)
def test_what_depends_on_more_than_the_text_is_not_stored(text: str, storable: bool) -> None:
    one = check()
    read = one.read(Text("a.yaml", text))
    assert read is not None
    assert is_storable(read.text, one.result(read)) is storable


@pytest.mark.parametrize(
    ("annotation", "alone"),
    [("a: b", True), ('dslint.dev/static-pod: "true"', False), ("dslint.dev/ignore: DS6", False)],
)
def test_static_pods_and_annotations_that_suppress_are_kept_to_the_end(annotation: str, alone: bool) -> None:
    text = f"{POD}---\n{POD}".replace("{name: agent}\nspec", f"{{name: agent, annotations: {{{annotation}}}}}\nspec", 2)
    read = check().read(Text("a.yaml", POD + "---\n" + text.split("---\n")[1]))
    assert read is not None
    assert read.stands_alone is alone


def test_several_texts_are_read_before_the_first_is_judged_and_fewer_of_long_ones() -> None:
    done: list[str] = []

    class Noted(TextCheck):
        def read(self, text: Text) -> ReadText | None:
            done.append("read")
            return super().read(text)

        def result(self, read: ReadText) -> TextResult:
            done.append("judged")
            return super().result(read)

    noted = Noted((Release.of("1.36"),), built_in())
    static = Text("static.yaml", POD.replace("{name: agent}", "{annotations: {dslint.dev/static-pod: 'true'}}", 1))
    found = list(noted.results([*(Text(f"{number}.yaml", POD) for number in range(17)), static]))
    assert done == [*["read"] * 16, *["judged"] * 16, "read", "read", "judged"]
    assert [None if one is None else one.documents for one in found] == [*[1] * 17, None]
    done.clear()
    list(noted.results(Text(f"{number}.yaml", POD + "#" * 60_000) for number in range(3)))
    assert done == ["read", "read", "judged", "judged", "read", "judged"]
