"""Each command has a man page, made from its help, that man and groff read without a complaint."""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path

import pytest

from tools.commands import commands
from tools.man_pages import main, pages


def test_every_command_has_a_page() -> None:
    assert {"dslint.1", "dslint-lint.1", "dslint-rollout-undo.1"} <= set(pages())
    assert len(pages()) == len(commands())


def test_a_page_has_every_option_and_the_exit_codes() -> None:
    text = pages()["dslint-plan.1"].replace("\\-", "-")
    for option, _ in next(one for one in commands() if one.path == "dslint plan").options:
        assert option.split()[0].rstrip(",") in text
    assert ".SH EXIT CODES" in pages()["dslint.1"]


def test_a_page_is_the_same_each_time() -> None:
    assert pages() == pages()


@pytest.mark.skipif(shutil.which("groff") is None, reason="needs groff")
def test_groff_has_no_complaint(tmp_path: Path) -> None:
    main(tmp_path)
    files = sorted(str(path) for path in tmp_path.iterdir())
    done = subprocess.run(
        ["groff", "-man", "-Kutf8", "-Tutf8", "-ww", *files], check=False, capture_output=True, text=True
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert "dslint plan [OPTIONS] FILE" in re.sub(r"\x1b\[[0-9;]*m|.\x08", "", done.stdout)
