"""One process at a time does what two would spoil. Of the standard library only: bootstrap takes turns too."""

import contextlib
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import IO

if sys.platform == "win32":
    import msvcrt

    def _take(file: IO[str]) -> None:
        msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
else:
    import fcntl

    def _take(file: IO[str]) -> None:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)


@contextlib.contextmanager
def turn(lock: Path, waiting: str) -> Iterator[None]:
    """Hold a file's lock; while another process holds it, wait, and say what for.

    The system takes the lock away from a process that ends, however it ends.
    """
    with lock.open("w") as file:
        waited = False
        while not taken(file):
            if not waited:
                print(waiting, file=sys.stderr, flush=True)
            waited = True
            time.sleep(0.1)
        yield


def taken(file: IO[str]) -> bool:
    """Take an open file's lock, if nobody holds it."""
    try:
        _take(file)
    except OSError:
        return False
    return True
