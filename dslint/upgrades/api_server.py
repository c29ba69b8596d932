"""What the API server takes, refuses and warns of differently, apart from its schemas: its behaviours in words."""

from __future__ import annotations

from dslint.kubernetes import names
from dslint.schema import behaviours as schema
from dslint.traps.support import behaviours as traps
from dslint.upgrades.changes import DAEMONSET, NO_MANIFEST, POD, VALIDATION, Told, of_validation
from dslint.validation import behaviours as validation

_OF_DAEMONSETS = (DAEMONSET,)
_LABEL_SELECTORS = ("affinity.podAffinity", "affinity.podAntiAffinity", "topologySpreadConstraints.labelSelector")
_ENVIRONMENT = ("containers.env",)
_FIELD = "containers.env.valueFrom.fieldRef.fieldPath="
_PORTS = ("containers.ports",)


ERRORS = (
    Told(
        schema.STRICT_FIELDS,
        VALIDATION,
        "the API server itself rejects unknown and duplicate fields, when asked to; before, only kubectl did",
    ),
    of_validation(schema.BOUNDED_REQUESTS, "a request of more than 3 MiB is refused", NO_MANIFEST),
    of_validation(
        schema.JSON_FALLS_BACK_TO_YAML,
        "kubectl reads a file that begins with a brace and is no JSON as YAML",
        NO_MANIFEST,
    ),
    of_validation(validation.POD_GENERATION_KEPT, "", POD, ends="metadata.generation of a Pod is set by the server"),
    of_validation(
        validation.PERSISTENT_DISK_READ_ONLY,
        "",
        "volumes.gcePersistentDisk",
        ends="a DaemonSet may mount a GCE disk for writing",
    ),
    of_validation(
        validation.ACTIVE_DEADLINE_REFUSED, "a DaemonSet with activeDeadlineSeconds is refused", "activeDeadlineSeconds"
    ),
    of_validation(
        validation.SURGE, "maxUnavailable 0 is allowed where maxSurge is set", "daemonset.updateStrategy.rollingUpdate"
    ),
    of_validation(validation.SELECTOR_VALUES, "invalid label values in selectors are refused", *_LABEL_SELECTORS),
    of_validation(
        validation.SPREAD_SELECTORS,
        "invalid selectors of topology spread constraints are refused",
        "topologySpreadConstraints.labelSelector",
    ),
    of_validation(
        validation.NODE_AFFINITY_VALUES,
        "invalid label values in required node affinity are refused",
        "affinity.nodeAffinity",
    ),
    of_validation(validation.MATCH_FIELDS, "matchFields in node affinity", "affinity.nodeAffinity"),
    of_validation(
        validation.HOST_PORT_TEMPLATES_MAY_BE_EMPTY,
        "with hostNetwork, a template's container ports may be without host port",
        "hostNetwork=true",
    ),
    of_validation(validation.INIT_CONTAINERS_RESIZE, "init containers may have a resizePolicy", "initContainers"),
    of_validation(
        validation.INIT_RESTART_TO_RESIZE_REFUSED,
        "init containers that are no sidecars may not ask for a restart to resize",
        "initContainers",
    ),
    of_validation(
        validation.RESTART_RULES,
        "containers may have a restartPolicy with rules of their own",
        "containers.restartPolicy",
    ),
    of_validation(validation.HOST_IP, "status.hostIP in environment variables", f"{_FIELD}status.hostIP"),
    of_validation(validation.POD_UID, "metadata.uid in environment variables", f"{_FIELD}metadata.uid"),
    of_validation(validation.POD_IPS, "status.podIPs in environment variables", f"{_FIELD}status.podIPs"),
    of_validation(validation.SUBSCRIPTS, "single labels and annotations in environment variables", *_ENVIRONMENT),
    of_validation(
        validation.HUGEPAGES_NEED_COMPUTE,
        "hugepages need a request of cpu or memory beside them",
        "containers.resources.limits",
        "containers.resources.requests",
    ),
    of_validation(
        validation.HUGEPAGES_MULTIPLES,
        "amounts of hugepages must be multiples of the page size",
        "containers.resources.limits",
        "containers.resources.requests",
    ),
    of_validation(
        validation.DELETION_COST,
        "the annotation pod-deletion-cost must be a whole number",
        "metadata.annotations.controller.kubernetes.io/pod-deletion-cost",
    ),
    of_validation(
        validation.SYSCTLS_OF_THE_HOST,
        "sysctls of the host's namespaces are refused with hostNetwork and hostIPC",
        "securityContext.sysctls",
    ),
    of_validation(validation.SYSCTLS_WITH_SLASHES, "sysctls may be written with slashes", "securityContext.sysctls"),
    of_validation(validation.OPERATING_SYSTEM, "fields of the other operating system than os.name are refused", "os"),
    of_validation(names.PORT_NAME_NEEDS_A_LETTER, "names of ports need a letter", "containers.ports.name"),
    of_validation(names.LENGTHS_IN_BYTES, "lengths of names and values count in bytes"),
    of_validation(
        validation.CLAIM_SOURCE_APART,
        "",
        "resourceClaims",
        ends="resourceClaims name their claim themselves, without source",
    ),
)

