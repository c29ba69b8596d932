"""Where the running dslint was installed from, as pip notes it: a repository that others can install it from too."""

from __future__ import annotations

import json
from importlib.metadata import PackageNotFoundError, distribution
from typing import Any, NamedTuple
from urllib.parse import urlsplit

DISTRIBUTION = "kube-dslint"
_GITHUB = "https://github.com/"


class Origin(NamedTuple):
    """A git repository and the commit that was installed. Nobody has published dslint: the names hold the places."""

    address: str = f"{_GITHUB}OWNER/REPOSITORY"
    revision: str = "REVISION"

    @property
    def is_known(self) -> bool:
        return self != Origin()

    @property
    def on_github(self) -> str:
        """OWNER/REPOSITORY; empty for a repository elsewhere."""
        if not self.address.startswith(_GITHUB):
            return ""
        return self.address.removeprefix(_GITHUB).removesuffix("/").removesuffix(".git")


def origin() -> Origin:
    """The places to fill in, if dslint comes from a folder, a file or an index."""
    try:
        noted = distribution(DISTRIBUTION).read_text("direct_url.json")
    except PackageNotFoundError:
        return Origin()
    return origin_of(json.loads(noted)) if noted else Origin()


def origin_of(noted: dict[str, Any]) -> Origin:
    """The origin in what pip notes (PEP 610)."""
    parts = urlsplit(str(noted.get("url", "")))
    commit = noted.get("vcs_info", {}).get("commit_id")
    if parts.scheme not in ("https", "ssh") or parts.password is not None or not isinstance(commit, str):
        return Origin()
    # A user's name is part of an address for ssh; in one for https it could be a token.
    if parts.scheme == "https" and parts.username is not None:
        return Origin()
    return Origin(parts.geturl(), commit)
