"""The findings of a kubelet's manifest folder, file by file."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from dslint.api_server.objects import ManifestObject
from dslint.api_server.stored_object import StoredObjects
from dslint.findings import Note, Problem, StaticPod
from dslint.kubelet.manifest_folder import ManifestFolder, TooLargeError, looks_like_a_leftover, manifest_folder, read
from dslint.kubelet.manifest_text import ManifestText, first_document
from dslint.kubelet.static_pod_check import NOT_A_POD, check_manifest, rejected_file
from dslint.kubelet.static_pods import unparsable
from dslint.kubernetes.release import Release
from dslint.linting.findings import Findings
from dslint.linting.object_check import static_pod_problems
from dslint.policy.policies import Policies
from dslint.source import text_errors
from dslint.source.document_reader import read_text
from dslint.source.documents import Content, Document, Source
from dslint.source.file_search import OUTSIDE
from dslint.source.inputs import unread
from dslint.source.text_errors import TextError

if TYPE_CHECKING:
    from dslint.linting.run import Run

DROPPED_DOCUMENT = "DS407"
SAME_POD_TWICE = "DS408"
LEFTOVER_FILE = "DS409"

REJECTED = {text_errors.JSON_READ_AS_YAML: text_errors.NOT_JSON}
"""Errors that only newer versions of kubectl forgive, and what the kubelet makes of them."""

LENIENT = {text_errors.DUPLICATE_KEY: text_errors.DUPLICATE_KEY_DROPPED}
"""Errors of a strict decoder, and what the kubelet's lenient one does instead."""


@dataclass(slots=True)
class StaticPods:
    """Checks the files of one kubelet's folder under each release, and adds to the findings of a run.

    `pods` are those of the newest release, `objects` all documents. `owners` is the file that declares a pod, by
    release, namespace and name.
    """

    node: str
    releases: Sequence[Release]
    findings: Findings
    policies: Policies
    stored: StoredObjects = field(default_factory=StoredObjects)
    pods: list[StaticPod] = field(default_factory=list)
    objects: list[ManifestObject] = field(default_factory=list)
    owners: dict[tuple[str, str, str], ManifestObject] = field(default_factory=dict)

    def add_file(self, file: Path) -> Source | Note:
        """Check a file. Returns its text with positions, or a note that says why it cannot be read."""
        try:
            return self.add(str(file), read(file))
        except TooLargeError as error:
            self.pods.append(rejected_file(str(file), str(error)))
            return Note(str(file), None, f"{error}: the kubelet reads files of less than 10 MiB")
        except OSError as error:
            return unread(str(file), error)

    def add(self, name: str, content: bytes) -> Source:
        """Check the content of one file. Returns its text with positions."""
        text, data = _text(content)
        source = read_text(text, name, data)
        documents = [document for document in source.documents if document.content is not Content.EMPTY]
        manifest, dropped = _manifest(documents, name), [_dropped(document, name) for document in documents[1:]]
        self.objects += [manifest, *dropped]
        read = first_document(content)
        if read.error is not None and data:
            manifest = _with_place(manifest, data, read.error)
        for release in self.releases:
            pod = self._check(manifest, read, release)
            self._report_same_pod(manifest, pod, str(release))
            self._report_file(manifest, dropped, str(release))
        self.pods.append(pod)
        return source

    def _check(self, manifest: ManifestObject, text: ManifestText, release: Release) -> StaticPod:
        name, version = manifest.file or "", str(release)
        if text.error is not None:
            pod = rejected_file(name, unparsable(Path(name).name, text.error))
            self._report_unparsable(manifest, pod, version)
            return pod
        pod, problems = check_manifest(text.value, Path(name).name, self.node, release, self.stored)
        for error in manifest.text_errors:
            self.findings.add_text_error(manifest, error, LENIENT.get(error.code, error.code), version)
        if pod.accepted:
            problems = (*problems, *static_pod_problems(self.stored.of(text.value, release), self.policies))
        for problem in problems:
            self.findings.add_problem(manifest, problem, version)
        return pod._replace(file=name)

    def _report_unparsable(self, manifest: ManifestObject, pod: StaticPod, version: str) -> None:
        """The reader's own errors have better positions than the kubelet's message, which is reported without any."""
        fatal = [_rejected(error) for error in manifest.text_errors if error.fatal or error.code in REJECTED]
        for error in fatal:
            self.findings.add_text_error(manifest, error, error.code, version)
        if not fatal:
            self.findings.add_problem(manifest, Problem(NOT_A_POD, pod.error or ""), version)

    def _report_same_pod(self, manifest: ManifestObject, pod: StaticPod, version: str) -> None:
        if pod.name is None or pod.namespace is None:
            return
        key = (version, pod.namespace, pod.name)
        earlier = self.owners.get(key)
        if earlier is not None:
            message = (
                f"{pod.file} declares {pod.namespace}/{pod.name} too; the kubelet runs that one and drops this one"
            )
            self.findings.add_problem(earlier, Problem(SAME_POD_TWICE, message, ("metadata", "name")), version)
        self.owners[key] = manifest

    def _report_file(self, manifest: ManifestObject, dropped: Sequence[ManifestObject], version: str) -> None:
        file = Path(manifest.file or "")
        if looks_like_a_leftover(file):
            message = f"the kubelet reads {file.name} like any other file; it ignores names that start with a dot"
            self.findings.add_problem(manifest, Problem(LEFTOVER_FILE, message), version)
        for other in dropped:
            message = "the kubelet reads only the first document of a file; this one is dropped silently"
            self.findings.add_problem(other, Problem(DROPPED_DOCUMENT, message), version)


