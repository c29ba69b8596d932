"""The settings of a configuration, and where each value comes from."""

import os
from collections.abc import Mapping, Sequence
from pathlib import Path
from types import MappingProxyType
from typing import Any, NamedTuple

from dslint.findings import Severity
from dslint.kubernetes.release import all_versions
from dslint.own_files.configuration.ignores import Ignore
from dslint.source.file_search import absolute

DEFAULT = "default"
NEVER = "never"


class ConfigurationError(ValueError):
    """An invalid configuration; the text names file, line and key."""


class Settings(NamedTuple):
    """All settings of a file that is linted.

    `kubernetes_versions` is empty if none are set. `fail_on` is None if nothing fails the run. `severity`
    is by code or name of a rule. `exclude` are patterns as of .gitignore, from `folder` on, where the configuration
    `file` stands; `ignores` leave findings out; files in `static_pod_folders` (patterns too) are the manifests of a
    kubelet. `rules` are folders with rules and profiles of the user's, as written; `profiles` name those of objects, by
    patterns of `namespace/name`; `strict` enables strict policies; `fold` shows alike findings as one;
    `inventory` are the nodes to plan on, `cluster` is what else is there, as written; `user` applies the manifests.
    `origins` has the place of each key that is set.
    """

    kubernetes_versions: tuple[str, ...] = ()
    feature_gates: Mapping[str, bool] = {}
    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    severity: Mapping[str, Severity] = {}
    fail_on: Severity | None = Severity.ERROR
    exclude: tuple[str, ...] = ()
    ignores: tuple[Ignore, ...] = ()
    static_pod_folders: tuple[str, ...] = ("**/etc/kubernetes/manifests/**",)
    rules: tuple[str, ...] = ()
    profiles: Mapping[str, tuple[str, ...]] = {}
    strict: bool = False
    fold: bool = True
    inventory: tuple[str, ...] = ()
    cluster: tuple[str, ...] = ()
    user: Mapping[str, Any] = {}
    folder: Path | None = None
    file: Path | None = None
    origins: Mapping[str, str] = {}

    def to_dict(self) -> dict[str, Any]:
        """Each value as it is written in a configuration."""
        return {
            "kubernetesVersions": list(self.kubernetes_versions),
            "featureGates": dict(self.feature_gates),
            "select": list(self.select),
            "ignore": list(self.ignore),
            "severity": {rule: severity.value for rule, severity in self.severity.items()},
            "failOn": self.fail_on.value if self.fail_on else NEVER,
            "exclude": list(self.exclude),
            "ignores": [ignore.to_dict() for ignore in self.ignores],
            "staticPodFolders": list(self.static_pod_folders),
            "rules": list(self.rules),
            "profiles": {pattern: list(names) for pattern, names in self.profiles.items()},
            "strict": self.strict,
            "fold": self.fold,
            "inventory": list(self.inventory),
            "cluster": list(self.cluster),
            "user": dict(self.user),
        }

    def excludes(self, file: Path) -> bool:
        """Whether to skip a file that was found in a folder."""
        return self.folder is not None and excluded(file, self.folder, self.exclude)

    @property
    def rules_folders(self) -> tuple[Path, ...]:
        """The folders of `rules`, from the configuration's own folder on."""
        return tuple((self.folder or Path()) / folder for folder in self.rules)

    @property
    def inventory_files(self) -> tuple[str, ...]:
        """The files of `inventory`, from the configuration's own folder on. Raises ConfigurationError."""
        return self._files("inventory", self.inventory, "--nodes")

    @property
    def cluster_files(self) -> tuple[str, ...]:
        """The files of `cluster`, as `inventory_files`."""
        return self._files("cluster", self.cluster, "--cluster")

    def _files(self, key: str, paths: Sequence[str], option: str) -> tuple[str, ...]:
        folder = absolute(self.folder or Path())
        return tuple(_within_project(path, folder, f"{self.origin(key)}: {key}", option) for path in paths)

    @property
    def called(self) -> str:
        """The configuration file relative to the working folder; "" if there is none."""
        return "" if self.file is None else near(self.file)

    def origin(self, key: str) -> str:
        return self.origins.get(key, DEFAULT)

    def place(self, key: str) -> str:
        """The origin, relative to the working folder."""
        return self.origin(key).replace(str(self.file), self.called, 1)


