"""The values that an option or argument may have, by its metavar: how the help writes a value says what it is."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping

from click.shell_completion import CompletionItem

from dslint.cli.completion.command_line import Place
from dslint.cli.completion.names import Item, names

_ONE_OF_A_LIST = re.compile(r"(?:.*(?:,|\.\.))?", re.DOTALL)
"""All before the last of several versions or rules: `1.29..`, `DS231,`."""


def items(place: Place) -> Iterable[Item]:
    """What may stand at the cursor. Never raises: what a completion cannot read, the command will complain about."""
    if place.parameter is None:
        return names(place)
    given = place.parameter.shell_complete(place.context(), place.typed)
    if given and "=" not in place.typed:
        return given
    metavar = place.parameter.metavar or (place.parameter.name or "").upper()
    if "|" in metavar:
        return _beginning(place.typed, metavar.split("|"))
    return BY_METAVAR.get(metavar, nothing)(place)


def nothing(_place: Place) -> Iterable[Item]:
    """Free text."""
    return ()


def files(place: Place) -> Iterator[Item]:
    yield CompletionItem(place.typed, type="file", before="")


def folders(place: Place) -> Iterator[Item]:
    yield CompletionItem(place.typed, type="dir", before="")


def files_behind_name(place: Place) -> Iterator[Item]:
    """`NAME=FILE`."""
    name, equals, file = place.typed.partition("=")
    if equals:
        yield CompletionItem(file, type="file", before=f"{name}=")


def files_or_commits(place: Place) -> Iterator[Item]:
    """`OLD`: manifests, or `git:` and a branch, a tag or HEAD."""
    from dslint.cli.completion.references import references

    named = place.typed.startswith("git:")
    if not named:
        yield from files(place)
    if named or (place.typed and "git:".startswith(place.typed)):
        yield from _beginning(place.typed, (f"git:{name}" for name in references()))


def versions(place: Place) -> Iterator[Item]:
    """A version, also the last one of a list or of a range."""
    from dslint.kubernetes.release import NEWEST, OLDEST

    minors = [f"1.{minor}" for minor in range(NEWEST[1], OLDEST[1] - 1, -1)]
    return _last_of_list(place.typed, minors)


def rules(place: Place) -> Iterator[Item]:
    """Codes and names, also the last of a list."""
    from dslint.cli.completion.rule_names import rule_names

    before = _before_last(place.typed)
    typed = place.typed[len(before) :]
    known = rule_names(place.values("rules"))
    # Most people know a name or a code: with nothing typed, codes with their names are enough.
    both = {**known, **{name: code for code, name in known.items()}} if typed else known
    for text, other in both.items():
        if text.casefold().startswith(typed.casefold()):
            yield CompletionItem(before + text, help=other)


def rule_or_guide(place: Place) -> Iterator[Item]:
    from dslint.policy.guides import guides

    if "," not in place.typed:
        yield from rules(place)
        yield from _beginning(place.typed, guides())


def kinds(place: Place) -> Iterator[Item]:
    from dslint.kubernetes.release import DEFAULT_VERSION, UnknownVersionError, parse_version
    from dslint.schema.published_schemas import kinds as kinds_of

    try:
        version = parse_version((place.values("version") or [DEFAULT_VERSION])[-1])
    except UnknownVersionError:
        return iter(())
    return (CompletionItem(kind) for kind in kinds_of(version) if kind.casefold().startswith(place.typed.casefold()))


def gates(place: Place) -> Iterator[Item]:
    from dslint.kubernetes.feature_gates import GATES

    return _last_of_list(place.typed, (f"{gate}={state}" for gate in sorted(GATES) for state in ("true", "false")))


def nodes(place: Place) -> Iterator[Item]:
    """The nodes of the inventory that is given on the line, else of the configured one."""
    from dslint.cli.completion.cluster_names import node_names

    return _beginning(place.typed, node_names(place))


def nodes_and_groups(place: Place) -> Iterator[Item]:
    from dslint.cli.completion.cluster_names import group_names, node_names

    return _beginning(place.typed, (*group_names(place), *node_names(place)))


def daemonsets(place: Place) -> Iterator[Item]:
    """`ds/NAME` of the saved objects that are given on the line."""
    from dslint.cli.completion.cluster_names import daemonset_names

    return _beginning(place.typed, (f"ds/{name}" for name in daemonset_names(place)))


def _beginning(typed: str, texts: Iterable[str]) -> Iterator[Item]:
    return (CompletionItem(text) for text in texts if text.startswith(typed))


def _before_last(typed: str) -> str:
    match = _ONE_OF_A_LIST.match(typed)
    return match[0] if match else ""


def _last_of_list(typed: str, texts: Iterable[str]) -> Iterator[Item]:
    before = _before_last(typed)
    return _beginning(typed, (before + text for text in texts))


Complete = Callable[[Place], Iterable[Item]]

BY_METAVAR: Mapping[str, Complete] = {
    **dict.fromkeys(("FILE", "FILE…", "PATH", "PATH...", "[PATH]...", "MANIFEST", "STDIN_FILENAME"), files),
    **dict.fromkeys(("DIR", "DIR...", "FOLDER"), folders),
    **dict.fromkeys(("NAME=FILE", "NAME[=FILE]"), files_behind_name),
    "OLD": files_or_commits,
    **dict.fromkeys(("VERSION", "VERSIONS", "[FROM", "TO]"), versions),
    "RULES": rules,
    "RULE": rule_or_guide,
    "KIND": kinds,
    "A=true,B=false": gates,
    "NODE": nodes,
    "NODES": nodes_and_groups,
    "ds/NAME": daemonsets,
    "WATCH": lambda place: _beginning(place.typed, ("true", "false")),
    # Free text: names to be invented, label keys, numbers, amounts, and what is several words in quotes.
    **dict.fromkeys(("NAME", "KEY", "N", "PATTERN", "cpu=2,memory=4Gi", "OPERATION", "OPERATIONS"), nothing),
}
