"""A kubelet's manifest folder, file by file, as lint tells of it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from dslint.api_server.objects import ManifestObject
from dslint.findings import Note, Problem, StaticPod
from dslint.kubelet.manifest_folder import ManifestFolder, TooLargeError, looks_like_a_leftover, read
from dslint.kubelet.manifest_text import ManifestText, first_document
from dslint.kubelet.static_pod_check import NOT_A_POD, check_manifest, refused_file
from dslint.kubelet.static_pods import unparsable
from dslint.kubernetes.release import Release
from dslint.linting.findings import Findings
from dslint.linting.policy_check import of_static_pod
from dslint.policy.policies import Policies
from dslint.source import text_errors
from dslint.source.document_reader import read_text
from dslint.source.documents import Content, Document, Source
from dslint.source.inputs import unread

DROPPED_DOCUMENT = "DS407"
SAME_POD_TWICE = "DS408"
LEFTOVER_FILE = "DS409"

LENIENT = {text_errors.DUPLICATE_KEY: text_errors.DUPLICATE_KEY_DROPPED}
"""What a strict decoder refuses and the kubelet's drops."""


@dataclass(slots=True)
class StaticPods:
    """Judges the files of one kubelet's folder under each release, into the findings of a run.

    `pods` are those of the newest release. `owners` remember which file gave a pod of a name, by release; `subjects`
    are kept, so that no two of them have one identity.
    """

    node: str
    releases: Sequence[Release]
    findings: Findings
    policies: Policies
    pods: list[StaticPod] = field(default_factory=list)
    subjects: list[ManifestObject] = field(default_factory=list)
    owners: dict[tuple[str, str, str], ManifestObject] = field(default_factory=dict)

    def take_folder(self, folder: ManifestFolder) -> Iterator[Source | Note]:
        """Each file that the kubelet reads: its text for reports, or a note why there is none to show."""
        for file in folder.files:
            try:
                content = read(file)
            except TooLargeError as error:
                self.pods.append(refused_file(str(file), str(error)))
                yield Note(str(file), None, f"{error}: the kubelet reads files of less than 10 MiB")
                continue
            except OSError as error:
                yield unread(str(file), error)
                continue
            yield self.take(str(file), content)

    def take(self, name: str, content: bytes) -> Source:
        """One file's content."""
        source = read_text(content.decode("utf-8", "replace"), name)
        documents = [document for document in source.documents if document.content is not Content.EMPTY]
        subject, dropped = _subject(documents, name), [_dropped(document, name) for document in documents[1:]]
        self.subjects += [subject, *dropped]
        held = first_document(content)
        for release in self.releases:
            pod = self._judge(subject, held, release)
            self._tell_twice(subject, pod, str(release))
            self._tell_about_file(subject, dropped, str(release))
        self.pods.append(pod)
        return source

    def _judge(self, subject: ManifestObject, held: ManifestText, release: Release) -> StaticPod:
        name, version = subject.file or "", str(release)
        if held.error is not None:
            pod = refused_file(name, unparsable(Path(name).name, held.error))
            self._tell_unparsable(subject, pod, version)
            return pod
        pod, problems = check_manifest(held.value, Path(name).name, self.node, release)
        self._tell(subject, problems, version)
        if pod.accepted:
            self._tell(subject, [*of_static_pod(held.value, release, self.policies)], version)
        return pod._replace(file=name)

    def _tell(self, subject: ManifestObject, problems: Sequence[Problem], version: str) -> None:
        for fault in subject.faults:
            self.findings.add_fault(subject, fault, LENIENT.get(fault.code, fault.code), version)
        for problem in problems:
            self.findings.add_problem(subject, problem, version)

    def _tell_unparsable(self, subject: ManifestObject, pod: StaticPod, version: str) -> None:
        """The reader's own faults have better places than the kubelet's line; without any, that line is told."""
        fatal = [fault for fault in subject.faults if fault.fatal]
        for fault in fatal:
            self.findings.add_fault(subject, fault, fault.code, version)
        if not fatal:
            self.findings.add_problem(subject, Problem(NOT_A_POD, pod.error or ""), version)

    def _tell_twice(self, subject: ManifestObject, pod: StaticPod, version: str) -> None:
        if pod.name is None or pod.namespace is None:
            return
        key = (version, pod.namespace, pod.name)
        earlier = self.owners.get(key)
        if earlier is not None:
            message = f"{pod.namespace}/{pod.name} comes from {pod.file} too; the kubelet runs that one and drops this"
            self.findings.add_problem(earlier, Problem(SAME_POD_TWICE, message, ("metadata", "name")), version)
        self.owners[key] = subject

    def _tell_about_file(self, subject: ManifestObject, dropped: Sequence[ManifestObject], version: str) -> None:
        file = Path(subject.file or "")
        if looks_like_a_leftover(file):
            message = f"the kubelet reads {file.name} like any other file; it passes over names that begin with a dot"
            self.findings.add_problem(subject, Problem(LEFTOVER_FILE, message), version)
        for other in dropped:
            message = "the kubelet reads the first document of a file only; this one is dropped in silence"
            self.findings.add_problem(other, Problem(DROPPED_DOCUMENT, message), version)


def _subject(documents: Sequence[Document], name: str) -> ManifestObject:
    if not documents:
        return ManifestObject({}, (), None, name)
    first = documents[0]
    value = first.value if isinstance(first.value, dict) else {}
    return ManifestObject(value, (), first, name, None, first.faults)


def _dropped(document: Document, name: str) -> ManifestObject:
    value = document.value if isinstance(document.value, dict) else {}
    return ManifestObject(value, (), document, name)
