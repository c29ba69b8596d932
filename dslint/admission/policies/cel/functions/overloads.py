"""A function's overloads: what it takes and gives, and the Python that does it."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache
from typing import Any, NamedTuple

from dslint.admission.policies.cel.types import Type, parse_type


class FunctionError(Exception):
    """A function fails. The text is the server's."""


class UnsupportedError(FunctionError):
    """What the server's function could do, and this one cannot. The text is the reason of an Unchecked."""


class Signature(NamedTuple):
    """`<string>.find(string) -> string` is a member, called on a value; `isQuantity(string) -> bool` is none."""

    name: str
    member: bool
    arguments: tuple[Type, ...]
    """Of a member, the value that it is called on comes first."""
    result: Type


class Overload(NamedTuple):
    """One form of a function. Without an implementation it is the library's own."""

    signature: Signature
    implementation: Callable[..., Any] | None = None


def overload(text: str, implementation: Callable[..., Any] | None = None) -> Overload:
    return Overload(parse_signature(text), implementation)


@cache
def parse_signature(text: str) -> Signature:
    match = re.fullmatch(
        r"(?:<(?P<target>.+)>\.)?(?P<name>[\w.@?!+*/%<>=&|\[\]:-]+)\((?P<arguments>.*)\) -> (?P<result>.+)", text
    )
    assert match is not None, text
    given = [*([match["target"]] if match["target"] else []), *_split(match["arguments"])]
    return Signature(
        match["name"], match["target"] is not None, tuple(map(parse_type, given)), parse_type(match["result"])
    )


def _split(text: str) -> list[str]:
    """The arguments, apart at the commas that are in no parentheses."""
    parts, depth = [""], 0
    for letter in text:
        depth += {"(": 1, ")": -1}.get(letter, 0)
        if letter == "," and not depth:
            parts.append("")
        else:
            parts[-1] += letter
    return [part.strip() for part in parts if part.strip()]
