"""What is costly to make is kept between builds: a folder of files, each named by the hash of all it is made from.

Documents are made once and used again until something they are made from changes.
Same inputs, same name, same bytes: a build with a full folder and one with an empty folder publish the same site.
"""

import hashlib
import multiprocessing
import os
import sys
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from functools import partial
from importlib import metadata
from pathlib import Path
from typing import TypeVar

from briefs import whole
from briefs.together import follow_parent

Work = TypeVar("Work")
GENERATIONS = 3  # the documents of a change, of the change taken back, and one more


def maker(sources: Iterable[Path], libraries: Iterable[str]) -> str:
    """The hash of what makes a kind of thing: source files (code, templates, fonts) and libraries, by their version."""
    digest = hashlib.sha256(sys.version.encode())
    for file in sorted(sources):
        digest.update(hashlib.sha256(file.read_bytes()).digest())
    for name in sorted(libraries):
        digest.update(f"{name}=={metadata.version(name)}".encode())
    return digest.hexdigest()


def kept(folder: Path, by: str, make: Callable[[Work], bytes], works: Sequence[Work]) -> list[Path]:
    """One file for each work, in order: found in `folder`, or made by all cores and put there.

    `by` is the hash of a `maker`. `make` is a function of a module (workers look it up by name); the `repr` of a work
    must show all that its file is made from, as that of strings, numbers, tuples and dataclasses does. Raises what
    `make` raises. What has not been wanted for longest is cleared away.
    """
    folder.mkdir(parents=True, exist_ok=True)
    files = [folder / hashlib.sha256(f"{by}{work!r}".encode()).hexdigest() for work in works]
    missing = {file: work for file, work in zip(files, works, strict=True) if not file.exists()}
    _each(partial(_put, make), list(missing.items()))
    for file in files:
        os.utime(file)
    _clear(folder, GENERATIONS * len(files))
    return files


def _put(make: Callable[[Work], bytes], entry: tuple[Path, Work]) -> None:
    """Make one file; a run that is ended on the way leaves none of that name."""
    file, work = entry
    whole.write(file, make(work))


def _each(put: Callable[[tuple[Path, Work]], None], entries: list[tuple[Path, Work]]) -> None:
    if len(entries) < 2:
        for entry in entries:
            put(entry)
        return
    # Spawned, not forked: the system's text libraries, which may be loaded by now, promise nothing to a fork.
    context = multiprocessing.get_context("spawn")
    workers = min(os.cpu_count() or 1, len(entries))
    with ProcessPoolExecutor(workers, context, follow_parent) as pool:
        try:
            list(pool.map(put, entries))
        except BrokenProcessPool:
            raise ChildProcessError("a maker of documents was ended from outside (is there memory enough?)") from None
        except BaseException:
            pool.shutdown(cancel_futures=True)
            raise


def _clear(folder: Path, most: int) -> None:
    """Leave the `most` files that were wanted last."""
    ages = sorted(((file.stat().st_mtime_ns, file) for file in folder.iterdir()), reverse=True)
    for _, file in ages[most:]:
        file.unlink(missing_ok=True)
