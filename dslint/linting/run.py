"""One run of lint: add all inputs, then make the report."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from operator import attrgetter
from pathlib import Path
from typing import TYPE_CHECKING, Any

from dslint.api_server.objects import (
    ManifestObject,
    ManifestObjects,
    objects_of_source,
    objects_of_value,
    text_error_code,
)
from dslint.api_server.stored_object import StoredObjects
from dslint.findings import Finding, LintReport, Note, Problem
from dslint.kubelet.static_pod_files import ANY_NODE, STATIC_POD_FOLDERS, is_annotated, is_manifest_of_a_kubelet
from dslint.kubernetes.raw_values import has_annotation
from dslint.kubernetes.release import Release, remarks_on
from dslint.linting.cross_file_context import CrossFileContext, Neighbours, ReadText
from dslint.linting.findings import Findings
from dslint.linting.object_check import may_hold_placeholders, object_problems, static_pod_problems
from dslint.policy.policies import Policies, built_in
from dslint.policy.suppressions import IGNORE, MARK
from dslint.progress import watched
from dslint.source.document_reader import read_text
from dslint.source.documents import items_of_lists
from dslint.source.inputs import FoundText, Skipped, Text, shown

if TYPE_CHECKING:
    from dslint.api_server.baseline import Baseline
    from dslint.kubelet.duplicate_agents import Agent
    from dslint.linting.manifest_folder_check import StaticPods
    from dslint.linting.result_cache import CachedResult
    from dslint.linting.surroundings import Surroundings
    from dslint.own_files.configuration.ignores import Ignore


@dataclass(slots=True)
class Run:
    """Collects the objects of all inputs; `report` checks them under each release.

    `around` is what else is there, if anything is known of it. `texts` were read in this run and are not a kubelet's;
    `new_findings` are its own before suppression, `cached_findings` stored ones. `on_file` gets those of a file early.
    """

    releases: Sequence[Release]
    baseline: Baseline | None = None
    policies: Policies = field(default_factory=built_in)
    around: Surroundings | None = None
    static_pod_folders: Sequence[str] = STATIC_POD_FOLDERS
    ignores: Sequence[Ignore] = ()
    heeds_suppressions: bool = True
    neighbours: Neighbours = field(default_factory=Neighbours)
    files: int = 0
    documents: int = 0
    updates: int = 0
    remarks: list[str] = field(default_factory=list)
    findings: Findings = field(init=False)
    skipped: list[Note] = field(default_factory=list)
    unreadable: list[Note] = field(default_factory=list)
    sources: dict[str, str] = field(default_factory=dict)
    objects: list[ManifestObject] = field(default_factory=list)
    stored: StoredObjects = field(default_factory=StoredObjects)
    texts: list[ReadText] = field(default_factory=list)
    new_findings: tuple[Finding, ...] = ()
    cached_findings: list[Finding] = field(default_factory=list)
    namespaces: dict[str, Mapping[str, Any]] = field(default_factory=dict)
    agents: list[Agent] = field(default_factory=list)
    static_pods: StaticPods | None = None
    on_file: Callable[[LintReport], None] | None = None

    def __post_init__(self) -> None:
        self.findings = Findings(self.policies.rule, min((one.version for one in self.releases), default=None))

    def add(self, text: Text | Note | Skipped | Mapping[str, Any]) -> None:
        """Add a text, a note that says why there is none, or an object that has been read already."""
        if isinstance(text, Mapping):
            contents = objects_of_value(text)
            if self.around is not None:
                self.around.add(items_of_lists(text))
            self._add_context(CrossFileContext.of(items_of_lists(text), (found.value for found in contents.objects)))
            self._add_objects(contents)
        elif isinstance(text, Note):
            self.unreadable.append(text)
        elif isinstance(text, Skipped):
            self.skipped.append(text.note)
        else:
            self._add_text(text)

    def _add_text(self, text: Text) -> None:
        source = read_text(text.text, text.name, text.data)
        if is_manifest_of_a_kubelet(source, self.static_pod_folders):
            # The folder does not say which node reads it.
            self._static_pods(ANY_NODE).add(text.name, text.data or text.text.encode("utf-8"))
            self._add_static_pod_text(text.name, text.text)
            return
        self.files += 1
        self.sources[source.name] = source.text
        contents = objects_of_source(source, self.neighbours.role(text.name), given=not isinstance(text, FoundText))
        if may_hold_placeholders(text.text):
            from dslint.linting.placeholders import with_placeholders

            contents = with_placeholders(contents)
        objects = [each for document in source.documents for each in document.objects()]
        if self.around is not None:
            for document in source.documents:
                self.around.add(document.objects(), document, source.name)
        context = CrossFileContext.of(objects, (found.value for found in contents.objects))
        self.texts.append(ReadText(text, contents, context))
        self._add_context(context)
        self._add_objects(contents)

    def add_cached(self, text: Text, cached: CachedResult) -> None:
        """As add, for a text whose findings are known."""
        self.files += 1
        self.documents += cached.documents
        self.sources[text.name] = shown(text)
        self.skipped.extend(cached.skipped)
        self.cached_findings.extend(cached.findings)
        self._add_context(cached.context)

    def add_static_pod_folder(self, folder: Path, node: str) -> None:
        """Add a kubelet's manifest folder, as the kubelet of that node reads it."""
        from dslint.linting.manifest_folder_check import folder_or_note, skipped_of

        contents = folder_or_note(folder)
        if isinstance(contents, Note):
            self.unreadable.append(contents)
            return
        if not contents.files:
            self.remarks.append(f"{folder}: no manifests that the kubelet would read in this folder")
        static_pods = self._static_pods(node)
        for file in contents.files:
            found = static_pods.add_file(file)
            if isinstance(found, Note):
                self.unreadable.append(found)
            else:
                self._add_static_pod_text(found.name, found.text)
        self.skipped.extend(skipped_of(contents))

    def _static_pods(self, node: str) -> StaticPods:
        if self.static_pods is None:
            from dslint.linting.manifest_folder_check import StaticPods

            self.static_pods = StaticPods(node, self.releases, self.findings, self.policies, self.stored)
        return self.static_pods

    def _add_static_pod_text(self, name: str, text: str) -> None:
        self.files += 1
        self.documents += 1
        self.sources[name] = text

    def _add_context(self, context: CrossFileContext) -> None:
        self.namespaces.update(context.namespaces)
        self.agents.extend(context.agents)

    def _add_objects(self, contents: ManifestObjects) -> None:
        self.skipped.extend(contents.skipped)
        self.objects.extend(contents.objects)
        self.documents += sum(bool(found.value) for found in contents.objects)
        if contents.namespaces:
            from dslint.linting.namespace_check import report_namespaces

            report_namespaces(contents.namespaces, self.releases, self.findings)

    def report(self) -> LintReport:
        """The findings of all inputs, without those that are suppressed."""
        self._check_objects()
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
        return self.without_suppressed(report, [*self.objects, *of_kubelets])

    def without_suppressed(self, report: LintReport, checked: Sequence[ManifestObject]) -> LintReport:
        """Most runs have no suppressions, and need not pay for them."""
        commented = any(MARK in text for text in report.sources.values())
        some = self.ignores or commented or any(has_annotation(manifest.value, IGNORE) for manifest in checked)
        if not (some and self.heeds_suppressions):
            return report
        from dslint.policy.suppressions.suppressed_report import suppressed

        return suppressed(report, [(manifest.file, manifest.value) for manifest in checked], self.ignores)

    def _unsuppressed(self) -> LintReport:
        self.new_findings = self.findings.sorted()
        found = (*self.new_findings, *self.cached_findings)
        return LintReport(
            kubernetes_versions=tuple(str(release) for release in self.releases),
            files=self.files,
            documents=self.documents,
            findings=tuple(sorted(found, key=attrgetter("order"))) if self.cached_findings else found,
            skipped=tuple(self.skipped),
            unreadable=tuple(self.unreadable),
            remarks=(*remarks_on(self.releases), *self.remarks),
            static_pods=None if self.static_pods is None else tuple(self.static_pods.pods),
            sources=self.sources,
            rules=self.policies.rules,
        )

    def _check_objects(self) -> None:
        self.remarks.extend(self.around.settle(self.releases) if self.around is not None else ())
        values = [found.value for found in self.objects]
        updated = self.baseline.updated(values) if self.baseline else [None] * len(values)
        check: Callable[..., None] = self.check_object
        if self.on_file is not None:
            from dslint.linting.finished_files import check_telling

            check = check_telling(self, self.on_file)
        for found, baseline in watched.get()([*zip(self.objects, updated, strict=True)], "checking objects"):
            check(found, baseline)
        if self.baseline is not None:
            self.remarks += [*self.baseline.remarks, *(() if self.updates else self.baseline.unmatched(values))]

    def check_object(self, manifest: ManifestObject, baseline: Mapping[str, Any] | None) -> None:
        self.updates += baseline is not None
        for release in self.releases:
            self._check(manifest, release, baseline)

    def _check(self, manifest: ManifestObject, release: Release, baseline: Mapping[str, Any] | None) -> None:
        version = str(release)
        for error in manifest.text_errors:
            self.findings.add_text_error(manifest, error, text_error_code(error, release), version)
        for problem in () if manifest.unreadable else self._problems(manifest, release, baseline):
            self.findings.add_problem(manifest, problem, version)

    def _problems(
        self, manifest: ManifestObject, release: Release, baseline: Mapping[str, Any] | None
    ) -> Iterable[Problem]:
        if not is_annotated(manifest.value):
            current = self.stored.of(baseline, release) if baseline is not None else None
            return object_problems(manifest, release, current, self.policies, self.namespaces, self.around)
        from dslint.kubelet.static_pod_check import check_manifest

        check = check_manifest(manifest.value, manifest.file or "", ANY_NODE, release, self.stored)
        return (*check.problems, *static_pod_problems(self.stored.of(manifest.value, release), self.policies))
