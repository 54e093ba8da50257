"""What is costly to make is kept between builds: a folder of files, each named by the hash of all it is made from.

Documents are made once and used again until something they are made from changes. A file's name also holds the hash of
its content, which is compared before the file is used: one that is broken is made again.
Same inputs, same name, same bytes: a build with a full folder and one with an empty folder publish the same site.
"""

import contextlib
import errno
import hashlib
import multiprocessing
import os
import platform
import shutil
import sys
import zlib
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from functools import partial
from importlib import metadata
from pathlib import Path
from typing import TypeVar

from briefs.utils import atomic
from briefs.utils.parallel import end_with_parent, end_workers
from briefs.utils.signals import TERMINAL_SIGNALS, delay_signals

Work = TypeVar("Work")
GENERATIONS = 3  # the documents of a change, of the change taken back, and one more


def cache_key(sources: Iterable[Path], libraries: Iterable[str]) -> str:
    """The hash of what makes a kind of thing: source files (code, templates, fonts), libraries by their version, and
    this Python with the system and the compression that it was built for.
    """
    machine = (sys.version, sys.platform, platform.machine(), zlib.ZLIB_RUNTIME_VERSION)
    digest = hashlib.sha256(repr(machine).encode())
    for file in sorted(sources):
        digest.update(f"{file.name}:".encode() + hashlib.sha256(file.read_bytes()).digest())
    for name in sorted(libraries):
        digest.update(f"{name}=={metadata.version(name)}".encode())
    return digest.hexdigest()


def cached_files(
    folder: Path,
    by: str,
    make: Callable[[Work], bytes],
    works: Sequence[Work],
    progress: Callable[[int, int], None] = lambda done, total: None,
) -> list[Path]:
    """One file for each work, in order: found in `folder`, or made by all cores and put there.

    `by` is the hash of a `maker`. `make` is a function of a module (workers look it up by name); the `repr` of a work
    must show all that its file is made from, as that of strings, numbers, tuples and dataclasses does. `progress` is
    told how many files are made, of how many that are lacking. Raises what `make` raises, and OSError where the folder
    is none or cannot be written to. What has not been wanted for longest is cleared away.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
        there = _by_key(folder)
    except OSError as error:
        raise _unusable_folder(folder, error) from None
    keys = [hashlib.sha256(f"{by}{work!r}".encode()).hexdigest() for work in works]
    files = {key: _find_verified(there.get(key, [])) for key in keys}
    missing = {key: work for key, work in zip(keys, works, strict=True) if not files[key]}
    if missing and not os.access(folder, os.W_OK | os.X_OK):
        raise _unusable_folder(folder, PermissionError(errno.EACCES, "it cannot be written to"))
    made = _make_all(partial(_make_file, make, folder), list(missing.items()), progress)
    found = {**files, **dict(zip(missing, made, strict=True))}
    wanted = [file for key in keys if (file := found[key])]
    _evict(folder, wanted)
    return wanted


def read_verified(file: Path) -> bytes:
    """What a file that was kept holds, compared with the hash in its name. Raises OSError where it is another."""
    data = file.read_bytes()
    if file.name != _file_name(file.name.partition(".")[0], data):
        raise OSError(f"{file} was changed while it was used: build again, which makes it anew")
    return data


def _file_name(key: str, data: bytes) -> str:
    """The name of a file: the hash of all it is made from, then that of what it holds, so that it can be verified."""
    return f"{key}.{hashlib.sha256(key.encode() + data).hexdigest()}"


def _by_key(folder: Path) -> dict[str, list[Path]]:
    """What lies in the folder, by the first part of its name."""
    found: dict[str, list[Path]] = {}
    for file in sorted(folder.iterdir()):
        found.setdefault(file.name.partition(".")[0], []).append(file)
    return found


def _find_verified(candidates: list[Path]) -> Path | None:
    """The first that holds what its name says; a truncated, swapped, unreadable or other one is none."""
    for file in candidates:
        with contextlib.suppress(OSError):
            if file.is_file():
                read_verified(file)
                return file
    return None


def _make_file(make: Callable[[Work], bytes], folder: Path, entry: tuple[str, Work]) -> Path:
    """Make one file; a run that is ended on the way leaves none of that name."""
    key, work = entry
    data = make(work)
    file = folder / _file_name(key, data)
    _delete_folder(file)
    atomic.atomic_write(file, data)
    return file


def _unusable_folder(folder: Path, error: OSError) -> OSError:
    return OSError(f"{folder} must be a folder that can be read and written to; delete it ({error.strerror})")


def _make_all(
    put: Callable[[tuple[str, Work]], Path], entries: list[tuple[str, Work]], progress: Callable[[int, int], None]
) -> list[Path]:
    """Put every entry, on all cores where there is more than one."""
    if len(entries) < 2:
        return [put(entry) for entry in entries]
    # Spawned, not forked: the system's text libraries, which may be loaded by now, promise nothing to a fork.
    context = multiprocessing.get_context("spawn")
    workers = min(os.cpu_count() or 1, len(entries))
    made: list[Path] = []
    pool = None
    try:
        with delay_signals(*TERMINAL_SIGNALS):
            pool = ProcessPoolExecutor(workers, context, end_with_parent)
            files = pool.map(put, entries)
        for file in files:
            made.append(file)
            progress(len(made), len(entries))
        pool.shutdown()
    except BaseException as error:
        if pool:
            pool.shutdown(wait=False, cancel_futures=True)
            end_workers(multiprocessing.active_children())
        if isinstance(error, BrokenProcessPool):
            raise ChildProcessError("a maker of documents was ended from outside (is there memory enough?)") from None
        raise
    return made


def _evict(folder: Path, wanted: list[Path]) -> None:
    """Leave the files of this build, whatever the clock says of them, and those that were wanted last before it."""
    for file in wanted:
        with contextlib.suppress(OSError):  # the file of another user, or on a disk that takes nothing
            os.utime(file)
    others = sorted(set(folder.iterdir()) - set(wanted), key=_age_order, reverse=True)
    for file in others[(GENERATIONS - 1) * len(wanted) :]:
        _delete_folder(file)
        with contextlib.suppress(OSError):
            file.unlink()


def _age_order(file: Path) -> tuple[int, str]:
    try:
        return file.lstat().st_mtime_ns, file.name
    except OSError:  # another process cleared it away
        return 0, file.name


def _delete_folder(place: Path) -> None:
    """Delete a folder that stands where a file should."""
    if place.is_dir() and not place.is_symlink():
        shutil.rmtree(place, ignore_errors=True)
