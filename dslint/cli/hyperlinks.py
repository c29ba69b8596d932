"""Links in terminals (OSC 8): whether the terminal shows them, and the address of the page of a rule."""

from __future__ import annotations

import os
import re
from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType

from dslint.cli.exit_codes import UsageFailure
from dslint.data import rules_folder

ADDRESS = "DSLINT_RULE_URL"
"""The variable with the address of the rules' pages, such as https://docs.example/{code}-{name}/."""

_ADDRESS = re.compile(r"(?:https?|file)://[!-~]+")

SINCE: Mapping[str, tuple[int, ...]] = MappingProxyType(
    {
        "iTerm.app": (3, 1),
        "WezTerm": (20200620,),
        "vscode": (1, 72),
        "tmux": (3, 4),
        "ghostty": (),
        "zed": (),
    }
)
"""The first version of each TERM_PROGRAM that shows links."""

_TERMS = ("alacritty", "contour", "foot", "xterm-ghostty", "xterm-kitty")
"""What TERM begins with in terminals that show links and set no other variable."""

_VARIABLES = ("DOMTERM", "KONSOLE_VERSION", "WT_SESSION")
"""Variables of terminals that show links in every version."""

_OLDEST_VTE = 5001
"""VTE 0.50.0 crashes at links."""


def rule_pages(environment: Mapping[str, str], *, on_terminal: bool) -> str:
    """The address of a rule's page, with {code} and {name}; "" if there should be no links.

    FORCE_HYPERLINK overrides `on_terminal` and what is known of the terminal. Raises UsageFailure if the address that
    the environment gives is none.
    """
    forced = environment.get("FORCE_HYPERLINK")
    shown = forced not in ("", "0", "false") if forced is not None else on_terminal and _shows_links(environment)
    return _address(environment) if shown else ""


def _shows_links(environment: Mapping[str, str]) -> bool:
    term, program = environment.get("TERM", ""), environment.get("TERM_PROGRAM", "")
    if environment.get("CI") or term == "dumb":
        return False
    if program in SINCE:
        return _numbers(environment.get("TERM_PROGRAM_VERSION", "")) >= SINCE[program]
    if term.startswith(("screen", "tmux")):
        return False
    vte = environment.get("VTE_VERSION", "")
    if vte.isdecimal():
        return int(vte) >= _OLDEST_VTE
    return term.startswith(_TERMS) or any(environment.get(name) for name in _VARIABLES)


def _numbers(version: str) -> tuple[int, ...]:
    """(1, 72, 2) of 1.72.2; what is no number ends it."""
    match = re.match(r"\d+(?:\.\d+)*", version)
    return tuple(map(int, match[0].split("."))) if match else ()


def _address(environment: Mapping[str, str]) -> str:
    address = environment.get(ADDRESS, "")
    if not address:
        return _local_address(rules_folder().resolve())
    if not _ADDRESS.fullmatch(address):
        raise UsageFailure(f"{ADDRESS}: {address} is not an address; write one such as https://docs.example/{{code}}")
    return address


def _local_address(rules: Path) -> str:
    """The generated pages, if they are there, as in a clone; else the files that they are made from."""
    pages = rules.parent / "docs" / "rules"
    address = f"{pages.as_uri()}/{{code}}-{{name}}.md" if pages.is_dir() else f"{rules.as_uri()}/{{code}}-{{name}}.yaml"
    # With its host, a terminal does not look for the file of a remote shell on the machine that it runs on.
    host = os.uname().nodename if hasattr(os, "uname") else ""
    return address.replace("file://", f"file://{host}", 1)
