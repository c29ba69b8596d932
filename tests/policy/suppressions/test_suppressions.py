from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

import dslint
from dslint.findings import LintReport
from dslint.own_files.configuration.ignores import Ignore
from dslint.policy.suppressions import baseline
from dslint.policy.suppressions.suppressed_report import suppressed

DAEMONSET = """\
apiVersion: apps/v1
kind: DaemonSet
metadata:
  name: agent
  namespace: logging
  annotations: {}
spec:
  selector:
    matchLabels: {app: agent}
  template:
    metadata:
      labels: {app: agent}
    spec:
      nodeSelector:
        beta.kubernetes.io/os: linux
      containers:
      - name: agent
        image: registry.example/agent:1.0
        resources: {requests: {cpu: 50m, memory: 64Mi}}
        readinessProbe: {tcpSocket: {port: 8080}}
"""
LABEL = "        beta.kubernetes.io/os: linux\n"
FOUND = "DS301"


def with_comment(comment: str, *, above: str = LABEL, indent: int = 8) -> str:
    assert above in DAEMONSET
    return DAEMONSET.replace(above, f"{' ' * indent}{comment}\n{above}")


def codes(text: str) -> list[str]:
    return [finding.code for finding in dslint.lint_text(text).findings]


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
            "annotations: {}", 'annotations: {dslint.dev/ignore: "DS301", dslint.dev/ignore-reason: "kept"}'
        ),
    ],
)
def test_a_suppression_silences_findings_in_its_place(text: str) -> None:
    report = dslint.lint_text(text)
    assert [finding.code for finding in report.findings] == []
    assert report.suppressed == 1


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (with_comment("# dslint: ignore[DS302] another"), {"DS901", FOUND}),
        (with_comment("# dslint: ignore[DS301] elsewhere", above="      containers:\n", indent=6), {"DS901", FOUND}),
        (with_comment("# dslint: ignore[no-such-rule] x"), {"DS902", FOUND}),
        (with_comment("# dslint: ignore[DS301] until=2020-01-31"), {"DS903", FOUND}),
        (with_comment("# dslint: ignore[DS301] until=soon"), {"DS904", FOUND}),
        (with_comment("# dslint: ignore everything"), {"DS904", FOUND}),
        (with_comment("# dslint: ignored[DS301]"), {"DS904", FOUND}),
        (DAEMONSET + "# dslint: ignore[DS301] below everything\n", {"DS904", FOUND}),
    ],
)
def test_an_unused_suppression_is_reported_with_the_findings_that_it_does_not_silence(
    text: str, told: set[str]
) -> None:
    assert set(codes(text)) == told


def test_what_looks_like_a_comment_inside_a_value_is_none() -> None:
    text = DAEMONSET.replace("annotations: {}", 'annotations: {note: "see # dslint: ignore[DS301] x"}')
    assert codes(text) == [FOUND]


def test_what_the_server_rejects_is_silenced_by_name_and_never_by_a_code_prefix() -> None:
    broken = DAEMONSET.replace("image: registry.example/agent:1.0", "image: ''")
    code = next(finding.code for finding in dslint.lint_text(broken).findings if finding.code != FOUND)
    by_beginning = f"# dslint: ignore-file[{code[:3]}, {FOUND}] x\n{broken}"
    by_code = f"# dslint: ignore-file[{code}, {FOUND}] x\n{broken}"
    assert codes(by_beginning) == [code]
    assert codes(by_code) == []


def test_a_document_ends_at_its_separator() -> None:
    text = f"# dslint: ignore-document[DS301] generated\n{DAEMONSET}---\n{DAEMONSET.replace('agent', 'other')}"
    assert codes(text) == [FOUND]


def test_all_is_shown_to_who_asks_for_it(tmp_path: Path) -> None:
    file = tmp_path / "ds.yaml"
    file.write_text(with_comment("# dslint: ignore[DS301] kept"))
    assert [finding.code for finding in dslint.lint(file, heed_suppressions=False).findings] == [FOUND]


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


def test_an_invalid_date_is_rejected() -> None:
    with pytest.raises(ValueError, match="January"):
        Ignore.of({"rules": ["DS301"], "until": "January"})


def test_an_object_without_text_is_silenced_by_its_annotation() -> None:
    value = {
        "apiVersion": "v1",
        "kind": "Pod",
        "metadata": {"name": "p", "annotations": {"dslint.dev/ignore": "DS301"}},
        "spec": {"nodeSelector": {"beta.kubernetes.io/os": "linux"}, "containers": [{"name": "c", "image": "i:1"}]},
    }
    report = dslint.lint(value)
    assert FOUND not in [finding.code for finding in report.findings]
    assert report.suppressed == 1


