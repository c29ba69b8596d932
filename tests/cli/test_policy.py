"""dslint policy test: exit codes, and what it prints."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import pytest

from dslint.admission.policies.cel import engine, library
from tests.cel import NEEDS_CEL
from tests.cli.conftest import Dslint
from tests.policy_tests.folders import written

pytestmark = NEEDS_CEL

PASSES = "- {resource: agent, pods: true, expect: denied}\n"
EXAMPLES = Path(__file__).parents[2] / "examples" / "policies"


def test_cases_that_pass_exit_with_0_and_gaps_are_listed(dslint: Dslint, tmp_path: Path) -> None:
    ran = dslint("policy", "test", str(written(tmp_path, PASSES)))
    assert ran.code == 0
    assert "no-host-network: spec.validations[0] never passed" in ran.out
    assert ran.out.splitlines()[-1] == "1 case, 0 failed; 3 validations, 3 not fully covered"


def test_a_case_that_fails_exits_with_1_and_so_does_a_gap_if_asked(dslint: Dslint, tmp_path: Path) -> None:
    folder = str(written(tmp_path, PASSES))
    assert dslint("policy", "test", folder, "--require-coverage").code == 1
    written(tmp_path, "- {resource: probe, expect: denied}\n")
    ran = dslint("policy", "test", folder)
    assert ran.code == 1
    assert f"{tmp_path / 'policy-test.yaml'}:7: t: Pod probe: expected denied, but accepted" in ran.out


def test_json_holds_each_case(dslint: Dslint, tmp_path: Path) -> None:
    ran = dslint("policy", "test", str(written(tmp_path, PASSES)), "--format", "json")
    assert json.loads(ran.out)["summary"]["passed"] == 1


NO_FILE = """\
apiVersion: dslint.dev/v1
kind: PolicyTest
policies: [x.yaml]
resources: [resources.yaml]
cases: [{resource: probe, expect: denied}]
"""


@pytest.mark.parametrize(
    ("text", "code", "message"),
    [("kind: PolicyTest\n", 2, "policies is missing"), (NO_FILE, 3, "x.yaml: no such file or folder")],
)
def test_a_test_that_cannot_be_run(dslint: Dslint, tmp_path: Path, text: str, code: int, message: str) -> None:
    written(tmp_path, PASSES, **{"policy-test": text})
    ran = dslint("policy", "test", str(tmp_path))
    assert ran.code == code
    assert message in ran.err


def test_a_folder_without_tests_is_nothing_to_check(dslint: Dslint, tmp_path: Path) -> None:
    ran = dslint("policy", "test", str(tmp_path))
    assert (ran.code, "nothing to check" in ran.err) == (3, True)


def test_what_depends_on_who_asks_cannot_be_checked(dslint: Dslint, tmp_path: Path) -> None:
    folder = written(tmp_path, "- {resource: agent, expect: accepted}\n")
    text = (folder / "policies.yaml").read_text(encoding="utf-8")
    changed = text.replace("has(object.metadata.labels)", "request.userInfo.username == 'ada'")
    (folder / "policies.yaml").write_text(changed, encoding="utf-8")
    ran = dslint("policy", "test", str(folder))
    assert ran.code == 3
    assert "could not be checked" in ran.out


def test_a_missing_library_is_said_with_what_to_install(
    dslint: Dslint, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "cel_expr_python", None)
    library.library.cache_clear()
    monkeypatch.setattr(engine, "_engine", engine._engine.__wrapped__)
    ran = dslint("policy", "test", str(written(tmp_path, PASSES)))
    library.library.cache_clear()
    assert (ran.code, ran.err.count("kube-dslint[admission]")) == (2, 1)


def test_the_example_passes(dslint: Dslint) -> None:
    ran = dslint("policy", "test", str(EXAMPLES), "--require-coverage")
    assert (ran.code, ran.out) == (0, "4 cases, 0 failed; 1 validation, 0 not fully covered\n")
