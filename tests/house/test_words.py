"""What people read is plain English: expressions that readers stumbled over do not come back."""

from __future__ import annotations

import re
from pathlib import Path

TOP = Path(__file__).parents[2]
TEXTS = [
    path
    for folder, suffix in (("dslint", "*.py"), ("rules", "*.yaml"), ("rules", "*.md"), ("docs", "*.md"))
    for path in (TOP / folder).rglob(suffix)
]
BETTER = {
    "hangs on the": "depends on the",
    "hang on the": "depend on the",
    "unless told": "default: …",
    "taking for granted": "assuming",
    "passed over": "skipped",
    "is no folder of": "contains no",
    "are there no more": "no longer match",
    "write it anew": "regenerate it",
    "parted by": "separated by",
    "beginning of codes": "code prefix",
    "mended": "fixed",
    "without a word": "silently",
    "nobody reads": "is ignored",
    "and runs it all the same": "but DaemonSet pods tolerate that",
    "the pod goes when": "the pod is deleted when",
    "is a Inventory": "is an Inventory",
    "1 nodes": "1 node",
    "1 pods": "1 pod",
}


def test_readers_get_the_better_words() -> None:
    pattern = re.compile(rf"\b(?:{'|'.join(map(re.escape, BETTER))})\b")
    found = [
        f"{path.relative_to(TOP)}: {match[0]}; better: {BETTER[match[0]]}"
        for path in TEXTS
        for match in pattern.finditer(path.read_text(encoding="utf-8"))
    ]
    assert found == []
