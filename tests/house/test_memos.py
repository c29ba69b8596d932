"""What a process remembers is bounded: a language server runs for weeks."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

PACKAGE = Path(__file__).parents[2] / "dslint"

OF_DSLINT_ITSELF = {
    "admission/policies/cel/admission_types.py _declared": "versions of Kubernetes",
    "admission/policies/cel/engine.py _engine": "versions of Kubernetes",
    "admission/policies/cel/functions/overloads.py parse_signature": "signatures of dslint's own functions",
    "admission/policies/cel/libraries.py _declarations": "versions of Kubernetes",
    "admission/policies/cel/types.py parse_type": "types that dslint declares",
    "admission/idle_defaults.py _without_idle": "dslint's own steps",
    "own_files/schema.py _document": "dslint's own schemas",
    "own_files/schema.py validator": "dslint's own schemas",
    "policy/catalogue.py _read": "dslint's own rules",
    "policy/catalogue.py _rule": "dslint's own rules",
    "policy/catalogue.py _text": "dslint's own rules",
    "policy/catalogue.py decided_in": "dslint's own rooms",
    "schema/shared_types.py _step_of_part": "types that dslint names",
    "traps/registry.py _step": "dslint's own traps",
    "traps/registry.py trap_of": "dslint's own traps",
}
"""The functions that remember each answer, and why there are few: what they are asked does not come from files."""


def unbounded() -> Iterator[str]:
    """The functions that remember an answer for whatever they are asked."""
    for file in sorted(PACKAGE.rglob("*.py")):
        for function in ast.parse(file.read_text(encoding="utf-8")).body:
            if isinstance(function, ast.FunctionDef) and any(map(keeps_all, function.decorator_list)):
                arguments = function.args
                if arguments.args or arguments.kwonlyargs or arguments.vararg or arguments.kwarg:
                    yield f"{file.relative_to(PACKAGE).as_posix()} {function.name}"


def keeps_all(decorator: ast.expr) -> bool:
    text = ast.unparse(decorator)
    return text in {"cache", "functools.cache"} or "maxsize=None" in text


def test_what_a_decorator_keeps_is_seen() -> None:
    texts = ("cache", "functools.cache", "lru_cache(maxsize=None)", "lru_cache(maxsize=4096)", "lru_cache", "property")
    kept = [text for text in texts if keeps_all(ast.parse(text, mode="eval").body)]
    assert kept == ["cache", "functools.cache", "lru_cache(maxsize=None)"]


def test_a_function_that_is_asked_about_files_forgets() -> None:
    assert sorted(unbounded()) == sorted(OF_DSLINT_ITSELF)
