"""Labels, annotations and texts that a terminal might obey, as kubectl writes them."""

from __future__ import annotations

import pytest

from dslint.kubectl.describe.writer import Writer, boolean, shortened
from tests.kubectl.describe.templates import container_lines, shown


def test_labels_stand_below_each_other_sorted() -> None:
    assert "  Labels:\ta=1\n\tb=2\n  Containers:" in shown(metadata={"labels": {"b": "2", "a": "1"}})


def test_annotations_are_cut_and_the_one_of_apply_is_left_out() -> None:
    annotations = {
        "kubectl.kubernetes.io/last-applied-configuration": "{}",
        "long": "x" * 150,
        "several": "one\ntwo\n",
        "short": "yes\n",
    }
    assert f"  Annotations:\tlong:\n\t  {'x' * 138}...\n\tseveral:\n\t  one\n\t  two\n\tshort: yes\n" in shown(
        metadata={"annotations": annotations}
    )


def test_what_a_terminal_might_obey_is_written_out() -> None:
    assert container_lines(args=["\x1b[31mred\r"])[4] == "      ^[[31mred\\r"


def test_every_piece_is_indented_two_spaces_a_level_also_within_a_line() -> None:
    writer = Writer(base=1)
    writer.write(0, "a")
    writer.write(2, "b\n")
    writer.line(1, "Key", 3)
    writer.end("<none>")
    assert writer.text == "  a      b\n    Key:\t3\n  <none>\n"


def test_what_another_writer_wrote_is_taken_over_as_it_is() -> None:
    inner, outer = Writer(base=2), Writer()
    inner.lines(0, [("A", 1), ("B", "x")])
    outer.nest(inner)
    assert outer.text == "    A:\t1\n    B:\tx\n"


@pytest.mark.parametrize(
    ("text", "length", "expected"),
    [("abc", 3, "abc"), ("abcd", 3, "abc..."), ("ää", 4, "ää"), ("äää", 4, "ää..."), ("äää", 3, "ä\ufffd...")],
)
def test_texts_are_cut_at_bytes_as_go_cuts(text: str, length: int, expected: str) -> None:
    assert shortened(text, length) == expected


@pytest.mark.parametrize(("count", "cut"), [(136, False), (137, True)])
def test_an_annotation_of_more_than_140_bytes_with_its_key_stands_below_it(count: int, cut: bool) -> None:
    writer = Writer()
    writer.annotations("Annotations", {"ab": "x" * count})
    expected = f"ab:\n\t  {'x' * count}\n" if cut else f"ab: {'x' * count}\n"
    assert writer.text == f"Annotations:\t{expected}"


@pytest.mark.parametrize(("value", "said"), [(True, "true"), (False, "false"), (None, "false"), ("", "false")])
def test_what_is_not_set_is_false(value: object, said: str) -> None:
    assert boolean(value) == said
