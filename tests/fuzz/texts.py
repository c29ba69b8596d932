"""Values as texts, and texts made different."""

from __future__ import annotations

import datetime as dt
import json
import math
from collections.abc import Callable
from random import Random
from typing import Any

from tests.fuzz.chances import happens
from tests.fuzz.scalars import TEXTS, WRITTEN, Raw

FRAGMENTS = (
    "a", "b: ", "- ", "\n", "  ", "\t", "{", "}", "[", "]", ",", ":", "?", "? ", "&x ", "*x", "<<: ", "<<: *x\n",
    "!!int ", "'", '"', "\\", "|\n", ">\n", "|2-\n", "#", " # dslint: ignore[DS2] x\n", "---\n", "--- ", "...\n",
    "%YAML 1.1\n", "%TAG ! x\n", "{{ x }}", "{% x %}", "\r\n", "\r", "\ufeff", "\x85", "\u2028", "\x00", "\x1b[31m",
    "\ue0f0", "0x1f", ".inf", "~", "null", "kind: Pod\n", "kind: DaemonSet\n", "apiVersion: v1\n",
    "apiVersion: apps/v1\n", "metadata:\n", "kind: List\nitems:\n", "spec:\n", "name: agent\n", "\U0001f600", "1e400",
    "é", "\n::add-mask::x\n", "!!binary é",
)  # fmt: skip

BYTES = (
    b"\xff", b"\xfe", b"\xff\xfe", b"\xfe\xff", b"\xef\xbb\xbf", b"\x00", b"\xc3", b"\xed\xa0\x80", b"\xf4\x90\x80\x80",
    b"\xc0\x80", b"\x1b", b"\r", b"\n", b"\x80", b"\x00\x00\xfe\xff", b"\xff\xfe\x00\x00", b"\xef\xbf\xbe", b"\xc2\x85",
)  # fmt: skip


def text_of(random: Random, value: Any) -> str:
    """YAML or JSON; block or flow style, as it comes."""
    if happens(random, 0.25):
        return flow(value) + "\n"
    return "".join(f"{line}\n" for line in block(random, value, 0)) or "{}\n"


def stream_of(random: Random, values: list[Any]) -> str:
    return random.choice(("---\n", "---\n", "--- # x\n", "\n---\n", "...\n---\n")).join(
        text_of(random, value) for value in values
    )


def block(random: Random, value: Any, depth: int) -> list[str]:
    """Lines in block style, parts of them in flow style."""
    pad = "  " * depth
    if depth > 40 or not isinstance(value, (dict, list)) or not value or happens(random, 0.03):
        return [pad + flow(value)]
    lines = []
    items = (
        [(flow_key(key), item) for key, item in value.items()]
        if isinstance(value, dict)
        else [("", item) for item in value]
    )
    for key, item in items:
        head = f"{pad}{key}:" if isinstance(value, dict) else f"{pad}-"
        below = block(random, item, depth + 1)
        if len(below) == 1 and (not key or below[0].strip(" ")[:1] in "{[" or not isinstance(item, (dict, list))):
            lines.append(f"{head} {below[0].strip(' ')}")
        else:
            lines += [head, *below]
    return lines


def flow_key(key: Any) -> str:
    plain = isinstance(key, str) and not isinstance(key, Raw) and key.replace("-", "").isalnum() and key.isascii()
    return key if plain and not key[0].isdigit() and key not in ("y", "n", "yes", "no", "null", "true") else flow(key)


def flow(value: Any) -> str:  # noqa: PLR0911 - a type each
    """One line; JSON wherever JSON can say it."""
    if isinstance(value, Raw):
        return str(value)
    if isinstance(value, dict):
        return "{" + ", ".join(f"{flow(key)}: {flow(item)}" for key, item in value.items()) + "}"
    if isinstance(value, (list, tuple)):
        return "[" + ", ".join(map(flow, value)) + "]"
    if isinstance(value, float) and not math.isfinite(value):
        return ".nan" if math.isnan(value) else f"{'-' if value < 0 else ''}.inf"
    if isinstance(value, dt.date):
        return value.isoformat()
    if isinstance(value, bytes):
        return f"!!binary {value.hex()}"
    return json.dumps(value)


def changed(random: Random, text: str, times: int) -> str:
    for _ in range(times):
        text = random.choice(WAYS)(random, text)
    return text


def encoded(random: Random, text: str) -> bytes:
    """Nearly always UTF-8, lone surrogates and all."""
    if happens(random, 0.02):
        return text.encode(random.choice(("utf-16", "utf-16-le", "utf-32", "utf-8-sig", "latin-1")), "replace")
    return text.encode("utf-8", "surrogatepass")


def changed_bytes(random: Random, data: bytes, times: int) -> bytes:
    for _ in range(times):
        place = random.randint(0, len(data))
        piece = random.choice(BYTES) if happens(random, 0.6) else random.randbytes(random.randint(1, 4))
        data = data[:place] + piece + data[place + random.choice((0, 0, 1, 5)) :]
    return data


def insert(random: Random, text: str) -> str:
    place = random.randint(0, len(text))
    return text[:place] + random.choice((*FRAGMENTS, *TEXTS, *WRITTEN)) + text[place:]


def cut(random: Random, text: str) -> str:
    place = random.randint(0, len(text))
    return text[:place] + text[place + random.choice((1, 1, 2, 5, 40)) :]


def end_early(random: Random, text: str) -> str:
    return text[: random.randint(0, len(text))]


def change_character(random: Random, text: str) -> str:
    place = random.randint(0, len(text))
    return text[:place] + random.choice("{}[]:,-?#&*!|>'\"%@`~ \n\tab0.\x00\x85\ufeff") + text[place + 1 :]


def change_line(random: Random, text: str) -> str:
    lines = text.split("\n")
    at = random.randrange(len(lines))
    line = lines[at]
    lines[at : at + 1] = random.choice(
        (
            [],
            [line, line],
            [" " + line],
            [line[1:]],
            ["\t" + line],
            [line + " # dslint: ignore[DS2]"],
            [line + "\r"],
            ["", line],
        )
    )
    return "\n".join(lines)


def move_line(random: Random, text: str) -> str:
    lines = text.split("\n")
    line = lines.pop(random.randrange(len(lines)))
    lines.insert(random.randint(0, len(lines)), line)
    return "\n".join(lines)


def change_value(random: Random, text: str) -> str:
    """What stands behind a colon becomes odd YAML."""
    lines = text.split("\n")
    at = random.randrange(len(lines))
    head, colon, _ = lines[at].partition(": ")
    if colon:
        lines[at] = f"{head}: {random.choice(WRITTEN)}"
    return "\n".join(lines)


def change_line_ends(_random: Random, text: str) -> str:
    return text.replace("\n", "\r\n")


WAYS: tuple[Callable[[Random, str], str], ...] = (
    *[insert] * 4, cut, cut, end_early, change_character, change_character, *[change_line] * 4, move_line,
    *[change_value] * 3, change_line_ends,
)  # fmt: skip
