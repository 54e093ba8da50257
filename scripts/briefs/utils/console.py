"""Write results to standard output, notices and progress to standard error.

Characters that the output's encoding lacks are escaped, and a closed pipe is no error: neither ends a command early.
Only the standard library is imported, as the bootstrap requires.
"""

import contextlib
import errno
import io
import os
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import TextIO

from briefs.utils.signals import raise_on_signals

INTERVAL = 2.0
"""Seconds between two lines of progress; shorter work shows none."""


class Settings:
    """Settings of the whole command."""

    quiet = False


def start_command() -> None:
    """Prepare a command: signals end it cleanly, and its output accepts every character."""
    raise_on_signals()
    Settings.quiet = "--quiet" in sys.argv[1:]
    for name in ("stdout", "stderr"):
        stream = getattr(sys, name)
        if stream is None:  # closed by the calling program
            setattr(sys, name, os.fdopen(os.open(os.devnull, os.O_WRONLY), "w"))
        elif isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")


def use_utf8() -> None:
    """Write results in UTF-8, for programs that accept nothing else."""
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(encoding="utf-8")


def write_result(text: str) -> None:
    """Write the result of a command. Raises OSError if it is lost, but not if the reader closed the pipe."""
    try:
        print(text, flush=True)
    except OSError as error:
        _discard_output(sys.stdout)
        if not isinstance(error, BrokenPipeError) and error.errno != errno.EINVAL:  # a closed pipe on Windows
            raise


def write_notice(text: str) -> None:
    """Write a line to standard error; it is dropped if that fails."""
    try:
        print(text, file=sys.stderr, flush=True)
    except OSError:
        _discard_output(sys.stderr)


def is_watched() -> bool:
    """Return whether standard error is a terminal on which progress is wanted."""
    with contextlib.suppress(ValueError):
        return not Settings.quiet and sys.stderr.isatty()
    return False


def log_progress(line: str) -> None:
    """Write one line of progress if a person is watching."""
    if is_watched():
        write_notice(line)


def show_progress(stage: str) -> Callable[[int, int], None]:
    """Return a function that takes the number done and the total, and reports now and then."""
    last = time.monotonic()

    def step(done: int, total: int) -> None:
        nonlocal last
        if time.monotonic() - last >= INTERVAL and done < total:
            last = time.monotonic()
            log_progress(f"{stage:<9} {done:,} of {total:,}")

    return step


def run_command(command: Callable[[], int]) -> int:
    """Run a command and return its exit code; 1 if its output is lost, but a closed pipe is no error."""
    code = 0
    try:
        code = command()
    except BrokenPipeError:
        _discard_output(sys.stdout)
    finally:
        try:
            sys.stdout.flush()
        except OSError as error:
            _discard_output(sys.stdout)
            if not isinstance(error, BrokenPipeError):
                write_notice(f"{Path(sys.argv[0]).name}: {error}")
                code = code or 1
    return code


def _discard_output(stream: TextIO) -> None:
    """Discard what is still written to a stream, at the end of the command too."""
    with contextlib.suppress(OSError, ValueError):
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, stream.fileno())
        os.close(nowhere)
