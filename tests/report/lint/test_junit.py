from __future__ import annotations

from xml.etree import ElementTree as ET

from dslint.report.lint import junit
from tests.golden.story import CLEAN, MISMATCH, REPORT


def suites(text: str) -> ET.Element:
    return ET.fromstring(text.encode())


def test_sums_are_those_of_the_cases() -> None:
    root = suites("\n".join(junit.lines(REPORT)))

    def total(name: str) -> int:
        return sum(int(suite.get(name, "")) for suite in root)

    assert total("tests") == len(root.findall(".//testcase"))
    assert total("failures") == len(root.findall(".//failure")) == 8
    assert total("errors") == len(root.findall(".//error")) == 1


def test_a_clean_file_is_a_passed_case() -> None:
    root = suites("\n".join(junit.lines(CLEAN)))
    case = root.find("testsuite[@name='a.yaml']/testcase")
    assert case is not None
    assert list(case) == []


def test_no_character_of_a_manifest_breaks_the_document() -> None:
    finding = MISMATCH._replace(message="<&>\"' \x00 \x1b \ud800 ]]>", file='<&>".yaml')
    root = suites("\n".join(junit.lines(CLEAN._replace(findings=(finding,)))))
    failure = root.find(".//failure")
    assert failure is not None
    assert failure.get("message") == "spec.template.metadata.labels: <&>\"' \\x00 \\x1b \\ud800 ]]>"
