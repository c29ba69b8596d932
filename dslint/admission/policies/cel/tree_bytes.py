"""The bytes in which the library hands out a parsed expression and takes one back: protocol buffers of cel.expr.

The messages are those of cel-spec, proto/cel/expr/syntax.proto (Expr, ParsedExpr, SourceInfo). They are read here
because the library reads them without the protobuf package too.
"""

from __future__ import annotations

import struct
from collections.abc import Callable, Iterator
from typing import Any

from dslint.admission.policies.cel.syntax_tree import (
    Call,
    Comprehension,
    Constant,
    CreateList,
    CreateStruct,
    Entry,
    Identifier,
    Node,
    Select,
    SyntaxTree,
)

TYPE_URL = b"type.googleapis.com/cel.expr.ParsedExpr"

Message = dict[int, list[Any]]
"""The values of each field of a message: int, or bytes for everything that has a length."""


def read_tree(data: bytes) -> SyntaxTree:
    parsed = _message(_message(data)[2][0])
    source = _message(parsed[3][0]) if 3 in parsed else {}
    return SyntaxTree(_read(parsed[2][0]), dict(_position(entry) for entry in source.get(4, ())))


def write_tree(root: Node) -> bytes:
    return _field(1, TYPE_URL) + _field(2, _field(2, _write(root)))


def _message(data: bytes) -> Message:
    message: Message = {}
    for number, value in _fields(data):
        message.setdefault(number, []).append(value)
    return message


def _fields(data: bytes) -> Iterator[tuple[int, int | bytes]]:
    at = 0
    while at < len(data):
        tag, at = _varint(data, at)
        kind = tag & 7
        if kind == 0:
            value, at = _varint(data, at)
            yield tag >> 3, value
            continue
        size = 8
        if kind == 2:
            size, at = _varint(data, at)
        yield tag >> 3, data[at : at + size]
        at += size


def _varint(data: bytes, at: int) -> tuple[int, int]:
    value = shift = 0
    while True:
        byte = data[at]
        at += 1
        value |= (byte & 0x7F) << shift
        if byte < 0x80:
            return value, at
        shift += 7


def _position(data: bytes) -> tuple[int, int]:
    entry = _message(data)
    return entry.get(1, [0])[0], entry.get(2, [0])[0]


def _text(message: Message, number: int) -> str:
    return bytes(message.get(number, [b""])[0]).decode()


def _read(data: bytes) -> Node:
    message = _message(data)
    kind = next(field for field in message if field != 2)
    return _READERS[kind](message.get(2, [0])[0], _message(message[kind][0]))


def _read_all(parts: list[bytes]) -> tuple[Node, ...]:
    return tuple(map(_read, parts))


def _call(number: int, part: Message) -> Call:
    target = _read(part[1][0]) if 1 in part else None
    return Call(number, _text(part, 2), target, _read_all(part.get(3, [])))


def _comprehension(number: int, part: Message) -> Comprehension:
    return Comprehension(
        number,
        _text(part, 1),
        _read(part[2][0]),
        _text(part, 3),
        _read(part[4][0]),
        _read(part[5][0]),
        _read(part[6][0]),
        _read(part[7][0]),
        _text(part, 8),
    )


def _packed(values: list[Any]) -> Iterator[int]:
    for value in values:
        if isinstance(value, int):
            yield value
            continue
        at = 0
        while at < len(value):
            number, at = _varint(value, at)
            yield number


def _entry(data: bytes) -> Entry:
    part = _message(data)
    key = _read(part[3][0]) if 3 in part else _text(part, 2)
    return Entry(part.get(1, [0])[0], key, _read(part[4][0]), bool(part.get(5)))


