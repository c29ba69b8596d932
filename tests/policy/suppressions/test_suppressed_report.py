from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

import dslint
from dslint.own_files.configuration.ignores import Ignore
from dslint.policy.suppressions import configuration
from dslint.policy.suppressions.suppressed_report import suppressed
from tests.policy.suppressions.manifest import DAEMONSET, FOUND, LABEL, codes, with_comment


@pytest.mark.parametrize(
    "text",
    [
        with_comment("# dslint: ignore[DS301] the pools keep their labels"),
        with_comment("# dslint: ignore[deprecated-node-label] the pools keep their labels"),
        with_comment("# dslint: ignore[DS3] all that is on its way out"),
        with_comment("# dslint: ignore[DS999x, DS301]").replace("DS999x, ", ""),
        with_comment("# dslint: ignore[DS301] for the template", above="    spec:\n", indent=4),
        DAEMONSET.replace(LABEL, LABEL.rstrip() + "  # dslint: ignore[DS301] the pools keep their labels\n"),
        "# dslint: ignore-file[DS301] generated\n" + DAEMONSET,
        DAEMONSET + "# dslint: ignore-document[DS301] generated\n",
        DAEMONSET.replace("annotations: {}", "annotations: {dslint.dev/ignore: DS301}"),
        DAEMONSET.replace(
            "metadata:\n      labels", "metadata:\n      annotations: {dslint.dev/ignore: DS301}\n      labels"
        ),
        DAEMONSET.replace(
            "annotations: {}", 'annotations: {dslint.dev/ignore: "DS301", dslint.dev/ignore-reason: "kept"}'
        ),
    ],
)
def test_a_suppression_silences_where_it_stands(text: str) -> None:
    report = dslint.lint_text(text)
    assert [finding.code for finding in report.findings] == []
    assert report.suppressed == 1


def test_what_the_server_refuses_is_silenced_by_name_and_never_by_the_beginning_of_codes() -> None:
    broken = DAEMONSET.replace("image: registry.example/agent:1.0", "image: ''")
    code = next(finding.code for finding in dslint.lint_text(broken).findings if finding.code != FOUND)
    by_beginning = f"# dslint: ignore-file[{code[:3]}, {FOUND}] x\n{broken}"
    by_code = f"# dslint: ignore-file[{code}, {FOUND}] x\n{broken}"
    assert codes(by_beginning) == [code]
    assert codes(by_code) == []


def test_all_is_shown_to_who_asks_for_it(tmp_path: Path) -> None:
    file = tmp_path / "ds.yaml"
    file.write_text(with_comment("# dslint: ignore[DS301] kept"))
    assert [finding.code for finding in dslint.lint(file, heed_suppressions=False).findings] == [FOUND]


def test_suppressions_of_the_caller_hold_where_those_of_the_manifest_do_not(tmp_path: Path) -> None:
    file = tmp_path / "ds.yaml"
    file.write_text(with_comment("# dslint: ignore[DS301] kept"))
    own = Ignore((FOUND,), reason="known")
    assert dslint.lint(file, heed_suppressions=False, ignores=[own]).findings == ()


def test_the_day_decides_until_when_a_suppression_holds() -> None:
    text = with_comment("# dslint: ignore[DS301] until=2027-01-31")
    whole = dslint.lint(_text(text), heed_suppressions=False)
    assert suppressed(whole, [], today=date(2027, 1, 31)).findings == ()
    assert [finding.code for finding in suppressed(whole, [], today=date(2027, 2, 1)).findings] == ["DS903", FOUND]


def _text(text: str) -> object:
    from dslint.source.inputs import Text

    return Text("ds.yaml", text)


def test_no_finding_is_held_against_suppressions_of_other_rules(monkeypatch: pytest.MonkeyPatch) -> None:
    tried: list[str] = []
    monkeypatch.setattr(configuration, "_matches", lambda path, _: tried.append(path))
    report = dslint.lint_text(DAEMONSET, name="a.yaml")
    assert [finding.code for finding in report.findings] == [FOUND]
    suppressed(report, [], [Ignore(("DS501",), paths=("a.yaml",))] * 20)
    assert tried == []
    suppressed(report, [], [Ignore((FOUND,), paths=("a.yaml",))])
    assert tried == ["a.yaml"]


def test_equal_suppressions_are_all_used_by_what_one_of_them_silences() -> None:
    assert codes(f"# dslint: ignore-file[{FOUND}]\n" * 3 + DAEMONSET) == []
    assert codes("# dslint: ignore-file[DS501]\n" * 3 + DAEMONSET) == ["DS901"] * 3 + [FOUND]
