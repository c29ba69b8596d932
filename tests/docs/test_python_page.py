"""The examples of docs/python.md: what they print, and the tests that they write."""

from __future__ import annotations

import doctest
import re
import shutil
from pathlib import Path

import pytest

import dslint
from tests.docs.pages import TOP, blocks

pytest_plugins = ("pytester",)
PAGE = TOP / "docs/python.md"


@pytest.fixture
def _with_examples(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    shutil.copytree(TOP / "examples", tmp_path / "examples")
    monkeypatch.chdir(tmp_path)


@pytest.mark.usefixtures("_with_examples")
def test_the_examples_print_what_the_page_shows() -> None:
    text = "\n".join(block.text for block in blocks(PAGE) if block.language == "pycon")
    test = doctest.DocTestParser().get_doctest(text, {}, "python.md", str(PAGE), 0)
    failed: list[str] = []
    done = doctest.DocTestRunner().run(test, out=failed.append)
    assert "".join(failed) == ""
    assert done.attempted > 10


def test_the_tests_of_the_page_say_which_nodes_lose_the_agent(pytester: pytest.Pytester) -> None:
    shutil.copytree(TOP / "examples", pytester.path / "examples")
    [test] = [block for block in blocks(PAGE) if block.file == "test_manifests.py"]
    pytester.makepyfile(test_manifests=test.text)
    done = pytester.runpytest_inprocess("-p", "no:cacheprovider", "-p", "no:asyncio")
    done.assert_outcomes(passed=2, failed=1)
    done.stdout.fnmatch_lines(["*error?DS8?? *"])


def test_every_function_and_error_is_on_the_page() -> None:
    text = PAGE.read_text(encoding="utf-8")
    public = {name for name in dslint.__all__ if name != "__version__"}
    assert {name for name in public if f"`dslint.{name}`" not in text and f"dslint.{name}" not in text} <= {
        "Finding",
        "LintReport",
        "PlanReport",
    }


def test_the_reference_has_every_public_name() -> None:
    page = (TOP / "docs" / "python-reference.md").read_text(encoding="utf-8")
    named = re.findall(r"(?m)^::: dslint[\w.]*\.(\w+)$", page)
    assert sorted(named) == sorted(set(dslint.__all__) - {"__version__"})
