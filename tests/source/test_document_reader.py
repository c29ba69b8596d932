from __future__ import annotations

import pytest

from dslint.source.document_reader import read_text
from dslint.source.documents import Content
from dslint.source.library_errors import yaml_words

POD = """\
apiVersion: v1
kind: Pod
metadata:
  name: agent
spec:
  containers:
  - name: agent
    image: agent:1
"""


def contents(text):
    return [document.content.value for document in read_text(text, "ds.yaml").documents]


def faults(text):
    source = read_text(text, "ds.yaml")
    return [
        (fault.code, document.span(fault.place).line, document.span(fault.place).column)
        for document in source.documents
        for fault in document.faults
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", ["empty"]),
        ("# nothing\n", ["empty"]),
        ("---\n# nothing\n---\n", ["empty", "empty"]),
        ("---\na: 1\n--- # two\nb: 2\n", ["object", "object"]),
        ("a: 1\r\n---\r\nb: 2\r\n", ["object", "object"]),
        ("null\n", ["empty"]),
        ("- a\n", ["not an object"]),
        ("foo\n", ["not an object"]),
        ("a: |\n  x\n---\nb: 1\n", ["object", "object"]),
        ("\ufeffa: 1\n---\n\ufeffb: 2\n", ["object", "object"]),
        ('{"a": 1}\n{"b": 2} {"c": 3}', ["object", "object", "object"]),
        ('{"a": 1}\n---\nb: 2\n', ["object", "object"]),
        ('{"a": 1,}\n', ["object"]),
        ("%YAML 1.1\n---\na: 1\n---\nb: 1\n", ["object", "object"]),
        ("%TAG ! tag:example.org,2000:\n# why\n---\na: !x 1\n", ["object"]),
        ("--- {a: 1}\n", ["broken"]),
        ("a: 1\n----\nb: 1\n", ["object", "broken"]),
        ("a: [\n", ["broken"]),
    ],
)
def test_a_text_is_cut_into_documents_as_kubectl_cuts_it(text, expected):
    assert contents(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a: b\x01c\n", [("DS004", 1, 5)]),
        ("a: 1\n---\nb: \x7f\n", [("DS004", 3, 4)]),
        ("a:\n\tb: 1\n", [("DS001", 2, 1)]),
        ("# c\na: &a\n  b: *a\n", [("DS006", 3, 6)]),
        ("a: *b\nc: *d\n", [("DS005", 1, 4), ("DS005", 2, 4)]),
        ("a: 1\nb: 2\na: 3\n", [("DS002", 3, 1)]),
        ("~: 1\n", [("DS008", 1, 1)]),
        ("0xFFFFFFFFFFFFFFFF: 1\n", [("DS008", 1, 1)]),
        ("{a: b}: 1\n", [("DS008", 1, 1)]),
        ("a: &k {b: 1}\n*k : 1\n", [("DS008", 2, 1)]),
        ("a: [.inf, .nan]\n", [("DS009", 1, 5), ("DS009", 1, 11)]),
        ("a: &x .inf\nb: *x\n", [("DS009", 1, 4), ("DS009", 2, 4)]),
        ("a: !!int x\n", [("DS009", 1, 4)]),
        ("a: 0x" + "f" * 4000 + "\n", [("DS009", 1, 4)]),
        ("a: 1\n--- b\n", [("DS010", 2, 5)]),
        ("%YAML 1.2\n---\na: 1\n", [("DS011", 1, 1)]),
        ("a:\n  <<: [1]\n", [("DS012", 2, 3)]),
        ("b: &b [{x: 1}]\na:\n  <<: *b\n", [("DS012", 3, 3)]),
        ("a: 1\n...\n# c\nb: 2\n", [("DS013", 4, 1)]),
        ("1: a\n'1': b\n", [("DS016", 2, 1)]),
        ("1: a\n0x1: b\n", [("DS002", 2, 1)]),
    ],
)
def test_a_fault_is_told_where_it_stands(text, expected):
    assert faults(text) == expected


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("a:\n\tb: 1\n", "spaces instead of the tab"),
        ("a: @b\n", "starts with @"),
        ("a: `b`\n", "starts with `"),
        ("a: b: c\n", "quote the value"),
        ("a: 'b\n", "close the quote"),
        ("a:\n  b: 1\n c: 2\n", "indentation"),
        ("a: [b?c]\n", "question mark"),
        ("a: b\x01\n", "U+0001"),
    ],
)
def test_what_to_do_is_said_beside_the_readers_words(text, words):
    (fault,) = read_text(text, "ds.yaml").documents[0].faults
    assert words in fault.help


def test_of_two_equal_keys_both_places_are_told_and_the_last_wins():
    document = read_text("x:\n- a: 1\n  b: 2\n  a: 3\n", "ds.yaml").documents[0]
    (fault,) = document.faults
    assert fault.path == ("x", 0, "a")
    assert document.span(fault.place).line == 4
    assert [document.span(stretch).line for _, stretch in fault.related] == [2]
    assert document.value == {"x": [{"a": 3, "b": 2}]}


