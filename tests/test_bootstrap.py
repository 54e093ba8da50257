"""The entry points: from nothing but Python to a prepared environment and a browser, or one clear line."""

import importlib.util
import os
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from types import ModuleType

import pytest

import bootstrap
import pip_settings
import python_version

ROOT = Path(__file__).resolve().parent.parent
SCRIPTS = ROOT / "scripts"
LOCKS = [SCRIPTS / "requirements.txt", SCRIPTS / "requirements-test.txt"]
posix = pytest.mark.skipif(os.name == "nt", reason="shell scripts stand in for programs")


class Rerun(Exception):
    """Stands for running the command in `.venv`."""


@pytest.fixture
def nowhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with an empty lock file and no `.venv`, where nothing is run again."""

    def rerun() -> None:
        raise Rerun

    monkeypatch.setattr(bootstrap, "VENV", tmp_path / ".venv")
    monkeypatch.setattr(bootstrap, "rerun_in_venv", rerun)
    lock = tmp_path / "requirements.txt"
    lock.write_text("# nothing\n")
    return lock


@pytest.fixture
def steps(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Record the steps, by the name of the module that each runs; the environment they make is empty."""
    taken: list[str] = []

    def run(command: list[str], *_: object) -> None:
        taken.append(command[2])
        assert bootstrap.stamp_path().read_text() == bootstrap.UNFINISHED
        if command[2] == "venv":
            bootstrap.venv_python().parent.mkdir(parents=True)
            bootstrap.venv_python().symlink_to(sys.executable)

    monkeypatch.setattr(bootstrap, "run_step", run)
    monkeypatch.setattr(pip_settings, "pip_environment", lambda interpreter: {})
    return taken


def unprepared(lock: Path) -> Path:
    """Make the lock file pin a package that no machine has."""
    lock.write_text("no-such-library==1.0 \\\n    --hash=sha256:00\n")
    return lock


# -- a prepared interpreter --------------------------------------------------------------------------------


def test_a_prepared_interpreter_is_used_as_it_is(nowhere: Path, steps: list[str]) -> None:
    nowhere.write_text(f"pytest=={pytest.__version__} \\\n    --hash=sha256:00\n")
    bootstrap.ensure_environment(nowhere)
    assert steps == []
    assert not bootstrap.VENV.exists()


def test_another_version_is_not_prepared(nowhere: Path) -> None:
    nowhere.write_text("pytest==0.1 \\\n    --hash=sha256:00\n")
    assert not bootstrap.is_prepared(nowhere)


@pytest.mark.parametrize(("marker", "prepared"), [("sys_platform == 'beos'", True), ("python_version >= '3'", False)])
def test_a_library_for_another_machine_is_not_missed(nowhere: Path, marker: str, prepared: bool) -> None:
    nowhere.write_text(f"no-such-library==1.0 ; {marker} \\\n    --hash=sha256:00\n")
    assert bootstrap.is_prepared(nowhere) is prepared


def test_without_packaging_a_marker_is_taken_to_apply(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "packaging.markers", None)
    assert bootstrap.marker_applies("sys_platform == 'beos'")


# -- making .venv ------------------------------------------------------------------------------------------


