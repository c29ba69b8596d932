from __future__ import annotations

from dslint.edit.fix_round import document_of, fix_round
from dslint.findings import Finding, Fix, TextEdit
from dslint.source.document_reader import read_text
from dslint.source.inputs import Text
from tests.edit.support import finding, fix_of, removing, setting

TEXT = "kind: Pod\nspec:\n  tolerations:\n  - a\n  - b\n  - c\n---\nkind: Pod\nport: '1'\n"


def in_text(text: str, *edits: TextEdit, safe: bool = True) -> Finding:
    return finding(text, Fix("mend it", text_edits=edits, safe=safe))


def test_fixes_of_several_documents_are_made_in_one_round() -> None:
    findings = [
        finding(TEXT, fix_of(removing("spec", "tolerations", 0)), "spec", "tolerations", 0),
        finding(TEXT, fix_of(setting("spec", "tolerations", 2, to="d")), "spec", "tolerations", 2),
        finding(TEXT, fix_of(setting("port", to=1)), "port", number=1),
    ]
    made = fix_round(Text("a.yaml", TEXT), findings)
    assert made.text == TEXT.replace("  - a\n", "").replace("- c", "- d").replace("'1'", "1")
    assert made.applied == tuple(findings)


def test_fixes_of_the_same_place_wait_for_the_next_round() -> None:
    findings = [finding(TEXT, fix_of(setting("kind", to=kind)), "kind") for kind in ("A", "B")]
    made = fix_round(Text("a.yaml", TEXT), findings)
    assert (made.applied, made.left) == ((findings[0],), ())


def test_a_fix_that_cannot_be_made_is_left_with_the_reason() -> None:
    text = "a: &x {b: 1}\nc: *x\nd: 1\n"
    findings = [
        finding(text, fix_of(setting("a", "b", to=2)), "a", "b"),
        finding(text, fix_of(setting("d", to=2)), "d"),
    ]
    made = fix_round(Text("a.yaml", text), findings)
    assert made.text == text.replace("d: 1", "d: 2")
    ((left, reason),) = made.left
    assert left is findings[0]
    assert "*x" in reason


def test_a_text_that_would_not_read_back_is_left_alone_but_for_other_fixes() -> None:
    text = "a: 1\na: 2\nb: 1\n"
    findings = [
        finding(text, fix_of(removing("a")), "a"),
        finding(text, fix_of(setting("b", to=2)), "b"),
    ]
    made = fix_round(Text("a.yaml", text), findings)
    assert made.text == "a: 1\na: 2\nb: 2\n"
    assert [reason for _, reason in made.left] == [
        "the text with it would not read as the same objects apart from the fix"
    ]


def test_edits_of_the_text_must_leave_the_objects_as_they_are() -> None:
    text = "a: 1\na: 1\nb: 2\n"
    same = in_text(text, TextEdit(0, 5, ""))
    other = in_text(text, TextEdit(13, 14, "3"))
    made = fix_round(Text("a.yaml", text), [other, same])
    assert made.text == "a: 1\nb: 2\n"
    assert made.applied == (same,)
    assert [left for left, _ in made.left] == [other]


def test_edits_of_the_text_may_make_an_object_of_what_was_none() -> None:
    text = "kind: Pod\nx: [\n---\nkind: Other\n"
    made = fix_round(Text("a.yaml", text), [in_text(text, TextEdit(14, 14, "]"))])
    assert made.text == text.replace("[", "[]")


def test_unsafe_edits_of_the_text_may_change_objects_but_lose_none() -> None:
    text = "kind: Pod\n---\nkind: Other\n"
    changed = in_text(text, TextEdit(6, 9, "Node"), safe=False)
    broken = in_text(text, TextEdit(6, 9, "["), safe=False)
    assert fix_round(Text("a.yaml", text), [changed]).text == text.replace("Pod", "Node")
    assert fix_round(Text("a.yaml", text), [broken]).text == text


def test_templates_and_other_encodings_are_left_alone() -> None:
    text = "kind: Pod\n---\nkind: {{ .Values.kind }}\n"
    one = finding(text, fix_of(setting("kind", to="x")), "kind")
    made = fix_round(Text("a.yaml", text), [one])
    assert (made.text, made.left) == (text, ((one, "the file has a template"),))
    made = fix_round(Text("a.yaml", "kind: Pod\n", b"\xff\xfe"), [one])
    assert made.left == ((one, "the text is not UTF-8"),)


def test_a_byte_order_mark_stays() -> None:
    text = "\ufeffa: 1\n"
    assert fix_round(Text("a.yaml", text), [finding(text, fix_of(setting("a", to=2)), "a")]).text == "\ufeffa: 2\n"


def test_a_finding_belongs_to_the_document_that_it_stands_in() -> None:
    source = read_text(TEXT, "a.yaml")
    assert document_of(source, finding(TEXT, fix_of(), "port", number=1)) == 1
    assert document_of(source, finding(TEXT, fix_of(), "kind")) == 0
    homeless = finding(TEXT, fix_of(setting("kind", to=1)), "kind")._replace(span=None)
    assert document_of(source, homeless) == -1
    assert fix_round(Text("a.yaml", TEXT), [homeless]).left == ((homeless, "it has no place in the text"),)
