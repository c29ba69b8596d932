from __future__ import annotations

import io
import json
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from dslint.data import schemas_folder
from tests.cli.conftest import Dslint

ROOT = Path(__file__).parents[2]
HOMELAB = str(ROOT / "tests" / "clusters" / "homelab.yaml")
STATIC_PODS = str(ROOT / "examples" / "nodes.yaml")
AGENT = str(ROOT / "examples" / "fluentd.yaml")
OLD, NEW = (str(ROOT / "examples" / "update" / name) for name in ("old.yaml", "new.yaml"))
TWO_NODES = """\
apiVersion: dslint.dev/v1
kind: Inventory
metadata: {name: two}
spec:
  nodeGroups:
  - {name: plain, names: [n1, n2], allocatable: {cpu: "4", memory: 8Gi, pods: "110"}}
"""
SMALL = """\
apiVersion: apps/v1
kind: DaemonSet
metadata: {name: agent}
spec:
  selector: {matchLabels: {app: agent}}
  template:
    metadata: {labels: {app: agent}}
    spec:
      containers: [{name: agent, image: "agent:1"}]
"""
HEAD = "apiVersion: dslint.dev/v1\nkind: Expectations\nexpect:\n"


@pytest.fixture
def two(tmp_path: Path) -> str:
    path = tmp_path / "two.yaml"
    path.write_text(TWO_NODES)
    return str(path)


@pytest.fixture
def small(tmp_path: Path) -> Path:
    path = tmp_path / "ds.yaml"
    path.write_text(SMALL)
    return path


def test_the_report_says_where_it_runs_and_names_the_lines_that_decide(dslint: Dslint) -> None:
    ran = dslint("plan", "--nodes", HOMELAB, AGENT)
    assert ran.code == 0
    assert "homelab (5 nodes, Kubernetes 1.35)\n" in ran.out
    assert "DaemonSet kube-system/fluentd: new, runs on " in ran.out
    assert "untolerated taint node.kubernetes.io/unreachable:NoSchedule" in ran.out
    assert f"{AGENT}:26" in ran.out


def test_json_is_the_contracts(dslint: Dslint) -> None:
    plan = json.loads(dslint("plan", "--nodes", HOMELAB, "--format", "json", AGENT).out)
    assert (plan["kind"], plan["kubernetesVersion"], plan["inventory"]["nodes"]) == ("Plan", "1.35", 5)
    excluded = next(group for group in plan["workloads"][0]["placement"] if group["state"] == "excluded")
    assert excluded["reasons"][0]["source"] == {"file": AGENT, "line": 26}


def test_several_versions_are_several_plans_and_equal_plans_are_shown_once(dslint: Dslint) -> None:
    plans = json.loads(dslint("plan", "--nodes", HOMELAB, "-k", "1.33..1.35", "--format", "json", AGENT).out)
    assert plans["kind"] == "PlanList"
    assert [item["kubernetesVersions"] for item in plans["items"]] == [["1.33", "1.34", "1.35"]]


def test_formats_go_to_files(dslint: Dslint, tmp_path: Path) -> None:
    page, comment = tmp_path / "plan.html", tmp_path / "plan.md"
    ran = dslint("plan", "--nodes", HOMELAB, "--format", f"html={page}", "--format", f"markdown={comment}", AGENT)
    assert (ran.code, ran.out) == (0, "")
    assert page.read_text().startswith("<!DOCTYPE html>")
    assert comment.read_text().startswith("<!-- dslint plan -->")


def test_an_update_shows_its_rollout(dslint: Dslint) -> None:
    ran = dslint("plan", "--nodes", HOMELAB, "--from", OLD, NEW)
    assert "rollout by RollingUpdate: " in ran.out


@pytest.mark.parametrize("name", ["text", "markdown", "html"])
def test_a_what_if_shows_what_it_changes_in_the_rollout(dslint: Dslint, small: Path, tmp_path: Path, name: str) -> None:
    """Each of four nodes is replaced in its turn; without two of them there are two turns."""
    nodes = tmp_path / "four.yaml"
    nodes.write_text(TWO_NODES.replace("[n1, n2]", "[n1, n2, n3, n4]"))
    new = tmp_path / "new.yaml"
    new.write_text(SMALL.replace("agent:1", "agent:2"))
    what_if = ("--what-if", "remove n3", "--what-if", "remove n4")
    ran = dslint("plan", "--nodes", str(nodes), "--from", str(small), *what_if, "--format", name, str(new))
    assert "4 -> 2 waves" in ran.out.replace("&gt;", ">")


