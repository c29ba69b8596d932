"""Checks the objects of one text by themselves, so that its trees can be let go before the next text is read.

What other texts decide is known before: the labels of the namespaces. What a text decides for others is in its result.
"""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from functools import partial
from typing import Any, NamedTuple

from dslint.api_server.objects import ManifestObject, ManifestObjects, objects_of_source, text_error_code
from dslint.findings import Finding, Note, Problem
from dslint.kubelet.static_pod_files import STATIC_POD_FOLDERS, is_annotated, is_manifest_of_a_kubelet
from dslint.kubernetes.raw_values import has_annotation
from dslint.kubernetes.release import Release
from dslint.linting.cross_file_context import CrossFileContext, Neighbours, namespaces_of
from dslint.linting.findings import Findings
from dslint.linting.object_check import may_hold_placeholders, object_problems
from dslint.policy.policies import Policies
from dslint.policy.suppressions import IGNORE, MARK
from dslint.source.document_reader import read_text
from dslint.source.documents import Source, items_of_lists
from dslint.source.inputs import FoundText, Text

_OF_NAMESPACES = ("Namespace", "\\", "!")
"""What a text with a namespace has one of: its kind as it is, an escape in it, or a tag, such as that of base64."""

_KEPT_CHARACTERS = 500_000
"""How much text is not read twice: its trees take more than ten times its size."""

_TEXTS_AT_ONCE, _CHARACTERS_AT_ONCE = 16, 100_000
"""How many texts are read before the first of them is judged: at most so many, or of so many characters."""


class TextResult(NamedTuple):
    """What is known of one text: how many objects were checked, their findings, and what was skipped.

    The findings are those before suppression. `excused` is how many more the profiles of the configuration excuse.
    """

    documents: int
    findings: tuple[Finding, ...]
    skipped: tuple[Note, ...]
    context: CrossFileContext
    excused: int = 0


class ReadText(NamedTuple):
    """A text with its documents and the objects among them."""

    text: Text
    source: Source
    contents: ManifestObjects

    @property
    def context(self) -> CrossFileContext:
        """What it decides for the findings of other texts."""
        return CrossFileContext.of(self.source.objects, (found.value for found in self.contents.objects))

    @property
    def stands_alone(self) -> bool:
        """Whether its objects can be let go once checked.

        Static pods are compared with the DaemonSets of all texts; annotations that suppress are read in the end.
        """
        values = [found.value for found in self.contents.objects]
        return not any(is_annotated(value) or has_annotation(value, IGNORE) for value in values)


def is_storable(text: Text, result: TextResult) -> bool:
    """Whether a result depends on the text and the namespaces only, so that another run may use it.

    Suppressions depend on the date and are counted, and so is what a configuration excuses. The text does not tell
    which bytes were not UTF-8. JSON does not keep other labels than these.
    """
    labels = (label for found in result.context.namespaces.values() for label in found.values())
    plain = all(isinstance(label, (str, int, float, bool, type(None))) for label in labels)
    return plain and not (result.excused or text.data or MARK in text.text)


