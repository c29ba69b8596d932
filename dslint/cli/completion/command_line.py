"""A command line up to the cursor: which command it names, and which value is being typed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

import click
from click.shell_completion import split_arg_string

END_OF_OPTIONS = "--"
_CURSOR = "\0"


@dataclass(slots=True)
class Place:
    """Where the cursor is.

    `parameter` is the option or argument whose value is typed; None where the name of an option or of a command is.
    `kept` are the characters of the word before that value: the 8 of `--nodes=`. `given` are the values of the
    parameters before the cursor, by parameter name; a flag has none.
    """

    command: click.Command
    parameter: click.Parameter | None = None
    word: str = ""
    kept: int = 0
    given: dict[str, list[str]] = field(default_factory=dict)
    ended: bool = False
    """Whether `--` has ended the options."""

    @property
    def typed(self) -> str:
        """The beginning of the value."""
        return self.word[self.kept :]

    def context(self) -> click.Context:
        return click.Context(self.command, resilient_parsing=True)

    def values(self, *names: str) -> list[str]:
        """What was given for these parameters."""
        return [value for name in names for value in self.given.get(name, ())]


def words_of(line: str) -> tuple[list[str], str]:
    """The finished words after the command's own name, and the one that the cursor is in, both without quotes."""
    *words, last = split_arg_string(line + _CURSOR)
    return words[1:], last.removesuffix(_CURSOR)


def place_of(root: click.Command, words: Sequence[str], word: str) -> Place | None:
    """The place of the cursor in `word`, which follows `words`; None behind an unknown command."""
    place = Place(root)
    rest = iter(words)
    for before in rest:
        if before == END_OF_OPTIONS and not place.ended:
            place.ended = True
        elif _is_option(before, place):
            _take_option(place, before, rest)
            if place.parameter is not None:
                place.word = word
                return place
        elif isinstance(place.command, click.Group):
            found = place.command.get_command(place.context(), before)
            if found is None:
                return None
            place = Place(found)
        else:
            _give(place, _argument(place), before)
    place.word = word
    _find_parameter(place)
    return place


def _is_option(word: str, place: Place) -> bool:
    return word.startswith("-") and word != "-" and not place.ended


def _take_option(place: Place, word: str, rest: Iterator[str]) -> None:
    """Note what an option is given. If its value is missing, the cursor is in it: it becomes the `parameter`."""
    name, equals, value = word.partition("=") if word.startswith("--") else (word[:2], word[2:], word[2:])
    option = _options(place.command).get(name)
    if option is None or not _takes_value(option):
        _give(place, option, None)
        return
    found = value if equals else next(rest, None)
    if found is None:
        place.parameter = option
    else:
        _give(place, option, found)


def _find_parameter(place: Place) -> None:
    """The parameter whose value is typed, and how much of the word belongs to its name."""
    word = place.word
    if _is_option(word, place) and word != "-":
        name, equals, _ = word.partition("=") if word.startswith("--") else (word[:2], word[2:], "")
        option = _options(place.command).get(name)
        if equals and option is not None and _takes_value(option):
            place.parameter = option
            place.kept = len(name) + word.startswith("--")
    elif word != "-" and not isinstance(place.command, click.Group):
        place.parameter = _argument(place)


def _options(command: click.Command) -> dict[str, click.Option]:
    options = (parameter for parameter in command.get_params(click.Context(command)) if _is_shown(parameter))
    return {name: one for one in options if isinstance(one, click.Option) for name in (*one.opts, *one.secondary_opts)}


def _is_shown(parameter: click.Parameter) -> bool:
    return isinstance(parameter, click.Option) and not parameter.hidden


def _takes_value(option: click.Option) -> bool:
    return not option.is_flag and not option.count


def _argument(place: Place) -> click.Parameter | None:
    """The argument that the next word is for."""
    for parameter in place.command.params:
        if isinstance(parameter, click.Argument) and (
            parameter.nargs < 0 or len(place.values(parameter.name or "")) < parameter.nargs
        ):
            return parameter
    return None


def _give(place: Place, parameter: click.Parameter | None, value: str | None) -> None:
    if parameter is not None:
        given = place.given.setdefault(parameter.name or "", [])
        given.extend(() if value is None else (value,))