def test_nodes_are_named_by_pattern_group_or_selector(dslint: Dslint, two: str, small: Path, tmp_path: Path) -> None:
    new = tmp_path / "new.yaml"
    new.write_text(SMALL.replace("agent:1", "agent:2"))
    ran = dslint("plan", "--nodes", two, "--from", str(small), "--broken", "group=plain", "--format", "json", str(new))
    rollout = json.loads(ran.out)["workloads"][0]["rollout"]
    assert rollout["updated"] == {"minimum": 1, "maximum": 1}


def test_explain_shows_every_check(dslint: Dslint) -> None:
    ran = dslint("plan", "--nodes", HOMELAB, "--explain", "shelf", AGENT)
    assert "shelf, check by check" in ran.out
    assert "NodeResourcesFit" in ran.out


def test_what_if_shows_the_difference(dslint: Dslint, two: str, small: Path) -> None:
    ran = dslint("plan", "--nodes", two, "--what-if", "taint n1 a=b:NoSchedule", "--what-if", "remove n2", str(small))
    assert "~ DaemonSet agent: 1 node, runs -> not scheduled: n1" in ran.out
    assert "~ DaemonSet agent: 1 node, runs -> no such node: n2" in ran.out


def test_scores_are_there_for_those_who_ask(dslint: Dslint, two: str, tmp_path: Path) -> None:
    pod = tmp_path / "pod.yaml"
    pod.write_text('apiVersion: v1\nkind: Pod\nmetadata: {name: p}\nspec: {containers: [{name: c, image: "c:1"}]}\n')
    scored = json.loads(dslint("plan", "--nodes", two, "--scores", "--format", "json", str(pod)).out)
    plain = json.loads(dslint("plan", "--nodes", two, "--format", "json", str(pod)).out)
    assert set(scored["workloads"][0]["placement"][0]["scores"]) == {"n1", "n2"}
    assert "scores" not in plain["workloads"][0]["placement"][0]


def test_together_the_most_important_comes_first(dslint: Dslint, two: str, tmp_path: Path) -> None:
    files = []
    for name, more in (("low", ""), ("high", "priorityClassName: system-node-critical\n      ")):
        file = tmp_path / f"{name}.yaml"
        container = '{name: agent, image: "agent:1", resources: {requests: {cpu: "3"}}}'
        named = SMALL.replace("metadata: {name: agent}", f"metadata: {{name: {name}}}")
        file.write_text(f"{named.split('      containers')[0]}      {more}containers: [{container}]\n")
        files.append(str(file))
    plan = json.loads(dslint("plan", "--nodes", two, "--together", "--format", "json", *files).out)
    assert [(item["ref"]["name"], item["bound"], item["pending"]) for item in plan["workloads"]] == [
        ("high", 2, 0),
        ("low", 0, 2),
    ]


def test_what_the_api_server_rejects_fails(dslint: Dslint, two: str, small: Path) -> None:
    small.write_text(SMALL.replace("containers:", "hostnetwork: true\n      containers:"))
    ran = dslint("plan", "--nodes", two, str(small))
    assert ran.code == 1
    assert "rejected by the API server; not planned" in ran.out
    assert f"{small}:9" in ran.out


def test_warnings_fail_when_asked_to(dslint: Dslint, two: str, small: Path, tmp_path: Path) -> None:
    hungry = '[{name: agent, image: "agent:1", resources: {requests: {cpu: "3"}}}]'
    other = tmp_path / "other.yaml"
    other.write_text(
        SMALL.replace('[{name: agent, image: "agent:1"}]', hungry).replace("{name: agent}", "{name: other}", 1)
    )
    on_one = f"nodeSelector: {{kubernetes.io/hostname: n1}}\n      containers: {hungry}"
    small.write_text(SMALL.replace('containers: [{name: agent, image: "agent:1"}]', on_one))
    assert dslint("plan", "--nodes", two, str(small), str(other)).code == 0
    assert dslint("plan", "--nodes", two, "--fail-on", "warning", str(small), str(other)).code == 1


