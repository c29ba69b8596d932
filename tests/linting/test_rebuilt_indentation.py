from __future__ import annotations

from dslint import lint_text
from dslint.edit import draft
from dslint.findings import Finding

LOST = """\
apiVersion: v1
kind: Pod
metadata:
name: agent
spec:
containers:
- name: agent
image: registry.example/agent:1.0
"""


def found(text: str, code: str = "DS014") -> list[Finding]:
    return [finding for finding in lint_text(text, name="pod.yaml").findings if finding.code == code]


def fixed(text: str, finding: Finding) -> str:
    assert finding.fix is not None
    return draft.applied(text, finding.fix.text_edits)


def test_the_finding_has_an_unsafe_fix_that_makes_it_go():
    (finding,) = found(LOST)
    assert finding.fix is not None
    assert not finding.fix.safe
    assert "`dslint lint --fix --unsafe-fixes` indents each line" in (finding.help or "")
    assert "check" not in (finding.help or "")
    text = fixed(LOST, finding)
    assert "spec:\n  containers:\n  - name: agent\n    image:" in text
    assert not [one.code for one in lint_text(text, name="pod.yaml").findings if one.code < "DS5"]


def test_lines_that_could_be_meant_otherwise_are_named_by_their_number_in_the_file():
    text = "# a file\n---\n" + LOST + "securityContext:\nrunAsUser: 1\n---\n" + LOST
    first, second = found(text)
    assert first.help is not None
    assert first.help.endswith("; then check line 11, which could be meant otherwise")
    assert [(place.line, place.message) for place in first.related] == [
        (11, "is put into spec.containers[0]; it could also belong to spec")
    ]
    assert fixed(fixed(text, second), first).count("\n    image:") == 2


def test_what_cannot_be_rebuilt_has_no_fix_and_says_why():
    (finding,) = found("---\n" + LOST + "nosuch: x\n")
    assert finding.fix is None
    assert (finding.help or "").endswith("dslint cannot rebuild it: no field above line 10 takes `nosuch: x`")


def test_braces_in_a_line_that_is_named_are_no_placeholders():
    (finding,) = found(LOST + "nosuch: {line: {a\n")
    assert (finding.help or "").endswith("no field above line 9 takes `nosuch: {line: {a`")


def test_objects_of_other_kinds_are_left_alone():
    (finding,) = found("apiVersion: v1\nkind: Service\nmetadata:\nname: agent\nspec:\nselector:\napp: agent\n")
    assert finding.fix is None
    assert (finding.help or "").endswith("dslint does not know the fields of Service in 'v1'")


def test_a_syntax_error_from_tabs_has_the_fix_too():
    text = LOST.replace("name: agent\nspec", "\tname: agent\nspec").replace("containers", "\tcontainers")
    text = text.replace("- name", "\t- name").replace("image", "\t  image")
    (finding,) = found(text, "DS001")
    assert fixed(text, finding) == fixed(LOST, found(LOST)[0])
    (other,) = found("apiVersion: v1\nkind: Pod\nmetadata: [\n", "DS001")
    assert other.fix is None
