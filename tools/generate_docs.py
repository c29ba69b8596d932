"""Generates docs/rules/ from rules/: a page for each rule, and a list of all rules; docs/profiles.md; and
the tables of figures in docs/control-planes.md and both READMEs, from what the tests of conformance found.

python -m tools.generate_docs
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import yaml

from dslint.data import rules_folder
from dslint.findings import Rule
from dslint.policy import catalogue
from dslint.report.rule_page import markdown
from tools import conformance_figures, readme_figures

FOLDER = Path(__file__).parent.parent / "docs" / "rules"

PROFILES = FOLDER.parent / "profiles.md"

FAMILIES = {
    "DS0": "The text",
    "DS1": "What the API server's decoder rejects",
    "DS2": "What the API server's validation rejects",
    "DS3": "What the API server accepts with a warning",
    "DS4": "Static pods",
    "DS5": "Traps: accepted, but does not do what it seems to",
    "DS6": "Policies for node agents",
    "DS7": "Pod Security and admission policies",
    "DS8": "Plans and expectations",
    "DS9": "Suppressions",
}

HEAD = """\
# Rules

All rules of dslint, generated from `rules/`. `dslint explain CODE` shows the same pages, and each example
is a test. The column fix says which findings `dslint lint --fix` fixes: all (safe), all with `--unsafe-fixes` (unsafe),
or those where only one change can be meant (sometimes).
"""


PROFILES_HEAD = """\
# Profiles

What each kind of node agent needs from its node, generated from `rules/profiles/`.
[Policies](policies.md#profiles) says how to declare one.
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
                "\n".join(
                    (
                        f"## {title}",
                        "",
                        "| code | name | severity | fix | reports |",
                        "|---|---|---|---|---|",
                        *rows,
                        "",
                    )
                )
            )
    return "\n".join(parts)


def row(rule: Rule) -> str:
    link = f"[{rule.code}]({rule.code}-{rule.name}.md)"
    summary = rule.summary.replace("|", "\\|")
    fix = rule.fixable.value if rule.fixable else ""
    return f"| {link} | {rule.name} | {rule.severity.value} | {fix} | {summary} |"


def profiles_page() -> str:
    """The content of docs/profiles.md."""
    files = sorted((rules_folder() / "profiles").glob("*.yaml"), key=lambda path: path.stem)
    values = [yaml.safe_load(path.read_text(encoding="utf-8")) for path in files]
    return "\n".join([PROFILES_HEAD, *(line for value in values for line in _profile(value))]).rstrip() + "\n"


def _profile(value: Mapping[str, Any]) -> Iterator[str]:
    yield from (f"## {value['profile']}", "", f"*{value['title']}*", "", value["reason"].strip(), "")
    needs = [f"- {_need(name, need)}" for name, need in value["needs"].items() if need]
    excused = ", ".join(value.get("excuses", ()))
    needs += [f"- does not apply: {excused}"] if excused else []
    yield from (*needs, "") if needs else ()
    yield from ("```yaml", value["example"].rstrip("\n"), "```", "")


def _need(name: str, need: Any) -> str:
    if name != "hostPaths":
        return name if need is True else f"{name}: {', '.join(map(str, need))}"
    read = [path["path"] for path in need if not path.get("writable")]
    written = [path["path"] for path in need if path.get("writable")]
    parts = [f"{verb} {', '.join(paths)}" for verb, paths in (("reads", read), ("writes", written)) if paths]
    return f"{name}: {'; '.join(parts)}"


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
    PROFILES.write_text(profiles_page(), encoding="utf-8", newline="\n")
    conformance_figures.write()
    readme_figures.write()
