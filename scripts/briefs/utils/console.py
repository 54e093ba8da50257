"""What commands write: results to standard output, notices and progress to standard error.

Characters that the output's encoding lacks are written as escapes, and a reader that has gone away is no fault: neither
ends a command half-way. Of the standard library only, as the bootstrap needs.
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
"""Seconds between two lines of progress; what takes less shows none."""


class Settings:
    """What holds for the whole command."""

    quiet = False


def start_command() -> None:
    """Prepare a command: signals end it cleanly, and its output takes every character."""
    raise_on_signals()
    Settings.quiet = "--quiet" in sys.argv[1:]
    for name in ("stdout", "stderr"):
        stream = getattr(sys, name)
        if stream is None:  # closed by whoever called
            setattr(sys, name, os.fdopen(os.open(os.devnull, os.O_WRONLY), "w"))
        elif isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")


def use_utf8() -> None:
    """Write results in UTF-8, for a program that reads nothing else."""
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(encoding="utf-8")


def write_result(text: str) -> None:
    """Write what the command was asked for. Raises OSError where it is lost, but not where nobody reads on."""
    try:
        print(text, flush=True)
    except OSError as error:
        _discard_output(sys.stdout)
        if not isinstance(error, BrokenPipeError) and error.errno != errno.EINVAL:  # Windows' broken pipe
            raise


def write_notice(text: str) -> None:
    """Write a line for whoever watches; one that cannot be written is left out."""
    try:
        print(text, file=sys.stderr, flush=True)
    except OSError:
        _discard_output(sys.stderr)


def is_watched() -> bool:
    """Whether a person sees the progress."""
    with contextlib.suppress(ValueError):
        return not Settings.quiet and sys.stderr.isatty()
    return False


def log_progress(line: str) -> None:
    """One line of progress for whoever watches; nothing when nobody does."""
    if is_watched():
        write_notice(line)


def show_progress(stage: str) -> Callable[[int, int], None]:
    """A function that is called with how many are done, of how many, and says so now and then."""
    last = time.monotonic()

    def step(done: int, total: int) -> None:
        nonlocal last
        if time.monotonic() - last >= INTERVAL and done < total:
            last = time.monotonic()
            log_progress(f"{stage:<9} {done:,} of {total:,}")

    return step


def run_command(command: Callable[[], int]) -> int:
    """Run a command whose `print`s may lose their reader, and give its exit code; 1 where its output is lost."""
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
    """Send what else is written to a stream, at the command's end too, nowhere."""
    with contextlib.suppress(OSError, ValueError):
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, stream.fileno())
        os.close(nowhere)
