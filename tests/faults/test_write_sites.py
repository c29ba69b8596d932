"""All that dslint changes in a file system, it changes in a few places, each of which is walked by a test here."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parents[2] / "dslint"

SITES = {
    "written_file.py": {"os.open", "os.write", "os.link", "os.replace", "os.unlink", "os.fchown", "os.fchmod"},
    "cache.py": {"mkdir", "rmtree"},
    "cli/lint_record.py": {"os.makedirs", "os.unlink"},
    "cli/init.py": {"mkdir"},
    # A device or a pipe that an option names, such as /dev/stdout.
    "cli/output.py": {"write_text"},
    # Files of their own in a folder of temporary files, which goes with the run.
    "cli/rule_examples.py": {"TemporaryDirectory", "write_bytes"},
    "server/plans.py": {"tempfile.TemporaryDirectory", "write_text"},
}
"""The calls that write, by file."""

OF_PATHS = frozenset(
    [
        "chmod",
        "hardlink_to",
        "lchmod",
        "link_to",
        "makedirs",
        "mkdir",
        "rename",
        "renames",
        "rmdir",
        "symlink_to",
        "touch",
        "unlink",
        "write_bytes",
        "write_text",
    ]
)
OF_OS = frozenset(
    [
        "chmod",
        "chown",
        "fchmod",
        "fchown",
        "lchmod",
        "lchown",
        "link",
        "makedirs",
        "mkdir",
        "mkfifo",
        "mknod",
        "pwrite",
        "remove",
        "removedirs",
        "rename",
        "renames",
        "replace",
        "rmdir",
        "sendfile",
        "symlink",
        "truncate",
        "ftruncate",
        "unlink",
        "utime",
        "write",
        "writev",
    ]
)
OF_TEMPFILE = frozenset(
    ["NamedTemporaryFile", "SpooledTemporaryFile", "TemporaryDirectory", "TemporaryFile", "mkdtemp", "mkstemp"]
)
OF_SHUTIL = frozenset(["copy", "copy2", "copyfile", "copymode", "copystat", "copytree", "move", "rmtree"])
LIKELY = re.compile(rf"\b({'|'.join({'f?d?open', 'replace', *OF_PATHS, *OF_OS, *OF_TEMPFILE, *OF_SHUTIL})})\(")
"""What must stand in a file that changes others: reading all as code would take seconds."""

READING = frozenset({"_AT_ONCE", "_LOOKING", "_READING"})
NO_FILES = {"write_text": frozenset({"output"}), "touch": frozenset({"self", "_controller", "_steps"})}
"""Names of methods that do something else for these objects."""


def writes(tree: ast.AST) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and (name := _writing(node)):
            yield name


def _writing(call: ast.Call) -> str:
    """What a call is called if it changes files, otherwise ""."""
    of, name = _names(call.func)
    if name in {"open", "fdopen"}:
        return "" if _only_reads(call, of) else f"{of}.{name}".lstrip(".")
    if of == "os":
        return f"os.{name}" if name in OF_OS else ""
    if name in OF_TEMPFILE | OF_SHUTIL and of in {"", "tempfile", "shutil"}:
        return name if of != "tempfile" else f"tempfile.{name}"
    if (
        name == "replace"
        and of
        and len(call.args) == 1
        and not (call.keywords or isinstance(call.args[0], ast.Starred))
    ):
        return name  # of a path; that of a text takes two
    return name if name in OF_PATHS and of and of not in NO_FILES.get(name, ()) else ""


def _names(function: ast.expr) -> tuple[str, str]:
    """What a function is a part of, as it is called there, and its own name."""
    if isinstance(function, ast.Name):
        return "", function.id
    if not isinstance(function, ast.Attribute):
        return "", ""
    of = function.value
    return of.id if isinstance(of, ast.Name) else getattr(of, "attr", "(…)"), function.attr


def _only_reads(call: ast.Call, of: str) -> bool:
    if of == "os":
        flags = {node.id for node in ast.walk(call.args[1]) if isinstance(node, ast.Name)} - {"os"}
        attributes = {node.attr for node in ast.walk(call.args[1]) if isinstance(node, ast.Attribute)}
        to_nowhere = isinstance(call.args[0], ast.Attribute) and call.args[0].attr == "devnull"
        return to_nowhere or (flags <= READING and attributes <= {"O_RDONLY", "O_DIRECTORY", "O_CLOEXEC"})
    given = [*call.args[0 if of else 1 :], *(word.value for word in call.keywords if word.arg == "mode")]
    modes = [value.value for value in given if isinstance(value, ast.Constant) and isinstance(value.value, str)]
    return all(set(mode) <= set("rbt") for mode in modes[:1])


@pytest.mark.parametrize(
    ("code", "found"),
    [
        ("open(name)", []),
        ("open(name, 'rb')", []),
        ("open(name, 'a')", ["open"]),
        ("open(name, mode='r+')", ["open"]),
        ("file.open('rb', buffering=0)", []),
        ("file.open('w')", ["file.open"]),
        ("os.open(name, os.O_RDONLY | os.O_CLOEXEC)", []),
        ("os.open(os.devnull, os.O_WRONLY)", []),
        ("os.open(name, os.O_RDWR)", ["os.open"]),
        ("os.open(name, flags)", ["os.open"]),
        ("text.replace('a', 'b')", []),
        ("text.replace(*pair)", []),
        ("replace(value)", []),
        ("draft.replace(file)", ["replace"]),
        ("dataclasses.replace(value, a=1)", []),
        ("output.write_text(text)", []),
        ("(folder / 'a').write_text(text)", ["write_text"]),
        ("os.rename(a, b)", ["os.rename"]),
        ("shutil.rmtree(folder)", ["rmtree"]),
        ("folder.mkdir(); file.unlink()", ["mkdir", "unlink"]),
        ("tempfile.mkstemp()", ["tempfile.mkstemp"]),
        ("stream.write(text)", []),
    ],
)
def test_what_writes_is_told_from_what_does_not(code: str, found: list[str]) -> None:
    assert list(writes(ast.parse(code))) == found


def test_files_are_changed_nowhere_else() -> None:
    found = {
        file.relative_to(PACKAGE).as_posix(): names
        for file in sorted(PACKAGE.rglob("*.py"))
        if LIKELY.search(text := file.read_text(encoding="utf-8")) and (names := set(writes(ast.parse(text))))
    }
    assert found == SITES
