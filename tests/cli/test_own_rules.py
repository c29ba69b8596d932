"""Users' rules and profiles: read from folders, checked with file and line, tested by their examples."""

from __future__ import annotations

from pathlib import Path

import pytest

from dslint.policy.own_rules import OwnRulesError, read_own
from tests.cli.conftest import Dslint

RULE = """\
code: ACME001
name: image-from-elsewhere
severity: warning
origin: policy
summary: an image that is not ours
reason: |
  Nodes reach our registry only, so an image from elsewhere is pulled by none.
help: copy it to registry.acme.example
match:
  containers: [containers, sidecars, initContainers]
path: image
assert:
  pattern: ^registry[.]acme[.]example/
message: container {container} runs {value}, which nodes cannot pull
examples:
- bad: |
    apiVersion: v1
    kind: Pod
    metadata:
      name: agent
    spec:
      containers:
      - name: agent
        image: docker.io/agent:1.0  # warning: ACME001
  good: |
    apiVersion: v1
    kind: Pod
    metadata:
      name: agent
    spec:
      containers:
      - name: agent
        image: registry.acme.example/agent:1.0
"""
PROFILE = """\
profile: pinger
title: asks every node whether it is there
needs:
  hostNetwork: true
"""
POD = """\
apiVersion: v1
kind: Pod
metadata:
  name: agent
  namespace: agents
  annotations:
    dslint.dev/profile: pinger
spec:
  hostNetwork: true
  dnsPolicy: ClusterFirstWithHostNet
  containers:
  - name: agent
    image: docker.io/agent:1.0
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "rules").mkdir()
    (tmp_path / "rules" / "ACME001.yaml").write_text(RULE)
    (tmp_path / "rules" / "pinger.yaml").write_text(PROFILE)
    (tmp_path / "pod.yaml").write_text(POD)
    return tmp_path


def concise(dslint: Dslint, *arguments: str) -> list[str]:
    out = dslint("lint", "-q", "--no-cache", "--format", "concise", *arguments).out
    return [line.partition(": ")[2] for line in out.splitlines()]


TOLD = "warning ACME001 image-from-elsewhere: container agent runs docker.io/agent:1.0, which nodes cannot pull"


def test_rules_and_profiles_of_a_folder_are_in_force(dslint: Dslint, folder: Path) -> None:
    found = concise(dslint, "--rules", str(folder / "rules"), str(folder / "pod.yaml"))
    assert found == [TOLD]
    codes = {line.split()[1] for line in concise(dslint, str(folder / "pod.yaml"))}
    assert codes == {"DS601", "DS698"}


def test_a_configuration_names_folders_and_profiles(dslint: Dslint, folder: Path) -> None:
    (folder / ".dslint.yaml").write_text("rules: [rules]\nprofiles: {agents/ag*: pinger}\n")
    (folder / "pod.yaml").write_text(POD.replace("    dslint.dev/profile: pinger\n", "    owner: us\n"))
    assert concise(dslint, str(folder / "pod.yaml")) == [TOLD]


@pytest.mark.parametrize("selected", ["ACME", "ACME001", "image-from-elsewhere"])
def test_rules_of_ones_own_are_chosen_like_all_others(dslint: Dslint, folder: Path, selected: str) -> None:
    pod = str(folder / "pod.yaml")
    assert concise(dslint, "--rules", str(folder / "rules"), "--select", selected, pod) == [TOLD]
    assert concise(dslint, "--rules", str(folder / "rules"), "--ignore", selected, pod) == []


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("code: ACME001", "code: DS001", "1: code: DS001 is one of dslint's own; take other letters than DS"),
        ("severity: warning", "severity: fatal", "3: severity: 'fatal' is not one of"),
        ("message:", "mesage:", '14: there is no mesage; did you mean "message"?'),
        ("  containers: [", "  kontainers: [", '10: there is no match.kontainers; did you mean "containers"?'),
        ("  pattern: ^registry[.]acme[.]example/", "  type: txt", "12: assert: this is no JSON Schema"),
        ("origin: policy", "origin: kubelet", "4: origin: a rule of yours is a policy"),
        ("path: image", "path: 'image; rm'", "11: path: "),
        ("code: ACME001", "code: [", "while parsing"),
    ],
)
def test_a_fault_is_told_with_its_line(folder: Path, old: str, new: str, told: str) -> None:
    (folder / "rules" / "ACME001.yaml").write_text(RULE.replace(old, new, 1))
    with pytest.raises(OwnRulesError) as error:
        read_own([folder / "rules"])
    assert any(line.startswith(str(folder)) and told in line for line in str(error.value).splitlines())


def test_two_files_of_one_code_are_a_fault(folder: Path) -> None:
    (folder / "rules" / "again.yaml").write_text(RULE)
    with pytest.raises(OwnRulesError, match=r"ACME001 is in .*ACME001\.yaml too"):
        read_own([folder / "rules"])


def test_a_folder_that_is_none_is_wrong_usage(dslint: Dslint, folder: Path) -> None:
    assert dslint("lint", "--rules", str(folder / "nowhere"), str(folder / "pod.yaml")).code == 2


@pytest.mark.parametrize(
    ("old", "new", "code", "told"),
    [
        ("", "", 0, "1 examples of 1 rules, 0 failed; 1 profiles read"),
        ("docker.io/agent:1.0  #", "registry.acme.example/a:1  #", 1, "nothing is said of line 8 of the bad manifest"),
        ("  # warning: ACME001", "", 1, "line 8 of the bad manifest is told and not marked"),
        ("image: registry.acme.example/agent:1.0", "image: a:1", 1, "line 8 of the good manifest is told"),
    ],
)
def test_rules_are_held_to_their_examples(
    dslint: Dslint, folder: Path, old: str, new: str, code: int, told: str
) -> None:
    (folder / "rules" / "ACME001.yaml").write_text(RULE.replace(old, new, 1) if old else RULE)
    ended = dslint("rules", "test", str(folder / "rules"))
    assert ended.code == code
    assert told in ended.out
