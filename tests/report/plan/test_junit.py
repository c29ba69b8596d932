from __future__ import annotations

from xml.etree import ElementTree as ET

from dslint.report.cases import Outcome
from dslint.report.plan import junit
from dslint.report.plan.cases import suites
from tests.golden.plan_story import REPORT


def test_every_suite_of_a_plan_is_there_with_its_numbers() -> None:
    root = ET.fromstring("\n".join(junit.lines(REPORT)))
    numbers = [(int(suite.get("tests", "")), int(suite.get("failures", ""))) for suite in root]
    assert numbers == [(len(suite.cases), suite.count(Outcome.FAILED)) for suite in suites(REPORT)]
    assert sum(failures for _, failures in numbers) == len(root.findall(".//failure")) > 0