def _constant(number: int, part: Message) -> Constant:
    kind, (value, *_) = next(iter(part.items()))
    if kind == 2:
        return Constant(number, bool(value))
    if kind == 3:
        return Constant(number, value - 2**64 if value >= 2**63 else value)
    if kind == 4:
        return Constant(number, value, unsigned=True)
    if kind == 5:
        return Constant(number, struct.unpack("<d", value)[0])
    if kind == 6:
        return Constant(number, bytes(value).decode())
    return Constant(number, bytes(value) if kind == 7 else None)


_READERS: dict[int, Callable[[int, Message], Node]] = {
    3: _constant,
    4: lambda number, part: Identifier(number, _text(part, 1)),
    5: lambda number, part: Select(number, _read(part[1][0]), _text(part, 2), bool(part.get(3))),
    6: _call,
    7: lambda number, part: CreateList(number, _read_all(part.get(1, [])), tuple(_packed(part.get(2, [])))),
    8: lambda number, part: CreateStruct(number, _text(part, 1), tuple(map(_entry, part.get(2, [])))),
    9: _comprehension,
}
"""How each kind of node is read, by its field in Expr."""


def _write(node: Node) -> bytes:
    return _number(2, node.id) + _kind(node)


def _kind(node: Node) -> bytes:
    if isinstance(node, Constant):
        return _field(3, _write_constant(node))
    if isinstance(node, Identifier):
        return _field(4, _field(1, node.name))
    if isinstance(node, Select):
        return _field(5, _field(1, _write(node.operand)) + _field(2, node.field) + _number(3, int(node.test_only)))
    if isinstance(node, Call):
        target = b"" if node.target is None else _field(1, _write(node.target))
        return _field(6, target + _field(2, node.function) + _write_all(3, node.arguments))
    return _compound(node)


def _compound(node: CreateList | CreateStruct | Comprehension) -> bytes:
    if isinstance(node, CreateList):
        return _field(7, _write_all(1, node.elements) + b"".join(b"\x10" + _bytes_of(at) for at in node.optional))
    if isinstance(node, CreateStruct):
        name = _field(1, node.name) if node.name else b""
        return _field(8, name + b"".join(_field(2, _write_entry(entry)) for entry in node.entries))
    return _field(9, _write_comprehension(node))


def _write_all(number: int, nodes: tuple[Node, ...]) -> bytes:
    return b"".join(_field(number, _write(node)) for node in nodes)


def _write_entry(entry: Entry) -> bytes:
    key = _field(2, entry.key) if isinstance(entry.key, str) else _field(3, _write(entry.key))
    return _number(1, entry.id) + key + _field(4, _write(entry.value)) + _number(5, int(entry.optional))


def _write_comprehension(node: Comprehension) -> bytes:
    parts = (node.initial, node.condition, node.step, node.result)
    return (
        _field(1, node.variable)
        + _field(2, _write(node.range))
        + _field(3, node.accumulator)
        + b"".join(_field(number, _write(part)) for number, part in enumerate(parts, 4))
        + (_field(8, node.second_variable) if node.second_variable else b"")
    )


def _write_constant(node: Constant) -> bytes:
    value = node.value
    if value is None:
        return b"\x08\x00"
    if isinstance(value, bool):
        return b"\x10" + _bytes_of(int(value))
    if isinstance(value, int):
        return (b"\x20" if node.unsigned else b"\x18") + _bytes_of(value % 2**64)
    if isinstance(value, float):
        return b"\x29" + struct.pack("<d", value)
    return _field(6 if isinstance(value, str) else 7, value)


def _number(number: int, value: int) -> bytes:
    return bytes([number << 3]) + _bytes_of(value) if value else b""


def _field(number: int, value: str | bytes) -> bytes:
    data = value.encode() if isinstance(value, str) else value
    return bytes([number << 3 | 2]) + _bytes_of(len(data)) + data


def _bytes_of(value: int) -> bytes:
    found = bytearray()
    while value > 0x7F:
        found.append(value & 0x7F | 0x80)
        value >>= 7
    found.append(value)
    return bytes(found)