WARNINGS = (
    of_validation(
        validation.WARNINGS, "the API server warns of deprecated labels, volumes and annotations, and of duplicates"
    ),
    of_validation(
        validation.NULL_SELECTOR_WARNINGS,
        "the API server warns of terms without labelSelector",
        *_LABEL_SELECTORS,
        "topologySpreadConstraints",
    ),
    of_validation(validation.PORT_WARNINGS, "the API server warns of duplicate and overlapping ports", *_PORTS),
    of_validation(validation.PORT_NAME_WARNINGS, "the API server warns of port names that containers share", *_PORTS),
    of_validation(validation.POD_NAME_WARNINGS, "the API server warns of Pods whose name is no host name", POD),
    of_validation(
        validation.GRACE_PERIOD_WARNINGS,
        "the API server warns of a negative terminationGracePeriodSeconds",
        "terminationGracePeriodSeconds",
    ),
    of_validation(
        validation.CLAIM_WARNINGS, "the API server warns of fractions of a byte in claims", "volumes.ephemeral"
    ),
    of_validation(
        traps.FRACTION_WARNINGS,
        "the API server warns of fractions of a byte in requests and limits",
        "containers.resources",
    ),
    of_validation(validation.OVERLAP_WARNINGS, "the API server warns of files of one volume that overlap", "volumes"),
    of_validation(
        validation.ADDRESS_WARNINGS,
        "the API server warns of IP addresses in unusual forms",
        "hostAliases",
        "dnsConfig",
        "containers.ports.hostIP",
    ),
    of_validation(
        validation.LABEL_VALUE_WARNINGS,
        "the API server warns of invalid label values in preferred node affinity",
        "affinity.nodeAffinity",
    ),
    of_validation(
        validation.SECCOMP_ANNOTATIONS_GONE,
        "seccomp annotations have no effect any more, and the API server warns of that",
        "metadata.annotations.seccomp.security.alpha.kubernetes.io/pod",
    ),
    Told(
        validation.SECCOMP_FIELDS,
        "security",
        "seccompProfile is a field",
        touches=(
            "securityContext.seccompProfile",
            "containers.securityContext.seccompProfile",
            "metadata.annotations.seccomp.security.alpha.kubernetes.io/pod",
        ),
    ),
    Told(
        validation.APPARMOR_FIELDS,
        "security",
        "appArmorProfile is a field; the annotation is deprecated",
        touches=("securityContext.appArmorProfile", "containers.securityContext.appArmorProfile"),
    ),
    Told(
        validation.EPHEMERAL_CONTAINERS,
        VALIDATION,
        "ephemeralContainers in templates are refused",
        touches=("ephemeralContainers",),
    ),
)
