from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from lsprotocol import types
from pygls.exceptions import JsonRpcException

from dslint.inventory.reader import read_inventory
from dslint.plans import PlanReport
from dslint.server.checks import Options
from dslint.server.language_server import Server
from tests.server.texts import opened


class Counted:
    """Checks that count their plans and clusters."""

    def __init__(self, options: Options) -> None:
        self.options = options
        self.plans = 0
        self.now = 1
        self.nodes: Any = read_inventory([])

    def plan(self, _name: str, _text: str) -> PlanReport:
        self.plans += 1
        return PlanReport(())

    def state(self, _name: str) -> int:
        return self.now

    def cluster(self, _name: str) -> Any:
        return self.nodes


@pytest.fixture
def server(monkeypatch: pytest.MonkeyPatch) -> Iterator[Server]:
    monkeypatch.chdir(Path.cwd())
    new: Any = Counted
    server = Server(new)
    monkeypatch.setattr(
        server, "window_show_message", lambda params: server.__dict__.setdefault("said", []).append(params)
    )
    yield server
    server.end()


def initialised(server: Server, folder: Path, **options: Any) -> None:
    params = types.InitializeParams(
        types.ClientCapabilities(), root_uri=folder.as_uri(), initialization_options=options
    )
    server.set_up(params)


def test_a_session_starts_in_the_folder_of_the_workspace_with_its_options(server: Server, tmp_path: Path) -> None:
    initialised(server, tmp_path, strict=True)
    assert Path.cwd() == tmp_path
    assert server.options.strict


def test_a_folder_that_is_not_there_is_no_reason_to_fail(server: Server, tmp_path: Path) -> None:
    initialised(server, tmp_path / "gone")
    assert server.options == Options()


def test_settings_that_come_with_a_workspace_cannot_make_it_trusted(server: Server, tmp_path: Path) -> None:
    initialised(server, tmp_path, trusted=False)
    server.set_options({"trusted": True, "showsPlans": True, "kubernetesVersions": "1.33"})
    assert not server.options.trusted
    assert not server.options.shows_plans
    assert server.options.kubernetes_versions == "1.33"
    server.set_options({})
    assert server.options == Options(trusted=False)


def test_a_wrong_setting_is_said(server: Server) -> None:
    server.set_options({"strict": "yes"})
    assert [one.message for one in server.__dict__["said"]] == ["dslint: the setting strict must be true or false"]


def test_the_plan_of_a_text_is_kept_until_the_text_or_a_file_changes(server: Server) -> None:
    checks: Any = server.checks
    planned(server, "a")
    planned(server, "a")
    assert checks.plans == 1
    planned(server, "b")
    checks.now = 2
    planned(server, "b")
    assert checks.plans == 3


def planned(server: Server, text: str) -> None:
    """Plan a text that is open."""
    one = opened(text)
    server.analyses.texts[one.uri] = one
    server.plan(one)


def test_a_text_that_has_changed_since_is_not_planned(server: Server) -> None:
    checks: Any = server.checks
    old = opened("a")
    planned(server, "b")
    with pytest.raises(JsonRpcException, match="changed since"):
        server.plan(old)
    assert checks.plans == 1


def test_the_words_of_an_inventory_are_gathered_once(server: Server) -> None:
    first = server.words(opened("a"))
    assert first is not None
    assert server.words(opened("b")) is first
    checks: Any = server.checks
    checks.nodes = None
    assert server.words(opened("a")) is None


def test_positions_are_in_utf_16_before_the_client_says_otherwise(server: Server) -> None:
    assert server.encoding == "utf-16"