@pytest.mark.parametrize("text", ["a: ! yes\n", "a: !<!> yes\n", "a: !x yes\n", "a: !!seq yes\n"])
def test_a_tag_that_says_nothing_leaves_the_text(text):
    assert read_text(text, "ds.yaml").documents[0].value == {"a": "yes"}


def test_merged_entries_overwrite_what_stands_before_them():
    text = "b: &b {x: 1, y: 2}\nc:\n  x: 3\n  <<: *b\n"
    document = read_text(text, "ds.yaml").documents[0]
    assert document.value["c"] == {"x": 1, "true": 2}
    assert [fault.path for fault in document.faults] == [("c", "x")]


def test_earlier_maps_of_a_merged_list_win():
    text = "b: &b {x: 1}\nd: &d {x: 2, z: 3}\nc:\n  <<: [*b, *d]\n"
    assert read_text(text, "ds.yaml").documents[0].value["c"] == {"x": 1, "z": 3}


@pytest.mark.parametrize("opened", ["[", "{a: ", "- ", "? "])
def test_nesting_of_20000_levels_is_told_and_breaks_nothing(opened):
    closed = {"[": "]", "{a: ": "}"}.get(opened, "")
    source = read_text(opened * 20_000 + "x" + closed * 20_000, "deep.yaml")
    assert [document.content for document in source.documents] == [Content.BROKEN]


@pytest.mark.parametrize(
    "text", ["- " * 998 + "x", "a: " + "[" * 997 + "]" * 997, '{"a": ' + "[" * 997 + "]" * 997 + "}"]
)
def test_nesting_is_read_and_cut_where_no_field_reaches(text):
    document = read_text(text, "deep.yaml").documents[0]
    assert document.content is not Content.BROKEN
    assert len(repr(document.value)) < 1_000


@pytest.mark.parametrize("levels", [999, 1_000, 1_001, 5_000])
@pytest.mark.parametrize(("opened", "closed"), [("[", "]"), ("[\n", "]\n"), ("{a: ", "}"), ('{"a": ', "}"), ("- ", "")])
def test_deeper_yaml_is_told_at_its_place_whichever_libyaml_reads(opened, closed, levels):
    (document,) = read_text(opened * levels + "x" + closed * levels, "deep.yaml").documents
    (fault,) = document.faults
    assert (fault.code, fault.message) == ("DS001", "exceeded max depth of 999")
    assert fault.place.start // len(opened) in (998, 999, 1_000)


def test_what_libyaml_alone_finds_too_deep_is_no_error_of_kubernetes():
    assert yaml_words("[" * 5_000 + "]" * 5_000) is None


def test_aliases_do_not_deepen_a_value_past_what_is_kept():
    lines = [
        "x0: &x0 " + "[" * 90 + "]" * 90,
        *(f"x{i}: &x{i} " + "[" * 90 + f"*x{i - 1}" + "]" * 90 for i in range(1, 40)),
    ]
    document = read_text("\n".join(lines), "deep.yaml").documents[0]
    assert len(repr(document.value)) < 20_000


def test_json_numbers_and_escapes_are_those_of_json():
    value = (
        read_text('{"a": "\\ud83d\\ude00\\/\\ud800", "b": -0, "c": 420.0, "d": 1e2, "y": true}', "a.json")
        .documents[0]
        .value
    )
    assert value == {"a": "\U0001f600/\ufffd", "b": 0, "c": 420.0, "d": 100.0, "y": True}
    assert isinstance(value["c"], float)


@pytest.mark.parametrize("number", ["1e400", "-1e400", "1" * 5000])
def test_json_numbers_that_no_field_takes_are_told(number):
    assert faults('{"a": [' + number + "]}") == [("DS009", 1, 8)]


def test_half_a_character_is_no_json_and_no_yaml():
    assert faults('{"a": 1}\n{"\ud800": 2}') == [("DS004", 2, 3)]


def test_duplicate_keys_of_json_are_told():
    assert faults('{"a": 1,\n "a": 2}') == [("DS002", 2, 2)]


def test_a_list_is_unfolded_into_its_objects():
    text = "kind: List\nitems:\n- kind: Pod\n- kind: PodList\n  apiVersion: v1\n  items:\n  - metadata: {}\n"
    objects = read_text(text, "list.yaml").documents[0].objects()
    assert objects == [
        (("items", 0), {"kind": "Pod"}),
        (("items", 1, "items", 0), {"apiVersion": "v1", "kind": "Pod", "metadata": {}}),
    ]


@pytest.mark.parametrize("text", ["kind: List\n", "kind: List\nitems:\n", "kind: PodList\nitems: []\n"])
def test_a_list_without_items_holds_no_object(text):
    assert read_text(text, "list.yaml").documents[0].objects() == []
