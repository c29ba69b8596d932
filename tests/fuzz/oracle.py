"""What must hold of every outcome, whatever the input was."""

from __future__ import annotations

import functools
import itertools
import json
import re
from collections.abc import Iterator
from typing import Any
from xml.etree import ElementTree as ET

import jsonschema_rs

from tests.fuzz import corpus
from tests.fuzz.agreement import disagreement
from tests.fuzz.cases import Call, Case, Effect, Outcome
from tests.fuzz.places import places_outside

CODES = frozenset({0, 1, 2, 3})
OWN_FAULT = re.compile(r"an error in dslint itself: (\w+):.*\((\S+), dslint ", re.DOTALL)
CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")
INJECTED = re.compile(r"^\s*::add-mask::", re.MULTILINE)
JSON = frozenset({"json", "jsonl", "sarif", "gitlab"})
XML = frozenset({"junit", "checkstyle"})
COLOURED = re.compile(r"\x1b\[(?:1;)?(?:38;5;\d{1,3}|3[1-7]|[12])m([^\x1b]*)\x1b\[0m")

_EFFECTS = {Effect.NONE: "changes files", Effect.ONCE: "changes files once more when it runs again"}


def faults(case: Case | Call, outcome: Outcome) -> Iterator[str]:
    """One line for each thing that is wrong; equal faults of different inputs have equal lines."""
    if outcome.raised:
        yield f"raised {outcome.raised}"
        return
    if isinstance(case, Call):
        return
    if outcome.code not in CODES:
        told = OWN_FAULT.search(outcome.err)
        yield f"exit {outcome.code}: {told[1]} at {told[2]}" if told else f"exit {outcome.code}: {outcome.err[:80]!r}"
        return
    if "Traceback (most recent call last)" in outcome.err:
        yield "traceback on stderr"
    yield from outcome.differs
    if outcome.changed:
        yield f"{case.command} {_EFFECTS[case.effect]}"
    form = format_of(case)
    yield from _unescaped("stderr", outcome.err)
    if shows_a_text(case):
        return
    if form in JSON and not asks_for_help(case):
        yield from _broken_json(case, form, outcome)
    elif form in XML and not asks_for_help(case):
        yield from _broken_xml(form, outcome)
    text = COLOURED.sub(r"\1", outcome.out) if asks_for_colour(case) else outcome.out
    yield from _unescaped(f"stdout ({case.command}, {form})", text)


def format_of(case: Case) -> str:
    """The format on standard output."""
    forms = [form for form in values_of(case, "--format") if "=" not in form]
    return forms[-1] if forms else "text"


def values_of(case: Case, name: str) -> Iterator[str]:
    """The values that an option is given, as the next word or in the same."""
    for option, value in itertools.pairwise((*case.arguments, "")):
        if option == name:
            yield value
        elif option.startswith(f"{name}="):
            yield option.partition("=")[2]


def asks_for_help(case: Case) -> bool:
    """Help is printed as text, whatever the format."""
    return not {"-h", "--help", "--version"}.isdisjoint(case.arguments)


def shows_a_text(case: Case) -> bool:
    """Whether standard output is a manifest or a difference, exactly as it is."""
    lint = case.command == "lint" and ("--diff" in case.arguments or {"-", "--fix"} <= set(case.arguments))
    return lint or (case.command == "migrate" and format_of(case) == "text")


def asks_for_colour(case: Case) -> bool:
    return "always" in values_of(case, "--color")


def _unescaped(stream: str, text: str) -> Iterator[str]:
    found = CONTROL.search(text)
    if found:
        yield f"control character on {stream}"
    if INJECTED.search(text):
        yield f"workflow command on {stream}"


def _broken_json(case: Case, form: str, outcome: Outcome) -> Iterator[str]:
    if not outcome.out:
        return
    # A run that ends early has written lines of JSON without the last one.
    documents = outcome.out.splitlines() if form == "jsonl" else [outcome.out]
    try:
        document, *_ = [json.loads(text) for text in documents]
    except ValueError as error:
        yield f"{form} on stdout does not parse: {str(error).partition(':')[0]}"
        return
    command = case.command
    name = {"lint": "lint-report", "plan": "plan", "migrate": "migration-report"}.get(command)
    if form == "json" and name:
        for error in _validator(name).iter_errors(document):
            where = "/".join("0" if isinstance(part, int) else str(part) for part in error.instance_path)
            yield f"json of {command} is not as its schema says: {where}: {error.kind.name}"
            break
    if form == "json" and command == "lint" and "--fix" not in case.arguments:
        yield from places_outside(case, document)
    if form == "json":
        yield from disagreement(case, outcome.code, document)


@functools.cache
def _validator(name: str) -> Any:
    return jsonschema_rs.validator_for(corpus.schema(name))


def _broken_xml(form: str, outcome: Outcome) -> Iterator[str]:
    if outcome.out:
        try:
            ET.fromstring(outcome.out.encode())
        except ET.ParseError as error:
            yield f"{form} on stdout does not parse: {str(error).partition(':')[0]}"
