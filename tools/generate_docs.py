"""Generates docs/rules/ from rules/: a page for each rule, and a list of all rules.

python -m tools.generate_docs
"""

from __future__ import annotations

from pathlib import Path

from dslint.findings import Rule
from dslint.policy import catalogue
from dslint.report.rule_page import markdown

FOLDER = Path(__file__).parent.parent / "docs" / "rules"

FAMILIES = {
    "DS0": "The text",
    "DS1": "What the API server's decoder rejects",
    "DS2": "What the API server's validation rejects",
    "DS3": "What the API server accepts with a warning",
    "DS4": "Static pods",
    "DS5": "Traps: accepted, but does not do what it seems to",
    "DS6": "Policies for node agents",
    "DS7": "Pod Security",
    "DS8": "Plans and expectations",
    "DS9": "Suppressions",
}

HEAD = """\
# Rules

All rules of dslint, generated from [rules/](../../rules). `dslint explain CODE` shows the same pages, and each example
is a test.
"""


def pages() -> dict[str, str]:
    """The content of every file in docs/rules/, by name."""
    found = {f"{rule.code}-{rule.name}.md": markdown(catalogue.page(rule.code)) for rule in catalogue.rules()}
    return {"README.md": overview(catalogue.rules()), **found}


def overview(rules: tuple[Rule, ...]) -> str:
    parts = [HEAD]
    for prefix, title in FAMILIES.items():
        rows = [row(rule) for rule in rules if rule.code.startswith(prefix)]
        if rows:
            parts.append(
                "\n".join((f"## {title}", "", "| code | name | severity | reports |", "|---|---|---|---|", *rows, ""))
            )
    return "\n".join(parts)


def row(rule: Rule) -> str:
    link = f"[{rule.code}]({rule.code}-{rule.name}.md)"
    summary = rule.summary.replace("|", "\\|")
    return f"| {link} | {rule.name} | {rule.severity.value} | {summary} |"


def write(folder: Path) -> None:
    """Writes every page, and removes pages of rules that no longer exist."""
    folder.mkdir(parents=True, exist_ok=True)
    wanted = pages()
    for stale in folder.glob("*.md"):
        if stale.name not in wanted:
            stale.unlink()
    for name, content in wanted.items():
        (folder / name).write_text(content, encoding="utf-8", newline="\n")


if __name__ == "__main__":
    write(FOLDER)
