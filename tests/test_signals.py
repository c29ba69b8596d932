"""Runs that a signal ends: at any time, also while modules are imported and in other processes, and nothing is left."""

from __future__ import annotations

import os
import pty
import signal
import subprocess
import sys
from pathlib import Path

import pytest

import dslint
from dslint.cli.exit_codes import ExitCode

TOP = Path(dslint.__file__).parents[1]
ENVIRONMENT = {**os.environ, "PYTHONPATH": str(TOP), "PYTHONDONTWRITEBYTECODE": "1"}
POD = "apiVersion: v1\nkind: Pod\nmetadata: {name: a}\nspec: {containers: [{name: a, image: 'x:1'}]}\n"
CODES = {
    signal.SIGINT: ExitCode.INTERRUPTED.value,
    signal.SIGTERM: ExitCode.TERMINATED.value,
    signal.SIGHUP: ExitCode.HUNG_UP.value,
}
ENTER = "\nfrom dslint.__main__ import main\nmain()"
AT_IMPORTS = """
import os, sys
number, places = int(sys.argv.pop()), [int(place) for place in sys.argv.pop().split(",")]
sys.argv[1:] = ["lint", "--no-cache", "a.yaml"]
import dslint
for place in places:
    pid = os.fork()
    if not pid:
        left = place
        def hear(event, given):
            global left
            if event == "import":
                left -= 1
                if not left:
                    os.kill(os.getpid(), number)
        sys.addaudithook(hear)
        import dslint.__main__
        dslint.__main__.main()
    print(os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]), flush=True)
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "a.yaml").write_text(POD)
    return tmp_path


def python(folder: Path, code: str, *arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-c", code, *arguments]
    return subprocess.run(command, cwd=folder, env=ENVIRONMENT, capture_output=True, text=True, check=False)


@pytest.mark.parametrize("number", CODES)
def test_a_signal_while_modules_are_imported_ends_the_run_and_python_says_nothing(
    folder: Path, number: signal.Signals
) -> None:
    places = [2, 3, 4, 9, 30, 120, 250]
    ran = python(folder, AT_IMPORTS, ",".join(map(str, places)), str(int(number)))
    # Before there is a handler, the signal itself ends the process: shells show the same code.
    codes = [128 - code if code < 0 else code for code in map(int, ran.stdout.split())]
    assert codes == [CODES[number]] * len(places)
    assert set(ran.stderr.splitlines()) <= {"dslint: interrupted", "dslint: terminated", "dslint: hung up"}


def test_a_signal_in_a_callback_that_cannot_raise_ends_the_run(folder: Path) -> None:
    code = f"""
import os, sys, time, weakref
from dslint.cli import run as module
class Gone: pass
def run(arguments):
    kept = Gone()
    ref = weakref.ref(kept, lambda _: (os.kill(os.getpid(), {int(signal.SIGTERM)}), len("abc")))
    del kept
    for _ in range(500): time.sleep(0.01)
    return 0
module.run = run
sys.argv[1:] = ["rules"]{ENTER}"""
    ran = python(folder, code)
    assert (ran.returncode, ran.stdout, ran.stderr) == (143, "", "")


def test_another_error_that_cannot_be_raised_is_shown_as_python_does(folder: Path) -> None:
    code = f"""
import sys
from dslint.cli import run as module
class Gone:
    def __del__(self): raise ValueError("lost")
module.run = lambda arguments: Gone() and 0
sys.argv[1:] = ["rules"]{ENTER}"""
    ran = python(folder, code)
    assert ran.returncode == 0
    assert ran.stderr.endswith("ValueError: lost\n")


def test_a_signal_that_is_to_be_ignored_is_ignored(folder: Path) -> None:
    code = f"""
import os, signal, sys
signal.signal(signal.SIGHUP, signal.SIG_IGN)  # as nohup does
from dslint.cli import run as module
module.run = lambda arguments: os.kill(os.getpid(), signal.SIGHUP) or 0
sys.argv[1:] = ["rules"]{ENTER}"""
    assert python(folder, code).returncode == 0


UNWINDING = f"""
import os, signal, sys, time
from dslint import signals
from dslint.cli import run as module
def run(arguments):
    try:
        os.kill(os.getpid(), signal.SIGTERM)
    finally:
        %s
        os.kill(os.getpid(), signal.SIGHUP)
        print("put in order", flush=True)
module.run = run
sys.argv[1:] = ["rules"]{ENTER}"""


def test_a_second_signal_at_once_does_not_disturb_what_the_first_began(folder: Path) -> None:
    ran = python(folder, UNWINDING % "pass")
    assert (ran.returncode, ran.stdout, ran.stderr) == (143, "put in order\n", "")


def test_a_second_signal_later_ends_the_process_at_once(folder: Path) -> None:
    ran = python(folder, UNWINDING % "signals.PATIENCE = -1")
    assert (ran.returncode, ran.stdout, ran.stderr) == (143, "", "")


def test_a_pipe_that_nobody_reads_does_not_hold_up_the_end(folder: Path) -> None:
    code = f"""
import os, signal, sys
from dslint.cli import run as module
class Full:
    def flush(self):
        os.write(2, b"blocked")
def run(arguments):
    sys.stdout = Full()
    os.kill(os.getpid(), signal.SIGTERM)
module.run = run
sys.argv[1:] = ["rules"]{ENTER}"""
    ran = python(folder, code)
    assert (ran.returncode, ran.stdout, ran.stderr) == (143, "", "")


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_the_processes_of_a_run_end_with_it(number: signal.Signals) -> None:
    """Two processes work at something that never ends; the first one gets the signal."""
    code = """
import os, signal, sys, time
from dslint import signals
from dslint.processes import answers
signals.end_cleanly()
def forever(_):
    os.write(1, b"%d\\n" % os.getpid())
    while True: time.sleep(60)
try:
    list(answers(forever, range(4), 2))
except KeyboardInterrupt:
    os._exit(signals.exit_code())
"""
    with subprocess.Popen(
        [sys.executable, "-c", code], env=ENVIRONMENT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    ) as process:
        assert process.stdout is not None
        workers = [int(process.stdout.readline()) for _ in range(2)]
        process.send_signal(number)
        out, err = process.communicate()
    assert (process.returncode, out, err) == (CODES[number], "", "")
    for worker in workers:
        with pytest.raises(ProcessLookupError):
            os.kill(worker, 0)


def test_a_terminal_has_its_cursor_again(folder: Path) -> None:
    """A bar hides it."""
    code = f"""
import os, signal, sys
from dslint.cli import progress
from dslint.linting.run import Run
progress.AFTER = progress.EVERY = 0
add, seen = Run.add_new_result, []
def stopping(self, text, result):
    seen.append(text)
    if len(seen) == 3:
        os.kill(os.getpid(), signal.SIGTERM)
    add(self, text, result)
Run.add_new_result = stopping
sys.argv[1:] = ["lint", "--no-cache", "."]{ENTER}"""
    for number in range(5):
        (folder / f"{number}.yaml").write_text(POD)
    other, end = pty.openpty()
    environment = {**ENVIRONMENT, "TERM": "xterm"}
    ran = subprocess.run([sys.executable, "-c", code], cwd=folder, env=environment, stderr=end, check=False)
    seen = os.read(other, 100_000).decode().replace("\r\n", "\n")
    os.close(end)
    os.close(other)
    assert ran.returncode == 143
    assert seen.count("\033[?25l") > 0
    assert seen.rpartition("\033[?25h")[2] == "\r\033[2Kdslint: terminated while checking files: 2 of 6 done\n"
