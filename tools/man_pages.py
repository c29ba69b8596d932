"""Writes a man page for each command, from its help: dslint.1, dslint-plan.1 and so on.

python -m tools.man_pages build/man
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

from docutils import nodes
from docutils.core import publish_from_doctree
from docutils.utils import new_document

from dslint.version import __version__
from tools.commands import Command, Part, commands


def main(folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in pages().items():
        (folder / name).write_text(text, encoding="utf-8")


def pages() -> dict[str, str]:
    """The text of each page, by the name of its file."""
    return {f"{_name(one.path)}.1": page(one) for one in commands()}


def page(one: Command) -> str:
    """The page of a command, as troff."""
    document = new_document(one.path)
    document += nodes.title(text=_name(one.path))
    document += nodes.subtitle(text=one.summary)
    document += _heading()
    for section in _sections(one):
        document += section
    settings = {"output_encoding": "unicode", "use_latex_toc": False, "warning_stream": ""}
    text: str = publish_from_doctree(document, writer="manpage", settings_overrides=settings)
    return text.replace(".SH Name\n", ".SH NAME\n", 1)


def _heading() -> nodes.docinfo:
    fields = {"manual_section": "1", "manual_group": "dslint"}
    info = nodes.docinfo("", nodes.version(text=__version__))
    for name, value in fields.items():
        body = nodes.field_body("", nodes.paragraph(text=value))
        info += nodes.field("", nodes.field_name(text=name), body)
    return info


def _sections(one: Command) -> Iterator[nodes.section]:
    yield _section("Synopsis", nodes.paragraph("", "", nodes.strong(text=one.path), nodes.Text(_arguments(one))))
    yield _section("Description", *(_block(part) for part in one.help))
    if one.options:
        yield _section("Options", _definitions(one.options))
    if one.commands:
        yield _section("Commands", _definitions(tuple((f"{_name(path)}(1)", said) for path, said in one.commands)))
    for part in one.epilog:
        yield _section(part.title or "Notes", _block(part))
    if one.path != "dslint":
        yield _section("See also", nodes.paragraph(text="dslint(1)"))


def _section(title: str, *body: nodes.Element) -> nodes.section:
    return nodes.section("", nodes.title(text=title.upper()), *body)


def _block(part: Part) -> nodes.Element:
    if part.verbatim:
        return nodes.literal_block(text="\n".join(part.lines))
    return nodes.paragraph(text=" ".join(part.lines))


def _definitions(rows: tuple[tuple[str, str], ...]) -> nodes.definition_list:
    return nodes.definition_list("", *(_definition(term, said) for term, said in rows))


def _definition(term: str, said: str) -> nodes.definition_list_item:
    return nodes.definition_list_item("", nodes.term(text=term), nodes.definition("", nodes.paragraph(text=said)))


def _arguments(one: Command) -> str:
    return one.usage.removeprefix(one.path)


def _name(path: str) -> str:
    return path.replace(" ", "-")


if __name__ == "__main__":
    main(Path(sys.argv[1] if len(sys.argv) > 1 else "build/man"))
