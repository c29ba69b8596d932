"""Policies and bindings as objects: which the server refused, why, and what its type checking said of the others."""

from __future__ import annotations

import copy
from typing import Any

import dslint
from dslint.findings import Finding, Origin, Severity
from tests.cel import NEEDS_CEL
from tests.conformance.agreement import Agreement
from tests.conformance.recordings import by_name, lines

pytestmark = NEEDS_CEL

VERSION = "1.36"
REFUSING = (Origin.SCHEMA, Origin.API_SERVER)
TAKEN, WORDS, TYPES = (f"admission policies {part} {VERSION}" for part in ("taken", "words", "types"))


def linted(policy: dict[str, Any]) -> tuple[Finding, ...]:
    return dslint.lint(copy.deepcopy(policy), kubernetes_versions=VERSION, fold=False).findings


def sentence(found: list[Finding]) -> str:
    """As the server joins its errors."""
    texts = [f"{finding.field}: {finding.message}" for finding in found]
    return texts[0] if len(texts) == 1 else f"[{', '.join(texts)}]"


def test_policies_and_bindings_that_were_taken_and_refused(agreement: Agreement) -> None:
    agreement.open(TAKEN, WORDS, TYPES)
    seen = by_name(f"admission-seen-{VERSION}")
    for scenario in lines("admission-cases"):
        real = seen[scenario["name"]]
        for policy in scenario["policies"]:
            name, found = policy["metadata"]["name"], linted(policy)
            case = f"{scenario['name']} / {name}"
            refused = [one for one in found if one.severity is Severity.ERROR and one.origin in REFUSING]
            agreement.hold(TAKEN, case, name not in real["refused"], not refused)
            if refused and name in real["refused"]:
                agreement.hold(WORDS, case, real["refused"][name].partition(" is invalid: ")[2], sentence(refused))
            warned = sorted((one.field, one.message) for one in found if one.code == "DS751")
            # A finding ends without the line break of the recorded text.
            types = sorted((field, text.rstrip("\n")) for field, text in real["type_checking"].get(name, []))
            agreement.hold(TYPES, case, types, warned)
