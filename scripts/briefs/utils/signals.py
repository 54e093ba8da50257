"""Turn Ctrl-C, SIGTERM and SIGHUP into an exception, so that a command cleans up.

Only the standard library is imported, as the bootstrap requires.
"""

import contextlib
import os
import signal
import sys
from collections.abc import Iterator
from types import FrameType, TracebackType

SIGNALS = [getattr(signal, name) for name in ("SIGINT", "SIGTERM", "SIGHUP") if hasattr(signal, name)]

TERMINAL_SIGNALS = [number for number in SIGNALS if number != signal.SIGTERM]
"""Signals that a terminal sends to every process at once."""


class Stopped(KeyboardInterrupt):
    """Raised if a signal asked the command to end."""

    def __init__(self, number: int) -> None:
        super().__init__(number)
        self.code = 128 + number


class _Held:
    """How many blocks delay signals, and which signal arrived meanwhile."""

    blocks = 0
    number = 0


def raise_on_signals() -> None:
    """Raise Stopped for each signal from now on; if nothing catches it, print one line and exit with 128+n.

    An ignored signal, such as SIGHUP under `nohup`, stays ignored.
    """
    sys.excepthook = _report_error
    for number in SIGNALS:
        if signal.getsignal(number) is not signal.SIG_IGN:
            signal.signal(number, _raise_signal)
    if sys.platform != "win32":
        signal.pthread_sigmask(signal.SIG_UNBLOCK, SIGNALS)


def block_signals() -> None:
    """Block signals; a program that replaces this one gets them after its `raise_on_signals`."""
    if sys.platform != "win32":
        signal.pthread_sigmask(signal.SIG_BLOCK, SIGNALS)


@contextlib.contextmanager
def delay_signals(*signals: signal.Signals) -> Iterator[None]:
    """Block these signals (all if none is named) while workers start; a worker gets them after
    `leave_signals_to_parent`.

    So nothing is raised within a fork, where Python could only print it. SIGTERM may end a worker that is a new
    interpreter at once.
    """
    if sys.platform == "win32":
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, signals or SIGNALS)
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


@contextlib.contextmanager
def hold_signals() -> Iterator[None]:
    """Handle signals only after the block."""
    _Held.blocks += 1
    try:
        yield
    finally:
        _Held.blocks -= 1
        if _Held.number and not _Held.blocks:
            number, _Held.number = _Held.number, 0
            signal.raise_signal(number)


def exit_code(error: BaseException) -> int:
    """Return the exit code of a command that a signal ended: 128+n; 130 for a plain KeyboardInterrupt."""
    return error.code if isinstance(error, Stopped) else 130


def leave_signals_to_parent() -> None:
    """Set up a worker: the parent handles Ctrl-C and SIGHUP, and ends its workers by SIGTERM."""
    for number in SIGNALS:
        signal.signal(number, _exit_by_signal if number == signal.SIGTERM else signal.SIG_IGN)
    if sys.platform != "win32":
        signal.pthread_sigmask(signal.SIG_UNBLOCK, SIGNALS)


def _raise_signal(number: int, _: FrameType | None) -> None:
    if _Held.blocks:
        _Held.number = number
    else:
        raise Stopped(number)


def _exit_by_signal(number: int, _: FrameType | None) -> None:
    sys.exit(128 + number)


def _report_error(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
    if not issubclass(kind, KeyboardInterrupt):
        sys.__excepthook__(kind, error, trace)
        return
    with contextlib.suppress(OSError, ValueError, AttributeError):
        sys.stderr.write("stopped\n")
        sys.stderr.flush()
    os._exit(exit_code(error))
