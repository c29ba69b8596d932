"""Runs tests: asks the policies of each about its objects, and compares the answers with what is expected."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from dslint.admission.policies.answers import Action, Answer
from dslint.admission.policies.attributes import Attributes
from dslint.admission.policies.cel.expression_problems import REFUSED, expression_problems
from dslint.admission.policies.evaluation import AdmissionPolicies, asked
from dslint.admission.policies.policy_objects import POLICY
from dslint.api_server.daemon_pods import DaemonPods
from dslint.kubernetes.cluster import Cluster
from dslint.kubernetes.release import Release
from dslint.linting.policy_answers import attributes_of
from dslint.policy_tests.coverage import Coverage
from dslint.policy_tests.file import Case, Expected, PolicyTest
from dslint.policy_tests.results import CaseResult, PolicyTestReport
from dslint.policy_tests.subjects import Subject, check_is_there, cluster_of, subject_in, subjects_of


def run_tests(tests: Iterable[PolicyTest], release: Release) -> PolicyTestReport:
    """Raises UnreadableTestError, PolicyTestError and MissingLibraryError."""
    report = PolicyTestReport(str(release))
    for test in tests:
        run = _Run(test, release)
        report = report._replace(
            cases=(*report.cases, *run.results()),
            coverage=(*report.coverage, *run.coverage.found()),
            problems=(*report.problems, *run.refused()),
            left_out=report.left_out + test.left_out,
        )
    return report


REJECTED = "left out, because the API server rejects it: "
"""What an inventory says before the API server's sentence."""


class _Asked(NamedTuple):
    """What the policies say of one request; `applying` are those that are asked."""

    answers: tuple[Answer, ...]
    applying: frozenset[str]


class _Run:
    """One test under a release."""

    def __init__(self, test: PolicyTest, release: Release) -> None:
        self.test = test
        self.release = release
        self.subjects = subjects_of(test, release)
        self.cluster: Cluster = cluster_of(test, self.subjects, release)
        self.policies = AdmissionPolicies.of(self.cluster, release, bind_all=True)
        self.coverage = Coverage(self.policies, self.cluster, release)

    def refused(self) -> Iterator[str]:
        """Why the API server refuses policies and bindings, with the file and line where there is one."""
        yield from (sentence.removeprefix(REJECTED) for sentence in self.cluster.rejected)
        for policy in self.cluster.of_kind(POLICY):
            name = policy["metadata"]["name"]
            place = self.cluster.places.get((POLICY, "", name))
            for problem in expression_problems(policy, self.release):
                at = place(problem.path) if place is not None else None
                where = f"{at[0]}:{at[1]}: " if at is not None else ""
                if problem.code == REFUSED:
                    yield f"{where}{name}: {problem.field}: {problem.message}"

    def results(self) -> tuple[CaseResult, ...]:
        return tuple(result for case in self.test.cases for result in self._case(case))

    def _case(self, case: Case) -> Iterator[CaseResult]:
        meant = [subject for subject in self.subjects if subject.is_called(case.resource)]
        known = {bound.compiled.policy.name for bound in self.policies.bound}
        if case.policy and case.policy not in known:
            yield self._not_asked(case, f"the files have no policy {case.policy}")
        elif not meant:
            yield self._not_asked(case, f"the files have no object {case.resource}")
        else:
            yield from (self._result(case, subject) for subject in meant)

    def _not_asked(self, case: Case, answer: str) -> CaseResult:
        return CaseResult(self.test.name, case, case.resource, passed=False, answer=answer)

    def _result(self, case: Case, subject: Subject) -> CaseResult:
        shown = f"pods of {subject}" if case.pods else str(subject)
        result = CaseResult(self.test.name, case, shown, passed=False, answer="")
        if subject.refused:
            return result._replace(answer=f"the API server refuses the object: {subject.refused}")
        attributes = self._attributes(case, subject)
        if isinstance(attributes, str):
            return result._replace(answer=attributes)
        applying = self.coverage.applying(attributes)
        answers = tuple(asked(self.policies, attributes, self.cluster))
        self.coverage.count(applying, answers)
        of_case = tuple(answer for answer in answers if case.policy in ("", answer.policy))
        return _judged(result, _Asked(of_case, applying))

    def _attributes(self, case: Case, subject: Subject) -> Attributes | str:
        """The request, or why there is none."""
        if case.pods:
            if subject.ref.kind != "DaemonSet":
                return "only a DaemonSet creates the pods that a test can ask about"
            pods = DaemonPods(self.policies, subject.value, self.cluster, self.release)
            return pods.attributes() or "admission refuses its pods before any policy is asked"
        old = self._old(case).value if case.old else None
        return attributes_of(subject.value, old, self.cluster, self.release, self.test.user)

    def _old(self, case: Case) -> Subject:
        found = next((subject for subject in self.subjects if subject.is_called(case.old)), None)
        if found is not None:
            return found
        file = self.test.file.parent / case.old
        check_is_there(file, case.place)
        return subject_in(file, self.release)


def _judged(result: CaseResult, found: _Asked) -> CaseResult:
    """The result with what the policies said, compared with what the case expects."""
    case = result.case
    denied, warned, unchecked = (
        [answer for answer in found.answers if answer.action is action]
        for action in (Action.DENY, Action.WARN, Action.UNCHECKED)
    )
    told = denied or warned
    said = "denied" if denied else "warned" if warned else "accepted"
    result = result._replace(answer=f"{said}: {told[0].message}" if told else said)
    if case.expected is Expected.SKIPPED:
        applies = case.policy in found.applying if case.policy else bool(found.applying)
        return result._replace(passed=not applies, answer="the policy applies" if applies else "skipped")
    if unchecked and not denied:
        return result._replace(unchecked=unchecked[0].message)
    if case.expected is Expected.REFUSED:
        return result._replace(passed=bool(found.answers))
    as_expected = case.expected.value == said
    worded = not case.message or any(case.message in answer.message for answer in told)
    return result._replace(passed=as_expected and worded)
