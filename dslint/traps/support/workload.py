"""A DaemonSet or Pod as traps see it."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Literal, NamedTuple

from dslint.findings import FieldPath, Fix, Problem, Related
from dslint.kubernetes.field_path import field_text
from dslint.kubernetes.raw_values import Map, map_of
from dslint.kubernetes.taints import Toleration

DAEMONSET = "DaemonSet"
REQUIRED = "requiredDuringSchedulingIgnoredDuringExecution"
PREFERRED = "preferredDuringSchedulingIgnoredDuringExecution"
ROLLING_UPDATE = ("spec", "updateStrategy", "rollingUpdate")
CONTAINERS = "containers"
INIT_CONTAINERS = "initContainers"
_OBJECT_METADATA = ("namespace", "resourceVersion", "uid", "managedFields")
_STORED = ("serviceAccount",)
_CONTAINER_LISTS = (INIT_CONTAINERS, CONTAINERS, "ephemeralContainers")


class Container(NamedTuple):
    """A container after defaulting; `kind` is the name of its list in the pod's spec."""

    kind: str
    value: Map
    path: FieldPath

    @property
    def name(self) -> str:
        return self.value.get("name") or ""

    @property
    def long_running(self) -> bool:
        """Whether it runs as long as the pod: an app container or a sidecar."""
        return self.kind == CONTAINERS or (self.kind == INIT_CONTAINERS and self.value.get("restartPolicy") == "Always")


class Workload(NamedTuple):
    """A DaemonSet or Pod: `written` is the decoded manifest, `value` the object after defaulting.

    `spec` and `metadata` are those of the pod or the template, after defaulting; `spec_path` and `metadata_path` are
    their paths. `written_spec` is the spec before defaulting. `tolerations` are in the order of the manifest.
    """

    daemonset: bool
    namespace: str
    written: Map
    value: Map
    spec: Map
    written_spec: Map
    metadata: Map
    spec_path: FieldPath
    metadata_path: FieldPath
    containers: tuple[Container, ...]
    tolerations: tuple[Toleration, ...]

    @classmethod
    def of(cls, written: Map, value: Map) -> "Workload":
        daemonset = value.get("kind") == DAEMONSET
        holder: FieldPath = ("spec", "template") if daemonset else ()
        pod = map_of(value, *holder)
        spec = map_of(pod, "spec")
        metadata = map_of(pod, "metadata")
        place = (*holder, "spec")
        containers = tuple(_containers(spec, place))
        return cls(
            daemonset=daemonset,
            namespace=map_of(value, "metadata").get("namespace") or "",
            written=written,
            value=value,
            spec=spec,
            written_spec=map_of(written, *place),
            metadata=metadata,
            spec_path=place,
            metadata_path=(*holder, "metadata"),
            containers=containers,
            tolerations=tuple(Toleration.of(item) for item in spec.get("tolerations") or ()),
        )

    @property
    def fields(self) -> frozenset[str]:
        """The fields that have a value.

        They are named as in `tolerations.key`, `containers.command` (of any containers), `metadata.annotations`,
        `daemonset.selector`, `object.namespace`, `written.serviceAccount` (in the manifest itself). Texts and booleans
        are there with their value too (`hostNetwork=true`), lists of several items with their second one
        (`tolerations[1]`).
        """
        return _fields(self.value, self.metadata, self.spec, self.containers) | _given(self.written_spec)

    @property
    def labels(self) -> Mapping[str, str]:
        return map_of(self.metadata, "labels")

    @property
    def is_record(self) -> bool:
        """Whether it is a Pod that ran, as kubectl get prints it: controllers and the server have filled in fields."""
        return not self.daemonset and bool(self.written.get("status"))

    @property
    def host_network(self) -> bool:
        return bool(self.spec.get("hostNetwork"))

    @property
    def strategy(self) -> str:
        """The type of the update strategy; empty if there is none."""
        return map_of(self.value, "spec", "updateStrategy").get("type") or ""

    @property
    def affinity(self) -> Map:
        return map_of(self.spec, "affinity")

    def at(self, *keys: str | int) -> FieldPath:
        """A path below the pod's spec."""
        return (*self.spec_path, *keys)

    def alone(self, path: FieldPath) -> FieldPath:
        """The path of the outermost field below the pod's spec that has nothing but what is at this path."""
        while len(path) > len(self.spec_path) + 1 and len(_value_at(self.written, path[:-1])) == 1:
            path = path[:-1]
        return path


def _value_at(value: Any, path: FieldPath) -> Any:
    for key in path:
        value = value[key]
    return value


def _fields(value: Map, metadata: Map, spec: Map, containers: Iterable[Container]) -> frozenset[str]:
    """The fields that have a value, as `Workload.fields` names them."""
    found: set[str] = set()
    for prefix, part, left_out in (
        ("", spec, _CONTAINER_LISTS),
        ("metadata.", metadata, ()),
        ("daemonset.", map_of(value, "spec") if value.get("kind") == DAEMONSET else {}, ("template",)),
    ):
        for name, item in part.items():
            if name not in left_out:
                _add_fields(found, prefix + name, item)
    for name in _OBJECT_METADATA:
        _add_fields(found, f"object.{name}", map_of(value, "metadata").get(name))
    found.update(kind for kind in _CONTAINER_LISTS if spec.get(kind))
    for container in containers:
        _add_fields(found, "containers", container.value)
    return frozenset(found)


def _given(written_spec: Map) -> frozenset[str]:
    """Fields that have a value in each stored object, and therefore count only if the manifest has them."""
    return frozenset(f"written.{name}" for name in _STORED if written_spec.get(name))


def _add_fields(found: set[str], name: str, value: Any) -> None:
    """Add a field and those within it. 0 and false are values; empty maps, lists and strings are not."""
    if value or value in (0, False):
        found.add(name)
    if isinstance(value, str):
        found.add(f"{name}={value}")
    elif isinstance(value, dict):
        for key, item in value.items():
            _add_fields(found, f"{name}.{key}", item)
    elif isinstance(value, list):
        if len(value) > 1:
            found.add(f"{name}[1]")
        for item in value:
            _add_fields(found, name, item)
    elif isinstance(value, bool):
        found.add(f"{name}=true" if value else f"{name}=false")


def _containers(spec: Map, place: FieldPath) -> Iterator[Container]:
    for kind in _CONTAINER_LISTS:
        for position, value in enumerate(spec.get(kind) or ()):
            yield Container(kind, value, (*place, kind, position))


def problem(
    code: str,
    message: str,
    path: FieldPath,
    at: Literal["key", "value"] = "value",
    related: tuple[Related, ...] = (),
    help: str | None = None,  # noqa: A002 - the name that Problem has
    *,
    fix: Fix | None = None,
) -> Problem:
    """A problem whose field is its path as Kubernetes writes it."""
    field = field_text(path, dotted_keys_in_brackets=True)
    return Problem(code, message, path, field, at, related, help, fix=fix)