@posix
def test_the_first_run_makes_it_and_the_second_starts_at_once(
    nowhere: Path, steps: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    unprepared(nowhere)
    with pytest.raises(Rerun):
        bootstrap.ensure_environment(nowhere)
    assert steps == ["venv", "pip"]
    assert len(capsys.readouterr().err.splitlines()) == 1
    with pytest.raises(Rerun):
        bootstrap.ensure_environment(nowhere)
    assert steps == ["venv", "pip"]
    assert capsys.readouterr().err == ""


@posix
def test_of_two_first_runs_at_once_one_makes_it(
    nowhere: Path, steps: list[str], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    unprepared(nowhere)
    step = bootstrap.run_step

    def slow(command: list[str], complaint: str, *_: object) -> None:
        step(command, complaint)
        time.sleep(0.3)

    def first_run() -> None:
        with pytest.raises(Rerun):
            bootstrap.ensure_environment(nowhere)

    monkeypatch.setattr(bootstrap, "run_step", slow)
    with ThreadPoolExecutor(2) as pool:
        for run in [pool.submit(first_run), pool.submit(first_run)]:
            run.result()
    assert steps == ["venv", "pip"]
    assert "waiting for another run to prepare .venv\n" in capsys.readouterr().err


@posix
@pytest.mark.parametrize("left", ["stamp", "python", "lock"])
def test_a_half_made_one_and_one_of_another_lock_are_made_again(nowhere: Path, steps: list[str], left: str) -> None:
    bootstrap.make_venv(unprepared(nowhere))
    (bootstrap.VENV / "remains").touch()
    if left == "stamp":
        bootstrap.stamp_path().write_text(bootstrap.UNFINISHED)
    elif left == "python":
        bootstrap.venv_python().unlink()
    else:
        nowhere.write_text(nowhere.read_text().replace("1.0", "1.1"))
    assert not bootstrap.is_stamped(nowhere)
    bootstrap.make_venv(nowhere)
    assert steps == ["venv", "pip"] * 2
    assert not (bootstrap.VENV / "remains").exists()


def test_a_real_one_is_made_without_network(nowhere: Path) -> None:
    bootstrap.make_venv(nowhere)
    assert bootstrap.is_stamped(nowhere)
    asked = [bootstrap.venv_python(), "-c", "import sys; print(sys.prefix)"]
    prefix = subprocess.run(asked, capture_output=True, text=True, check=True).stdout.strip()
    assert Path(prefix).resolve() == bootstrap.VENV.resolve()


@posix
def test_who_installed_the_tests_can_build_at_once(nowhere: Path, steps: list[str]) -> None:
    larger = nowhere.with_name("requirements-test.txt")
    larger.write_text(unprepared(nowhere).read_text() + "another==1.0\n")
    bootstrap.make_venv(larger)
    assert bootstrap.is_stamped(nowhere)
    bootstrap.install_lock(nowhere)
    assert not bootstrap.is_stamped(larger)


# -- what can go wrong -------------------------------------------------------------------------------------


@pytest.mark.parametrize("module", ["venv", "ensurepip"])
def test_a_python_without_venv_gets_one_line(nowhere: Path, monkeypatch: pytest.MonkeyPatch, module: str) -> None:
    find = importlib.util.find_spec
    monkeypatch.setattr(importlib.util, "find_spec", lambda name: None if name == module else find(name))
    with pytest.raises(SystemExit, match=rf"lacks {module}: .*python3-venv") as ended:
        bootstrap.ensure_environment(unprepared(nowhere))
    assert "\n" not in str(ended.value)
    assert not bootstrap.VENV.exists()


def test_a_failed_step_ends_everything() -> None:
    with pytest.raises(SystemExit, match="could not do it"):
        bootstrap.run_step([sys.executable, "-c", "raise SystemExit(3)"], "could not do it")


@posix
@pytest.mark.parametrize("door", ["build.py", "test.py", "bench.py"])
@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP], ids=lambda one: one.name)
def test_a_signal_during_the_start_ends_in_one_line(tmp_path: Path, door: str, number: signal.Signals) -> None:
    """While libraries are looked up, which the first command does before anything else."""
    code = f"""
import runpy, sys, time
from importlib import metadata
def slow(name):
    print("begun", flush=True)
    time.sleep(60)
metadata.version = slow
sys.argv = [{str(SCRIPTS / door)!r}, "check"]
runpy.run_path(sys.argv[0], run_name="__main__")
"""
    assert stopped([sys.executable, "-c", code], number) == (128 + number, "stopped\n")


def stopped(command: list[str], number: signal.Signals, **environment: str) -> tuple[int, str]:
    """Return the exit code and output of a command that gets a signal after its first line."""
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=os.environ | environment
    ) as child:
        assert child.stdout and child.stdout.readline()
        child.send_signal(number)
        _, told = child.communicate(timeout=60)
    return child.returncode, told


