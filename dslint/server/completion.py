"""Completion of what decides where a pod runs: node selectors, node affinity and tolerations, from the inventory."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from lsprotocol import types

from dslint.edit.scalar_text import scalar_text
from dslint.kubernetes.taints import EFFECTS, Taint
from dslint.report.escapes import visible
from dslint.server.cursor import Cursor, cursor_at
from dslint.server.node_words import NodeWords
from dslint.server.open_text import OpenText

MOST = 200
"""The most items at once. The editor asks again as more is typed."""

_KEY, _VALUE, _POOL, _TAINT = (
    types.CompletionItemKind.Property,
    types.CompletionItemKind.Value,
    types.CompletionItemKind.Enum,
    types.CompletionItemKind.Struct,
)
_OPERATORS = ("In", "NotIn", "Exists", "DoesNotExist", "Gt", "Lt")
_FORMER = ("beta.kubernetes.io/", "failure-domain.beta.kubernetes.io/")
"""How labels begin that others have replaced."""

_TOLERATED = {"Equal": "the toleration names the taint's value", "Exists": "any value is tolerated"}


class Word(NamedTuple):
    """Something to insert, what the list shows of it, and what follows a key."""

    label: str
    detail: str
    text: str
    kind: types.CompletionItemKind
    after: str = ""


def completions(text: OpenText, position: types.Position, words: NodeWords) -> types.CompletionList:
    """What fits at a position; the words that begin as what is typed, or else contain it."""
    offset = text.positions.offset(position)
    column = offset - text.positions.line_start(position.line)
    lines = text.positions.lines()
    cursor = cursor_at(lines, position.line, column)
    typed = cursor.typed.lower()
    matching = [word for word in words_at(cursor, words) if typed in word.label.lower()]
    rest = lines[position.line][column:]
    where = types.Range(text.positions.at(offset - len(cursor.typed)), position)
    items = [_item(word, where, rest, number) for number, word in enumerate(matching[:MOST])]
    return types.CompletionList(is_incomplete=len(matching) > MOST, items=items)


def _item(word: Word, where: types.Range, rest: str, number: int) -> types.CompletionItem:
    after = "" if rest.lstrip().startswith(":") else word.after
    return types.CompletionItem(
        label=visible(word.label),
        detail=visible(word.detail),
        kind=word.kind,
        sort_text=f"{number:04}",
        filter_text=word.label,
        text_edit=types.TextEdit(where, word.text + after),
    )


def words_at(cursor: Cursor, words: NodeWords) -> Iterator[Word]:
    """In the order in which people look for them: what most nodes have first."""
    above = cursor.path[-1:]
    if above == ("nodeSelector",):
        yield from _selected(cursor, words)
    elif "matchExpressions" in cursor.path[-2:] and "nodeAffinity" in cursor.path:
        yield from _expressed(cursor, words)
    elif above == ("tolerations",):
        yield from _tolerations(cursor, words)
    elif cursor.key == "topologyKey":
        yield from _keys(words, after="")
    elif cursor.key == "nodeName" and above == ("spec",):
        yield from (Word(name, "node", name, _VALUE) for name in words.names)


def _selected(cursor: Cursor, words: NodeWords) -> Iterator[Word]:
    if cursor.key:
        yield from _values(words.labels.get(cursor.key, Counter()), words)
        return
    there = cursor.maps[0] if cursor.maps else {}
    for pool, (key, value) in words.pools.items():
        if key not in there:
            detail = f"pool {pool}: {_of(words.labels[key][value], words)}"
            text = f"{key}: {scalar_text(value)}"
            yield Word(text, detail, text, _POOL)
    yield from _keys(words, there)


def _expressed(cursor: Cursor, words: NodeWords) -> Iterator[Word]:
    if cursor.key == "key":
        yield from _keys(words, after="")
    elif cursor.key == "operator":
        yield from (Word(one, "", one, _VALUE) for one in _OPERATORS)
    elif cursor.key == "values" or (cursor.path[-1] == "values" and not cursor.key):
        key = next((entries["key"] for entries in cursor.maps if entries.get("key")), "")
        yield from _values(words.labels.get(key, Counter()), words)


def _tolerations(cursor: Cursor, words: NodeWords) -> Iterator[Word]:
    there: Mapping[str, str] = cursor.maps[0] if cursor.maps else {}
    fitting = [taint for taint in words.taints if there.get("key") in (None, "", taint.key)]
    if cursor.key == "key":
        yield from _texts((taint.key for taint in words.taints), words)
    elif cursor.key == "value":
        yield from _texts((taint.value for taint in fitting if taint.value), words)
    elif cursor.key == "effect":
        yield from _texts([*(taint.effect for taint in fitting), *EFFECTS], words)
    elif cursor.key == "operator":
        yield from (Word(one, detail, one, _VALUE) for one, detail in _TOLERATED.items())
    elif not cursor.key and cursor.is_new_item:
        for taint, number in words.taints.most_common():
            yield Word(str(taint), f"tolerate it: {_of(number, words)}", _toleration(taint, cursor.start), _TAINT)


def _toleration(taint: Taint, column: int) -> str:
    fields = {"key": taint.key, "operator": "Equal" if taint.value else "Exists"}
    if taint.value:
        fields["value"] = taint.value
    fields["effect"] = taint.effect
    return f"\n{' ' * column}".join(f"{name}: {scalar_text(value)}" for name, value in fields.items())


def _keys(words: NodeWords, there: Mapping[str, str] | None = None, after: str = ": ") -> Iterator[Word]:
    for key, values in sorted(words.labels.items(), key=_best_first):
        if key not in (there or {}):
            shown = ", ".join(value for value, _ in values.most_common(3))
            more = f" and {len(values) - 3} more" if len(values) > 3 else ""
            yield Word(key, f"{_of(values.total(), words)}: {shown}{more}", scalar_text(key), _KEY, after)


def _best_first(item: tuple[str, Counter[str]]) -> tuple[bool, int, str]:
    key, values = item
    return key.startswith(_FORMER), -values.total(), key


def _values(values: Counter[str], words: NodeWords) -> Iterator[Word]:
    for value, number in values.most_common():
        yield Word(value, _of(number, words), scalar_text(value), _VALUE)


def _texts(texts: Iterable[str], words: NodeWords) -> Iterator[Word]:
    """Each text once."""
    for one in dict.fromkeys(texts):
        number = sum(count for taint, count in words.taints.items() if one in taint)
        yield Word(one, f"taint of {_of(number, words)}" if number else "", scalar_text(one), _VALUE)


def _of(number: int, words: NodeWords) -> str:
    return f"{number} of {words.nodes} node{'' if words.nodes == 1 else 's'}"