def test_a_daemonset_that_runs_nowhere_fails_by_default(dslint: Dslint, two: str, small: Path) -> None:
    small.write_text(SMALL.replace("containers:", "nodeSelector: {a: b}\n      containers:"))
    ran = dslint("plan", "--nodes", two, str(small))
    assert ran.code == 1
    assert "[DS811] runs-somewhere: runs on none of 2 nodes" in ran.out
    assert dslint("plan", "--nodes", two, "--fail-on", "never", str(small)).code == 0


def test_expectations_of_a_file_are_held_against_the_plan(
    dslint: Dslint, two: str, small: Path, tmp_path: Path
) -> None:
    expectations = tmp_path / "expect.yaml"
    expectations.write_text(
        "apiVersion: dslint.dev/v1\nkind: Expectations\nexpect:\n"
        "- {name: enough, desired: {min: 3}}\n"
        "- {name: without-one, whatIf: remove n1, desired: {min: 1}}\n"
    )
    ran = dslint("plan", "--nodes", two, "--expect", str(expectations), "--format", "json", str(small))
    found = {item["name"]: item["passed"] for item in json.loads(ran.out)["expectations"]}
    assert (ran.code, found) == (1, {"enough": False, "without-one": True})


@pytest.mark.parametrize(("name", "said"), [("missing.yaml", "no such file"), (".", "is a folder; name a file")])
def test_expectations_whose_text_cannot_be_had_are_an_unreadable_input(
    dslint: Dslint, two: str, small: Path, name: str, said: str
) -> None:
    ran = dslint("plan", "--nodes", two, "--expect", name, str(small))
    assert (ran.code, ran.out, ran.err) == (3, "", f"dslint: {name}: {said}\n")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("expect: []\nexpect: []\n", ":2: expect: is set twice, first on line 1; remove one"),
        (
            "apiVersion: dslint.dev/v1\nkind: Expectations\nexpct: []\n",
            ":3: expct: unknown field; did you mean expect?",
        ),
        ("kind: Plan\n", ':1: kind: "Plan" found; write "Expectations"'),
        ("", ":1: nothing found; write a map"),
        ("1: a\n", ':1: the key 1 is a number; put it in quotes: "1"'),
        (
            HEAD + "- {name: a, perNodeRequests: {cpu: {max: 1.2.3}}}\n",
            ':4: expect[0].perNodeRequests.cpu.max: "1.2.3"',
        ),
        (
            HEAD + f"- {{name: a, desired: {{min: {'9' * 4400}%}}}}\n",
            ":4: expect[0].desired.min: a string is not valid",
        ),
        (HEAD + "- {name: 2020-01-01}\n", ":4: expect[0]: "),
    ],
)
def test_invalid_expectations_are_reported_with_file_line_and_key(
    dslint: Dslint, tmp_path: Path, two: str, small: Path, text: str, said: str
) -> None:
    file = tmp_path / "expect.yaml"
    file.write_text(text)
    ran = dslint("plan", "--nodes", two, "--expect", str(file), str(small))
    assert (ran.code, ran.out) == (2, "")
    assert ran.err.startswith(f"dslint: {file}{said}")
    assert len(ran.err.splitlines()) == 1


def test_expectations_that_cannot_be_read_are_wrong_usage(
    dslint: Dslint, two: str, small: Path, tmp_path: Path
) -> None:
    expectations = tmp_path / "expect.yaml"
    expectations.write_text("apiVersion: dslint.dev/v1\nkind: Expectations\nexpect: [{name: x, desird: {min: 3}}]\n")
    ran = dslint("plan", "--nodes", two, "--expect", str(expectations), str(small))
    assert ran.code == 2
    assert f"{expectations}:3" in ran.err


def test_what_cannot_be_read_is_not_clean(dslint: Dslint, two: str, small: Path, tmp_path: Path) -> None:
    missing = str(tmp_path / "missing.yaml")
    assert dslint("plan", "--nodes", missing, str(small)).code == 3
    assert dslint("plan", "--nodes", two, missing).code == 3
    assert dslint("plan", "--nodes", two, "--from", missing, str(small)).code == 3


