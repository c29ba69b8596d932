"""Patterns of .gitignore mean what git takes them for, and never take long."""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from dslint.source.file_search import find_files
from dslint.source.ignore_patterns import IgnorePatterns, PatternError, checked, pattern_of, patterns_of
from tests.bounded import ends

NAMES = [
    "a.yaml", "b.yaml", "ab.yaml", "aXb.yaml", "A.yaml", "a b.yaml", "a[z].yaml", "!a.yaml", "#a.yaml", "é.yaml",
    "a\\b.yaml", "a-b.yaml", "1.yaml", "a .yaml", "a*.yaml",
    "a/a.yaml", "a/b.yaml", "a/b/a.yaml", "a/b/c/b.yaml", "b/a/a.yaml", "ab/b.yaml", "c/.yaml/a.yaml",
    "c/a.yaml/b.yaml",
]  # fmt: skip

PARTS = st.sampled_from([
    "a", "b", "c", ".yaml", "*", "**", "?", "/", "/", "**/", "/**", "[", "]", "[ab]", "[!a]", "[^b]", "[a-z]", "[z-a]",
    "[]a]", "[[:alpha:]]", "[[:digit:]b]", "[[:nope:]]", "[[:a]", "[a-", "[\\]]", "[a\\-b]", "[--0]", "\\", "\\*",
    "\\a", "!", "#", " ", "\\ ", "é", "-", "A", "[[:upper:]]", "[[:space:]]", "[[:punct:]]", "\t", "\r",
])  # fmt: skip
LINES = st.builds(
    lambda mark, parts, end: mark + "".join(parts) + end,
    st.sampled_from(["", "", "", "!", "/", "**/"]),
    st.lists(PARTS, min_size=1, max_size=5),
    st.sampled_from(["", "", "/", ".yaml", "*", " "]),
)
FILES = st.builds("\n".join, st.lists(LINES, max_size=4))


@pytest.fixture(scope="module")
def repository():
    if shutil.which("git") is None:
        pytest.skip("git is not there to compare with")
    with tempfile.TemporaryDirectory() as folder:
        top = Path(folder)
        settled = {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_SYSTEM": os.devnull, "LC_ALL": "C"}
        environment = {"PATH": os.environ["PATH"], **settled}
        subprocess.run(["git", "init", "-q", folder], check=True, env=environment)
        for name in NAMES:
            (top / name).parent.mkdir(parents=True, exist_ok=True)
            (top / name).write_text("a: 1\n")
        yield top, environment


def kept_by_git(top, environment):
    given_ = "\0".join(NAMES).encode()
    command = ["git", "-C", str(top), "check-ignore", "--no-index", "-z", "--stdin"]
    ignored = subprocess.run(command, input=given_, capture_output=True, check=False, env=environment)
    assert ignored.returncode in (0, 1), ignored.stderr
    return set(NAMES) - set(ignored.stdout.decode().split("\0"))


@given(top=FILES, inner=FILES)
@example(top="!\n", inner="")
@example(top="a\\\n", inner="")
@example(top="[z-a]\n", inner="")
@example(top="a**/b.yaml\n", inner="")
@example(top="a/**\n!a/b/\n", inner="!*\n")
@example(top="\ufeffa.yaml\r\nb.yaml  \n", inner="\\!a.yaml")
@example(top="**/**/b.yaml\n", inner="**/**")
@example(top="/*a", inner="")
@settings(max_examples=80, deadline=None, suppress_health_check=list(HealthCheck))
def test_what_is_found_is_what_git_keeps(repository, top, inner):
    folder, environment = repository
    (folder / ".gitignore").write_bytes(top.encode())
    (folder / "a" / ".gitignore").write_bytes(inner.encode())
    found = {path.relative_to(folder).as_posix() for path in find_files(folder)}
    # A name that begins with a dot is skipped by dslint.
    assert found == {name for name in kept_by_git(folder, environment) if "/." not in name}


@pytest.mark.parametrize("line", ["!", "a\\", "[", "[a", "[[:nope:]]", "", "  ", "# a", "/", "//", "!/", "a[\\"])
def test_lines_that_git_takes_for_invalid_match_nothing(line):
    assert pattern_of(line.encode()) is None


@pytest.mark.parametrize("line", ["!", "a\\", "[a", "", "#charts/", " "])
def test_where_a_pattern_is_meant_one_that_matches_nothing_is_refused(line):
    with pytest.raises(PatternError, match=r"matches nothing|is a comment"):
        checked(["ok/", line])


def test_a_file_in_an_ignored_folder_is_ignored_whatever_is_said_of_it():
    patterns = patterns_of(("charts/", "!charts/a.yaml"))
    assert patterns.ignores_file("charts/a.yaml")
    assert patterns.ignores_file("x/charts/b/a.yaml")
    assert not patterns.ignores_file("charts.yaml")


LONG = """
from dslint.source.ignore_patterns import patterns_of
for pattern, path in (
    ("*a" * 25 + "b", "a" * 240),
    ("**/a/" * 25 + "b", "a/" * 120 + "c"),
    ("*a" * 2_000 + "b", "a" * 240),
    ("?*" * 2_000 + "b", "a" * 240),
    ("**/a/*/" * 500 + "b", "a/" * 1_000 + "c"),
    ("*[!b]" * 500 + "b", "a" * 240),
):
    print(patterns_of((pattern,)).ignores_file(path))
"""


def test_patterns_of_many_stars_are_matched_in_time():
    assert ends(LONG) == "False\n" * 6


def test_a_pattern_with_a_long_tail_of_stars_matches_too():
    assert IgnorePatterns([b"*a" * 25 + b"*"]).verdict(b"a" * 240, is_folder=False)