@posix
def test_a_signal_that_arrives_while_the_command_is_handed_over_is_not_lost(tmp_path: Path) -> None:
    code = f"""
import os, signal, sys
sys.path.insert(0, {str(SCRIPTS)!r})
from briefs.utils import console, signals
if len(sys.argv) == 1:
    console.start_command()
    signals.block_signals()
    os.kill(os.getpid(), signal.SIGINT)
    os.execv(sys.executable, [sys.executable, __file__, "again"])
console.start_command()
print("not reached")
"""
    script = tmp_path / "start.py"
    script.write_text(code, "utf-8")
    done = subprocess.run([sys.executable, str(script)], capture_output=True, text=True)
    assert (done.returncode, done.stdout, done.stderr) == (130, "", "stopped\n")


@posix
def test_a_step_ends_with_the_command_that_ran_it(tmp_path: Path) -> None:
    """Also what the step has started, as the making of `.venv` does."""
    step = "import os, subprocess, sys; print(os.getpid(), flush=True); subprocess.run(['sleep', '600'])"
    code = f"""
import sys
sys.path.insert(0, {str(SCRIPTS)!r})
from briefs.utils import console
console.start_command()
import steps
steps.follow_pip = lambda child, libraries: print(child.stdout.readline(), end="", flush=True) or child.wait()
steps.run_step([sys.executable, "-c", {step!r}], "")
"""
    with subprocess.Popen(
        [sys.executable, "-c", code], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    ) as run:
        assert run.stdout
        session = int(run.stdout.readline())
        run.send_signal(signal.SIGTERM)
        assert run.communicate(timeout=60)[1] == "stopped\n"
    assert run.returncode == 143
    with pytest.raises(ProcessLookupError):
        for _ in range(100):  # the process that adopts the orphan notices its end
            os.killpg(session, 0)
            time.sleep(0.1)


@posix
@pytest.mark.parametrize("name", [".venv", ".venv-lock"])
def test_what_cannot_be_written_is_one_line(nowhere: Path, name: str) -> None:
    unprepared(nowhere)
    blocked = nowhere.with_name(name)
    if name == ".venv":
        blocked.write_text("a file")
    else:
        blocked.mkdir()
    with pytest.raises(SystemExit, match=re.escape(str(blocked))) as ended:
        bootstrap.ensure_environment(nowhere)
    assert "\n" not in str(ended.value) and "cannot prepare .venv" in str(ended.value)


@posix
@pytest.mark.skipif(os.name == "nt" or os.geteuid() != 0, reason="only root can become another user")
@pytest.mark.parametrize("lock", [True, False])
def test_a_checkout_of_another_user_is_one_line(tmp_path: Path, lock: bool) -> None:
    shutil.copytree(SCRIPTS, tmp_path / "scripts", ignore=shutil.ignore_patterns("__pycache__", "fonts"))
    if lock:
        (tmp_path / ".venv-lock").touch(0o600)
    for folder in (tmp_path, *tmp_path.parents):
        if folder.is_relative_to(tempfile.gettempdir()) and folder != Path(tempfile.gettempdir()):
            folder.chmod(0o755)
    # The interpreter may lie where only root can read, so its libraries are loaded first.
    code = f"""
import os, sys
sys.path.insert(0, {str(tmp_path / "scripts")!r})
sys.argv = ["build.py", "check"]
import bootstrap
from pathlib import Path
os.setgid(65534)
os.setuid(65534)
bootstrap.ensure_environment(Path(bootstrap.__file__).with_name("requirements.txt"))
"""
    bare = Path(sys.base_prefix) / "bin" / "python3"
    done = subprocess.run([str(bare), "-B", "-c", code], capture_output=True, text=True)
    assert done.returncode == 1 and done.stdout == ""
    assert done.stderr.count("\n") == 1 and "cannot prepare .venv" in done.stderr and ".venv-lock" in done.stderr


