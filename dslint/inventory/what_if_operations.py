"""The operations of --what-if: `cordon gen-*; taint pool=arm k=v:NoSchedule; add spot=10; remove zone=b`."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

import msgspec

from dslint.inventory.condition_taints import UNSCHEDULABLE
from dslint.inventory.node_change import NodeChange
from dslint.kubernetes.suggestions import suggestion
from dslint.kubernetes.taints import EFFECTS, Taint, TaintSyntaxError
from dslint.limits import NODES


class WhatIfError(ValueError):
    """An invalid operation, or one that selects no node; the text says what to write."""


class Operation(msgspec.Struct, frozen=True, eq=False):
    """One operation on nodes: `change` is the change to them, `add` the number of nodes to add like them."""

    text: str
    verb: str
    target: str
    change: NodeChange = NodeChange()
    add: int = 0


def parse(texts: Iterable[str]) -> list[Operation]:
    """The operations in texts; those in one text are separated by semicolons.

    Raises WhatIfError, also for a text without any.
    """
    return [operation for text in texts for operation in _operations(text)]


def _operations(text: str) -> list[Operation]:
    pieces = [piece.strip() for piece in text.split(";") if piece.strip()]
    if not pieces:
        raise WhatIfError(f"{text!r} contains no operation; write one of {', '.join(_READERS)}")
    return [_operation(piece) for piece in pieces]


def _operation(text: str) -> Operation:
    import shlex

    try:
        verb, *words = shlex.split(text)
    except ValueError as error:
        raise WhatIfError(f"{text!r} has an unclosed quote") from error
    verb = verb.lower()
    if verb not in _READERS:
        nearest = suggestion(verb, _READERS, otherwise=f"; expected one of {', '.join(_READERS)}")
        raise WhatIfError(f"{verb!r} is not an operation{nearest}")
    usage, read = _READERS[verb]
    if not words:
        raise WhatIfError(f"{text!r} names no nodes; write {usage}")
    try:
        return read(text, verb, words)
    except WhatIfError:
        raise
    except (ValueError, IndexError) as error:
        reason = f"{error}; " if isinstance(error, TaintSyntaxError) else ""
        raise WhatIfError(f"{text!r} is not valid; {reason}write {usage}") from error


def _of_nodes(change: NodeChange) -> Callable[[str, str, Sequence[str]], Operation]:
    """An operation without arguments other than nodes."""

    def read(text: str, verb: str, words: Sequence[str]) -> Operation:
        (target,) = words
        return Operation(text, verb, target, change)

    return read


def _taint(text: str, verb: str, words: Sequence[str]) -> Operation:
    target, first, *more = words
    added = tuple(Taint.parse(word) for word in (first, *more) if not word.endswith("-"))
    removed = tuple(_untainted(word) for word in (first, *more) if word.endswith("-"))
    return Operation(text, verb, target, NodeChange(taints=added, untaint=removed))


def _untaint(text: str, verb: str, words: Sequence[str]) -> Operation:
    target, first, *more = words
    return Operation(text, verb, target, NodeChange(untaint=tuple(_untainted(word) for word in (first, *more))))


def _untainted(word: str) -> tuple[str, str]:
    """`key`, `key:Effect` or `key=value:Effect`, with or without kubectl's dash at the end."""
    head, _, effect = word.removesuffix("-").partition(":")
    if effect and effect not in EFFECTS:
        raise ValueError(word)
    return head.partition("=")[0], effect


def _label(text: str, verb: str, words: Sequence[str]) -> Operation:
    target, first, *more = words
    labels: dict[str, str | None] = {}
    for word in (first, *more):
        key, equals, value = word.partition("=")
        if not equals and not word.endswith("-"):
            raise ValueError(word)
        labels[key if equals else key.removesuffix("-")] = value if equals else None
    return Operation(text, verb, target, NodeChange(labels=labels))


def _unlabel(text: str, verb: str, words: Sequence[str]) -> Operation:
    target, first, *more = words
    return Operation(
        text, verb, target, NodeChange(labels=dict.fromkeys(word.removesuffix("-") for word in (first, *more)))
    )


def _add(text: str, verb: str, words: Sequence[str]) -> Operation:
    target, _, number = "=".join(words).rpartition("=")
    if not target or int(number) < 1:
        raise ValueError(text)
    if int(number) > NODES:
        raise WhatIfError(f"{text!r} adds more than {NODES:,} nodes; add fewer")
    return Operation(text, verb, target, add=int(number))


CORDON = NodeChange(unschedulable=True)
DRAIN = NodeChange(unschedulable=True, idle=True)
UNCORDON = NodeChange(unschedulable=False, untaint=((UNSCHEDULABLE.key, ""),))

_READERS: dict[str, tuple[str, Callable[[str, str, Sequence[str]], Operation]]] = {
    "cordon": ("cordon NODES", _of_nodes(CORDON)),
    "uncordon": ("uncordon NODES", _of_nodes(UNCORDON)),
    "drain": ("drain NODES", _of_nodes(DRAIN)),
    "taint": ("taint NODES key=value:NoSchedule", _taint),
    "untaint": ("untaint NODES key or untaint NODES key:NoSchedule", _untaint),
    "label": ("label NODES key=value", _label),
    "unlabel": ("unlabel NODES key", _unlabel),
    "notready": ("notready NODES", _of_nodes(NodeChange(conditions={"Ready": "False"}))),
    "dead": ("dead NODES", _of_nodes(NodeChange(conditions={"Ready": "Unknown"}))),
    "ready": ("ready NODES", _of_nodes(NodeChange(conditions={"Ready": "True"}))),
    "add": ("add GROUP=NUMBER", _add),
    "remove": ("remove NODES", _of_nodes(NodeChange())),
}
