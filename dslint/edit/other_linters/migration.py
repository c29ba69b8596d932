"""What other linters ignore in files and folders, as changes of dslint's configuration and of manifests."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

from dslint.edit import draft
from dslint.edit.document_edit import EditError, edited
from dslint.edit.other_linters.annotations import MARKS as ANNOTATION_MARKS
from dslint.edit.other_linters.annotations import annotation_edits
from dslint.edit.other_linters.comments import MARKS as COMMENT_MARKS
from dslint.edit.other_linters.comments import comment_edits
from dslint.edit.other_linters.configurations import checkov, kube_linter, polaris
from dslint.edit.other_linters.ignored_checks import Left, Settings, codes_of
from dslint.edit.other_linters.trivy_ignores import trivy_document, trivy_lines
from dslint.edit.other_linters.values import at, content_of
from dslint.findings import Note
from dslint.source.document_reader import read_text
from dslint.source.documents import Content, Document
from dslint.source.inputs import Skipped, Text, text_of, texts_of

_READERS: tuple[tuple[str, Callable[[Document, str], Settings]], ...] = (
    (".kube-linter", kube_linter),
    ("polaris", polaris),
    (".polaris", polaris),
    ("polaris-config", polaris),
    (".checkov", checkov),
    (".trivyignore", trivy_document),
)
_ENDINGS = (".yaml", ".yml")
_PLAIN = ".trivyignore"
NAMES = (*(f"{stem}{ending}" for stem, _ in _READERS for ending in _ENDINGS), _PLAIN)
"""The names of the configurations that are looked for."""

_KUBE_LINTER_KEYS = {"exclude", "include", "ignorePaths", "addAllBuiltIn", "doNotAutoAddDefaults"}


class Change(NamedTuple):
    """A file whose text changes."""

    file: Path
    before: str
    after: str


class Migration(NamedTuple):
    """What other linters ignore: settings for the configuration of each folder, manifests that change, and the rest.

    `found` are the files in which another linter is told something.
    """

    settings: dict[Path, dict[str, Any]]
    manifests: tuple[Change, ...]
    left: tuple[Left, ...]
    notes: tuple[Note, ...]
    found: tuple[str, ...]


def migrated(paths: Iterable[Path]) -> Migration:
    """The migration of what stands in files and folders."""
    settings: dict[Path, list[Settings]] = {}
    changes: list[Change] = []
    left: list[Left] = []
    notes: list[Note] = []
    found: list[str] = []
    for text in _texts(paths):
        if isinstance(text, Note):
            notes.append(text)
            continue
        read = _configuration(text)
        if isinstance(read, Note):
            notes.append(read)
            continue
        if read is not None:
            found.append(text.name)
            settings.setdefault(Path(text.name).parent, []).append(read)
            continue
        if not any(mark in text.text for mark in (*ANNOTATION_MARKS, *COMMENT_MARKS)):
            continue
        found.append(text.name)
        change, others = _manifest(text)
        changes += [change] if change is not None else []
        left += others
    merged = {}
    for folder, each in settings.items():
        merged[folder], others = _merged(each)
        left += others
    return Migration(merged, tuple(changes), tuple(dict.fromkeys(left)), tuple(notes), tuple(found))


def _texts(paths: Iterable[Path]) -> Iterator[Text | Note]:
    """The configurations of a folder, then its manifests."""
    seen: set[Path] = set()
    for path in paths:
        named = [path / name for name in NAMES if (path / name).is_file()] if path.is_dir() else []
        for text in (*map(text_of, named), *texts_of(path)):
            if isinstance(text, Skipped):
                continue
            file = Path(text.name if isinstance(text, Text) else text.file).absolute()
            if file not in seen:
                seen.add(file)
                yield text


def _configuration(text: Text) -> Settings | Note | None:
    """What the configuration of another linter says; None for any other file, a note for one that cannot be read."""
    name = Path(text.name).name
    if name == _PLAIN:
        return trivy_lines(text.text, text.name)
    if not name.endswith(_ENDINGS):
        return None
    document = content_of(read_text(text.text, text.name).documents)
    if document.content is Content.BROKEN and name in NAMES:
        return Note(text.name, document.line, f"cannot be read: {document.faults[0].message}")
    if document.content is not Content.OBJECT or at(document.value, "kind"):
        return Settings() if name in NAMES and document.content is Content.EMPTY else None
    reader = next((reader for stem, reader in _READERS if name in (f"{stem}.yaml", f"{stem}.yml")), None)
    reader = reader or _reader_of(document.value)
    return reader(document, text.name) if reader else None


def _reader_of(value: Any) -> Callable[[Document, str], Settings] | None:
    """Whose configuration it is by what it says."""
    checks = at(value, "checks")
    if "skip-check" in value:
        return checkov
    if isinstance(at(value, "misconfigurations"), list):
        return trivy_document
    if isinstance(checks, dict) and _KUBE_LINTER_KEYS & checks.keys():
        return kube_linter
    if isinstance(checks, dict) and checks and {*map(str, checks.values())} <= {"ignore", "warning", "danger"}:
        return polaris
    return None


def _merged(each: list[Settings]) -> tuple[dict[str, Any], list[Left]]:
    """The settings of all linters as those of dslint."""
    everywhere: list[str] = []
    entries: list[dict[str, Any]] = []
    left = [one for settings in each for one in settings.left]
    for ignored in (one for settings in each for one in settings.ignored):
        codes, others = codes_of(ignored)
        left += others
        if codes and ignored.is_everywhere:
            everywhere += codes
        elif codes:
            entries.append(ignored.entry(codes))
    excluded = [pattern for settings in each for pattern in settings.excluded]
    severities = {code: value for settings in each for code, value in settings.severities if code not in everywhere}
    named = {"ignore": sorted({*everywhere}), "ignores": entries, "exclude": [*dict.fromkeys(excluded)]}
    return {**named, "severity": severities}, left


def _manifest(text: Text) -> tuple[Change | None, list[Left]]:
    """A manifest with dslint's own annotations and comments beside those of other linters."""
    before = text.text.removeprefix("\ufeff")
    found = before
    left: list[Left] = []
    for number in range(len(read_text(before, text.name, text.data).documents)):
        document = read_text(found, text.name, text.data).documents[number]
        if document.content is not Content.OBJECT:
            left += _unread(document, text.name)
            continue
        added, others = comment_edits(document, text.name)
        left += others
        asked, others = annotation_edits(document, text.name)
        left += others
        found = draft.applied(found, added)
        try:
            document = read_text(found, text.name, text.data).documents[number]
            found = draft.applied(found, edited(document, asked))
        except EditError as error:
            left.append(Left(text.name, document.line, "annotations of other linters", error.message))
    mark = text.text[: len(text.text) - len(before)]
    return (Change(Path(text.name), text.text, mark + found) if found != before else None), left


def _unread(document: Document, file: str) -> Iterator[Left]:
    """What a template or a text that cannot be read may ask other linters."""
    marked = next((mark for mark in (*ANNOTATION_MARKS, *COMMENT_MARKS) if mark in document.text), None)
    if marked is not None:
        why = "it is a template" if document.content is Content.TEMPLATE else "it cannot be read as a manifest"
        yield Left(file, document.line, f"{marked}…", f"{why}; write dslint's own comment or annotation there")
