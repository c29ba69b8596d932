"""Suppressions in the configuration."""

from __future__ import annotations

from pathlib import Path

import pytest

import dslint
from dslint.own_files.configuration.ignores import Ignore
from tests.policy.suppressions.manifest import DAEMONSET, FOUND


@pytest.mark.parametrize(
    ("ignore", "silent"),
    [
        ({"rules": ["DS301"]}, True),
        ({"rules": ["DS301"], "kinds": ["DaemonSet"], "namespaces": ["log*"], "names": ["agent"]}, True),
        ({"rules": ["DS301"], "namespaces": ["kube-system"]}, False),
        ({"rules": ["DS301"], "paths": ["*.yaml"]}, True),
        ({"rules": ["DS301"], "paths": ["charts/*"]}, False),
        ({"rules": ["DS301"], "containers": ["agent"]}, False),
        ({"rules": ["DS301"], "until": "2020-01-31"}, False),
        ({"rules": ["DS302"]}, False),
    ],
)
def test_an_entry_of_the_configuration_silences_what_it_names(
    tmp_path: Path, ignore: dict[str, object], silent: bool
) -> None:
    file = tmp_path / "ds.yaml"
    file.write_text(DAEMONSET)
    report = dslint.lint(file, ignores=[Ignore.of(ignore)])
    assert ([finding.code for finding in report.findings] == []) is silent


def test_a_container_is_named_by_its_name(tmp_path: Path) -> None:
    file = tmp_path / "ds.yaml"
    file.write_text(DAEMONSET.replace("image: registry.example/agent:1.0", "image: ''"))
    code = next(finding.name for finding in dslint.lint(file).findings if finding.code != FOUND)
    by_name = Ignore.of({"rules": [code], "containers": ["agent"]})
    other = Ignore.of({"rules": [code], "containers": ["other"]})
    assert [finding.code for finding in dslint.lint(file, ignores=[by_name]).findings] == [FOUND]
    assert len(dslint.lint(file, ignores=[other]).findings) == 2


def test_a_day_that_is_none_is_refused() -> None:
    with pytest.raises(ValueError, match="January"):
        Ignore.of({"rules": ["DS301"], "until": "January"})