def test_an_unused_annotation_is_reported_at_its_own_object() -> None:
    unused = DAEMONSET.replace("annotations: {}", "annotations: {dslint.dev/ignore: DS302}")
    text = f"{DAEMONSET.replace(': {}', ': {dslint.dev/ignore: DS301}')}---\n{unused.replace('agent', 'other')}"
    told = [finding for finding in dslint.lint_text(text).findings if finding.code == "DS901"]
    (line,) = [number for number, shown in enumerate(text.splitlines(), 1) if "DS302" in shown]
    assert [(finding.span.line, str(finding.object)) for finding in told if finding.span] == [
        (line, "DaemonSet logging/other")
    ]


def reported(text: str) -> LintReport:
    return dslint.lint_text(text, name="ds.yaml")


def test_a_baseline_leaves_out_what_was_there_and_tells_what_is_new(tmp_path: Path) -> None:
    file = tmp_path / "known.json"
    file.write_text("\n".join(baseline.written(reported(DAEMONSET))))
    known = baseline.read(file)
    later = reported("# a line more\n" + DAEMONSET)
    assert baseline.without(later, known).findings == ()
    assert baseline.without(later, known).suppressed == 1
    worse = reported(DAEMONSET.replace("image: registry.example/agent:1.0", "image: ''"))
    assert [finding.field for finding in baseline.without(worse, known).findings] == [
        "spec.template.spec.containers[0].image"
    ]


def test_a_baseline_that_is_no_longer_true_is_reported(tmp_path: Path) -> None:
    mended = reported(DAEMONSET.replace("beta.", ""))
    (tmp_path / "known.json").write_text("\n".join(baseline.written(reported(DAEMONSET))))
    known = baseline.read(tmp_path / "known.json")
    assert (
        baseline.without(mended, known).remarks[-1]
        == "1 baseline entry no longer matches; regenerate with --write-baseline"
    )


def baseline_text(entries: str) -> str:
    return '{"kind": "FindingsBaseline",\n"findings": [' + entries + "]}"


ENTRY = '{"file": "a", "code": "DS301", "object": "", "pointer": ""'


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "known.json:1: nothing found; write a map"),
        ("[]", "known.json:1: a list found; write a map"),
        ('{"kind": "Other"}', 'known.json:1: kind: "Other" found; write "FindingsBaseline"'),
        ('{"findings": []}', "known.json:1: kind is missing"),
        ('{"kind": "FindingsBaseline", "finding": []}', "known.json:1: findings is missing"),
        (baseline_text("{}"), "known.json:2: findings[0]: file is missing"),
        (
            baseline_text(ENTRY + ', "count": "x"}'),
            "known.json:2: findings[0].count: a string found; write a whole number",
        ),
        (baseline_text(ENTRY + ', "count": 0}'), "known.json:2: findings[0].count: 0 is not valid"),
        (baseline_text(ENTRY + ', "count": 1e999}'), "findings[0].count: a string found; write a whole number"),
        (baseline_text(ENTRY + ', "count": 1.5}'), "findings[0].count: a number found; write a whole number"),
        (baseline_text(ENTRY + ', "count": NaN}'), "findings[0].count: a string found; write a whole number"),
        (baseline_text(ENTRY + ', "code": "DS302"}'), "findings[0].code: is set twice, first on line 2; remove one"),
        ('{"kind": "FindingsBaseline", "findings": 5}', "known.json:1: findings: a number found; write a list"),
        ("[" * 100_000, "known.json:1: "),
        ("[" * 100 + "]" * 100, "nests deeper than 50 levels"),
        ("{", "known.json:1: is not valid YAML"),
    ],
)
def test_a_file_that_is_not_a_baseline_is_reported_with_what_to_do(tmp_path: Path, text: str, said: str) -> None:
    file = tmp_path / "known.json"
    file.write_text(text)
    with pytest.raises(baseline.BaselineFileError) as refused:
        baseline.read(file)
    first, *_, last = str(refused.value).splitlines()
    assert said in first
    assert last.endswith(f"is not a valid baseline; --write-baseline {file} writes a new one")


@pytest.mark.parametrize("name", ["missing.json", "."])
def test_a_baseline_whose_text_cannot_be_had_is_reported(tmp_path: Path, name: str) -> None:
    with pytest.raises(baseline.BaselineFileError, match=r"(no such|is a folder).*; --write-baseline .* writes a new"):
        baseline.read(tmp_path / name)


def test_entries_that_are_alike_add_up(tmp_path: Path) -> None:
    (tmp_path / "known.json").write_text(baseline_text(ENTRY + "}, " + ENTRY + ', "count": 2}'))
    assert list(baseline.read(tmp_path / "known.json").values()) == [3]


def test_the_day_decides_until_when_a_suppression_holds() -> None:
    text = with_comment("# dslint: ignore[DS301] until=2027-01-31")
    whole = dslint.lint(_text(text), heed_suppressions=False)
    assert suppressed(whole, [], today=date(2027, 1, 31)).findings == ()
    assert [finding.code for finding in suppressed(whole, [], today=date(2027, 2, 1)).findings] == ["DS903", FOUND]


def _text(text: str) -> object:
    from dslint.source.inputs import Text

    return Text("ds.yaml", text)