class TextCheck:
    """How the texts of a run are checked. `namespaces` are the labels of those of the whole run.

    `known` are texts that were read for their namespaces, by name; each is let go when it is checked.
    """

    def __init__(
        self,
        releases: Sequence[Release],
        policies: Policies,
        static_pod_folders: Sequence[str] = STATIC_POD_FOLDERS,
        neighbours: Neighbours | None = None,
    ) -> None:
        self.releases = releases
        self.policies = policies
        self.static_pod_folders = static_pod_folders
        self.neighbours = neighbours or Neighbours()
        self.namespaces: dict[str, Mapping[str, Any]] = {}
        self.known: dict[str, Source] = {}
        self.oldest = min((one.version for one in releases), default=None)

    def look_ahead(self, inputs: Iterable[Any], unique: Container[str], results: Mapping[str, TextResult]) -> None:
        """Learn which namespaces there are. `unique` are the names of single texts, `results` are known ones by name.

        Of two namespaces with the same name, the last counts.
        """
        room = _KEPT_CHARACTERS
        for one in inputs:
            if isinstance(one, Mapping):
                self.namespaces.update(namespaces_of(items_of_lists(one)))
            elif isinstance(one, Text) and one.name in results:
                self.namespaces.update(results[one.name].context.namespaces)
            elif isinstance(one, Text) and any(mark in one.text for mark in _OF_NAMESPACES):
                source = read_text(one.text, one.name, one.data)
                if not is_manifest_of_a_kubelet(source, self.static_pod_folders):
                    self.namespaces.update(namespaces_of(source.objects))
                if one.name in unique and len(one.text) < room:
                    room -= len(one.text)
                    self.known[one.name] = source

    def new_findings(self) -> Findings:
        return Findings(self.policies.rule, self.oldest)

    def read(self, text: Text) -> ReadText | None:
        """A text and its objects; None if it is a manifest of a kubelet."""
        source = self.known.pop(text.name, None) or read_text(text.text, text.name, text.data)
        if is_manifest_of_a_kubelet(source, self.static_pod_folders):
            return None
        role = self.neighbours.role(text.name)
        contents = objects_of_source(source, role, given=not isinstance(text, FoundText))
        if may_hold_placeholders(text.text):
            from dslint.linting.placeholders import with_placeholders

            contents = with_placeholders(contents)
        return ReadText(text, source, contents)

    def result(self, read: ReadText) -> TextResult:
        """The result of a text that stands alone."""
        contents = read.contents
        findings = self.new_findings()
        self.add_namespaces(contents, findings)
        for manifest in contents.objects:
            first = next(iter(self.releases))
            for release, problems in first.results(self.releases, partial(self._problems, manifest)):
                add_problems(findings, manifest, problems, release)
        return TextResult(
            documents=sum(bool(found.value) for found in contents.objects),
            findings=findings.sorted(),
            skipped=contents.skipped,
            context=read.context,
            excused=self._excused(contents.objects),
        )

    def results(self, texts: Iterable[Text]) -> Iterator[TextResult | None]:
        """The result of each text; None for one that does not stand alone."""
        for several in _in_batches(texts):
            each = [self.read(text) for text in several]
            for one in each:
                yield self.result(one) if one is not None and one.stands_alone else None

    def add_namespaces(self, contents: ManifestObjects, findings: Findings) -> None:
        """Add what is found in the labels of namespaces."""
        if contents.namespaces:
            from dslint.linting.namespace_check import report_namespaces

            report_namespaces(contents.namespaces, self.releases, findings)

    def _problems(self, manifest: ManifestObject, release: Release) -> tuple[Problem, ...]:
        if manifest.unreadable:
            return ()
        return object_problems(manifest, release, None, self.policies, self.namespaces)

    def _excused(self, manifests: Iterable[ManifestObject]) -> int:
        if not self.policies.chosen:
            return 0
        from dslint.linting.excused_findings import silenced

        return sum(one.number for one in silenced(manifests, self.releases, self.policies))


def _in_batches(texts: Iterable[Text]) -> Iterator[list[Text]]:
    """The texts, several together if they are short.

    Reading several texts before any is judged takes a tenth less time than both in turn: a processor's cache holds the
    code for the one or the other.
    """
    batch: list[Text] = []
    room = _CHARACTERS_AT_ONCE
    for text in texts:
        batch.append(text)
        room -= len(text.text)
        if len(batch) == _TEXTS_AT_ONCE or room <= 0:
            yield batch
            batch, room = [], _CHARACTERS_AT_ONCE
    if batch:
        yield batch


def add_problems(findings: Findings, manifest: ManifestObject, problems: tuple[Problem, ...], release: Release) -> None:
    """Add the errors of an object's text, and its problems if Kubernetes reads anything of it."""
    version = str(release)
    for error in manifest.text_errors:
        findings.add_text_error(manifest, error, text_error_code(error, release), version)
    if not manifest.unreadable:
        findings.add_problems(manifest, problems, version)
