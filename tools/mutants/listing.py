"""All mutants of the rooms that decide, as cosmic-ray knows them."""

from __future__ import annotations

import ast
import hashlib
import json
import warnings
from collections.abc import Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path
from typing import Any, NamedTuple

from tools.requirements import TOP

ROOMS = ("placement", "rollout", "validation", "kubelet", "admission", "policy", "source")
BUILD = TOP / "build" / "mutants"


class Mutant(NamedTuple):
    """A change of a file: the `occurrence`th place where an operator of cosmic-ray applies, at a line."""

    file: str
    operator: str
    occurrence: int
    line: int
    column: int


def all_mutants(top: Path, kept: Path = BUILD, jobs: int = 1) -> list[Mutant]:
    """All mutants of the rooms, in order, without those in annotations and for type checkers alone: these never run.

    To find them takes minutes: those of a file are kept for as long as it stays as it is.
    """
    kept = kept / "places.json"
    files = sorted(file for room in ROOMS for file in (top / "dslint" / room).rglob("*.py"))
    digests = {file: hashlib.blake2b(file.read_bytes(), digest_size=16).hexdigest() for file in files}
    known = json.loads(kept.read_text(encoding="utf-8")) if kept.is_file() else {}
    new = [file for file in files if digests[file] not in known]
    with ProcessPoolExecutor(jobs) as pool:
        for file, places in zip(new, pool.map(_places, new), strict=True):
            known[digests[file]] = places
    kept.parent.mkdir(parents=True, exist_ok=True)
    kept.write_text(json.dumps({digest: known[digest] for digest in digests.values()}), encoding="utf-8")
    return [Mutant(str(file.relative_to(top)), *place) for file in files for place in known[digests[file]]]


def _places(file: Path) -> list[tuple[str, int, int, int]]:
    """The operators that apply to a file, each with the number of the place, its line and its column."""
    from cosmic_ray.ast import ast_nodes, get_ast_from_path
    from cosmic_ray.plugins import get_operator, operator_names

    never_run = _never_run(file.read_text(encoding="utf-8"))
    nodes = list(ast_nodes(get_ast_from_path(file)))
    operators = ((name, get_operator(name)) for name in operator_names())
    return sorted(
        (name, occurrence, *start)
        for name, operator in operators
        if not operator.arguments()
        for occurrence, (start, stars) in enumerate(_applicable(operator(), nodes))
        if not stars and not any(begin <= start < end for begin, end in never_run)
    )


def _applicable(operator: Any, nodes: list[Any]) -> Iterator[tuple[tuple[int, int], bool]]:
    """Where an operator applies, in the order in which it counts these places.

    Also whether that is the star of a parameter or an argument: cosmic-ray takes it for an operator.
    """
    for node in nodes:
        for start, _ in operator.mutation_positions(node):
            yield start, str(getattr(node, "value", "")) in ("*", "**") and node.parent.type not in ("term", "power")


Span = tuple[tuple[int, int], tuple[int, int]]


def _never_run(text: str) -> list[Span]:
    """Where annotations, and statements for type checkers, begin and end: line and column."""
    nodes: list[ast.expr | ast.stmt | None] = []
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, (ast.AnnAssign, ast.arg)):
            nodes.append(node.annotation)
        elif isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)):
            nodes.append(node.returns)
        elif isinstance(node, ast.If) and isinstance(node.test, ast.Name) and node.test.id == "TYPE_CHECKING":
            nodes += node.body
    known = [node for node in nodes if node is not None]
    return [((one.lineno, one.col_offset), (one.end_lineno or 0, one.end_col_offset or 0)) for one in known]


def sample(mutants: Iterable[Mutant], seed: int) -> list[Mutant]:
    """The mutants in an order that a seed gives each of them by itself: it stays while others come and go."""

    def rank(mutant: Mutant) -> bytes:
        return hashlib.blake2b(f"{seed} {mutant.file} {mutant.operator} {mutant.occurrence}".encode()).digest()

    return sorted(mutants, key=rank)


def mutated(mutant: Mutant, text: str) -> str | None:
    """The text of the file with the change; None if there is no such place, or Python refuses or warns of the text."""
    from cosmic_ray.mutating import mutate_code
    from cosmic_ray.plugins import get_operator

    changed: str | None = mutate_code(text, get_operator(mutant.operator)(), mutant.occurrence)
    if changed is None or changed == text:
        return None
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        try:
            compile(changed, mutant.file, "exec")
        except SyntaxError:
            return None
    return changed
