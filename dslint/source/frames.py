"""A map or a list while it is read, and how entries get into it: duplicates, merges, keys that collide."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from dslint.findings import Path
from dslint.source import faults
from dslint.source.faults import Fault, Stretch
from dslint.source.places import Children, Place


@dataclass(slots=True)
class Frame:
    """A map or list that is being read; of a map also the key whose value comes next.

    `key` is None where the key was no key at all: its value is read and dropped. `key_types` remembers keys that
    were no text (`1:`), for those are other keys than `'1':` until all become text. `height` counts the levels inside.
    """

    value: dict[str, Any] | list[Any]
    places: Children
    start: int
    start_end: int
    is_key: bool = False
    key: str | None = None
    key_type: type = str
    key_start: int = 0
    key_end: int = 0
    awaits_value: bool = False
    merges: bool = False
    height: int = 1
    key_types: dict[str, type] = field(default_factory=dict)

    @property
    def awaits_key(self) -> bool:
        return not self.awaits_value and type(self.value) is dict

    def append(self, value: Any, place: Place) -> None:
        assert isinstance(self.value, list)
        assert isinstance(self.places, list)
        self.value.append(value)
        self.places.append(place)

    def set_entry(self, key: str, key_type: type, value: Any, place: Place) -> Fault | None:
        """Put an entry into the map; the last one wins. Returns the fault of a key that is there already."""
        assert isinstance(self.value, dict)
        assert isinstance(self.places, dict)
        fault = None
        if key in self.value:
            same = self.key_types.get(key, str) is key_type
            fault = (_duplicate if same else _collision)(key, self.places[key], place)
        self.value[key] = value
        self.places[key] = place
        if key_type is not str:
            self.key_types[key] = key_type
        elif self.key_types:
            self.key_types.pop(key, None)
        return fault

    def merge(self, value: Any, children: Children, *, aliased: bool) -> Iterator[Fault]:
        """Take over the entries of `<<`: a map, or a list of maps of which earlier ones win.

        They are set where `<<` stands: an entry that stands before it is overwritten, as Kubernetes' library does.
        """
        sources = _sources(value, children, aliased=aliased)
        if not all(isinstance(source, dict) for source, _ in sources):
            message = "map merge requires map or sequence of maps as the value"
            yield Fault(faults.MERGE_OF_NO_MAP, message, Stretch(self.key_start, self.key_end))
            return
        for source, places in sources:
            for key, place in places.items() if isinstance(places, dict) else ():
                fault = self.set_entry(key, str, source[key], place)
                if fault is not None:
                    yield fault


def path_of(frames: list[Frame]) -> Path:
    """The way to what is read into the innermost frame now."""
    steps = (len(frame.value) if isinstance(frame.value, list) else frame.key for frame in frames)
    return tuple(step for step in steps if step is not None)


def _sources(value: Any, children: Children, *, aliased: bool) -> list[tuple[Any, Children]]:
    """What `<<` takes over, in the order of taking; a list only where it stands there itself."""
    if isinstance(value, list) and isinstance(children, list) and not aliased:
        return [(item, place[4]) for item, place in zip(value, children, strict=True)][::-1]
    return [(value, children)]


def _duplicate(key: str, first: Place, second: Place) -> Fault:
    return Fault(
        code=faults.DUPLICATE_KEY,
        message=f'key "{key}" already set in map',
        place=Stretch(second[0], second[1]),
        path=(key,),
        related=((f"{key} is set here first", Stretch(first[0], first[1])),),
        fatal=False,
        strict=True,
    )


def _collision(key: str, first: Place, second: Place) -> Fault:
    return Fault(
        code=faults.KEYS_THAT_COLLIDE,
        message=f'two keys become "{key}" once they are text, and which one wins is chance; remove one',
        place=Stretch(second[0], second[1]),
        path=(key,),
        related=(("the other key", Stretch(first[0], first[1])),),
        fatal=False,
    )
