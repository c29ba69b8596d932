"""One page in one file, under a policy that allows its own style sheet and script and nothing else."""

from __future__ import annotations

import re
from base64 import b64encode
from hashlib import sha256
from pathlib import Path

import pytest

from dslint.report.escapes import Form, harmless
from dslint.report.html.shell import Page, inlined, rendered

TEMPLATE = """{% extends "shell.html.jinja" %}
{% block title %}{{ name }}{% endblock %}
{% block main %}<main>{{ name }} {{ number }}</main>{% endblock %}
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "page.html.jinja").write_text(TEMPLATE, encoding="utf-8")
    (tmp_path / "page.css").write_text("/* why */\nmain {\n  color: red;\n}\n", encoding="utf-8")
    (tmp_path / "page.js").write_text("// why\n  let a = 1;\n", encoding="utf-8")
    return tmp_path


def page_of(folder: Path, name: str = "n") -> str:
    return rendered(Page(folder, "page.html.jinja", ("page.css",), ("page.js",)), {"name": name, "number": 3})


@pytest.mark.parametrize("element", ["style", "script"])
def test_the_policy_has_the_hash_of_what_is_inlined_as_it_is_written(folder: Path, element: str) -> None:
    text = "\n".join(harmless(line, Form.DOCUMENT) for line in page_of(folder).splitlines())
    (inside,) = re.findall(rf"(?s)<{element}>(.*?)</{element}>", text)
    digest = b64encode(sha256(inside.encode()).digest()).decode()
    policy = re.findall(r'Content-Security-Policy" content="([^"]*)"', text)[0].replace("&#39;", "'")
    assert f"{element}-src 'sha256-{digest}'" in policy


def test_the_policy_allows_nothing_else(folder: Path) -> None:
    policy = re.findall(r'Content-Security-Policy" content="([^"]*)"', page_of(folder))[0].replace("&#39;", "'")
    rules = dict(rule.split(" ", 1) for rule in policy.split("; "))
    assert {name: value for name, value in rules.items() if not value.startswith("'sha256-")} == {
        "default-src": "'none'",
        "base-uri": "'none'",
        "form-action": "'none'",
        "img-src": "data:",
    }


def test_a_page_refers_to_nothing_outside_itself(folder: Path) -> None:
    text = page_of(folder)
    assert re.findall(r"(?:src|href)=[\"']?(?!#)([^\"'>]*)", text) == ["data:,"]
    assert not re.search(r"https?:|url\((?!#)|@import", text)


def test_values_are_neither_markup_nor_invisible(folder: Path) -> None:
    text = page_of(folder, "<b>\u202e{{ 1 + 1 }}")
    assert "<main>&lt;b&gt;\\u202e{{ 1 + 1 }} 3</main>" in text
    assert "<title>&lt;b&gt;\\u202e{{ 1 + 1 }}</title>" in text


def test_files_are_inlined_without_comments_and_indentation(folder: Path) -> None:
    assert inlined(folder, ("page.css", "page.js")) == "main{color:red}\nlet a=1;"


def test_files_that_a_page_does_not_have_are_those_of_the_shell(folder: Path) -> None:
    assert ":root" in inlined(folder, ("shell.css",))


def test_the_shell_keeps_its_lines_as_they_are_written_everywhere() -> None:
    """What guards the output would change lines that begin with `::`, and with them the hash."""
    text = inlined(Path(__file__).parent, ("shell.css", "shell.js"))
    assert "\n".join(harmless(line, Form.DOCUMENT) for line in text.split("\n")) == text


@pytest.mark.parametrize(
    ("script", "short"),
    [
        ('let a = b === "x = y, \\" => z" ? [1, 2] : { c: 3 };', 'let a=b==="x = y, \\" => z"?[1,2]:{c:3};'),
        ("const A = /^[^, ] = <(x) {1, 2}$/;", "const A=/^[^, ] = <(x) {1, 2}$/;"),
        ("b.replace(/ , \\d/, `${a} => ${b, c}`);", "b.replace(/ , \\d/,`${a} => ${b, c}`);"),
        ("if (a + +b < c - -d) {\n  return ' : ';\n}\n", "if (a + +b<c - -d){return ' : ';}\n"),
        ("e /= 2\nf = 1\n", "e /=2\nf=1\n"),
    ],
)
def test_a_script_loses_blanks_that_mean_nothing_and_its_texts_stay(folder: Path, script: str, short: str) -> None:
    (folder / "page.js").write_text(script, encoding="utf-8")
    assert inlined(folder, ("page.js",)) == short