def _text(content: bytes) -> tuple[str, bytes]:
    """The text of a file to find places in, and its bytes if they are not UTF-8."""
    try:
        return content.decode("utf-8"), b""
    except UnicodeDecodeError:
        from dslint.source.encodings import as_kubectl_reads

        return as_kubectl_reads(content) or content.decode("utf-8", "replace"), content


def _with_place(manifest: ManifestObject, data: bytes, error: str) -> ManifestObject:
    """The manifest with the first byte that is not UTF-8 as its error: nothing of the file is read."""
    from dslint.source.encodings import replaced_bytes

    replaced = replaced_bytes(data)
    if not replaced or manifest.document is None:
        return manifest
    start = replaced[0][0] - manifest.document.offset
    place = text_errors.TextRange(start, start + 1)
    found = TextError(text_errors.CONTROL_CHARACTER, error.removeprefix("yaml: "), place, help="save the file as UTF-8")
    return manifest._replace(text_errors=(found,))


def _rejected(error: TextError) -> TextError:
    """As the kubelet sees an error: without what kubectl makes of it."""
    if error.code not in REJECTED:
        return error
    return error._replace(code=REJECTED[error.code], message=error.message.partition(";")[0])


def add_static_pod_folder(run: Run, folder: Path, node: str) -> None:
    """Add a kubelet's manifest folder to a run, as the kubelet of that node reads it."""
    contents = folder_or_note(folder)
    if isinstance(contents, Note):
        run.unreadable.append(contents)
        return
    if not contents.files:
        run.remarks.append(f"{folder}: no manifests that the kubelet would read in this folder")
    static_pods = run.static_pods_of(node)
    for file in contents.files:
        found = static_pods.add_file(file)
        if isinstance(found, Note):
            run.unreadable.append(found)
        else:
            run.add_static_pod_text(found.name, found.text)
    run.skipped.extend(skipped_of(contents))


def folder_or_note(path: Path) -> ManifestFolder | Note:
    """A manifest folder, or a note that says why it cannot be read."""
    try:
        return manifest_folder(path)
    except FileNotFoundError:
        return Note(str(path), None, "no such file or folder")
    except OSError as error:
        return Note(str(path), None, f"cannot be read: {error.strerror}")


def skipped_of(folder: ManifestFolder) -> Iterator[Note]:
    """What is in a manifest folder that the kubelet, or dslint, does not read."""
    yield from (Note(str(inner), None, "is a folder; the kubelet does not read it") for inner in folder.folders)
    yield from (Note(str(link), None, OUTSIDE.format(tree=folder.path)) for link in folder.links)


def _manifest(documents: Sequence[Document], name: str) -> ManifestObject:
    if not documents:
        return ManifestObject({}, (), None, name)
    first = documents[0]
    value = first.value if isinstance(first.value, dict) else {}
    return ManifestObject(value, (), first, name, None, first.faults)


def _dropped(document: Document, name: str) -> ManifestObject:
    value = document.value if isinstance(document.value, dict) else {}
    return ManifestObject(value, (), document, name)
