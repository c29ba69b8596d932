"""No pattern of ours takes longer than its input: each of these took seconds, minutes or for ever."""

from __future__ import annotations

from tests.bounded import ends

HEAD = "apiVersion: v1\nkind: Pod\nmetadata: {name: a}\nspec:\n  containers:\n  - name: a\n    image: x:1\n"
TEXTS = {
    "actions on a line": "'a: [\\n  ' + '{{x}} ' * 40 + 'y'",
    "very many actions on a line": "'a: [\\n  ' + '{{x}} ' * 40_000 + 'y'",
    "actions of two kinds on a line": "'a: [\\n  ' + '{{x}} {%y%} ' * 20_000 + 'y'",
    "actions that nothing ends": "'a: [\\n' + '{{ ' * 60_000",
    "dollars": "HEAD + '    args: [\"' + '$' * 60_000 + '\"]\\n'",
    "zeros": "HEAD + '    resources: {limits: {cpu: \"' + '0' * 60_000 + '\"}}\\n'",
    "zeros and a letter": "HEAD + '    resources: {limits: {cpu: \"' + '0' * 60_000 + 'x\"}}\\n'",
    "blanks in an amount": "HEAD + '    resources: {limits: {cpu: \"' + ' ' * 60_000 + 'x\"}}\\n'",
    "subscripts": "HEAD + '    env: [{valueFrom: {fieldRef: {fieldPath: \"'"
    " + \"metadata.labels['\" * 8_000 + '\"}}}]\\n'",
    "comments below a key": "'apiVersion: v1\\nkind: Pod\\nmetadata:\\n' + '# a\\r\\n' * 40 + '- x\\n'",
    "very many comments below a key": "'apiVersion: v1\\nkind: Pod\\nmetadata:\\n' + '# a\\r\\n' * 40_000 + '- x\\n'",
}
LINT = """
import sys, dslint
HEAD, *texts = sys.argv[1:]
for text in texts:
    print(dslint.lint_text(eval(text)).files, flush=True)
"""


def test_a_text_of_many_like_parts_is_read_in_time() -> None:
    assert ends(LINT, HEAD, *TEXTS.values()) == "1\n" * len(TEXTS)


SELECT = """
from dslint.inventory.label_selector_text import SelectorError, parse_selector
try:
    parse_selector("a" * 5_000 + " " * 60_000 + "x")
except SelectorError:
    print("refused")
"""


def test_a_selector_of_many_blanks_is_refused_in_time() -> None:
    assert ends(SELECT) == "refused\n"