@posix
def test_inside_it_what_is_lacking_is_installed(
    nowhere: Path, steps: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    bootstrap.make_venv(nowhere)
    nowhere.write_text(f"pytest=={pytest.__version__}\n")
    monkeypatch.setattr(sys, "prefix", str(bootstrap.VENV))
    bootstrap.ensure_environment(nowhere)
    assert steps == ["venv", "pip", "pip"]
    with pytest.raises(SystemExit, match="still lacks"):
        bootstrap.ensure_environment(unprepared(nowhere))


@posix
def test_inside_a_half_made_one_the_way_out_is_named(
    nowhere: Path, steps: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    bootstrap.make_venv(nowhere)
    bootstrap.stamp_path().write_text(bootstrap.UNFINISHED)
    monkeypatch.setattr(sys, "prefix", str(bootstrap.VENV))
    with pytest.raises(SystemExit, match="is incomplete"):
        bootstrap.ensure_environment(nowhere)


# -- running again -----------------------------------------------------------------------------------------


@posix
def test_the_same_command_is_handed_over(monkeypatch: pytest.MonkeyPatch) -> None:
    given: list[list[str]] = []
    monkeypatch.setattr(sys, "orig_argv", ["python3", "-X", "dev", "scripts/build.py", "check"])
    monkeypatch.setenv("PYTHONPATH", "elsewhere")

    def execve(path: str, command: list[str], environment: dict[str, str]) -> None:
        assert "PYTHONPATH" not in environment and environment["PATH"] == os.environ["PATH"]
        given.append([path, *command])

    monkeypatch.setattr(os, "execve", execve)
    monkeypatch.setattr(bootstrap, "block_signals", lambda: None)
    monkeypatch.setattr(bootstrap, "wait_for_command", lambda command, environment: 0)
    with pytest.raises(SystemExit):
        bootstrap.rerun_in_venv()
    python = str(bootstrap.venv_python())
    assert given == [[python, python, "-X", "dev", "scripts/build.py", "check"]]


def test_where_there_is_no_exec_the_exit_code_is_kept() -> None:
    assert bootstrap.wait_for_command([sys.executable, "-c", "raise SystemExit(7)"]) == 7


@pytest.fixture
def interrupted_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Ctrl-C arrives while a command is waited for."""
    wait = subprocess.Popen.wait
    waits: Iterator[bool] = iter([True])

    def first(process: subprocess.Popen[bytes], timeout: float | None = None) -> int:
        if next(waits, False):
            raise KeyboardInterrupt
        return wait(process, timeout)

    monkeypatch.setattr(subprocess.Popen, "wait", first)


@pytest.mark.usefixtures("interrupted_once")
def test_ctrl_c_is_left_to_the_command() -> None:
    assert bootstrap.wait_for_command([sys.executable, "-c", "raise SystemExit(5)"]) == 5


# -- another Python ----------------------------------------------------------------------------------------


@pytest.mark.parametrize("door", ["build.py", "test.py", "bench.py"])
@pytest.mark.parametrize("version", ["3.9", "3.14"])
def test_another_python_gets_one_line(door: str, version: str) -> None:
    given = tuple(map(int, version.split(".")))
    other = f"import runpy, sys; sys.version_info = {given}; runpy.run_path(sys.argv[1], run_name='__main__')"
    done = subprocess.run([sys.executable, "-c", other, SCRIPTS / door], capture_output=True, text=True)
    assert done.returncode == 1
    assert done.stderr == f"{door}: needs Python 3.11 to 3.13, this is {version}\n"


def test_the_pythons_are_those_that_the_project_names() -> None:
    (major, minor), (_, before) = python_version.FIRST, python_version.BEFORE
    project = (ROOT / "pyproject.toml").read_text("utf-8")
    assert f'requires-python = ">={major}.{minor},<{major}.{before}"' in project
    assert f'target-version = "py{major}{minor}"' in project
    assert f"Python {major}.{minor} to {major}.{before - 1}." in (ROOT / "README.md").read_text("utf-8")
    assert all(f"--python-version {major}.{minor} " in lock.read_text("utf-8") for lock in LOCKS)


# -- the locks ---------------------------------------------------------------------------------------------


def test_the_test_lock_holds_the_other() -> None:
    smaller, larger = (set(bootstrap.read_pins(lock)) for lock in LOCKS)
    assert smaller < larger


@pytest.mark.parametrize("lock", LOCKS, ids=lambda lock: str(lock.name))
def test_a_lock_is_hashed_and_names_no_place(lock: Path) -> None:
    text = lock.read_text(encoding="utf-8")
    assert "://" not in text
    assert "index-url" not in text.replace("--no-emit-index-url", "")
    blocks = re.split(r"^(?=\S+==)", text, flags=re.MULTILINE)[1:]
    assert len(blocks) == len(list(bootstrap.read_pins(lock)))
    assert all("--hash=sha256:" in block for block in blocks)


# -- the tests ---------------------------------------------------------------------------------------------


@pytest.fixture
def command(monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    """scripts/test.py on a machine without browsers."""
    spec = importlib.util.spec_from_file_location("test_command", SCRIPTS / "test.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    monkeypatch.delenv("BROWSER_PATH", raising=False)
    monkeypatch.setenv("BRIEFS_BROWSER", "")
    monkeypatch.setenv("PATH", "")
    return module


@posix
def test_the_browser_that_is_named_goes_before_those_on_the_path(
    command: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("google-chrome", "mine"):
        (tmp_path / name).write_text("#!/bin/sh\n")
        (tmp_path / name).chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path))
    assert command.find_browser() == str(tmp_path / "google-chrome")
    monkeypatch.setenv("BROWSER_PATH", str(tmp_path / "mine"))
    assert command.find_browser() == str(tmp_path / "mine")


def test_without_a_browser_it_says_so_in_one_line(command: ModuleType) -> None:
    with pytest.raises(SystemExit, match="no browser: install Chromium, Chrome or Edge") as ended:
        command.main([])
    assert "\n" not in str(ended.value)


@pytest.fixture
def calls(command: ModuleType, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What scripts/test.py runs, a browser being there."""
    commands: list[str] = []
    monkeypatch.setattr(command, "find_browser", lambda: "browser")
    monkeypatch.setattr(command, "run_python", lambda *args: commands.append(" ".join(args)) or 0)
    return commands


@pytest.mark.parametrize(("args", "marks"), [([], " -m not long"), (["--all"], "")])
def test_a_whole_run_checks_the_code_and_then_runs_the_tests(
    command: ModuleType, calls: list[str], args: list[str], marks: str
) -> None:
    assert command.main(args) == 0
    assert [call.split()[1] for call in calls] == ["ruff", "ruff", "mypy", "pytest"]
    assert calls[-1] == f"-m pytest --numprocesses auto --dist worksteal{marks}"
    assert os.environ["BRIEFS_BROWSER"] == "browser"


def test_other_arguments_go_to_pytest(command: ModuleType, calls: list[str]) -> None:
    assert command.main(["--all", "-k", "one"]) == 0
    assert command.main(["-x"]) == 0
    assert calls == ["-m pytest -k one", "-m pytest -m not long -x"]


@pytest.mark.parametrize("failing", ["ruff", "pytest"])
def test_what_fails_fails_the_run(command: ModuleType, monkeypatch: pytest.MonkeyPatch, failing: str) -> None:
    monkeypatch.setattr(command, "find_browser", lambda: "browser")
    monkeypatch.setattr(command, "run_python", lambda *args: int(failing in args))
    assert command.main([]) == 1


@pytest.mark.usefixtures("interrupted_once")
def test_the_exit_code_of_what_is_run_is_kept(command: ModuleType) -> None:
    assert command.run_python("-c", "raise SystemExit(4)") == 4
