"""The table of what dslint does and others do not, in README.md and README.zh-CN.md, with the figures of today.

`python -m tools.generate_docs` writes it from tools/readme_table/, rules/ and what the tests of conformance found.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from dslint.data import rules_folder
from dslint.kubernetes.release import NEWEST, OLDEST
from dslint.policy import catalogue
from tools import conformance_figures as conformance

TOP = Path(__file__).parent.parent
TEMPLATES = tuple(sorted((TOP / "tools" / "readme_table").glob("*.md")))
ANSWERS = "an object or update is accepted or rejected"
FAMILIES = {
    "validation": r"(validation|update) |decod|schema alone|values|yaml",
    "placement": r"placement ",
    "rollout": r"rollout |roll-|mid |mess ",
    "admission": r"admission ",
}
"""How the groups of comparisons begin that a figure sums, without `fresh` and `new`."""


def page(template: Path) -> str:
    """The README of a template, with its table as it is now."""
    text = (TOP / template.name).read_text(encoding="utf-8")
    table = template.read_text(encoding="utf-8").format(**figures())
    return re.sub(
        r"(<!-- figures: generated -->\n).*?(<!-- end -->)",
        lambda found: f"{found[1]}\n{table}\n{found[2]}",
        text,
        flags=re.DOTALL,
    )


def figures() -> dict[str, int | str]:
    codes = [rule.code for rule in catalogue.rules()]
    return {
        "versions": NEWEST[1] - OLDEST[1] + 1,
        "recorded": len({version for row in conformance.rows() for version in row.versions if row.family == ANSWERS}),
        "rules": len(codes),
        "traps": sum(code.startswith("DS5") for code in codes),
        "policies": sum(code.startswith("DS6") for code in codes),
        "profiles": len(list((rules_folder() / "profiles").glob("*.yaml"))),
        "fixable": sum(bool(rule.fixable) for rule in catalogue.rules()),
        **dict(_agreements()),
    }


def _agreements() -> Iterator[tuple[str, int | str]]:
    groups = conformance.groups()
    for name, begin in FAMILIES.items():
        pattern = re.compile(rf"(fresh(/targeted)? |new )?({begin})")
        mine = [pair for group, pair in groups.items() if pattern.match(group)]
        row = conformance.Row(name, (), sum(agree for agree, _ in mine), sum(total for _, total in mine))
        yield name, row.total
        yield f"{name}_agree", conformance.percent(row)


def write() -> None:
    for template in TEMPLATES:
        (TOP / template.name).write_text(page(template), encoding="utf-8", newline="\n")
