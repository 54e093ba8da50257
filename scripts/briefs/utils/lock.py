"""Lock files between processes. Only the standard library is imported, as the bootstrap requires."""

import contextlib
import os
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import IO

from briefs.utils.console import write_notice

if sys.platform == "win32":
    import msvcrt

    def _take(file: IO[str]) -> None:
        msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
else:
    import fcntl

    def _take(file: IO[str]) -> None:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)


@contextlib.contextmanager
def file_lock(lock: Path, waiting: str) -> Iterator[None]:
    """Lock a file; while another process has the lock, wait and show the notice. Raises OSError.

    The system releases the lock when the process ends, however it ends.
    """
    with open_lock(lock) as file:
        waited = False
        while not try_lock(file):
            if not waited:
                write_notice(waiting)
            waited = True
            time.sleep(0.1)
        yield


def open_lock(lock: Path) -> IO[str]:
    """Open a lock file without changing it. Raises OSError with advice."""
    try:
        try:
            number = os.open(lock, os.O_RDWR | os.O_CREAT, 0o666)
        except PermissionError:  # another user's, such as root's: reading is enough
            number = os.open(lock, os.O_RDONLY)
        return os.fdopen(number, "r", encoding="utf-8")
    except OSError as error:
        reason = error.strerror or str(error)
        raise OSError(f"{lock} cannot be locked ({reason}): delete it, or run this as the user who owns it") from None


def try_lock(file: IO[str]) -> bool:
    """Lock an open file and return whether that was possible."""
    try:
        _take(file)
    except OSError:
        return False
    return True
