"""Paths -> texts, or a note why one cannot be read: could not check is not clean."""

import codecs
from collections.abc import Callable, Container, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple, NoReturn

from dslint.findings import Note
from dslint.source.bounded_input import read_file, read_found_file, read_standard_input
from dslint.source.file_search import NotRead, find_files, is_folder

_OTHER_ENCODINGS = (
    (codecs.BOM_UTF32_LE, "UTF-32"),
    (codecs.BOM_UTF32_BE, "UTF-32"),
)


COMMIT = "git:"
"""How the name of a commit begins, where files are compared with what they were."""


NAMELESS = frozenset({"-", "<stdin>"})
"""What standard input is called where nobody gives it a name."""


class Scope(NamedTuple):
    """The files and folders of a run, to find the same at a commit.

    `excludes` says whether to skip a file that is found in a folder.
    """

    paths: Sequence[str] = ()
    excludes: Callable[[Path], bool] = lambda _: False


class Text(NamedTuple):
    """A text that is there already, such as what came by stdin, and what reports call it.

    `data` are its bytes if they are not UTF-8.
    """

    name: str
    text: str
    data: bytes = b""


class FoundText(Text):
    """A text that nobody named: it was found, in a folder or by a tool, and may be something else than a manifest."""

    __slots__ = ()


def names_commit(source: Any) -> bool:
    """A file with such a name is written as ./git:NAME."""
    return isinstance(source, str) and source.startswith(COMMIT)


def shown(text: Text) -> str:
    """The text as reports show it."""
    return text.text.removeprefix("\ufeff")


class Skipped(NamedTuple):
    """What is left unread on purpose, such as a symbolic link that leads elsewhere."""

    note: Note


def texts_of(path: Path, *, found_before: bool = False) -> Iterator[Text | Note | Skipped]:
    """The texts of a file, or of the manifests in a folder; a note for each that is none.

    `found_before` says that the path is a file that nobody named.
    """
    given = not is_folder(path)
    for found in files_of(path):
        text = text_of(found, found=found_before or not given) if isinstance(found, Path) else found
        yield text if given or not isinstance(text, Text) else FoundText(*text)


def files_of(path: Path, *, respect_gitignore: bool = True) -> Iterator[Path | Note | Skipped]:
    """A file, or the manifests in a folder; a note for what cannot be read."""
    try:
        for found in find_files(path, respect_gitignore=respect_gitignore):
            yield _noted(found) if isinstance(found, NotRead) else found
    except FileNotFoundError:
        yield Note(str(path), None, "no such file or folder")
    except OSError as error:
        yield unread(str(path), error)


def _noted(found: NotRead) -> Note | Skipped:
    note = Note(str(found.path), None, found.message)
    return note if found.failed else Skipped(note)


def text_of(file: Path, *, found: bool = False) -> Text | Note:
    """The text of one file, or a note why it has none. `found` says that nobody named it, but a search found it."""
    try:
        data = read_found_file(file) if found else read_file(file)
    except OSError as error:
        return unread(str(file), error)
    return decoded(data, str(file))


def standard_input(name: str) -> Text | Note:
    """What comes by standard input, under the name that it is to have."""
    try:
        data = read_standard_input()
    except OSError as error:
        return unread(name, error)
    return decoded(data, name)


def unread(name: str, error: OSError) -> Note:
    return Note(name, None, f"cannot be read: {error.strerror}")


def decoded(data: bytes, name: str) -> Text | Note:
    """Bytes as the text that kubectl takes them for: UTF-8, or UTF-16 with a byte order mark."""
    for mark, encoding in _OTHER_ENCODINGS:
        if data.startswith(mark):
            return Note(name, None, f"is written in {encoding}; save it as UTF-8, which kubectl reads")
    try:
        return Text(name, data.decode("utf-8"))
    except UnicodeDecodeError as error:
        from dslint.source.encodings import as_kubectl_reads

        text = as_kubectl_reads(data)
        if text is not None:
            return Text(name, text, data)
        line = data.count(b"\n", 0, error.start) + 1
        message = f"is not text: byte 0x{data[error.start]:02x} is not UTF-8; save it as UTF-8, or leave it out"
        return Note(name, line, message)


def inputs_of(source: Any, names: Container[str] = ()) -> Iterator[Text | Note | Skipped | Mapping[str, Any]]:
    """Each text, note or object of the sources; files and texts of these names were found."""
    for one in each_of(source):
        if isinstance(one, (Text, Note, Skipped, Mapping)):
            yield one
        else:
            path = one if isinstance(one, Path) else Path(one)
            yield from texts_of(path, found_before=str(path) in names)


def as_found(
    inputs: Iterable[Text | Note | Skipped | Mapping[str, Any]], names: Container[str]
) -> Iterator[Text | Note | Skipped | Mapping[str, Any]]:
    """The inputs, with the texts of these names as found ones."""
    for one in inputs:
        yield FoundText(*one) if isinstance(one, Text) and one.name in names else one


def each_of(sources: Any) -> Iterator[Any]:
    """Each of the sources; objects as JSON values. Raises TypeError for other types."""
    if sources is None:
        return
    if isinstance(sources, (str, Path, Mapping, Text, Note, Skipped)):
        sources = (sources,)
    elif not isinstance(sources, Iterable) or isinstance(sources, bytes):
        sources = (_refuse(sources),)
    for one in sources:
        if isinstance(one, Mapping):
            from dslint.source.python_objects import plain

            yield plain(one)
        else:
            yield one if isinstance(one, (str, Path, Text, Note, Skipped)) else _refuse(one)


def scope_of(sources: Iterable[Any]) -> Scope | None:
    """The paths among the sources, and the names of texts; None if there are none."""
    named = (one.name if isinstance(one, Text) else one for one in sources)
    paths = tuple(str(one) for one in named if isinstance(one, (str, Path)) and one not in NAMELESS)
    return Scope(paths) if paths else None


def folder_or_commit(sources: Iterable[Any]) -> Path | str | None:
    """The first source that has whole folders: a folder, or the name of a commit."""
    for one in sources:
        if names_commit(one):
            return str(one)
        if isinstance(one, (str, Path)) and is_folder(Path(one)):
            return Path(one)
    return None


def _refuse(value: Any) -> NoReturn:
    raise TypeError(f"expected a path or an object (a dict), not {value!r}")


def mentions(given: Any, word: str) -> bool:
    """Whether a text, the kind of an object that is no text, or any of several has a word."""
    if isinstance(given, Mapping):
        return given.get("kind") == word or mentions(given.get("items") or (), word)
    if isinstance(given, list | tuple) and not isinstance(given, Text):
        return any(mentions(one, word) for one in given)
    return isinstance(given, Text) and word in given.text
