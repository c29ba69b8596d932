"""constraints.txt holds a version of everything that is installed, on every Python that is supported."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from importlib.metadata import PackageNotFoundError, requires

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from tools import minimum_constraints, update_constraints
from tools.requirements import TOP, project

PYTHONS = ("3.10.0", "3.10.13", "3.11.7", "3.12.1", "3.13.0", "3.14.0")
TEXT = (TOP / "constraints.txt").read_text(encoding="utf-8")
PINS = [Requirement(line) for line in TEXT.splitlines() if line and not line.startswith("#")]


def environment(python: str) -> dict[str, str]:
    short = ".".join(python.split(".")[:2])
    return {"python_version": short, "python_full_version": python, "extra": ""}


def pinned(python: str, pins: list[Requirement] = PINS) -> dict[str, str]:
    """The version of each package, by name; no package has two."""
    active = [pin for pin in pins if pin.marker is None or pin.marker.evaluate(environment(python))]
    versions = {canonicalize_name(pin.name): str(pin.specifier).removeprefix("==") for pin in active}
    assert len(versions) == len(active)
    return versions


def declared() -> Iterator[Requirement]:
    """What pyproject.toml asks for: to run, to test, to develop and to build."""
    contents = project()
    extras = contents["project"]["optional-dependencies"].values()
    every = (contents["project"]["dependencies"], *extras, contents["build-system"]["requires"])
    for requirement in map(Requirement, (text for texts in every for text in texts)):
        if requirement.name != "kube-dslint":
            yield requirement


@pytest.mark.parametrize("python", PYTHONS)
def test_every_declared_requirement_is_pinned_within_its_bounds(python: str) -> None:
    versions = pinned(python)
    for requirement in declared():
        if requirement.marker is None or requirement.marker.evaluate(environment(python)):
            assert requirement.specifier.contains(versions[canonicalize_name(requirement.name)]), requirement


def test_everything_that_the_requirements_need_here_is_pinned() -> None:
    here, seen = ".".join(map(str, sys.version_info[:3])), set[str]()
    asked = [one for one in declared() if one.marker is None or one.marker.evaluate(environment(here))]
    wanted = {canonicalize_name(requirement.name) for requirement in asked}
    versions = pinned(here)
    while wanted - seen:
        name = min(wanted - seen)
        seen.add(name)
        assert name in versions
        wanted |= {canonicalize_name(found.name) for found in needs(name)}
    assert len(seen) > 30


def needs(name: str) -> Iterator[Requirement]:
    try:
        texts = requires(name) or []
    except PackageNotFoundError:
        return
    for requirement in map(Requirement, texts):
        if requirement.marker is None or requirement.marker.evaluate({"extra": ""}):
            yield requirement


def test_each_line_is_one_exact_version_and_names_no_index() -> None:
    for line in TEXT.splitlines():
        assert line.startswith("#") or re.fullmatch(r"[a-z0-9-]+==[\w.+]+( ; .+)?", line), line
    assert "://" not in TEXT


@pytest.mark.parametrize("python", PYTHONS)
def test_the_minimum_is_the_lower_bound_of_each_runtime_dependency(python: str) -> None:
    versions = pinned(python, [Requirement(line) for line in minimum_constraints.lines()])
    declared = project()["project"]
    for text in (*declared["dependencies"], *declared["optional-dependencies"]["admission"]):
        requirement = Requirement(text)
        if requirement.marker is None or requirement.marker.evaluate(environment(python)):
            assert f">={versions[canonicalize_name(requirement.name)]}" in str(requirement.specifier).split(",")
    assert pinned(python).keys() <= versions.keys()


@pytest.mark.parametrize("text", ["click", "click<9", "click>=8,>=9"])
def test_a_requirement_without_one_lower_bound_is_rejected(text: str) -> None:
    with pytest.raises(ValueError, match="needs one lower bound"):
        minimum_constraints.lower_bound(Requirement(text))


def test_upper_bounds_stand_where_a_new_release_could_change_what_dslint_says() -> None:
    for requirement in declared():
        if canonicalize_name(requirement.name) in ("pyyaml", "jsonschema", "jsonschema-rs", "cel-expr-python"):
            assert any(bound.operator == "<" for bound in requirement.specifier), requirement


def test_what_cannot_be_resolved_leaves_the_file_as_it_is(monkeypatch: pytest.MonkeyPatch, tmp_path) -> None:
    uv = tmp_path / "uv"
    uv.write_text("#!/bin/sh\nexit 2\n")
    uv.chmod(0o755)
    monkeypatch.setattr(update_constraints.sys, "executable", str(tmp_path / "python"))
    with pytest.raises(SystemExit, match="is unchanged"):
        update_constraints.main()
    assert (TOP / "constraints.txt").read_text(encoding="utf-8") == TEXT
