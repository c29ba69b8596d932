"""A finding of each family, DS0 to DS9, and of each origin, with what is awkward to show: names, places, versions."""

from __future__ import annotations

from dslint.findings import (
    Edit,
    Finding,
    Fix,
    Folded,
    FoldedRule,
    ObjectRef,
    Operation,
    Origin,
    PlacedEdit,
    RelatedPlace,
    Severity,
    Span,
    StaticPod,
)

VERSIONS = ("1.27", "1.30", "1.33", "1.36")

AWKWARD_FILE = "::add-mask::\u202e##[group]<&\ud800>\n.yaml"
AWKWARD_TEXT = "kind: Pod\n\x1b]0;title\x07 a: ::error::b # dslint: ignore[DS999]\n"


def _finding(code: str, name: str, severity: Severity, origin: Origin, message: str) -> Finding:
    return Finding(
        code=code,
        name=name,
        severity=severity,
        origin=origin,
        message=message,
        object=ObjectRef("apps/v1", "DaemonSet", "kube-system", "agent"),
        field="",
        path=("spec",),
        file="families.yaml",
        span=Span(1, 1, 1, 5),
        kubernetes_versions=VERSIONS,
        help="do what the help says",
    )


NOT_A_MANIFEST = _finding(
    "DS001", "syntax-error", Severity.ERROR, Origin.READER, "did not find expected ',' or '}'"
)._replace(object=None, path=(), help=None)

UNKNOWN_FIELD = _finding(
    "DS101", "unknown-field", Severity.ERROR, Origin.SCHEMA, 'unknown field "spec.\x1b[2Jhost"'
)._replace(
    fix=Fix(
        "rename \x1bhost to hostPID",
        (Edit(Operation.RENAME, ("spec", "\x1bhost"), "hostPID"),),
        placed=(PlacedEdit(1, 1, 1, 5, "\u202ehostPID"),),
    )
)

REFUSED_FILE = _finding(
    "DS401", "no-static-pod", Severity.ERROR, Origin.KUBELET, "couldn't parse as pod: ::warning::etcd.yaml~"
)._replace(file=AWKWARD_FILE, span=None)

TWIN = _finding("DS410", "agent-twice", Severity.WARNING, Origin.TRAP, "DaemonSet agent runs agent:1 too")._replace(
    related=(RelatedPlace("and\u2028here", Span(2, 1, 2, 3)), RelatedPlace("::stop-commands::x", None)),
)

ROOT = _finding("DS610", "root-user", Severity.INFO, Origin.POLICY, "container agent runs as root")._replace(
    path=("spec", "containers", 0, "a/b~c\ufffe"), kubernetes_versions=("1.36",)
)

REFUSED_PODS = _finding(
    "DS701", "pods-refused-by-pod-security", Severity.ERROR, Origin.POLICY, "violates\n##vso[task.x]y"
)._replace(field="spec.template", object=ObjectRef("v1", "Pod", "", "\U000e0041 <b>|`odd`"))

UNDECLARED = _finding(
    "DS699", "undeclared-profile", Severity.WARNING, Origin.POLICY, "asks for host access that profile cni covers"
)._replace(folded=Folded("cni", (FoldedRule("DS601", "host-network", 1), FoldedRule("DS605", "writable-host-path", 4))))

DENIED = _finding(
    "DS710", "admission-policy-denied", Severity.ERROR, Origin.ADMISSION_POLICY, "Validation failed for \u2066x\u2069"
)._replace(
    field="spec.validations[0].expression",
    fix=Fix("set a", (Edit(Operation.SET, ("spec", "a"), {"b": 1}),), safe=False),
)

NOT_CHECKED = _finding(
    "DS713", "admission-policy-not-checked", Severity.INFO, Origin.ADMISSION_POLICY, "what it reads is in no file"
)

UNMET = _finding("DS810", "unmet-expectation", Severity.WARNING, Origin.POLICY, "45 nodes lose the pod")._replace(
    object=None, file=None, span=None, path=()
)

UNUSED_SUPPRESSION = _finding(
    "DS901", "unused-suppression", Severity.WARNING, Origin.SUPPRESSION, "nothing here is silenced"
)._replace(object=None, path=(), file=AWKWARD_FILE, span=Span(2, 1, 2, 9))

FAMILIES = (
    *(NOT_A_MANIFEST, UNKNOWN_FIELD, TWIN, ROOT, UNDECLARED, REFUSED_FILE, UNUSED_SUPPRESSION, REFUSED_PODS),
    *(DENIED, NOT_CHECKED, UNMET),
)
SOURCES = {"families.yaml": "kind: DaemonSet\nspec: {\n", AWKWARD_FILE: AWKWARD_TEXT}

STATIC_PODS = (
    StaticPod("etcd.yaml", "etcd-node-1", "kube-system", accepted=True, error=None),
    StaticPod(AWKWARD_FILE, None, None, accepted=False, error="couldn't parse\x1b[31m: ::error::"),
)
