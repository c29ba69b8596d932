"""What changes manifests: lint --fix, migrate, migrate-config."""

from __future__ import annotations

from random import Random

from tests.fuzz import corpus, texts
from tests.fuzz.cases import Case, Effect
from tests.fuzz.chances import happens
from tests.fuzz.scalars import odd_text
from tests.fuzz.targets.manifests import stream
from tests.fuzz.targets.options import VERSIONS, lint_options, maybe

CONFIGURATIONS = {
    ".kube-linter.yaml": (
        "checks: {exclude: [host-network, x], ignorePaths: [a/**], doNotAutoAddDefaults: true, include: [host-pid]}\n"
    ),
    "polaris.yaml": (
        "checks: {hostIPCSet: ignore, hostPIDSet: danger, tagNotSpecified: warning}\n"
        "exemptions:\n- {namespace: a, controllerNames: [b], containerNames: [c], rules: [hostNetworkSet]}\n"
    ),
    ".checkov.yaml": "skip-check: [CKV_K8S_16, CKV_K8S_19]\nskip-path: [a, '.*']\ncheck: CKV_K8S_17\n",
    ".trivyignore": "# why\nKSV010 exp:2027-01-31\nKSV009\nAVD-KSV-0017\nCVE-2020-1\n",
    ".trivyignore.yaml": (
        "misconfigurations:\n- {id: KSV009, paths: [a/b.yaml], statement: why, expired_at: 2027-01-31}\n- id: x\n"
    ),
    ".dslint.yaml": "ignore: [DS601]  # kept\nseverity: {DS501: error}\nignores:\n- {rules: [DS602], paths: [a]}\n",
}
COMMENTS = ("# checkov:skip=CKV_K8S_19:why", "#trivy:ignore:KSV009:exp:2027-05-01", "# trivy:ignore:AVD-KSV-0017 x")
ANNOTATIONS = (
    "ignore-check.kube-linter.io/host-network", "kube-linter.io/ignore-all", "kube-score/ignore", "kube-score/skip",
    "polaris.fairwinds.com/exempt", "polaris.fairwinds.com/hostNetworkSet-exempt", "checkov.io/skip1",
    "dslint.dev/ignore",
)  # fmt: skip
SAID = ("true", "why", "CKV_K8S_19=why", "CKV_K8S_16", "host-network,x", "DS601", "")


def manifest(random: Random) -> bytes:
    """Values or a text, both with changes."""
    if happens(random, 0.4):
        return stream(random)
    text = random.choice(corpus.manifest_texts())
    return texts.encoded(random, texts.changed(random, text, random.choice((0, 1, 2, 4))))


def fixed(random: Random) -> Case:
    data = manifest(random)
    unsafe = maybe(random, 0.6, "--unsafe-fixes")
    if happens(random, 0.1):
        return Case(("lint", "-", "--fix", *unsafe, *lint_options(random)), {}, data)
    shows = happens(random, 0.3)
    command = ("lint", "ds.yaml", "--diff" if shows else "--fix", *unsafe, *lint_options(random))
    return Case(command, {"ds.yaml": data}, effect=Effect.NONE if shows else Effect.ONCE)


def migrated(random: Random) -> Case:
    writes = happens(random, 0.6)
    command = (
        *("migrate", "ds.yaml", "--to", random.choice(VERSIONS)),
        *maybe(random, 0.2, "--from", random.choice(("1.5", "1.9", "1.15", "1.24"))),
        *(("--write",) if writes else maybe(random, 0.4, "--diff")),
        *maybe(random, 0.3, "--format", "json"),
    )
    return Case(command, {"ds.yaml": manifest(random)}, effect=Effect.ONCE if writes else Effect.NONE)


def taken_over(random: Random) -> Case:
    names = random.sample(list(CONFIGURATIONS), random.randint(0, 3))
    files = {name: _changed(random, CONFIGURATIONS[name]) for name in names}
    files["pod.yaml"] = _with_ignores(random, random.choice(corpus.manifest_texts()))
    writes = happens(random, 0.6)
    command = ("migrate-config", *maybe(random, 0.3, "."), *(("--write",) if writes else ()))
    return Case(command, files, effect=Effect.ONCE if writes else Effect.NONE)


def _changed(random: Random, text: str) -> bytes:
    return texts.encoded(random, texts.changed(random, text, random.choice((0, 0, 1, 3))))


def _with_ignores(random: Random, text: str) -> bytes:
    lines = text.split("\n")
    for _ in range(random.randint(0, 2)):
        at = random.randrange(len(lines))
        comment = random.choice((*COMMENTS, f"# checkov:skip={odd_text(random)}"))
        if happens(random, 0.5):
            lines[at] += f" {comment}"
        else:
            lines.insert(at, " " * random.randint(0, 6) + comment)
    said = {name: random.choice((*SAID, odd_text(random))) for name in random.sample(ANNOTATIONS, 2)}
    text = "\n".join(lines).replace("metadata:\n", f"metadata:\n  annotations: {texts.flow(said)}\n", 1)
    return _changed(random, text)
