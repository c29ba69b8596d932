"""One run of lint: inputs are taken one after the other, then the report is made."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from operator import attrgetter
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from dslint.api_server.answer import code_of
from dslint.api_server.objects import ManifestObject, ManifestObjects, objects_of_source, objects_of_value
from dslint.findings import Finding, LintReport, Note, ObjectRef, Problem
from dslint.kubelet.static_pod_files import ANY_NODE, STATIC_POD_FOLDERS, is_annotated, is_manifest_of_a_kubelet
from dslint.kubernetes.release import Release, reservations
from dslint.linting.baseline import Baseline
from dslint.linting.cross_file_context import Influence
from dslint.linting.findings import Findings
from dslint.linting.object_check import object_problems
from dslint.linting.policy_check import of_static_pod
from dslint.policy.policies import Policies, built_in
from dslint.policy.suppressions.annotations import IGNORE, annotations_of
from dslint.policy.suppressions.comments import MARK
from dslint.source.document_reader import read_text
from dslint.source.file_search import OUTSIDE
from dslint.source.inputs import Skipped, Text, shown
from dslint.source.lists import items_of_lists

if TYPE_CHECKING:
    from dslint.kubelet.duplicate_agents import Agent
    from dslint.linting.result_cache import CachedResult
    from dslint.linting.static_pods import StaticPods
    from dslint.own_files.configuration.ignores import Ignore


class Taken(NamedTuple):
    """A text that was read, what it holds, and what of it decides what is said of others."""

    text: Text
    gathered: ManifestObjects
    influence: Influence

    @property
    def stands_alone(self) -> bool:
        """Whether the same is said of it every day, but for what the context decides.

        What a suppression silences hangs on the day, and is counted; static pods are held against all DaemonSets.
        """
        if MARK in self.text.text:
            return False
        values = [subject.value for subject in self.gathered.subjects]
        return not any(is_annotated(value) or IGNORE in annotations_of(value) for value in values)


@dataclass(slots=True)
class Run:
    """Gathers what inputs hold; the report is made of all of it, under each release.

    `taken` are the texts that were judged here, and not by a kubelet; `judged` is what was found in this run before
    anything was suppressed, `recalled` what an earlier one had found.
    """

    releases: Sequence[Release]
    baseline: Baseline = field(default_factory=Baseline)
    policies: Policies = field(default_factory=built_in)
    files: int = 0
    documents: int = 0
    updates: int = 0
    remarks: list[str] = field(default_factory=list)
    findings: Findings = field(init=False)
    skipped: list[Note] = field(default_factory=list)
    unreadable: list[Note] = field(default_factory=list)
    sources: dict[str, str] = field(default_factory=dict)
    subjects: list[ManifestObject] = field(default_factory=list)
    taken: list[Taken] = field(default_factory=list)
    judged: tuple[Finding, ...] = ()
    recalled: list[Finding] = field(default_factory=list)
    namespaces: dict[str, Mapping[str, Any]] = field(default_factory=dict)
    agents: list[Agent] = field(default_factory=list)
    static: StaticPods | None = None
    static_pod_folders: Sequence[str] = STATIC_POD_FOLDERS
    heeds_suppressions: bool = True
    ignores: Sequence[Ignore] = ()

    def __post_init__(self) -> None:
        self.findings = Findings(self.policies.rule)

    def take(self, text: Text | Note | Skipped | Mapping[str, Any]) -> None:
        """A text, a note why there is none, or an object that was read already."""
        if isinstance(text, Mapping):
            found = objects_of_value(text)
            self._heed(Influence.of(items_of_lists(text), (subject.value for subject in found.subjects)))
            self._keep(found)
            return
        if isinstance(text, Note):
            self.unreadable.append(text)
            return
        if isinstance(text, Skipped):
            self.skipped.append(text.note)
            return
        source = read_text(text.text, text.name)
        if is_manifest_of_a_kubelet(source, self.static_pod_folders):
            self._take_static_file(text)
            return
        self.files += 1
        self.sources[source.name] = source.text
        gathered = objects_of_source(source)
        objects = (each for document in source.documents for each in document.objects())
        influence = Influence.of(objects, (subject.value for subject in gathered.subjects))
        self.taken.append(Taken(text, gathered, influence))
        self._heed(influence)
        self._keep(gathered)

    def recall(self, text: Text, known: CachedResult) -> None:
        """As take, of a text of which it is known what it came to."""
        self.files += 1
        self.documents += known.documents
        self.sources[text.name] = shown(text)
        self.skipped.extend(known.skipped)
        self.recalled.extend(known.findings)
        self._heed(known.influence)

    def _heed(self, influence: Influence) -> None:
        self.namespaces.update(influence.namespaces)
        self.agents.extend(influence.agents)

    def take_static_pods(self, folder: Path, node: str) -> None:
        """A kubelet's manifest folder, as the kubelet of that node reads it."""
        from dslint.kubelet.manifest_folder import manifest_folder
        from dslint.linting.static_pods import StaticPods

        try:
            found = manifest_folder(folder)
        except FileNotFoundError:
            self.unreadable.append(Note(str(folder), None, "no such file or folder"))
            return
        except OSError as error:
            self.unreadable.append(Note(str(folder), None, f"cannot be read: {error.strerror}"))
            return
        if not found.files:
            self.remarks.append(f"{folder}: no manifests that the kubelet would read in this folder")
        self.static = StaticPods(node, self.releases, self.findings, self.policies)
        for read in self.static.take_folder(found):
            if isinstance(read, Note):
                self.unreadable.append(read)
                continue
            self.files += 1
            self.documents += 1
            self.sources[read.name] = read.text
        self.skipped.extend(
            Note(str(path), None, "is a folder; the kubelet reads none within") for path in found.folders
        )
        self.skipped.extend(Note(str(path), None, OUTSIDE.format(tree=folder)) for path in found.links)

    def _take_static_file(self, text: Text) -> None:
        """A file of a manifest folder, met among others: which node's it is, nobody knows."""
        from dslint.linting.static_pods import StaticPods

        if self.static is None:
            self.static = StaticPods(ANY_NODE, self.releases, self.findings, self.policies)
        self.static.take(text.name, text.text.encode("utf-8"))
        self.files += 1
        self.documents += 1
        self.sources[text.name] = text.text

    def report(self) -> LintReport:
        """All that is to say of what was taken, without what is suppressed."""
        self._judge_all()
        self._tell_twins()
        report = self._whole()
        if not self.heeds_suppressions or not self._may_be_suppressed():
            return report
        from dslint.policy.suppressions.suppressed_report import suppressed

        subjects = [*self.subjects, *(self.static.subjects if self.static else ())]
        return suppressed(report, [(subject.file, subject.value) for subject in subjects], self.ignores)

    def _may_be_suppressed(self) -> bool:
        """Whether a suppression may stand anywhere: most runs have none, and need not pay for it."""
        subjects = [*self.subjects, *(self.static.subjects if self.static else ())]
        return bool(
            self.ignores
            or any(MARK in text for text in self.sources.values())
            or any(IGNORE in annotations_of(subject.value) for subject in subjects)
        )

    def _whole(self) -> LintReport:
        self.judged = self.findings.sorted()
        found = (*self.judged, *self.recalled)
        return LintReport(
            kubernetes_versions=tuple(str(release) for release in self.releases),
            files=self.files,
            documents=self.documents,
            findings=tuple(sorted(found, key=attrgetter("order"))) if self.recalled else found,
            skipped=tuple(self.skipped),
            unreadable=tuple(self.unreadable),
            remarks=(*reservations(map(str, self.releases)), *self.remarks, *self._without_effect()),
            static_pods=None if self.static is None else tuple(self.static.pods),
            sources=self.sources,
            rules=self.policies.rules,
        )

    def _without_effect(self) -> Iterable[str]:
        """A baseline that nothing here updates."""
        return () if self.updates else self.baseline.unmatched(subject.value for subject in self.subjects)

    def _keep(self, gathered: ManifestObjects) -> None:
        self.skipped.extend(gathered.skipped)
        self.subjects.extend(gathered.subjects)
        self.documents += sum(bool(subject.value) for subject in gathered.subjects)

    def _judge_all(self) -> None:
        kinds = Counter(ObjectRef.of(subject.value).kind for subject in self.subjects)
        for subject in self.subjects:
            only = kinds[ObjectRef.of(subject.value).kind] == 1
            stored = self.baseline.of(subject.value, only=only)
            self.updates += stored is not None
            for release in self.releases:
                self._judge(subject, release, stored)

    def _tell_twins(self) -> None:
        """Agents that are there as a DaemonSet and as a static pod."""
        static = [*(self.static.subjects if self.static else ()), *filter(_is_static, self.subjects)]
        if not static:
            return
        from dslint.kubelet.duplicate_agents import DUPLICATE_AGENT, duplicate_agents

        for twin in duplicate_agents([subject.value for subject in static], self.agents):
            message = f"DaemonSet {twin.daemonset} runs {twin.image} too: on nodes with this file both run"
            for release in self.releases:
                self.findings.add_problem(
                    static[twin.static], Problem(DUPLICATE_AGENT, message, twin.path), str(release)
                )

    def _judge(self, subject: ManifestObject, release: Release, stored: dict[str, Any] | None) -> None:
        version = str(release)
        for fault in subject.faults:
            self.findings.add_fault(subject, fault, code_of(fault, release), version)
        if subject.unread:
            return
        for problem in self._problems(subject, release, stored):
            self.findings.add_problem(subject, problem, version)

    def _problems(self, subject: ManifestObject, release: Release, stored: dict[str, Any] | None) -> Iterable[Problem]:
        if not is_annotated(subject.value):
            return object_problems(subject, release, stored, self.policies, self.namespaces)
        from dslint.kubelet.static_pod_check import check_manifest

        told = check_manifest(subject.value, subject.file or "", ANY_NODE, release).problems
        return (*told, *of_static_pod(subject.value, release, self.policies))


def _is_static(subject: ManifestObject) -> bool:
    return is_annotated(subject.value)
