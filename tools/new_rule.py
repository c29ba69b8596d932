"""Starts a rule: its file in rules/, and for a trap the module and its test.

All tests but one pass with the draft.

    python -m tools.new_rule NAME [CODE]

CODE is a free code (DS560), or a family for its next free code: DS5 for traps (the default), DS6 for policies.
"""

from __future__ import annotations

import argparse
import re
import sys
from pathlib import Path
from string import Template

from tools.generate_docs import FAMILIES

ROOT = Path(__file__).parent.parent
TEMPLATES = Path(__file__).parent / "new_rule_templates"
TRAP, POLICY = "DS5", "DS6"
CODE = re.compile(r"DS\d(?:\d\d)?")
NAME = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
REGISTRY_ENTRY = re.compile(r'(?m)^    "(\w+)": ')
"""The beginning of a trap's entry in registry.py."""
LOOKS_AT = "containers"
"""The field that a draft looks at: all workloads set it."""

SET_ASIDE = 90
"""Codes from this number on are reserved for rules about dslint itself, such as DS698 and DS699."""

REPLACE = "REPLACE with"
"""Marks the texts of a draft to replace; a test fails as long as one is left."""


class RuleError(ValueError):
    """An invalid name or code for a new rule; the message says why."""


def main() -> None:
    parser = argparse.ArgumentParser(prog="make new-rule", description=__doc__)
    parser.add_argument("name", help="what is wrong, in lowercase words joined by dashes")
    parser.add_argument("code", nargs="?", default=TRAP, help="a code, or a family such as DS6 (default: DS5, traps)")
    options = parser.parse_args()
    try:
        code = free_code(options.code)
        written = write(code, checked_name(options.name))
    except RuleError as error:
        sys.exit(f"new_rule: {error}")
    print("\n".join(next_steps(code, written)))


def codes() -> dict[str, str]:
    """The names of all rules by their codes."""
    return {path.stem[:5]: path.stem[6:] for path in sorted((ROOT / "rules").glob("DS*.yaml"))}


def free_code(wanted: str) -> str:
    """The code, or the next one of a family; gaps may be codes of former rules. Raises RuleError."""
    if not CODE.fullmatch(wanted) or wanted[:3] not in FAMILIES:
        raise RuleError(
            f"{wanted} is not a code of dslint; write a family ({', '.join(FAMILIES)}) or a code such as DS560"
        )
    used = codes()
    if len(wanted) > len(TRAP):
        if wanted in used:
            raise RuleError(f"{wanted} is used by {used[wanted]}; leave the code out to get the next free one")
        return wanted
    last = max((int(code[3:]) for code in used if code.startswith(wanted) and int(code[3:]) < SET_ASIDE), default=0)
    if last + 1 == SET_ASIDE:
        raise RuleError(f"{wanted} is full; look for a code that was never used")
    return f"{wanted}{last + 1:02}"


def checked_name(name: str) -> str:
    """Raises RuleError for an invalid name, or for one that another rule has or had."""
    if not NAME.fullmatch(name):
        raise RuleError(
            f"{name!r} is not a valid name; write lowercase words joined by dashes, such as shared-hostname"
        )
    for path in sorted((ROOT / "rules").glob("DS*.yaml")):
        former = re.search(r"(?ms)^formerNames:(.*?)^\w", path.read_text(encoding="utf-8"))
        if name == path.stem[6:] or (former and name in re.findall(r"[a-z0-9-]+", former[1])):
            raise RuleError(f"{path.stem[:5]} has or had the name {name}; choose another name")
    return name


def write(code: str, name: str) -> list[Path]:
    """The files of the draft."""
    family, module = code[:3], name.replace("-", "_")
    origin = {TRAP: "trap", POLICY: "policy"}.get(family, "api-server")
    decision = (TEMPLATES / "decision.yaml").read_text(encoding="utf-8") if family == POLICY else ""
    files = {ROOT / "rules" / f"{code}-{name}.yaml": filled("rule.yaml", code, name, origin, decision)}
    if family == TRAP:
        files[ROOT / "dslint" / "traps" / "rules" / f"{module}.py"] = filled("trap.py.txt", code, name)
        files[ROOT / "tests" / "traps" / "rules" / f"test_{module}.py"] = filled("test_trap.py.txt", code, name)
        registry = ROOT / "dslint" / "traps" / "registry.py"
        files[registry] = registered(registry.read_text(encoding="utf-8"), module, code)
    for path, text in files.items():
        path.write_text(text, encoding="utf-8", newline="\n")
    return list(files)


def filled(template: str, code: str, name: str, origin: str = "", decision: str = "") -> str:
    text = (TEMPLATES / template).read_text(encoding="utf-8")
    return Template(text).substitute(code=code, name=name, origin=origin, decision=decision)


def registered(registry: str, module: str, code: str) -> str:
    """The text of registry.py with the trap added to LOOKS_AT, in the order of codes."""
    entries = list(REGISTRY_ENTRY.finditer(registry))
    if not entries:
        raise RuleError("dslint/traps/registry.py has no entries in LOOKS_AT; add the trap by hand")
    after = next((entry.start() for entry in entries if code_of(entry[1]) > code), registry.index("\n}\n") + 1)
    return f'{registry[:after]}    "{module}": ("{LOOKS_AT}",),\n{registry[after:]}'


def code_of(module: str) -> str:
    text = (ROOT / "dslint" / "traps" / "rules" / f"{module}.py").read_text(encoding="utf-8")
    found = re.search(r'(?m)^CODE = "(DS\d{3})"', text)
    return found[1] if found else ""


def next_steps(code: str, written: list[Path]) -> list[str]:
    family = code[:3]
    steps = [f"{code}: wrote", *(f"  {path.relative_to(ROOT)}" for path in written), "Next:"]
    if family in (TRAP, POLICY):
        steps.append("  replace each text marked REPLACE, the check and the examples")
    else:
        steps.append(f"  replace each text marked REPLACE and the examples; emit {code} where the rule is decided")
    folder = "tests/traps tests/policy" if family == TRAP else "tests/policy"
    steps += [
        "  make generate",
        f"  .venv/bin/pytest {folder} tests/house/test_new_rule.py",
        "  a line in CHANGELOG.md",
    ]
    return steps


if __name__ == "__main__":
    main()
