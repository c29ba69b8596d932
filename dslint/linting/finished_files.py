"""Tells the findings of each file as soon as all of its objects are checked, before the run is at its end."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from operator import attrgetter
from typing import TYPE_CHECKING, Any

from dslint.api_server.objects import ManifestObject
from dslint.findings import Finding, LintReport
from dslint.linting.findings import Findings

if TYPE_CHECKING:
    from dslint.linting.run import Run


class FinishedFiles:
    """The files of a run whose objects are checked in the end. Each is told after its last object.

    What is told is without suppressed findings, and the same that the report of the run will have of that file.
    """

    def __init__(self, run: Run, tell: Callable[[LintReport], None]) -> None:
        self.run = run
        self.tell = tell
        self.whole = run.findings
        self.manifests = _by_file(run.objects)
        self.left = Counter(manifest.file for manifest in run.objects)
        self.own: dict[str | None, Findings] = {}
        self.read = _by_file(run.findings.sorted())
        for file in self.read:
            if file not in self.left:
                self._tell(file, ())

    @contextmanager
    def checking(self, manifest: ManifestObject) -> Iterator[None]:
        """Within, an object is checked; with the last one of its file, the file's findings are told."""
        file, whole = manifest.file, self.whole
        own = self.own.setdefault(file, Findings(whole.rule_of, whole.oldest, numbers=whole.numbers))
        self.run.findings = own
        yield
        self.run.findings = whole
        self.left[file] -= 1
        if not self.left[file]:
            whole.found.update(own.found)
            self._tell(file, own.sorted())

    def _tell(self, file: str | None, findings: Iterable[Finding]) -> None:
        found = [*self.read.get(file, ()), *findings]
        report = report_of_file(
            self.run, file, self.run.sources.get(file or ""), len(self.manifests.get(file, ())), found
        )
        shown = self.run.without_suppressed(report, self.manifests.get(file, []))
        # Whether entries of the configuration are used is not known yet.
        self.tell(shown._replace(findings=tuple(one for one in shown.findings if one.file == file)))


def report_of_file(
    run: Run, file: str | None, text: str | None, documents: int, findings: Iterable[Finding]
) -> LintReport:
    """A report with nothing but the findings of a file, before suppression; `text` is None for an object without."""
    return LintReport(
        kubernetes_versions=tuple(map(str, run.releases)),
        files=1,
        documents=documents,
        findings=tuple(sorted(findings, key=attrgetter("order"))),
        sources={} if file is None or text is None else {file: text},
        rules=run.policies.rules,
    )


def _by_file(found: Iterable[Any]) -> dict[str | None, list[Any]]:
    by_file: dict[str | None, list[Any]] = {}
    for one in found:
        by_file.setdefault(one.file, []).append(one)
    return by_file
