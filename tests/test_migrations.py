"""dslint.migrate_text: what Python programs call."""

from __future__ import annotations

import pytest

import dslint
from dslint.kubernetes.release import UnknownVersionError
from dslint.migrations import migrated
from dslint.source.inputs import Text

OLD = """apiVersion: apps/v1beta2
kind: DaemonSet
metadata: {name: agent}
spec:
  selector: {matchLabels: {app: agent}}
  template:
    metadata: {labels: {app: agent}}
    spec:  # dslint: ignore DS107
      containers: [{name: agent, image: "registry.example/agent:1"}]
"""


@pytest.mark.parametrize("to", ["1.36", "1.16..1.36", ["1.16", "1.36"]])
def test_a_text_is_taken_to_versions(to: str | list[str]) -> None:
    found = dslint.migrate_text(OLD, "agent.yaml", to=to)
    assert found.after == OLD.replace("apps/v1beta2", "apps/v1")
    assert (found.name, found.complete) == ("agent.yaml", True)
    assert [one.written_for for one in found.objects] == ["1.15"]


def test_the_version_that_it_was_written_for_can_be_given() -> None:
    assert [one.written_for for one in migrated(Text("-", OLD), to="1.36", written_for="1.12").objects] == ["1.12"]


def test_versions_and_texts_are_checked() -> None:
    with pytest.raises(UnknownVersionError, match=r"dslint knows 1\.5 to 1\.37"):
        dslint.migrate_text(OLD, to="1.99")
    with pytest.raises(UnknownVersionError):
        dslint.migrate_text(OLD, to="1.36", written_for="old")
    with pytest.raises(TypeError, match="decode it first"):
        dslint.migrate_text(OLD.encode(), to="1.36")  # type: ignore[arg-type]
