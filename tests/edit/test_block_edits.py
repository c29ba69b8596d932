"""Edits of blocks, each as the text before and after: only the lines that it names change."""

from __future__ import annotations

import pytest

from dslint.findings import Edit
from tests.edit.support import after, removing, setting

POD = """\
# head
kind: Pod
spec:
  hostNetwork: true   # why
  # the account
  serviceAccount: "agent"
  tolerations: []
  containers:
    # first
    - name: one
      image: 'x:1'
      env:
        - name: A
          value: "1"
    # second
    - image: y
      resources:
      # behind
"""


def change(edit: Edit, before: str, behind: str, text: str = POD) -> None:
    """The text with the edit is the text with these lines in place of those."""
    assert text.count(before) == 1
    assert after(text, edit) == text.replace(before, behind)


@pytest.mark.parametrize(
    ("edit", "before", "behind"),
    [
        (setting("spec", "serviceAccount", to="other"), '"agent"', '"other"'),
        (setting("spec", "hostNetwork", to="x"), "true   # why", "x   # why"),
        (setting("spec", "containers", 0, "image", to="y:2"), "'x:1'", "'y:2'"),
        (setting("spec", "containers", 0, "env", 0, "value", to=1), 'value: "1"', "value: 1"),
        (setting("spec", "serviceAccount", to={"a": 1}), ': "agent"', ":\n    a: 1"),
        (setting("spec", "hostNetwork", to=["a"]), ": true   # why", ":   # why\n    - a"),
        (setting("spec", "hostNetwork", to="a\nb\n"), "true   # why", '"a\\nb\\n"   # why'),
        (setting("spec", "serviceAccount", to="a\nb\n"), '"agent"', '"a\\nb\\n"'),
        (setting("spec", "tolerations", 0, to={"operator": "Exists"}), " []", "\n    - operator: Exists"),
        (setting("spec", "tolerations", to=None), "[]", "null"),
        (setting("spec", "containers", 1, "resources", "limits", "cpu", to=1),
         "resources:\n", "resources:\n        limits:\n          cpu: 1\n"),
        (setting("spec", "containers", 0, "env", to={}), '\n        - name: A\n          value: "1"', " {}"),
        (setting("spec", "containers", 0, "env", 0, to="B"), '- name: A\n          value: "1"', "- B"),
    ],
)  # fmt: skip
def test_a_value_is_replaced_where_it_stands(edit: Edit, before: str, behind: str) -> None:
    change(edit, before, behind)


@pytest.mark.parametrize(
    ("edit", "before", "behind"),
    [
        (setting("spec", "restartPolicy", to="Always"),
         "      resources:\n", "      resources:\n  restartPolicy: Always\n"),
        (setting("spec", "nodeSelector", to={"a": "b"}),
         "  containers:", "  nodeSelector:\n    a: b\n  containers:"),
        (setting("metadata", "name", to="a"), "spec:\n", "metadata:\n  name: a\nspec:\n"),
        (setting("spec", "containers", 0, "env", 1, to={"name": "B", "value": ["x"]}),
         '          value: "1"\n', '          value: "1"\n        - name: B\n          value:\n            - x\n'),
        (setting("spec", "containers", 0, "command", to=["a", "b"]),
         "    # second", "      command:\n        - a\n        - b\n    # second"),
    ],
)  # fmt: skip
def test_an_entry_is_added_as_its_neighbours_are_written(edit: Edit, before: str, behind: str) -> None:
    change(edit, before, behind)


@pytest.mark.parametrize(
    ("edit", "before", "behind"),
    [
        (removing("spec", "serviceAccount"), '  # the account\n  serviceAccount: "agent"\n', ""),
        (removing("spec", "hostNetwork"), "  hostNetwork: true   # why\n", ""),
        (removing("spec", "containers", 0), POD[POD.index("    # first") : POD.index("    # second")], ""),
        (removing("spec", "containers", 1), "    # second\n    - image: y\n      resources:\n      # behind\n", ""),
        (removing("spec", "containers", 0, "name"), "name: one\n      image", "image"),
        (removing("spec", "containers", 0, "env", 0, "name"), "name: A\n          value", "value"),
        (removing("spec", "containers", 0, "env", 0), '      env:\n        - name: A\n          value: "1"\n', ""),
    ],
)
def test_an_entry_goes_with_its_comments(edit: Edit, before: str, behind: str) -> None:
    change(edit, before, behind)


