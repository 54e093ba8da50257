"""Run other programs that end with the command, and whose failure is reported in one line."""

import contextlib
import os
import signal
import subprocess
import sys
from pathlib import Path
from typing import NoReturn

from briefs.utils import console
from briefs.utils.signals import Stopped, hold_signals


def run_step(command: list[str], message: str, environment: dict[str, str] | None = None, libraries: int = 0) -> None:
    """Run a program, and end with the message if it fails; for pip, show progress over `libraries` packages."""
    child = None
    try:
        with hold_signals():
            child = subprocess.Popen(
                command,
                stdin=subprocess.DEVNULL,
                stdout=subprocess.PIPE,
                env=environment,
                text=True,
                errors="replace",
                start_new_session=True,  # so that Ctrl-C reaches only this process
            )
        follow_pip(child, libraries)
        status = child.wait()
    except BaseException:
        if child:
            end_step(child)
        raise
    if status != 0:
        exit_with_error(message)


def end_step(child: "subprocess.Popen[str]") -> None:
    """End a program and the processes it has started."""
    with hold_signals(), contextlib.suppress(ProcessLookupError):
        if sys.platform == "win32":
            child.terminate()
        else:
            os.killpg(child.pid, signal.SIGTERM)
        child.wait()


def follow_pip(child: "subprocess.Popen[str]", libraries: int) -> None:
    """Read the output of pip to its end, and show its progress."""
    progress, found = console.show_progress("libraries"), 0
    for line in child.stdout or ():
        if line.startswith("Collecting "):
            found += 1
            progress(found, libraries)
        elif line.startswith("Installing collected packages"):
            console.log_progress(f"libraries {libraries} found, now being installed")


def wait_for_command(command: list[str], environment: dict[str, str] | None = None, folder: Path | None = None) -> int:
    """Wait for a command and return its exit code; used where exec returns too early, as on Windows.

    Ctrl-C reaches the command directly; other signals are passed on.
    """
    with subprocess.Popen(command, env=environment, cwd=folder) as child:
        while True:
            try:
                return child.wait()
            except Stopped as stopped:
                if stopped.code - 128 != signal.SIGINT:
                    child.send_signal(stopped.code - 128)
            except KeyboardInterrupt:
                continue


def exit_with_error(message: str) -> NoReturn:
    """End with one line."""
    sys.exit(f"{Path(sys.argv[0]).name}: {message}")