def test_nothing_to_plan_is_reported_and_may_be_allowed(dslint: Dslint, two: str, tmp_path: Path) -> None:
    service = tmp_path / "service.yaml"
    service.write_text("apiVersion: v1\nkind: Service\nmetadata: {name: s}\n")
    ran = dslint("plan", "--nodes", two, str(service))
    assert ran.code == 3
    assert "skipped other kinds: 1 Service" in ran.out
    assert ran.err == (
        f"dslint: nothing to plan: no DaemonSet or Pod in {service}; --allow-empty makes that a success\n"
    )
    assert dslint("plan", "--nodes", two, "--allow-empty", str(service)).code == 0


def test_static_pods_of_the_inventory_do_not_stand_in_for_the_manifests_given(dslint: Dslint, tmp_path: Path) -> None:
    service = tmp_path / "service.yaml"
    service.write_text("apiVersion: v1\nkind: Service\nmetadata: {name: s}\n")
    assert dslint("plan", "--nodes", STATIC_PODS, str(service)).code == 3
    assert dslint("plan", "--nodes", STATIC_PODS).code == 3
    assert dslint("plan", "--nodes", STATIC_PODS, "--allow-empty").code == 0
    assert dslint("plan", "--nodes", STATIC_PODS, "--from", str(ROOT / "examples" / "static-pods")).code == 0


@pytest.mark.parametrize("operation", ["drian n1", "cordon n9"])
def test_an_operation_that_means_nothing_is_wrong_usage(dslint: Dslint, two: str, small: Path, operation: str) -> None:
    ran = dslint("plan", "--nodes", two, "--what-if", operation, str(small))
    assert ran.code == 2
    assert ran.err.startswith("dslint: ")


def test_without_an_inventory_there_is_no_plan(dslint: Dslint, small: Path) -> None:
    ran = dslint("plan", str(small))
    assert ran.code == 2
    assert (
        "no inventory; use --nodes FILE, or set inventory in .dslint.yaml; save one with: kubectl get nodes" in ran.err
    )


def test_standard_input_is_read_once_for_all_versions(
    dslint: Dslint, small: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(TWO_NODES.encode())))
    ran = dslint("plan", "-k", "1.30,1.36", "--nodes", "-", "--format", "json", str(small))
    (plan,) = json.loads(ran.out)["items"]
    assert (plan["kubernetesVersions"], plan["inventory"]["nodes"]) == (["1.30", "1.36"], 2)


def test_a_daemonset_for_windows_on_linux_nodes_is_a_warning(dslint: Dslint, two: str, tmp_path: Path) -> None:
    windows = tmp_path / "windows.yaml"
    windows.write_text(SMALL.replace("    spec:\n", "    spec:\n      nodeSelector: {kubernetes.io/os: windows}\n"))
    ran = dslint("plan", "--nodes", two, str(windows))
    assert (ran.code, "[DS811] runs-somewhere" in ran.out) == (0, True)
    assert dslint("plan", "--nodes", two, str(windows), "--fail-on", "warning").code == 1
    verdict, finding, *_ = dslint("plan", "--nodes", two, str(windows), "--format", "github").out.splitlines()
    assert verdict.startswith("::warning title=")
    assert finding.startswith("::warning file=")


def test_an_empty_or_wrong_inventory_is_reported_with_what_to_do(dslint: Dslint, small: Path, tmp_path: Path) -> None:
    empty = tmp_path / "empty.yaml"
    empty.write_text("")
    for file, said in ((empty, "contains no objects, so there are no nodes"), (small, "no nodes, found 1 DaemonSet")):
        ran = dslint("plan", "--nodes", str(file), str(small))
        assert ran.code == 3
        assert ran.err.startswith(f"dslint: {file}: {said}")
        assert "save one with: kubectl get nodes,pods -A -o json > nodes.json" in ran.err


UPDATE = ("plan", "--nodes", STATIC_PODS, "--from", OLD, NEW)
LOST = "6 of 27 nodes lose logging/agent"


