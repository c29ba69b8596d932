"""Which API versions of DaemonSet come, are deprecated and go, and the tolerations that its controller adds."""

from __future__ import annotations

from collections.abc import Iterator

from dslint.kubernetes.daemon_tolerations import daemon_tolerations
from dslint.kubernetes.release import OLDEST, Release, Version, parse_version, show
from dslint.schema.served_versions import DAEMONSET_VERSIONS, FILLS_IN_SELECTOR, Served
from dslint.upgrades.changes import DAEMONSET, Change

SOURCE = "pkg/controlplane/instance.go: DefaultAPIResourceConfigSource"
TOLERATIONS_SOURCE = "pkg/controller/daemon/util/daemonset_util.go: AddOrUpdateDaemonPodTolerations"


def served_changes(after: Version, to: Version) -> Iterator[Change]:
    for served in DAEMONSET_VERSIONS:
        for version, text in _stages(served):
            if version and after < parse_version(version) <= to:
                yield Change(version, "api", text, SOURCE, (f"apiVersion={served.api_version}",))


def _stages(served: Served) -> Iterator[tuple[str | None, str]]:
    name = served.api_version
    if name == FILLS_IN_SELECTOR:
        yield served.since, f"{name}: updateStrategy defaults to OnDelete, the selector to the template's labels"
    else:
        yield served.since, f"{name}: updateStrategy defaults to RollingUpdate, the selector is required"
    yield served.deprecated, f"{name} is deprecated"
    yield served.until, f"{name} is no longer served by default"
    yield served.gone, f"{name} is removed"


def toleration_changes(after: Version, to: Version) -> Iterator[Change]:
    """The tolerations that the controller adds to all pods from some version on, or no longer adds."""
    for minor in range(max(after, OLDEST)[1], to[1]):
        version = (after[0], minor + 1)
        before, now = (_added(Release(each)) for each in ((after[0], minor), version))
        for text, keys in (("tolerate", now - before), ("no longer tolerate", before - now)):
            for condition in ("", " with hostNetwork"):
                named = sorted(f"{key}:{effect}" for key, effect, of in keys if of == condition)
                if named:
                    told = f"all DaemonSet pods{condition} {text} {', '.join(named)}"
                    yield Change(show(version), "taints", told, TOLERATIONS_SOURCE, (DAEMONSET,))


def _added(release: Release) -> set[tuple[str, str, str]]:
    """Key, effect, and the condition for which they are added."""
    always = set(daemon_tolerations(release, host_network=False))
    all_of_them = set(daemon_tolerations(release, host_network=True))
    return {(*pair, "") for pair in always} | {(*pair, " with hostNetwork") for pair in all_of_them - always}
