from __future__ import annotations

import gc
import os
import shutil
import signal
import tempfile
from collections.abc import Generator, Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, settings

from tests.repositories import new_repository

# A busy machine is no fault of the code: no test fails because generating or running an example took long.
settings.register_profile("without a clock", deadline=None, suppress_health_check=list(HealthCheck))
settings.load_profile("without a clock")


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> Any:
    from tests.whole_files import WholeFiles

    return WholeFiles(config, log)


@pytest.hookimpl(wrapper=True)
def pytest_collection() -> Generator[None, object, object]:
    """The tests and all that they import stay to the end: the garbage collector need not look through them, ever."""
    gc.disable()
    try:
        return (yield)
    finally:
        gc.enable()
        gc.freeze()


def pytest_configure() -> None:
    """What runs in the background, or with nohup, ignores signals, and so would the commands that tests send some."""
    for name, handler in (("SIGINT", signal.default_int_handler), ("SIGHUP", signal.SIG_DFL)):
        number = getattr(signal, name, None)
        if number is not None and signal.getsignal(number) is signal.SIG_IGN:
            signal.signal(number, handler)


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--accept", action="store_true", help="write golden files as the code gives them now")


@pytest.fixture(scope="session", autouse=True)
def _cache_of_its_own(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """No test reads what the user's runs have kept, or leaves anything there."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_CACHE_HOME", str(tmp_path_factory.mktemp("cache")))
        yield


MADE_UP = ("report", "findings", "golden", "browser")
"""Folders of tests whose reports are written by hand, with any text in them: they validate those that are real."""


@pytest.fixture(scope="session", autouse=True)
def _valid_reports(request: pytest.FixtureRequest) -> Iterator[None]:
    """Every report that a test makes a dict of is as its schema says."""
    from dslint.findings import LintReport
    from dslint.plans import Plan, PlanReport
    from tests.report.validated import validated

    with pytest.MonkeyPatch.context() as patch:
        for kind in (LintReport, Plan, PlanReport):
            patch.setattr(kind, "to_dict", validated(kind.to_dict, lambda: request.config.stash[REAL]))
        yield


REAL = pytest.StashKey[bool]()


def pytest_runtest_setup(item: pytest.Item) -> None:
    item.config.stash[REAL] = item.path.relative_to(item.config.rootpath / "tests").parts[0] not in MADE_UP


@pytest.fixture
def locked() -> Iterator[Path]:
    """A folder in a folder that all may enter, which nobody may; see tests.permissions."""
    above = Path(tempfile.mkdtemp())
    above.chmod(0o755)
    folder = above / "locked"
    folder.mkdir()
    folder.chmod(0)
    yield folder
    folder.chmod(0o755)
    shutil.rmtree(above)


@pytest.fixture
def repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty repository, which is the current folder; the environment names no other."""
    for name in list(os.environ):
        if name.startswith("GIT_"):
            monkeypatch.delenv(name)
    folder = tmp_path / "repository"
    folder.mkdir()
    new_repository(folder)
    monkeypatch.chdir(folder)
    return folder


@pytest.fixture(scope="session")
def rules_of_the_story(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The rules of golden files, with their index."""
    from dslint.policy import catalogue
    from tests.golden.compare import FOLDER
    from tools.generate_policies import told

    folder = tmp_path_factory.mktemp("story") / "rules"
    shutil.copytree(FOLDER / "rules", folder)
    (folder / catalogue.INDEX).write_text(told(folder), encoding="utf-8")
    return folder


@pytest.fixture
def _rules_of_the_story(monkeypatch: pytest.MonkeyPatch, rules_of_the_story: Path) -> Iterator[None]:
    """A catalogue of its own, so that golden files do not change with rules/."""
    from dslint.policy import catalogue

    monkeypatch.setattr(catalogue, "rules_folder", lambda: rules_of_the_story)
    catalogue._files.cache_clear()
    catalogue._lines.cache_clear()
    catalogue.names.cache_clear()
    yield
    catalogue._files.cache_clear()
    catalogue._lines.cache_clear()
    catalogue.names.cache_clear()