def test_the_first_entry_behind_a_dash_leaves_the_comment_below_it() -> None:
    change(removing("a", 0, "b"), "b: 1  # b\n  # c\n", "# c\n", "a:\n- b: 1  # b\n  # c\n  c: 2\n")


def test_the_last_entry_leaves_an_empty_map_where_that_means_something() -> None:
    change(
        removing("emptyDir", "medium"),
        "\n  medium: Memory",
        " {}",
        "emptyDir:  # e\n  medium: Memory\n".replace("  # e", ""),
    )
    assert after("emptyDir:  # e\n  medium: Memory\n", removing("emptyDir", "medium")) == "emptyDir: {}  # e\n"


def test_a_selector_stands_before_its_template() -> None:
    text = "kind: DaemonSet\nspec:\n  # t\n  template: {a: b}\n"
    change(
        setting("spec", "selector", to={"c": "d"}),
        "  # t\n  template",
        "  # t\n  selector:\n    c: d\n  template",
        text,
    )


def test_a_field_of_a_merging_map_is_set_behind_the_merge() -> None:
    text = "base: &b {a: 1}\nspec:\n  <<: *b\n  template: {}\n"
    assert after(text, setting("spec", "selector", to=1)).endswith("  template: {}\n  selector: 1\n")


@pytest.mark.parametrize("newline", ["\n", "\r\n"])
@pytest.mark.parametrize("end", ["", "\n", "\n\n"])
def test_line_ends_stay(newline: str, end: str) -> None:
    text = ("a:\n- b: 1\n  c: 2" + end).replace("\n", newline)
    wanted = ("a:\n- b: 1\n  c: 2\n- d:\n    e: 3" + end).replace("\n", newline)
    assert after(text, setting("a", 1, to={"d": {"e": 3}})) == wanted.replace(f"d:{newline}    e", f"d:{newline}    e")
    assert after(text, removing("a", 0, "c")) == ("a:\n- b: 1" + end).replace("\n", newline)


def test_a_literal_block_is_replaced_by_one() -> None:
    text = "a: |\n  one\n  two\n\n# c\nb: 1\n"
    assert after(text, setting("a", to="one\nthree\n")) == text.replace("two", "three")
    assert after(text, setting("a", to="one")) == "a: one\n\n# c\nb: 1\n"


def test_a_comment_does_not_become_text() -> None:
    assert after("a:\n- b  # c\nd: 1\n", setting("a", to=["x\ny"])) == 'a:\n- "x\\ny"  # c\nd: 1\n'
    assert after("a:\n  b: 1  # c\nd: 1\n", setting("a", to=["x\ny"])) == "a:\n  - |-\n    x\n    y\nd: 1\n"


def test_a_literal_block_at_the_end_gets_its_line_end() -> None:
    assert after("a: 1", setting("b", to="x\ny\n")) == "a: 1\nb: |\n  x\n  y\n"


def test_a_value_keeps_its_anchor_and_loses_its_tag() -> None:
    assert after("a: &x 1\n", setting("a", to=2)) == "a: &x 2\n"
    assert after("a: &x !!str 1\n", setting("a", to=2)) == "a: &x 2\n"
    assert after("a: &x\n  b: 1\n", setting("a", to=2)) == "a: 2\n"


def test_items_of_nested_lists_stay_behind_their_dash() -> None:
    assert after("a:\n- - 1\n  - 2\n", removing("a", 0, 0)) == "a:\n- - 2\n"
    assert after("a:\n- - 1\n  - 2\n", setting("a", 0, 2, to=3)) == "a:\n- - 1\n  - 2\n  - 3\n"
