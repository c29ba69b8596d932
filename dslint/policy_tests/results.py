"""What a run of policy tests comes to."""

from __future__ import annotations

from typing import Any, NamedTuple

from dslint.policy_tests.file import Case, Expected


class CaseResult(NamedTuple):
    """A case and what the policies answered. `unchecked` is why that is not known, "" where it is."""

    test: str
    case: Case
    resource: str
    passed: bool
    answer: str
    unchecked: str = ""

    @property
    def failed(self) -> bool:
        return not self.passed and not self.unchecked

    def to_dict(self) -> dict[str, Any]:
        file, _, line = self.case.place.rpartition(":")
        return {
            "test": self.test,
            "file": file,
            "line": int(line) if line.isdigit() else None,
            "resource": self.resource,
            "pods": self.case.pods,
            "policy": self.case.policy or None,
            "expected": self.case.expected.value,
            "passed": self.passed,
            "answer": self.answer,
            "unchecked": self.unchecked or None,
        }


class ValidationCoverage(NamedTuple):
    """How often a validation has passed and failed in all cases. `place` is its file and line, "" without a file."""

    policy: str
    number: int
    expression: str
    place: str
    passed: int
    failed: int

    @property
    def gap(self) -> str:
        """What never happened; "" if both did."""
        if not self.passed and not self.failed:
            return "never evaluated"
        if not self.failed:
            return "never failed"
        return "" if self.passed else "never passed"

    def to_dict(self) -> dict[str, Any]:
        file, _, line = self.place.rpartition(":")
        return {
            "policy": self.policy,
            "field": f"spec.validations[{self.number}]",
            "expression": self.expression,
            "file": file or None,
            "line": int(line) if line.isdigit() else None,
            "passed": self.passed,
            "failed": self.failed,
        }


class PolicyTestReport(NamedTuple):
    """The results of all tests under one version. `problems` are sentences about policies that the server refuses.

    `left_out` counts expectations about policies of other engines.
    """

    kubernetes_version: str
    cases: tuple[CaseResult, ...] = ()
    coverage: tuple[ValidationCoverage, ...] = ()
    problems: tuple[str, ...] = ()
    left_out: int = 0

    @property
    def failures(self) -> int:
        return sum(case.failed for case in self.cases) + len(self.problems)

    @property
    def unchecked(self) -> int:
        return sum(bool(case.unchecked) for case in self.cases)

    @property
    def gaps(self) -> tuple[ValidationCoverage, ...]:
        return tuple(one for one in self.coverage if one.gap)

    def to_dict(self) -> dict[str, Any]:
        return {
            "apiVersion": "dslint.dev/v1",
            "kind": "PolicyTestReport",
            "kubernetesVersion": self.kubernetes_version,
            "cases": [case.to_dict() for case in self.cases],
            "coverage": [one.to_dict() for one in self.coverage],
            "problems": list(self.problems),
            "summary": {
                "cases": len(self.cases),
                "passed": sum(case.passed for case in self.cases),
                "failed": sum(case.failed for case in self.cases),
                "unchecked": self.unchecked,
                "validations": len(self.coverage),
                "uncovered": len(self.gaps),
                "leftOut": self.left_out,
            },
        }


__all__ = ["CaseResult", "Expected", "PolicyTestReport", "ValidationCoverage"]
