"""What `dslint lint` has printed, to print it again when nothing has changed that it depends on.

Nothing of dslint is needed for that but this file, which is why it imports so little. A printed report is one file,
named by a digest of all that was asked: dslint's own files, Python, the arguments, the current folder, the environment,
the day, and where the output goes. It holds the state of each file and folder that the report depends on, as git's
index does: its kind, size, number and times. `cli/lint_record.py` says which these are. A file that is damaged,
truncated or no regular file is ignored, and so is that of a run whose inputs have changed.
"""

from __future__ import annotations

import os
import stat
import sys
import time
from _blake2 import blake2b  # that of hashlib would load OpenSSL

TYPE_CHECKING = False  # like typing's; importing typing would take longer than all that is done here

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

_UNSTEADY = frozenset({b"_", b"OLDPWD", b"SHLVL"})
"""Variables that shells change from command to command, and that no report depends on."""

_LARGEST = 64 << 20
"""The largest size of a file in bytes."""

ABSENT = "absent"

_READING = (
    os.O_RDONLY
    | getattr(os, "O_NONBLOCK", 0)  # a named pipe in place of a file would wait for a writer
    | getattr(os, "O_NOFOLLOW", 0)
    | getattr(os, "O_CLOEXEC", 0)
)


def place(arguments: Sequence[str]) -> str | None:
    """The file for what is asked now; None where nothing can be kept."""
    folder = cache_folder()
    if folder is None or sys.stdout is None or sys.stderr is None:
        return None
    digest = blake2b(digest_size=20)
    try:
        for text in _asked(arguments):
            digest.update(b"%d:" % len(text))
            digest.update(text)
    except (OSError, ValueError):
        return None
    return f"{folder}/printed/{digest.hexdigest()}"


def cache_folder() -> str | None:
    """As cache.user_folder, as a text; None where it is not known or nothing can be kept."""
    if os.name != "posix":
        return None
    base = os.environ.get("XDG_CACHE_HOME", "")
    if base.startswith("/"):
        return f"{base}/dslint"
    home = os.environ.get("HOME", "")
    return f"{home}/.cache/dslint" if home.startswith("/") else None


def printed_again(file: str) -> int | None:
    """Print what was printed for the same arguments, and return its exit code; None if that is not known.

    Raises OSError if standard output cannot be written.
    """
    try:
        code, states, out, err = parts(read_regular(file), file)
    except (OSError, ValueError):
        return None
    texts = os.fsdecode(states).split("\0")
    if any(state_of(path) != state for path, state in zip(texts[::2], texts[1::2])):  # noqa: B905
        return None
    try:
        sys.stdout.buffer.write(out)
        sys.stdout.buffer.flush()
    except BrokenPipeError:
        # The interpreter flushes stdout again when it exits; send that to /dev/null.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    try:
        sys.stderr.buffer.write(err)
        sys.stderr.buffer.flush()
    except OSError:
        pass
    return code


def state_of(path: str) -> str:
    """What changes whenever a file or the list of a folder does. The time of the last change cannot be set back."""
    try:
        now = os.stat(path)  # noqa: PTH116 - pathlib would take longer to import than all that is done here
    except (OSError, ValueError):
        return ABSENT
    return f"{now.st_mode} {now.st_dev} {now.st_ino} {now.st_size} {now.st_mtime_ns} {now.st_ctime_ns}"


def content(file: str, code: int, states: Mapping[str, str], out: bytes, err: bytes) -> bytes:
    """What a file holds: exit code, states by path, standard output and standard error."""
    known = os.fsencode("\0".join(text for item in states.items() for text in item))
    body = b"%d %d %d\n%b%b%b" % (code, len(known), len(out), known, out, err)
    return _checksum(file, body) + body


def parts(whole: bytes, file: str) -> tuple[int, bytes, bytes, bytes]:
    """The parts of a file's content. Raises ValueError if it is not what was written there."""
    body = whole[40:]
    if whole[:40] != _checksum(file, body):
        raise ValueError(file)
    head, _, rest = body.partition(b"\n")
    code, states, out = map(int, head.split())
    return code, rest[:states], rest[states : states + out], rest[states + out :]


def read_regular(file: str) -> bytes:
    """A file's content. Raises OSError, and ValueError for what is no regular file or far too large."""
    descriptor = os.open(file, _READING)
    try:
        state = os.fstat(descriptor)
        if not stat.S_ISREG(state.st_mode) or state.st_size > _LARGEST:
            raise ValueError(file)
        return os.read(descriptor, state.st_size)
    finally:
        os.close(descriptor)


def _checksum(file: str, body: bytes) -> bytes:
    """It depends on the file's name, too: one in the place of another is none."""
    return blake2b(body, digest_size=20, key=os.fsencode(file[-40:])).hexdigest().encode()


def _asked(arguments: Sequence[str]) -> Iterator[bytes]:
    yield repr((sys.version, sys.flags, sys.executable, sys.path)).encode("utf-8", "surrogateescape")
    yield repr((time.localtime()[:3], os.getuid(), os.uname())).encode()
    # Installing a package changes the list of its folder.
    yield from (state_of(folder).encode() for folder in sys.path if folder.endswith("-packages"))
    for stream in (sys.stdout, sys.stderr):
        shown = os.get_terminal_size(stream.fileno()) if stream.isatty() else None
        yield repr((stream.encoding, shown)).encode()
    yield os.getcwdb()  # noqa: PTH109
    yield from map(os.fsencode, arguments)
    yield b""
    for name, value in sorted(os.environb.items()):
        if name not in _UNSTEADY:
            yield b"%b=%b" % (name, value)
    package, _, _ = __file__.rpartition("/")
    yield from _own_files([package, f"{package}/../rules", f"{package}/../schemas"])


def _own_files(waiting: list[str]) -> Iterator[bytes]:
    """The state of each of dslint's files, also while it is being developed. In a wheel, all are in the package."""
    while waiting:
        folder = waiting.pop()
        if not os.path.isdir(folder):  # noqa: PTH112
            continue
        with os.scandir(folder) as entries:
            for entry in entries:
                if "." not in entry.name and entry.is_dir(follow_symlinks=False):
                    if entry.name != "__pycache__":
                        waiting.append(entry.path)
                else:
                    now = entry.stat()
                    yield f"{entry.path} {now.st_mtime_ns} {now.st_size}".encode("utf-8", "surrogateescape")
