"""Objects saved with kubectl get -o json or yaml, as dslint rollout reads them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from dslint.cli.exit_codes import InputFailure
from dslint.cli.parameters import check_standard_input
from dslint.limits import SAVED_OBJECTS_BYTES


def saved_objects(files: Sequence[str]) -> list[Mapping[str, Any]]:
    """All objects of the files, including those in lists. Raises InputFailure."""
    check_standard_input(filename=files)
    found = [item for file in files for item in _read(file)]
    if not any(item.get("kind") == "DaemonSet" for item in found):
        raise InputFailure(
            f"no DaemonSet in {', '.join(files)}; save it with kubectl get daemonsets,controllerrevisions,pods -o json"
        )
    return found


def _read(file: str) -> list[Mapping[str, Any]]:
    """Raises InputFailure."""
    from dslint.inventory.errors import InventoryError
    from dslint.inventory.saved_objects import read_saved
    from dslint.own_files.errors import OwnFileError
    from dslint.own_files.files import decoded, text_of
    from dslint.source.bounded_input import read_standard_input

    name = Path(file)
    try:
        text = (
            decoded(read_standard_input(SAVED_OBJECTS_BYTES), "<stdin>")
            if file == "-"
            else text_of(name, most_bytes=SAVED_OBJECTS_BYTES)
        )
        return read_saved(text, "<stdin>" if file == "-" else file)
    except (OwnFileError, InventoryError) as error:
        raise InputFailure(str(error)) from error
    except OSError as error:
        raise InputFailure(f"{file} cannot be read: {error.strerror}") from error
