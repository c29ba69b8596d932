"""The findings that profiles of a configuration excuse are counted by file."""

from __future__ import annotations

from dslint import engine
from dslint.findings import Silenced, Silencer
from dslint.policy.policies import built_in
from dslint.source.inputs import Text

POD = """\
apiVersion: v1
kind: Pod
metadata: {name: agent}
spec:
  hostNetwork: true
  containers: [{name: a, image: "a:1"}]
"""


def test_each_file_has_its_number_and_a_finding_in_several_versions_counts_once() -> None:
    texts = [
        Text("a.yaml", POD), Text("b.yaml", f"{POD}---\n{POD}"), Text("c.yaml", POD.replace("agent", "other")),
        Text("d.yaml", "kind: Pod\napiVersion: v1\nspec: ["),
    ]  # fmt: skip
    policies = built_in()._replace(chosen={"agent": ("metrics",)})
    report = engine.lint(texts, kubernetes_versions=["1.30", "1.36"], policies=policies)
    assert report.silenced == (Silenced(Silencer.PROFILE, "a.yaml", 1), Silenced(Silencer.PROFILE, "b.yaml", 2))
    assert report.suppressed == 3
