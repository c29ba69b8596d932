"""Scalars and keys that a file may hold and nobody expects."""

from __future__ import annotations

import copy
from math import inf, nan
from random import Random
from typing import Any

from tests.fuzz.chances import happens


class Raw(str):
    """YAML that is written as it stands, not as a string."""

    __slots__ = ()


TEXTS = (
    "", " ", "\n", "a\nb", "\x00", "\x1b[31mred", "\x07", "\x7f", "\x85", "\x9b1m", "\u2028", "\u202e", "\ufeff",
    "\ud800", "\ufffe", "\U0001f600", "é", "\r", "a\tb", "::add-mask::x", "\n::add-mask::x", "\r::add-mask::x\r",
    "../..", "/", "//", "a/b/c", "/dev/null", "~", "null", "yes", "0x1f", "010", "1e999", "1e-999", "-1", "-0",
    "100%", "1000%", "-5%", "0%", "%", "%%", "{{ x }}", "{% if %}", "$(A)", "$$(A)", "$(", "a" * 64, "a" * 254,
    "A.b_c", "-", "*", "**", "[z-a]", "(", "\\", "%s", "{}", "{0}", "a=b", "a=b:NoSchedule", "a:NoSchedule-", "=",
    ":", ";", "!", "1.36", "1.5", "1.99", "v1.30.2", "1.29..1.36", "1Ki", "1e9999", "1m", "1n", "1E", "9" * 30,
    "0.0000001", "1.", ".5", "+1", "10s", "1h", "2027-01-31", "2020-13-45", "2026-01-01T00:00:00Z", "Exists", "NotIn",
    "Gt", "Lt", "NoExecute", "Always", "kube-system", "<script>", "&amp;", "]]>", "|", "a|b", "`a`", "#/nope", "w-1",
    "node-1", "all", "DS", "DS231", "DS9", "::", "fe80::1", "1.2.3.4/33", "\u0661", "²", "ⅷ", "\u0661%",
)  # fmt: skip

VALUES: tuple[Any, ...] = (
    None, True, False, 0, 1, -1, 2, 7, 65536, 2**31 - 1, 2**31, 2**63 - 1, 2**63, 2**64, -(2**63), 10**30, 10**310, 0.5,
    -0.0, 1e300, nan, inf, -inf, [], {}, [[]], [None], [{}], {"": None}, {"a": {}}, {"a": None}, ["a", "a"], [0], "a",
)  # fmt: skip

WRITTEN = tuple(
    Raw(text)
    for text in (
        "!!int abc", "!!float x", "!!binary é", "!!binary aGk=", "!!binary '*'", "!!set {a, b}", "!!timestamp x",
        "2020-13-45", "2027-01-31", "2001-12-14t21:59:43.10-05:00", "!!python/object:os.system x", "&a [*a]",
        "*nowhere", "{<<: {a: b}}", "{<<: [1]}", "{<<: 5}", "{<<: [{a: 1}, {a: 2}], a: 3}", "! x", "!!null",
        "!!map []", "!!str 5", "!local {a: 1}", "!<tag:x,2000:y> a", "{? [a]: b}", "{? {a: b}: c}", "1e999", "0o17",
        "017", "08", "1_000", "1:30", "190:20:30.15", ".nan", "-.inf", "=", "<<", "'a", '"\\ud800"', '"\\x00"',
        '"\\N\\_\\L"', "{a: 1, a: 2}", "!!omap [a: 1]", "!!pairs [a: 1, a: 2]", "[" * 60 + "]" * 60,
        "[" * 1200 + "]" * 1200, "{a: " * 400 + "}" * 400,
        '{"a": ' * 600 + "1" + "}" * 600, "9" * 310, "9" * 5000, "0x" + "f" * 300, "0." + "3" * 400,
        "&x {a: &y [1]}", "%a", "@a", "`a", "a: b: c", "-", "[a, ]", "{a, b: }", "true", "Y", "off", "+.INF", "-0",
        "0b101", "- - a", "{{ .Values.a }}", "{{- x -}}", "${A}", "#a", "'a' b", "~", "1e+5", "1E400",
        "-9223372036854775809", "!!bool maybe", "!!bool 1", "!!int 1.5", "!!seq {}", "!!str {a: b}", "!!merge <<",
        "? a", "!", "!!", "&", "*", "|", ">-",
    )
)  # fmt: skip

KEYS: tuple[Any, ...] = (
    "", " ", "a", "<<", "=", "$ref", "a.b", "a/b", "a b", "\n::add-mask::x", "\x1b[1m", "\ud800", "::add-mask::x",
    "0", "-1", "x" * 300, "apiVersion", "kind", "metadata", "spec", "items", "name", "null", "true", "%", "{}", "[",
    None, True, 0, 1, 2024, -1, 1.5, nan,
)  # fmt: skip

WRITTEN_KEYS = tuple(
    Raw(text)
    for text in (
        "2027-01-31", "2020-13-45", "!!binary aGk=", "!!int abc", "!!float x", "? [a]", "? {a: b}", "&k a", "*nowhere",
        "0x1f", "1e999", ".inf", "~", "yes", "!!null x", "!!set {a}", "!x a", "<<", "!!merge a", "1:30", "1_0",
    )
)  # fmt: skip


def odd_text(random: Random) -> str:
    if happens(random, 0.1):
        return "".join(random.choice(TEXTS) for _ in range(random.randint(2, 4)))
    return random.choice(TEXTS)


def odd_value(random: Random, *, written: bool = True) -> Any:
    """`written` allows what only a text can say."""
    chance = random.random()
    if written and chance < 0.3:
        return random.choice(WRITTEN)
    return copy.deepcopy(random.choice(VALUES)) if chance < 0.65 else odd_text(random)


def odd_key(random: Random, *, written: bool = True) -> Any:
    if written and happens(random, 0.3):
        return random.choice(WRITTEN_KEYS)
    return random.choice(KEYS)
