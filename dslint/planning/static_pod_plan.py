"""Static pods in a plan: the pods that each kubelet starts from the manifest folders of its node.

They start before all workloads: the resources and ports that they use are not free for others.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from dslint.findings import ObjectRef
from dslint.inventory.errors import InventoryError
from dslint.kubelet.manifest_folder import TooLargeError, manifest_folder, read
from dslint.kubelet.manifest_text import ManifestText, first_document
from dslint.kubelet.static_pod_defaults import static_name
from dslint.kubelet.static_pod_placement import StaticManifest, StaticRun, run_static_pods
from dslint.kubelet.static_pods import outcome, unparsable
from dslint.kubernetes.cluster import Cluster
from dslint.kubernetes.pods import Pod
from dslint.kubernetes.release import Release
from dslint.planning.listed_static_pods import holds
from dslint.planning.node_outcomes import NodeOutcome, grouped
from dslint.planning.pod_admission import policies_of
from dslint.plans import State, StaticPodPlan, Victim
from dslint.source.file_search import OUTSIDE

if TYPE_CHECKING:
    from dslint.planning.policy_admission import PolicyAdmission


class StaticPodFolders:
    """Manifest folders as the kubelet reads them. Each folder is read once, whatever the number of versions."""

    def __init__(self) -> None:
        self._manifests: dict[Path, tuple[StaticManifest, ...]] = {}

    def manifests(self, folder: Path) -> tuple[StaticManifest, ...]:
        """Raises InventoryError for a folder that cannot be read."""
        if folder not in self._manifests:
            self._manifests[folder] = _read_folder(folder)
        return self._manifests[folder]


def start_static_pods(
    cluster: Cluster,
    release: Release,
    folders: StaticPodFolders,
    before: Path | str | None = None,
    *,
    bind_all: bool = False,
) -> tuple[StaticPodPlan, ...]:
    """Starts the kubelet of every node, which adds its static pods to the cluster, and evicts pods for them.

    `before` is the folder as it was, or the name of a commit that has it, to say what changes. Raises InventoryError
    for a folder that cannot be read, BaselineError for a commit.
    """
    names = dict.fromkeys(name for of_node in cluster.static_folders.values() for name in of_node)
    runs = run_static_pods(cluster, {name: folders.manifests(Path(name)) for name in names}, release)
    old = _before(before, names, folders)
    policies = policies_of(cluster, release, bind_all=bind_all)
    plans = [_with_mirrors(_plan(run, old), run, policies, release) for run in runs]
    return (*plans, *_gone(old or {}, runs, cluster, release))


def _with_mirrors(
    plan: StaticPodPlan, run: StaticRun, policies: PolicyAdmission | None, release: Release
) -> StaticPodPlan:
    """With a note if policies refuse the mirror pods: kubelets run static pods all the same."""
    if policies is None or not run.admitted:
        return plan
    node = run.admitted[0].node
    pod = outcome(run.manifest.value, run.manifest.name, node, release).pod
    return plan if pod is None else plan._replace(notes=(*plan.notes, *policies.of_mirror_pod(pod, node)))


def start_former(cluster: Cluster, release: Release, folders: StaticPodFolders, before: Path | str) -> None:
    """Starts the static pods as they were before the change: those of a folder, or of a commit that has the folders.

    Folders that nothing is compared with count as they are now.
    """
    if isinstance(before, Path):
        cluster.static_folders = dict.fromkeys(cluster.static_folders, (str(before),))
        start_static_pods(cluster, release, folders)
        return
    names = dict.fromkeys(name for of_node in cluster.static_folders.values() for name in of_node)
    old = {name: _before(before, [name], folders) for name in names}
    manifests = {
        name: folders.manifests(Path(name)) if found is None else tuple(found.values()) for name, found in old.items()
    }
    run_static_pods(cluster, manifests, release)


def _before(
    before: Path | str | None, names: Iterable[str], folders: StaticPodFolders
) -> dict[str, StaticManifest] | None:
    if before is None:
        return None
    if isinstance(before, Path):
        return {Path(item.file).name: item for item in folders.manifests(before)}
    from dslint.planning.committed_folders import committed_files

    files = committed_files(before, names)
    if files is None:
        return None
    return {each.name: _manifest(each.file, each.name, first_document(each.content)) for each in files}


def _read_folder(folder: Path) -> tuple[StaticManifest, ...]:
    """Raises InventoryError."""
    try:
        return tuple(manifests_of(folder))
    except (OSError, ValueError) as error:
        said = getattr(error, "strerror", None) or str(error)
        raise InventoryError(f"the folder of static pods cannot be read: {said}", file=str(folder)) from error


def manifests_of(folder: Path) -> Iterator[StaticManifest]:
    """The files of a folder as the kubelet reads them. Raises OSError."""
    found = manifest_folder(folder)
    for link in found.links:
        yield StaticManifest(str(link), link.name, None, OUTSIDE.format(tree=folder))
    for file in found.files:
        try:
            held = first_document(read(file))
        except TooLargeError as error:
            yield StaticManifest(str(file), file.name, None, str(error))
            continue
        yield _manifest(str(file), file.name, held)


def _manifest(file: str, name: str, held: ManifestText) -> StaticManifest:
    """A file by its first document."""
    return StaticManifest(file, name, held.value, None if held.error is None else unparsable(name, held.error))


def _plan(run: StaticRun, old: Mapping[str, StaticManifest] | None) -> StaticPodPlan:
    answers = [*_admitted(run), *_rejected(run)]
    change = _change(run.manifest, old)
    pods = run.admitted
    return StaticPodPlan(
        _reference(run.manifest),
        run.manifest.file,
        change,
        error=run.error,
        placement=grouped(answers),
        holds=tuple(holds(pods[0])) if pods else (),
        notes=tuple(_notes(change, run.manifest, len(pods))),
    )


def _admitted(run: StaticRun) -> Iterator[tuple[str, NodeOutcome]]:
    plain = NodeOutcome(State.BOUND)
    for pod in run.admitted:
        evicted = run.evicted.get(pod.node)
        yield pod.node, NodeOutcome(State.BOUND, evicts=_victims(evicted, pod.node)) if evicted else plain


def _rejected(run: StaticRun) -> Iterator[tuple[str, NodeOutcome]]:
    for node, rejections in run.rejected.items():
        yield node, NodeOutcome(State.EXCLUDED, rejections)


def _victims(pods: Iterable[Pod], node: str) -> tuple[Victim, ...]:
    return tuple(Victim(pod.namespace, pod.name, node, pod.spec.priority) for pod in pods)


def _reference(manifest: StaticManifest) -> ObjectRef:
    return ObjectRef.of(manifest.value)


def _change(manifest: StaticManifest, old: Mapping[str, StaticManifest] | None) -> str | None:
    """None where there is no older folder to compare with."""
    if old is None:
        return None
    known = old.get(Path(manifest.file).name)
    if known is None:
        return "added"
    return "unchanged" if known.value == manifest.value else "changed"


def _notes(change: str | None, manifest: StaticManifest, nodes: int) -> Iterator[str]:
    where = f"{nodes} node{'' if nodes == 1 else 's'}"
    if change == "changed":
        yield (
            f"{manifest.name} changes: the kubelets of {where} replace the pod as soon as they see the file, on all "
            "nodes at once if all files change at once; static pods have no rolling update"
        )
    elif change == "added":
        yield f"{manifest.name} is new: the kubelets of {where} start it as soon as they see the file"


def _gone(
    old: Mapping[str, StaticManifest], runs: Iterable[StaticRun], cluster: Cluster, release: Release
) -> Iterator[StaticPodPlan]:
    """The files that no longer exist."""
    present = {Path(run.manifest.file).name for run in runs}
    nodes = [node.name for node in cluster.nodes if node.name in cluster.static_folders]
    for name, manifest in old.items():
        reference = _reference(manifest)
        if name in present or not reference.name:
            continue
        example = static_name(reference.name, nodes[0], release) if nodes else reference.name
        note = (
            f"{name} is removed: each kubelet deletes its pod once the file is gone from its node; deleting the pod "
            f"{example} through the API has no effect, as the kubelet creates it again"
        )
        removed = grouped((node, _REMOVED) for node in nodes)
        yield StaticPodPlan(reference, manifest.file, "removed", placement=removed, notes=(note,))


_REMOVED = NodeOutcome(State.REMOVED)
