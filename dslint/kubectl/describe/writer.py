"""Lines with kubectl's indentation and tabs, and its escapes for control characters.

Kubernetes: kubectl/pkg/describe (PrefixWriter), cli-runtime/pkg/printers/terminal.go.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

NONE = "<none>"
LONGEST_ANNOTATION = 140
_UNSAFE = str.maketrans({"\x1b": "^[", "\r": "\\r"})


class Writer:
    """Collects text, indented by two spaces per level. `base` is added to every level, for nested texts."""

    def __init__(self, base: int = 0) -> None:
        self._parts: list[str] = []
        self._base = base

    @property
    def text(self) -> str:
        return "".join(self._parts)

    def write(self, level: int, text: str) -> None:
        """Write as kubectl does: every piece is indented, also in the middle of a line."""
        self._parts.append("  " * (self._base + level) + text.translate(_UNSAFE))

    def line(self, level: int, key: str, value: object = "") -> None:
        self.write(level, f"{key}:\t{value}\n")

    def nest(self, other: Writer) -> None:
        """Append the text of another writer, which has its own base."""
        self._parts.append(other.text)

    def lines(self, level: int, pairs: Sequence[tuple[str, object]]) -> None:
        for key, value in pairs:
            self.line(level, key, value)

    def end(self, text: str) -> None:
        self.write(0, f"{text}\n")

    def labels(self, title: str, labels: Mapping[str, str]) -> None:
        self.write(0, f"{title}:\t")
        if not labels:
            self.end(NONE)
        for index, key in enumerate(sorted(labels)):
            self._next(index)
            self.write(0, f"{key}={labels[key]}\n")

    def annotations(self, title: str, annotations: Mapping[str, str]) -> None:
        """Annotations; long ones and those of several lines below their key, without the one of kubectl apply."""
        self.write(0, f"{title}:\t")
        shown = {key: value for key, value in annotations.items() if key != LAST_APPLIED}
        if not shown:
            self.end(NONE)
        for index, key in enumerate(sorted(shown)):
            if index:
                self.write(0, "\t")
            self._annotation(key, shown[key].removesuffix("\n"))

    def _annotation(self, key: str, value: str) -> None:
        if len(f"{key}: {value}".encode()) <= LONGEST_ANNOTATION and "\n" not in value:
            self.write(0, f"{key}: {value}\n")
            return
        self.write(0, f"{key}:\n")
        for part in value.split("\n"):
            self.write(0, f"\t  {shortened(part, LONGEST_ANNOTATION - 2)}\n")

    def _next(self, index: int) -> None:
        if index:
            self.write(0, "")
            self.write(0, "\t")


LAST_APPLIED = "kubectl.kubernetes.io/last-applied-configuration"


def shortened(text: str, length: int) -> str:
    """The text cut to `length` bytes, as Go does it."""
    data = text.encode()
    return text if len(data) <= length else data[:length].decode(errors="replace") + "..."


def boolean(value: object) -> str:
    return "true" if value else "false"