def excluded(file: Path, folder: Path, patterns: tuple[str, ...]) -> bool:
    """Whether one of the patterns, which are meant from the folder on, matches the file."""
    if not patterns:
        return False
    from dslint.source.ignore_patterns import patterns_of

    return patterns_of(patterns).ignores_file(Path(os.path.relpath(file, folder)).as_posix())


def near(path: Path) -> str:
    """The path relative to the working folder, if it is inside."""
    here = absolute(Path())
    whole = absolute(path)
    return os.path.normpath(whole.relative_to(here)) if whole.is_relative_to(here) else str(path)


def _within_project(path: str, folder: Path, origin: str, option: str) -> str:
    """A configuration may not name files outside its project: it can come with a change that has not been reviewed."""
    top = next((parent for parent in (folder, *folder.parents) if (parent / ".git").exists()), folder).resolve()
    try:
        inside = (folder / path).resolve().is_relative_to(top)
    except (OSError, ValueError, RuntimeError) as error:  # a loop of links, a name that no file can have
        raise ConfigurationError(f"{origin}: {path!r} is not a valid path: {error}") from error
    if not inside:
        raise ConfigurationError(f"{origin}: {path} is outside {top}; give it with {option} instead")
    return near(folder / path)


def threshold(value: str) -> Severity | None:
    """The lowest severity that fails the run; None for `never`."""
    return None if value == NEVER else Severity(value)


def with_values(settings: Settings, values: Mapping[str, Any], origins: Mapping[str, str]) -> Settings:
    """The settings with some keys set, each from its origin (`.dslint.yaml:3`).

    The values have the types of schemas/config.schema.json. Raises ConfigurationError.
    """
    changed = {_FIELDS[key]: _converted(key, value, origins[key]) for key, value in values.items()}
    return settings._replace(**changed, origins={**settings.origins, **origins})


def _converted(key: str, value: Any, origin: str) -> Any:
    try:
        return _READERS[key](value)
    except ValueError as error:
        raise ConfigurationError(f"{origin}: {key}: {error}") from error


def _texts(value: str | list[str]) -> tuple[str, ...]:
    return (value,) if isinstance(value, str) else tuple(value)


def _ignores(value: list[dict[str, Any]]) -> tuple[Ignore, ...]:
    try:
        return tuple(Ignore.of(entry) for entry in value)
    except ValueError as error:
        raise ValueError(f"{error}; write a date such as 2027-01-31") from error


def _exclude(value: list[str]) -> tuple[str, ...]:
    from dslint.source.ignore_patterns import checked

    return checked(value)


def _profiles(value: dict[str, str | list[str]]) -> dict[str, tuple[str, ...]]:
    return {pattern: _texts(names) for pattern, names in value.items()}


def _severities(value: dict[str, str]) -> dict[str, Severity]:
    return {rule: Severity(severity) for rule, severity in value.items()}


_FIELDS = MappingProxyType(
    {
        "kubernetesVersions": "kubernetes_versions",
        "featureGates": "feature_gates",
        "select": "select",
        "ignore": "ignore",
        "severity": "severity",
        "failOn": "fail_on",
        "exclude": "exclude",
        "ignores": "ignores",
        "staticPodFolders": "static_pod_folders",
        "rules": "rules",
        "profiles": "profiles",
        "strict": "strict",
        "fold": "fold",
        "inventory": "inventory",
        "cluster": "cluster",
        "user": "user",
    }
)
_READERS: Mapping[str, Any] = MappingProxyType(
    {
        "kubernetesVersions": all_versions,
        "featureGates": dict,
        "select": tuple,
        "ignore": tuple,
        "severity": _severities,
        "failOn": threshold,
        "exclude": _exclude,
        "ignores": _ignores,
        "staticPodFolders": tuple,
        "rules": tuple,
        "profiles": _profiles,
        "strict": bool,
        "fold": bool,
        "inventory": _texts,
        "cluster": _texts,
        "user": dict,
    }
)
