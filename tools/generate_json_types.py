"""Generates the types of what to_dict() returns, from the schemas of the reports.

    python -m tools.generate_json_types [FOLDER]

Each object of a schema is a TypedDict. Keys that need not be there are in a class of their own, as Python 3.10 has no
NotRequired.
"""

from __future__ import annotations

import json
import keyword
import re
import sys
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, Literal

ROOT = Path(__file__).parent.parent
MODULES = {
    "dslint/findings/json_types.py": ("lint-report", "LintReport"),
    "dslint/plans/json_types.py": ("plan", ""),
}
SCALARS = {"string": "str", "integer": "int", "number": "float", "boolean": "bool", "null": "None"}
WIDTH = 120

Schema = Mapping[str, Any]


class Types:
    """The classes of one schema, by name."""

    def __init__(self, schema: Schema) -> None:
        self.definitions: Mapping[str, Schema] = schema.get("$defs", {})
        self.classes: dict[str, list[str]] = {}

    def of(self, schema: Schema | Literal[True], name: str) -> str:
        """The Python type of a schema; `name` is what a class for it is called."""
        if schema is True:
            return "object"
        if "$ref" in schema:
            definition = schema["$ref"].rpartition("/")[2]
            return self.of(self.definitions[definition], definition[0].upper() + definition[1:])
        if "const" in schema or "enum" in schema:
            return literal(schema["enum"] if "enum" in schema else [schema["const"]])
        several = schema.get("anyOf") or schema.get("oneOf")
        if several and "type" not in schema:
            return union(self.of(one, name) for one in several)
        kinds = schema.get("type", [])
        return union(self._of_kind(kind, schema, name) for kind in ([kinds] if isinstance(kinds, str) else kinds))

    def _of_kind(self, kind: str, schema: Schema, name: str) -> str:
        if kind == "array":
            return f"list[{self.of(schema.get('items', True), singular(name))}]"
        if kind != "object":
            return SCALARS[kind]
        if not schema.get("properties") and not schema.get("required"):
            return f"dict[str, {self.of(schema.get('additionalProperties', True), name)}]"
        self._add_class(f"{name}Dict", schema, name)
        return f"{name}Dict"

    def _add_class(self, title: str, schema: Schema, name: str) -> None:
        if title in self.classes:
            return
        self.classes[title] = []  # A class may hold itself.
        others = schema.get("additionalProperties", True)
        required = schema.get("required", ())
        fields = dict.fromkeys(required, others) | dict(schema.get("properties", {}))
        typed = {key: self.of(value, name + key[0].upper() + key[1:]) for key, value in fields.items()}
        always = {key: kind for key, kind in typed.items() if key in required}
        sometimes = {key: kind for key, kind in typed.items() if key not in required}
        self.classes[title] = class_lines(title, always, sometimes, schema.get("description", ""))


def class_lines(title: str, always: Mapping[str, str], sometimes: Mapping[str, str], about: str) -> list[str]:
    if any(keyword.iskeyword(key) or not key.isidentifier() for key in (*always, *sometimes)):
        if sometimes:
            raise ValueError(f"{title}: a key is no name, and not all keys are required")
        entries = (f'    "{key}": "{kind}",' for key, kind in always.items())
        return [f'{title} = TypedDict("{title}", {{', *entries, "})"]
    base = "TypedDict"
    lines: list[str] = []
    if always and sometimes:
        base = f"_{title}"
        lines = [f"class {base}(TypedDict):", *fields_of(always), "", ""]
    total = ", total=False" if sometimes else ""
    return [*lines, f"class {title}({base}{total}):", *docstring(about), *fields_of(sometimes or always)]


def docstring(text: str) -> list[str]:
    if not text:
        return []
    line = f'    """{text}"""'
    return [line, ""] if len(line) <= WIDTH else []


def fields_of(types: Mapping[str, str]) -> Iterator[str]:
    lines = (f"    {key}: {kind}" for key, kind in types.items())
    return (line if len(line) <= WIDTH else f"{line}  # noqa: E501" for line in lines)


def literal(values: Sequence[Any]) -> str:
    words = f"Literal[{', '.join(written(value) for value in values if value is not None)}]"
    return f"{words} | None" if None in values else words


def written(value: Any) -> str:
    return f'"{value}"' if isinstance(value, str) else repr(value)


def union(kinds: Iterator[str]) -> str:
    return " | ".join(dict.fromkeys(kinds)) or "object"


def singular(name: str) -> str:
    return name.removesuffix("s") if not name.endswith("ss") else name


def classes_of(stem: str, root: str) -> dict[str, list[str]]:
    """The classes of a schema in their order, each with its lines."""
    schema = json.loads((ROOT / "schemas" / f"{stem}.schema.json").read_text(encoding="utf-8"))
    types = Types(schema)
    types.of(schema, root)
    return types.classes


def module(file: str) -> str:
    """The text of a module. What it has in common with the first one, such as findings, it imports from there."""
    stem, root = MODULES[file]
    first = next(iter(MODULES))
    common = {} if file == first else classes_of(*MODULES[first])
    own = {name: lines for name, lines in classes_of(stem, root).items() if common.get(name) != lines}
    body = "\n\n\n".join("\n".join(lines) for lines in own.values())
    used = sorted(name for name in common.keys() - own.keys() if re.search(rf"\b{name}\b", body))
    origin = first.removesuffix(".py").replace("/", ".")
    imports = f"\nfrom {origin} import {', '.join(used)}\n" if used else ""
    return f'''"""The types of the JSON in schemas/{stem}.schema.json. Generated by tools/generate_json_types.py."""

# fmt: off

from __future__ import annotations

from typing import Literal, TypedDict
{imports}

{body}
'''


def main(arguments: Sequence[str]) -> None:
    folder = Path(arguments[0]) if arguments else ROOT
    for file in MODULES:
        (folder / file).parent.mkdir(parents=True, exist_ok=True)
        (folder / file).write_text(module(file), encoding="utf-8")


if __name__ == "__main__":
    main(sys.argv[1:])
