"""One run of lint: add all inputs, then make the report.

A text whose findings depend on nothing but itself and the namespaces is checked when it is added, and its objects are
let go. The others are kept and checked in the end: with `--from`, with a cluster, and static pods.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from operator import attrgetter
from typing import TYPE_CHECKING, Any

from dslint.api_server.objects import ManifestObject, ManifestObjects, objects_of_value
from dslint.api_server.stored_object import StoredObjects
from dslint.findings import Finding, LintReport, Note, Silenced, Silencer
from dslint.kubelet.static_pod_files import ANY_NODE, STATIC_POD_FOLDERS, is_annotated
from dslint.kubernetes.raw_values import has_annotation
from dslint.kubernetes.release import Release, remarks_on
from dslint.linting.cross_file_context import CrossFileContext, Neighbours
from dslint.linting.text_check import ReadText, TextCheck, TextResult
from dslint.policy.policies import Policies, built_in
from dslint.policy.suppressions import IGNORE, MARK
from dslint.progress import watched
from dslint.source.documents import items_of_lists
from dslint.source.inputs import Skipped, Text, shown

if TYPE_CHECKING:
    from dslint.api_server.baseline import Baseline
    from dslint.kubelet.duplicate_agents import Agent
    from dslint.linting.manifest_folder_check import StaticPods
    from dslint.linting.surroundings import Surroundings
    from dslint.own_files.configuration.ignores import Ignore


Input = Text | Note | Skipped | Mapping[str, Any]

WORTH_PROCESSES = 300
"""From how many texts on there are several processes if nobody says how many: each has its own memory to warm up."""


class Run:
    """Checks the objects of all inputs under each release.

    `around` is what else is there, if anything is known of it. `objects` are those that are checked in the end,
    `checked` the findings of texts that were checked before, in this run or another. `on_file` gets those of a file
    early, `on_result` each result of this run. `alone` are the names of texts that may be checked when they are added.
    """

    def __init__(  # noqa: PLR0913, PLR0917 - all but the first are options
        self,
        releases: Sequence[Release],
        baseline: Baseline | None = None,
        policies: Policies | None = None,
        around: Surroundings | None = None,
        static_pod_folders: Sequence[str] = STATIC_POD_FOLDERS,
        ignores: Sequence[Ignore] = (),
        neighbours: Neighbours | None = None,
        on_file: Callable[[LintReport], None] | None = None,
        on_result: Callable[[Text, TextResult], None] | None = None,
        jobs: int | None = 1,
        *,
        heeds_suppressions: bool = True,
    ) -> None:
        self.releases = releases
        self.baseline = baseline
        self.policies = policies or built_in()
        self.around = around
        self.ignores = ignores
        self.heeds_suppressions = heeds_suppressions
        self.on_file = on_file
        self.on_result = on_result
        self.jobs = jobs
        self.files = self.documents = self.updates = 0
        self.remarks: list[str] = []
        self.skipped: list[Note] = []
        self.unreadable: list[Note] = []
        self.sources: dict[str, str] = {}
        self.objects: list[ManifestObject] = []
        self.stored = StoredObjects()
        self.checked: list[Finding] = []
        self.excused: list[Silenced] = []
        self.agents: list[Agent] = []
        self.static_pods: StaticPods | None = None
        self.alone: frozenset[str] = frozenset()
        self.text_check = TextCheck(releases, self.policies, static_pod_folders, neighbours)
        self.findings = self.text_check.new_findings()

    def look_ahead(self, inputs: Sequence[Input], known: Mapping[str, TextResult]) -> None:
        """Learn from all inputs what each of them depends on; `known` are results of texts by name."""
        names = Counter(one.name for one in inputs if isinstance(one, Text))
        unique = frozenset(name for name, count in names.items() if name and count == 1)
        self.text_check.look_ahead(inputs, unique, known)
        # The rest is compared with objects of other texts, or looks into objects in the end.
        apart = self.baseline is None and self.around is None and not any(one.containers for one in self.ignores)
        self.alone = unique if apart else frozenset()

    def add_all(self, inputs: Sequence[Input], known: Mapping[str, TextResult]) -> None:
        """Add all inputs in their order. `known` are results of texts by name, told before others are checked.

        If `jobs` is None, there is one process, or one for each processor from 300 texts on.
        """
        for one in inputs if known else ():
            if isinstance(one, Text) and one.name in known:
                self.tell(one, known[one.name])
        new = [one for one in inputs if isinstance(one, Text) and one.name in self.alone and one.name not in known]
        # Who wants each file's findings early gets them before the next file is read.
        results = self.text_check.results(new if self.on_file is None else ())
        if len(new) > WORTH_PROCESSES if self.jobs is None else self.jobs > 1:
            from dslint.linting.parallel_check import results_of

            results = results_of(self.text_check, new, self.jobs)
        for one in watched.get()(inputs, "checking files"):
            if isinstance(one, Text) and one.name in known:
                self.add_result(one, known[one.name])
                continue
            result = next(results, None) if isinstance(one, Text) and one.name in self.alone else None
            if isinstance(one, Text) and result is not None:
                self.add_new_result(one, result)
            else:
                self.add(one)

    def add(self, text: Input) -> None:
        """Add a text, a note that says why there is none, or an object that has been read already."""
        if isinstance(text, Mapping):
            contents = objects_of_value(text)
            if self.around is not None:
                self.around.add(items_of_lists(text))
            self.agents += CrossFileContext.of((), (found.value for found in contents.objects)).agents
            self._add_objects(contents)
        elif isinstance(text, Note):
            self.unreadable.append(text)
        elif isinstance(text, Skipped):
            self.skipped.append(text.note)
        else:
            self._add_text(text)

    def _add_text(self, text: Text) -> None:
        read = self.text_check.read(text)
        if read is None:
            # The folder does not say which node reads it.
            self.static_pods_of(ANY_NODE).add(text.name, text.data or text.text.encode("utf-8"))
            self.add_static_pod_text(text.name, text.text)
        elif text.name in self.alone and read.stands_alone:
            self.add_new_result(text, self.text_check.result(read))
        else:
            self._add_read(read)

    def _add_read(self, read: ReadText) -> None:
        """Keep the objects of a text to check them in the end."""
        source = read.source
        self.files += 1
        self.sources[source.name] = source.text
        if self.around is not None:
            for document in source.documents:
                self.around.add(document.objects(), document, source.name)
        self.agents += read.context.agents
        self._add_objects(read.contents)

    def add_result(self, text: Text, result: TextResult) -> None:
        """As add, for a text whose result is known."""
        self.files += 1
        self.documents += result.documents
        self.sources[text.name] = shown(text)
        self.skipped.extend(result.skipped)
        self.checked.extend(result.findings)
        self.agents += result.context.agents
        if result.excused:
            self.excused.append(Silenced(Silencer.PROFILE, text.name, result.excused))

    def add_new_result(self, text: Text, result: TextResult) -> None:
        """As add, for a text that this run has checked."""
        self.add_result(text, result)
        if self.on_result is not None:
            self.on_result(text, result)
        self.tell(text, result)

    def tell(self, text: Text, result: TextResult) -> None:
        """Tell the findings of a text that has been checked to whoever wants them early."""
        if self.on_file is not None and self.around is None:
            from dslint.linting.finished_files import report_of_file

            report = report_of_file(self, text.name, shown(text), result.documents, result.findings)
            self.on_file(self.without_suppressed(report, ()))

    def static_pods_of(self, node: str) -> StaticPods:
        if self.static_pods is None:
            from dslint.linting.manifest_folder_check import StaticPods

            self.static_pods = StaticPods(node, self.releases, self.findings, self.policies, self.stored)
        return self.static_pods

    def add_static_pod_text(self, name: str, text: str) -> None:
        self.files += 1
        self.documents += 1
        self.sources[name] = text

    def _add_objects(self, contents: ManifestObjects) -> None:
        self.skipped.extend(contents.skipped)
        self.objects.extend(contents.objects)
        self.documents += sum(bool(found.value) for found in contents.objects)
        self.text_check.add_namespaces(contents, self.findings)

    def report(self) -> LintReport:
        """The findings of all inputs, without those that are suppressed."""
        if self.objects or self.baseline is not None or self.around is not None:
            from dslint.linting.kept_objects import check_kept_objects

            check_kept_objects(self)
        if self.around is not None:
            self.remarks.extend(self.around.finish(self.static_pods, self.findings))
        of_kubelets = self.static_pods.objects if self.static_pods else []
        static = [*of_kubelets, *(found for found in self.objects if is_annotated(found.value))]
        if static:
            from dslint.linting.duplicate_agent_check import report_duplicate_agents

            report_duplicate_agents(static, self.agents, self.releases, self.findings)
        report = self._unsuppressed()
        if self.policies.chosen:
            from dslint.linting.excused_findings import with_excused

            report = with_excused(report, self.objects, self.releases, self.policies)
            report = report.without(report.findings, self.excused)
        return self.without_suppressed(report, [*self.objects, *of_kubelets])

    def without_suppressed(self, report: LintReport, checked: Sequence[ManifestObject]) -> LintReport:
        """Most runs have no suppressions, and need not pay for them."""
        commented = any(MARK in text for text in report.sources.values())
        commented = commented or any(has_annotation(manifest.value, IGNORE) for manifest in checked)
        if not (self.ignores or (commented and self.heeds_suppressions)):
            return report
        from dslint.policy.suppressions.suppressed_report import suppressed

        objects = [(manifest.file, manifest.value) for manifest in checked]
        return suppressed(report, objects, self.ignores, in_manifests=self.heeds_suppressions)

    def _unsuppressed(self) -> LintReport:
        found = (*self.checked, *self.findings.sorted())
        return LintReport(
            kubernetes_versions=tuple(str(release) for release in self.releases),
            files=self.files,
            documents=self.documents,
            findings=tuple(sorted(found, key=attrgetter("order"))),
            skipped=tuple(self.skipped),
            unreadable=tuple(self.unreadable),
            remarks=(*remarks_on(self.releases), *self.remarks),
            static_pods=None if self.static_pods is None else tuple(self.static_pods.pods),
            sources=self.sources,
            rules=self.policies.rules,
        )
