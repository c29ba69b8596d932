"""Maps and lists while they are read, and how entries get into them: duplicates, merges, keys that collide."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from dslint.findings import FieldPath, Fix, TextEdit
from dslint.source import text_errors
from dslint.source.aliases import Anchored
from dslint.source.places import NOWHERE, Children, Place, end_of
from dslint.source.text_errors import TextError, TextRange


class Frame:
    """A map, a list or the document itself that is being read.

    `start` and `start_end` are the offsets of what opens it; `is_key` tells that it stands where a key should;
    `height` counts the levels inside. `flow`, `anchor` and `counted` are the YAML reader's: whether it stands between
    brackets, what its name stands for, and how many nodes were counted before it.
    """

    __slots__ = ("anchor", "counted", "flow", "height", "is_key", "start", "start_end")

    awaits_key: bool
    merges = False
    value: Any
    places: Children

    def __init__(self, start: int, start_end: int, *, is_key: bool) -> None:
        self.start, self.start_end, self.is_key = start, start_end, is_key
        self.height = 1
        self.flow = True
        self.anchor: Anchored | None = None
        self.counted = 0

    def put(self, value: Any, start: int, end: int, children: Children) -> TextError | None:
        """Take a value at these offsets, with what stands in it. Returns the fault that this makes."""
        raise NotImplementedError

    @property
    def step(self) -> str | int | None:
        """The part of a path that leads to what is read now."""
        raise NotImplementedError


class Root(Frame):
    """The document: it takes one value."""

    __slots__ = ("place", "value")

    awaits_key = False
    step = None

    def __init__(self) -> None:
        super().__init__(0, 0, is_key=False)
        self.value: Any = None
        self.place: Place = NOWHERE
        self.flow = False

    def put(self, value: Any, start: int, end: int, children: Children) -> TextError | None:
        self.value, self.place = value, (start, start, start, end, children)
        return None


class ListFrame(Frame):
    __slots__ = ("places", "value")

    awaits_key = False

    def __init__(self, start: int, start_end: int, *, is_key: bool) -> None:
        super().__init__(start, start_end, is_key=is_key)
        self.value: list[Any] = []
        self.places: list[Place] = []

    def put(self, value: Any, start: int, end: int, children: Children) -> TextError | None:
        self.value.append(value)
        self.places.append((start, start, start, end, children))
        return None

    @property
    def step(self) -> int:
        return len(self.value)


class MapFrame(Frame):
    """A map, with the key whose value comes next.

    `key` is None where the key was no key at all: its value is read and dropped. `key_types` remembers keys that
    were no text (`1:`), for those are other keys than `'1':` until all become text. `merged` are the keys whose entries
    come from `<<`.
    """

    __slots__ = (
        "awaits_key",
        "key",
        "key_end",
        "key_start",
        "key_type",
        "key_types",
        "merged",
        "merges",
        "places",
        "value",
    )

    def __init__(self, start: int, start_end: int, *, is_key: bool) -> None:
        super().__init__(start, start_end, is_key=is_key)
        self.value: dict[str, Any] = {}
        self.places: dict[str, Place] = {}
        self.key: str | None = None
        self.key_type: type = str
        self.key_start = self.key_end = 0
        self.awaits_key, self.merges = True, False
        self.key_types: dict[str, type] = {}
        self.merged: set[str] = set()

    def take_key(self, key: str | None, start: int, end: int, key_type: type = str) -> None:
        """A key is read; with None, one whose value is to be dropped."""
        self.key, self.key_type, self.key_start, self.key_end = key, key_type, start, end
        self.awaits_key = False

    def put(self, value: Any, start: int, end: int, children: Children) -> TextError | None:
        self.awaits_key = True
        if self.key is None:
            return None
        return self.set_entry(self.key, self.key_type, value, (self.key_start, self.key_end, start, end, children))

    @property
    def step(self) -> str | None:
        return self.key

    def set_entry(self, key: str, key_type: type, value: Any, place: Place) -> TextError | None:
        """Put an entry into the map; the last one wins. Returns the fault of a key that is there already.

        An entry that a merge has brought may be overwritten.
        """
        fault = None
        if key in self.merged:
            self.merged.remove(key)
        elif key in self.value:
            same = self.key_types.get(key, str) is key_type
            fault = (_duplicate if same else _collision)(key, self.places[key], place)
            fault = fault._replace(fix=self._without_repeat(key, value, place))
        self.value[key] = value
        self.places[key] = place
        if key_type is not str:
            self.key_types[key] = key_type
        elif self.key_types:
            self.key_types.pop(key, None)
        return fault

    def _without_repeat(self, key: str, value: Any, place: Place) -> Fix | None:
        """The removal of an entry that is there already, with the same value: from its key on, or from the comma on."""
        from dslint.source.equal_values import equal_values

        if not equal_values(self.value[key], value):
            return None
        start = max(map(end_of, self.places.values())) if self.flow else place[0]
        edits = (TextEdit(start, end_of(place), ""),)
        return Fix(f"remove the second {key}, which is equal to the first", text_edits=edits)

    def merge(self, value: Any, children: Children, *, aliased: bool) -> Iterator[TextError]:
        """Take over the entries of `<<`: a map, or a list of maps of which earlier ones win.

        They are set where `<<` stands: an entry that stands before it is overwritten, as Kubernetes' library does.
        """
        self.awaits_key, self.merges = True, False
        sources = _sources(value, children, aliased=aliased)
        place = TextRange(self.key_start, self.key_end)
        if not all(isinstance(source, dict) for source, _ in sources):
            message = "map merge requires map or sequence of maps as the value"
            yield TextError(text_errors.MERGE_OF_NO_MAP, message, place)
            return
        brought: set[str] = set()
        for source, places in sources:
            for key, its_place in places.items() if isinstance(places, dict) else ():
                if key not in brought and key in self.value and _differ(self.value[key], source[key]):
                    yield _overwritten(key, self.places[key], place)
                self.value[key], self.places[key] = source[key], its_place
                self.key_types.pop(key, None)
                brought.add(key)
        self.merged |= brought


def path_of(frames: Sequence[Frame]) -> FieldPath:
    """The way to what is read into the innermost frame now."""
    return tuple(step for step in (frame.step for frame in frames) if step is not None)


def _sources(value: Any, children: Children, *, aliased: bool) -> list[tuple[Any, Children]]:
    """What `<<` takes over, in the order of taking; a list only where it stands there itself."""
    if isinstance(value, list) and isinstance(children, list) and not aliased:
        return [(item, place[4]) for item, place in zip(value, children, strict=True)][::-1]
    return [(value, children)]


def _differ(one: Any, other: Any) -> bool:
    """Whether two values differ, as far as it is cheap to tell: aliases make large ones of few words."""
    if isinstance(one, dict | list) or isinstance(other, dict | list):
        return one is not other
    return bool(one != other) or type(one) is not type(other)


def _overwritten(key: str, lost: Place, merge: TextRange) -> TextError:
    return TextError(
        code=text_errors.OVERWRITTEN_BY_MERGE,
        message=f"this `<<` overwrites {key}, which stands before it; the entry before it is lost",
        place=merge,
        path=(key,),
        related=((f"{key} is set here", TextRange(lost[0], lost[1])),),
        fatal=False,
    )


def _duplicate(key: str, first: Place, second: Place) -> TextError:
    return TextError(
        code=text_errors.DUPLICATE_KEY,
        message=f'key "{key}" already set in map',
        place=TextRange(second[0], second[1]),
        path=(key,),
        related=((f"{key} is set here first", TextRange(first[0], first[1])),),
        fatal=False,
        strict=True,
    )


def _collision(key: str, first: Place, second: Place) -> TextError:
    return TextError(
        code=text_errors.KEYS_THAT_COLLIDE,
        message=f'two keys become "{key}" as text, and it is random which one wins; remove one',
        place=TextRange(second[0], second[1]),
        path=(key,),
        related=(("the other key", TextRange(first[0], first[1])),),
        fatal=False,
    )
