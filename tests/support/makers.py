"""Functions that make files for the tests of the cache; in a module of few imports, since each process loads it."""

import os
import signal
import time
from pathlib import Path


def shout(work: tuple[str, int]) -> bytes:
    return (work[0].upper() * work[1]).encode()


def whisper(work: tuple[str, int]) -> bytes:
    return work[0].encode()


def refuse(work: tuple[str, int]) -> bytes:
    raise ValueError(f"no {work[0]}")


def die(work: tuple[str, int]) -> bytes:
    os.kill(os.getpid(), signal.SIGKILL)
    return b""


def who(work: tuple[int]) -> bytes:
    time.sleep(0.5)  # so that a second worker is there before the first has done all
    return str(os.getpid()).encode()


def begin(work: tuple[str, int]) -> bytes:
    Path(work[0], str(os.getpid())).touch()
    time.sleep(600)
    return b""