def test_a_toleration_dropped_in_review_fails_in_every_format_for_machines(dslint: Dslint) -> None:
    ran = {form: dslint(*UPDATE, "--format", form) for form in ("json", "github", "sarif", "junit", "gitlab")}
    assert {form: one.code for form, one in ran.items()} == dict.fromkeys(ran, 1)
    plan = json.loads(ran["json"].out)
    assert plan["verdict"] == plan["workloads"][0]["verdict"] == {"level": "at-risk", "reason": LOST}
    assert [(found["code"], found["file"], found["line"]) for found in plan["findings"]] == [("DS816", NEW, 22)]
    Draft202012Validator(json.loads((schemas_folder() / "plan.schema.json").read_text())).validate(plan)
    verdict, finding, *_ = ran["github"].out.splitlines()
    assert verdict == f"::error title=dslint plan on Kubernetes 1.36::AT RISK: {LOST}"
    assert finding.startswith("::error file=examples/update/new.yaml,line=22,")
    [run] = json.loads(ran["sarif"].out)["runs"]
    assert run["properties"]["verdict"] == plan["verdict"]
    [result] = run["results"]
    assert result["ruleId"] == "DS816"
    assert result["relatedLocations"][0]["physicalLocation"]["artifactLocation"]["uri"].endswith("update/old.yaml")
    assert '<property name="verdict" value="at-risk"/>' in ran["junit"].out
    assert 'tests="7" failures="1"' in ran["junit"].out
    assert [entry["check_name"] for entry in json.loads(ran["gitlab"].out)] == ["DS816 removal-during-rollout"]


def test_nodes_that_may_lose_the_pod_are_named_by_group_selector_or_all(dslint: Dslint) -> None:
    for nodes in ("spot", "group=spot", "pool=spot", "*"):
        ran = dslint(*UPDATE, "--format", "github", "--allow-removal", nodes)
        assert ran.code == 0
        assert "SAFE: logging/agent runs on 21 nodes" in ran.out
    ran = dslint(*UPDATE, "--allow-removal", "ssd")
    assert ran.code == 1
    assert "--allow-removal ssd has no effect: no node of these loses a pod" in ran.out
    assert dslint(*UPDATE, "--allow-removal", "nowhere").code == 2


KUBEADM = """\
apiVersion: dslint.dev/v1
kind: Inventory
spec:
  kubernetesVersion: "1.24"
  nodeGroups:
  - name: cp
    count: 1
    kubeadm: true
    labels: {node-role.kubernetes.io/control-plane: ""}
    taints: ["node-role.kubernetes.io/master:NoSchedule", "node-role.kubernetes.io/control-plane:NoSchedule"]
"""


def test_an_upgrade_is_planned_side_by_side_with_or_without_what_kubeadm_changes(
    dslint: Dslint, small: Path, tmp_path: Path
) -> None:
    inventory = tmp_path / "machines.yaml"
    inventory.write_text(KUBEADM)
    words = ("plan", "-k", "1.24,1.25", "--nodes", str(inventory), str(small))
    ran = dslint(*words)
    assert "removes the taint node-role.kubernetes.io/master:NoSchedule on 1 node (cp-1)" in ran.out
    assert ran.out.startswith("Kubernetes 1.24 | 1.25: 1 of 1 object differs")
    kept = dslint(*words, "--keep-node-labels")
    assert "Kubernetes 1.24, 1.25" in kept.out
    assert "kubeadm" not in kept.out


@pytest.mark.parametrize("trace", [(), ("--trace",)])
def test_a_page_draws_the_rollout_and_other_formats_have_its_steps_only_if_asked(
    dslint: Dslint, tmp_path: Path, trace: tuple[str, ...]
) -> None:
    page = tmp_path / "plan.html"
    ran = dslint(
        "plan", "--nodes", STATIC_PODS, "--from", OLD, NEW, *trace, "--format", f"html={page}", "--format", "json"
    )
    rollout = json.loads(ran.out)["workloads"][0]["rollout"]
    assert {"start", "steps"}.issubset(rollout) is bool(trace)
    assert 'data-step="11"' in page.read_text(encoding="utf-8")


def test_a_page_of_a_new_workload_says_nothing_of_a_trace(dslint: Dslint) -> None:
    assert "has no effect" not in dslint("plan", "--nodes", STATIC_PODS, AGENT, "--format", "html").out
