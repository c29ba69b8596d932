"""What kustomize builds of a folder, for `dslint lint --kustomize DIR`: from local files, without the network."""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from dslint.cli.exit_codes import InputFailure, UsageFailure
from dslint.cli.file_settings import BUILT
from dslint.source.inputs import Text
from dslint.source.kustomizations import FILE_NAMES, maps, text_of, texts, value_of
from dslint.source.programs import ProgramError, done

_COMMANDS = (("kustomize", "build"), ("kubectl", "kustomize"))
"""Both build in the same way; kubectl brings a kustomize of its own."""

_LISTS = (
    *("resources", "bases", "components", "patches", "patchesStrategicMerge", "crds", "configurations"),
    *("generators", "transformers", "validators"),
)
"""Fields with paths of files and folders, of which kustomize also reads addresses."""

_ENVIRONMENT = {
    "KUBECONFIG": os.devnull,
    "GIT_ALLOW_PROTOCOL": "none",
    "GIT_TERMINAL_PROMPT": "0",
    **dict.fromkeys(("HTTP_PROXY", "HTTPS_PROXY", "http_proxy", "https_proxy", "ALL_PROXY"), "http://127.0.0.1:9"),
    **dict.fromkeys(("NO_PROXY", "no_proxy"), ""),
}
"""What an address that was overlooked meets: nothing answers there."""

_ADDRESS = re.compile(r"^[\w+.-]+://|^git::|^[\w.-]+@[\w.-]+:|^(?:[\w-]+\.)+[a-z]{2,}[/:]|[?&](?:ref|version)=")

_KEY = re.compile(r"[-._\w]+=")
"""What stands before the name of a file, if its content gets another key."""


def built(folder: str) -> Text:
    """The objects that kustomize builds of a folder.

    Raises UsageFailure if there is no kustomize, InputFailure for a folder that it cannot build.
    """
    if not any(Path(folder, name).is_file() for name in FILE_NAMES):
        raise InputFailure(f"--kustomize {folder}: no {' or '.join(FILE_NAMES[:2])} in this folder")
    for place, address in _addresses(Path(folder)):
        reason = f"{os.path.normpath(place)} needs {address}, and dslint does not use the network: save it as a file"
        raise InputFailure(f"--kustomize {folder}: {reason}")
    return Text(f"{folder}{BUILT}", _output(folder, _command()))


def _command() -> tuple[str, ...]:
    """Only absolute folders of PATH count: what lies in the current folder is not to be run. Raises UsageFailure."""
    for name, verb in _COMMANDS:
        for place in os.get_exec_path():
            file = Path(place, f"{name}.exe" if sys.platform == "win32" else name)
            if file.is_absolute() and file.is_file() and os.access(file, os.X_OK):
                return str(file), verb
    raise UsageFailure("--kustomize needs the command kustomize or kubectl; neither is in PATH: install one of them")


def _output(folder: str, command: tuple[str, ...]) -> str:
    name = f"{Path(command[0]).stem} {command[1]}"
    try:
        told = done(
            [*command, os.path.abspath(folder)],  # noqa: PTH100 - links stay as they are called
            environment={**os.environ, **_ENVIRONMENT},
        )
    except ProgramError as error:
        raise InputFailure(f"--kustomize {folder}: {name} {error}") from error
    except OSError as error:
        raise InputFailure(f"--kustomize {folder}: {name} cannot be run: {error.strerror}") from error
    if told.code:
        said = told.errors.decode("utf-8", "replace").strip().splitlines() or [f"exit code {told.code}"]
        raise InputFailure(f"--kustomize {folder}: {name}: {said[0].removeprefix('Error: ')}")
    return told.output.decode("utf-8", "replace")


def _addresses(top: Path) -> Iterator[tuple[Path, str]]:
    """The addresses that the kustomizations of a folder, and of the local ones that it builds on, would fetch."""
    waiting, seen = [top], set()
    while waiting:
        folder = waiting.pop()
        real = os.path.realpath(folder)
        file = next((folder / name for name in FILE_NAMES if (folder / name).is_file()), None)
        if file is None or real in seen:
            continue
        seen.add(real)
        for name in _sources(value_of(text_of(str(file)))):
            inner = folder / name
            if inner.is_dir():
                waiting.append(inner)
            elif _ADDRESS.search(name) and not inner.exists():
                yield file, name


def _sources(value: Mapping[str, Any]) -> Iterator[str]:
    """What a kustomization reads, by path or address. Texts of several lines stand for themselves."""
    found = [name for key in _LISTS for name in texts(value.get(key))]
    for key in ("patches", "patchesJson6902", "replacements"):
        found += [str(entry["path"]) for entry in maps(value.get(key)) if "path" in entry]
    for key in ("configMapGenerator", "secretGenerator"):
        for generator in maps(value.get(key)):
            files = (*texts(generator.get("files")), *texts(generator.get("envs")), *texts([generator.get("env")]))
            found += [name.partition("=")[2] if _KEY.match(name) else name for name in files]
    openapi = value.get("openapi")
    found += texts([openapi.get("path")]) if isinstance(openapi, dict) else ()
    yield from (name for name in found if "\n" not in name and "\0" not in name)
