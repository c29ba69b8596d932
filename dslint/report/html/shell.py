"""One page in one file: the shell around the templates of lint's and plan's reports.

A template extends `shell.html.jinja` and fills the blocks `title` and `main`. Style sheets and scripts are files beside
it, which are inlined: the content policy allows these and nothing else, by their hashes. So no attribute `style` or
`onclick` has an effect, and nothing is requested from anywhere.
"""

from __future__ import annotations

import re
from base64 import b64encode
from collections.abc import Mapping, Sequence
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from dslint.report.escapes import visible

if TYPE_CHECKING:
    from jinja2 import Environment

SHELL = Path(__file__).parent
POLICY = (
    "default-src 'none'; base-uri 'none'; form-action 'none'; img-src data:; style-src '{style}'; script-src '{script}'"
)
"""`data:` is for the empty icon, without which browsers ask the server of the page for one."""

# A line of nothing but a comment: `/* … */` in style sheets, `// …` in scripts.
_COMMENTS = r"(?m)^\s*(?:/\*.*\*/|//.*)$\n?"

# Texts and regular expressions of a script, which stay as they are, or an operator with the blanks around it.
_LITERAL = r""""(?:\\.|[^"\\\n])*"|'(?:\\.|[^'\\\n])*'|`[^`]*`|(?<=[(=] )/[^\n]+/|(?<=\()/[^/\n]+/"""
_OPERATOR = re.compile(rf"({_LITERAL})| *(=>|[=!]==|&&|\|\||[=?:<>*{{}},]) *")


class Page(NamedTuple):
    """What makes up a page. `template`, `styles` and `scripts` are files in `folder`, or of the shell."""

    folder: Path
    template: str
    styles: Sequence[str] = ()
    scripts: Sequence[str] = ()


def rendered(page: Page, values: Mapping[str, object]) -> str:
    """The page as text. Values are escaped, and text in them is shown in one line with nothing invisible."""
    style = inlined(page.folder, ("shell.css", *page.styles))
    script = inlined(page.folder, ("shell.js", *page.scripts))
    template = _environment(page.folder).get_template(page.template)
    own = {"content_policy": content_policy(style, script), "style_sheet": style, "script": script}
    return template.render(**values, **own).rstrip("\n")


def content_policy(style: str, script: str) -> str:
    return POLICY.format(style=source_hash(style), script=source_hash(script))


def source_hash(text: str) -> str:
    """`sha256-…`, as a content policy names an inlined style sheet or script."""
    return f"sha256-{b64encode(sha256(text.encode()).digest()).decode()}"


def inlined(folder: Path, names: Sequence[str]) -> str:
    """The files as one text, without comments and without blanks that mean nothing, so that a page stays small."""
    return "".join(_short(_file(folder, name)) for name in names)


def _short(file: Path) -> str:
    text = re.sub(r"(?m)^[ \t]+", "", re.sub(_COMMENTS, "", file.read_text(encoding="utf-8")))
    if file.suffix == ".js":
        text = _OPERATOR.sub(lambda match: match[1] or match[2], text)
        return re.sub(r"(?<=[;{,(])\n|\n(?=})", "", text)
    return re.sub(r"(?<=[a-z-]): ", ":", re.sub(r" ?([{};,])\s*", r"\1", text)).replace(";}", "}\n")


def _file(folder: Path, name: str) -> Path:
    own = folder / name
    return own if own.is_file() else SHELL / name


def _environment(folder: Path) -> Environment:
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    return Environment(
        loader=FileSystemLoader([folder, SHELL]),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        finalize=_visible,
    )


def _visible(value: object) -> object:
    """Values of the page as visible text in one line. Numbers and finished HTML stay as they are."""
    return value if isinstance(value, int) or hasattr(value, "__html__") else visible(str(value))
