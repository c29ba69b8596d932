from __future__ import annotations

from dslint.source.nodes import Node, nodes_of

TEXT = """\
a: &x !!str 'one'  # comment
b: |
  two

c: {d: [1, *x], "e": }
<<: {f: 2}
yes: *x
"""


def node(text: str = TEXT) -> Node:
    found = nodes_of(text)
    assert found is not None
    return found


def shown(part: Node, text: str = TEXT) -> str:
    return text[part.content : part.end]


def test_each_part_is_where_it_is_written() -> None:
    root = node()
    assert [shown(key) for key, _ in root.entries] == ["a", "b", "c", "<<", "yes"]
    assert [shown(value) for _, value in root.entries][:3] == ["'one'", "|\n  two", '{d: [1, *x], "e": }']
    assert shown(root).endswith("yes: *x")


def test_a_part_tells_its_style_anchor_and_tag() -> None:
    first = node().entries[0][1]
    assert (first.style, first.anchor, first.text) == ("'", "x", "one")
    assert first.tag == "tag:yaml.org,2002:str"
    assert TEXT[first.start : first.content] == "&x !!str "
    assert node().entries[2][1].flow
    assert node().style == "block"


def test_an_alias_knows_what_it_stands_for() -> None:
    root = node()
    alias = root.entries[2][1].entries[0][1].items[1]
    assert (alias.kind, alias.text, alias.target) == ("alias", "x", root.entries[0][1])


def test_keys_are_those_that_kubernetes_reads() -> None:
    root = node()
    assert [key.key for key, _ in root.entries] == ["a", "b", "c", "<<", "true"]
    assert [key.merges for key, _ in root.entries] == [False, False, False, True, False]
    assert [key.key for key, _ in node("{010: a, '010': b, 1.5: c, ~: d}").entries] == ["8", "010", "1.5", "~"]


def test_nothing_written_is_empty() -> None:
    assert node("a:\nb: ''\n").entries[0][1].empty
    assert not node("a:\nb: ''\n").entries[1][1].empty


def test_a_text_that_cannot_be_read_or_is_empty_has_no_nodes() -> None:
    assert nodes_of("a: [\n") is None
    assert nodes_of("# nothing\n") is None
    assert nodes_of("\ud800") is None


def test_only_the_first_document_is_read() -> None:
    assert len(node("a: 1\n---\nb: [\n").entries) == 1


def test_what_only_kubernetes_library_reads_is_read_too() -> None:
    assert node("a: [b:, c]\n").entries[0][1].items[1].text == "c"
