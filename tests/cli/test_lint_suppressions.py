from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.conftest import Dslint

MANIFEST = """\
apiVersion: v1
kind: Pod
metadata: {name: agent, namespace: logging}
spec:
  nodeSelector:
    beta.kubernetes.io/os: linux
  containers:
  - {name: agent, image: "registry.example/agent:1.0"}
"""


@pytest.fixture
def file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / ".git").mkdir()
    place = tmp_path / "pod.yaml"
    place.write_text(MANIFEST)
    return place


def found(dslint: Dslint, *words: str) -> int:
    return dslint("lint", "--no-cache", "--select", "DS301", "--format", "concise", *words).out.count("DS301")


def test_a_baseline_is_written_and_leaves_out_what_was_there(dslint: Dslint, file: Path) -> None:
    assert found(dslint, "--write-baseline", "known.json", str(file)) == 1
    assert found(dslint, "--baseline", "known.json", str(file)) == 0


def test_a_baseline_that_is_not_there_is_an_input_that_cannot_be_read(dslint: Dslint, file: Path) -> None:
    ran = dslint("lint", "--baseline", "nothing.json", str(file))
    assert ran.code == 3
    assert "--write-baseline nothing.json writes a new one" in ran.err


def test_the_configuration_leaves_out_what_it_names(dslint: Dslint, file: Path) -> None:
    (file.parent / ".dslint.yaml").write_text("ignores:\n- {rules: [DS301], namespaces: [log*], reason: kept}\n")
    assert found(dslint, str(file)) == 0
    assert found(dslint, "--no-ignores", str(file)) == 1


def test_an_invalid_date_is_reported_with_its_line(dslint: Dslint, file: Path) -> None:
    (file.parent / ".dslint.yaml").write_text("ignores:\n- {rules: [DS301], until: '2027-13-31'}\n")
    ran = dslint("lint", str(file))
    assert ran.code == 2
    assert ".dslint.yaml:2: ignores[0].until:" in ran.err
    assert "write a date such as 2027-01-31" in ran.err


def about_entries(dslint: Dslint, file: Path, text: str, *words: str) -> list[str]:
    """What is said of the entries of a configuration: line and code."""
    (file.parent / ".dslint.yaml").write_text(text)
    lines = dslint("lint", "--no-cache", "--format", "concise", *words).out.splitlines()
    return [line.partition(": ")[2] for line in lines if line.startswith(".dslint.yaml:2:3")]


@pytest.mark.parametrize(
    ("entry", "said"),
    [
        ("{rules: [DS301]}", []),
        ("{rules: [DS302]}", ["warning DS901 unused-suppression: the suppression of DS302 suppresses nothing"]),
        ("{rules: [DS301], names: [other]}", ["warning DS901 unused-suppression: the suppression of DS301 suppresses"]),
        (
            "{rules: [DS301], until: 2020-01-31}",
            ["error DS903 expired-suppression: the suppression of DS301 expired on"],
        ),
        (
            "{rules: [DS302], until: 2020-01-31}",
            ["error DS903 expired-suppression: the suppression of DS302 expired on"],
        ),
        ("{rules: [no-such-rule]}", ["error DS902 unknown-suppressed-rule: unknown rule no-such-rule"]),
        # Only a plan, a cluster or an update finds these.
        ("{rules: [DS811]}", []),
        ("{rules: [DS8]}", []),
        ("{rules: [DS704]}", []),
        ("{rules: [changed-selector]}", []),
    ],
)
def test_an_entry_of_the_configuration_without_effect_is_told_at_its_line(
    dslint: Dslint, file: Path, entry: str, said: list[str]
) -> None:
    found = about_entries(dslint, file, f"ignores:\n- {entry}\n", ".")
    assert [line[: len(text)] for line, text in zip(found, said, strict=True)] == said


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("pod.yaml",), False),
        ((".",), True),
        (("sub",), False),
        ((".", "-k", "1.30"), False),
        ((".", "--feature-gates", "EnvFiles=true"), False),
        ((".", "--no-ignores"), False),
        ((".", "--ignore", "DS901"), False),
    ],
)
def test_an_unused_entry_is_told_where_the_run_covers_what_it_may_be_about(
    dslint: Dslint, file: Path, words: tuple[str, ...], told: bool
) -> None:
    (file.parent / "sub").mkdir()
    (file.parent / "sub" / "pod.yaml").write_text(MANIFEST)
    assert bool(about_entries(dslint, file, "ignores:\n- {rules: [DS302]}\n", *words)) is told


def test_an_expired_entry_is_told_for_a_single_file_that_it_would_still_silence(dslint: Dslint, file: Path) -> None:
    for rule, told in (("DS301", True), ("DS302", False)):
        entry = f"ignores:\n- {{rules: [{rule}], until: 2020-01-31}}\n"
        assert bool(about_entries(dslint, file, entry, "pod.yaml")) is told


def test_entries_of_pyproject_have_their_lines_too(dslint: Dslint, file: Path) -> None:
    (file.parent / "pyproject.toml").write_text(
        '[tool.dslint]\nignore = []\n[[tool.dslint.ignores]]\nrules = ["DS302"]\n'
    )
    out = dslint("lint", "--no-cache", "--format", "concise", ".").out
    assert "pyproject.toml:3:" in out
    assert "DS901" in out
