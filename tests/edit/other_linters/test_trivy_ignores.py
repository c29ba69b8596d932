from __future__ import annotations

from dslint.edit.other_linters.trivy_ignores import is_ours, trivy_document, trivy_lines
from dslint.source.document_reader import read_text


def test_a_line_has_a_day_and_comments_above_it_are_its_reason():
    text = "# the network\n# of nodes\nAVD-KSV-0009 exp:2027-01-31\nKSV010\n# next\nKSV-0008\n\nKSV017 # a plugin\n"
    found = [(one.checks[0].name, one.reason, one.until) for one in trivy_lines(text, "f").ignored]
    assert found == [
        ("AVD-KSV-0009", "the network of nodes", "2027-01-31"),
        ("KSV010", "the network of nodes", ""),
        ("KSV-0008", "next", ""),
        ("KSV017", "a plugin", ""),
    ]


def test_equal_entries_are_ignored_together_and_others_are_counted():
    found = trivy_lines("CVE-2020-1\nKSV010\nKSV009\nCVE-2020-2\n", ".trivyignore")
    assert [[check.name for check in one.checks] for one in found.ignored] == [["KSV010", "KSV009"]]
    (left,) = found.left
    assert (left.line, left.what, left.lost) == (1, "trivy: 2 entries about vulnerabilities or other files", False)


def test_entries_of_the_yaml_file_have_paths_a_reason_and_a_day():
    text = (
        "misconfigurations:\n- id: AVD-KSV-0009\n  paths: ['agents/**/*.yaml', ./ds.yaml]\n"
        "  statement: the\n    network\n"
        "  expired_at: 2027-03-01\n- id: AVD-DS-0002\nvulnerabilities:\n- id: CVE-2020-1\n"
    )
    found = trivy_document(read_text(text, "").documents[0], "f")
    (one,) = found.ignored
    assert (one.paths, one.reason, one.until) == (("agents/*.yaml", "ds.yaml"), "the network", "2027-03-01")
    assert [left.line for left in found.left] == [7]


def test_checks_of_kubernetes_objects_are_ours():
    assert is_ours("AVD-KSV-0009")
    assert not is_ours("AVD-DS-0002")
