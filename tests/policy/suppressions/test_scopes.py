from __future__ import annotations

from random import Random

from dslint.findings import Finding, ObjectRef, Span
from dslint.policy.suppressions.scopes import LineScope, ObjectScope, Scope, covered
from dslint.policy.suppressions.suppression_check import UNUSED, finding_of

OBJECTS = (None, *(ObjectRef.of({"kind": "Pod", "metadata": {"name": name}}) for name in "ab"))
FILES = ("a.yaml", "b.yaml")


def a_scope(random: Random) -> Scope:
    file = random.choice(FILES)
    kind = random.randrange(3)
    if kind == 0:
        return ObjectScope(random.choice((*FILES, None)), random.choice(OBJECTS))
    if kind == 1:
        return lambda finding: finding.file == file
    first = random.randrange(12)
    return LineScope(file, first, random.choice((None, first, first + random.randrange(6))))


def a_finding(random: Random) -> Finding:
    line = random.randrange(1, 14)
    span = random.choice((None, *[Span(line, 1, line + 2, 1)] * 3))
    return finding_of(UNUSED, "", random.choice((*FILES, None)), span, random.choice(OBJECTS))


def test_the_scopes_of_a_finding_are_those_that_say_so_one_by_one() -> None:
    for seed in range(100):
        random = Random(seed)
        scopes = [a_scope(random) for _ in range(random.randrange(12))]
        findings = [a_finding(random) for _ in range(random.randrange(12))]
        one_by_one = [[index for index, scope in enumerate(scopes) if scope(finding)] for finding in findings]
        assert covered(findings, scopes) == one_by_one


def test_a_finding_without_a_place_is_covered_by_its_whole_file_alone() -> None:
    finding = finding_of(UNUSED, "", "a.yaml", None)
    scopes = [LineScope("a.yaml", 1, None), LineScope("a.yaml", 0, None), LineScope("b.yaml", 0, None)]
    assert covered([finding], scopes) == [[1]]
