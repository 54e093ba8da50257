"""A cache on disk, addressed by content: each file is named by a hash of everything it is made from.

A file is used again until something it is made from changes. Its name also contains the hash of its content, which is
compared before use; a damaged file is made again. A build with a full cache and one with an empty cache publish the
same site.
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
GENERATIONS = 3  # enough for a change, its reversal and one more


def cache_key(sources: Iterable[Path], libraries: Iterable[str]) -> str:
    """Return the hash of everything that makes a kind of file.

    That is source files (code, templates, fonts), packages by version, and this Python with its system and compression
    library.
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
    maker_key: str,
    make: Callable[[Work], bytes],
    inputs: Sequence[Work],
    progress: Callable[[int, int], None] = lambda done, total: None,
) -> list[Path]:
    """Return one file for each input, in order, from `folder` or newly made on all cores.

    `maker_key` is a `cache_key`. `make` is a function of a module (workers look it up by name). The `repr` of an input
    must show all that its file is made from, as that of strings, numbers, tuples and dataclasses does. `progress` gets
    the number of files made and the number to make. The least recently used files are deleted. Raises what `make`
    raises, and OSError if the folder cannot be used.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
        there = _by_key(folder)
    except OSError as error:
        raise _unusable_folder(folder, error) from None
    keys = [hashlib.sha256(f"{maker_key}{work!r}".encode()).hexdigest() for work in inputs]
    files = {key: _find_verified(there.get(key, [])) for key in keys}
    missing = {key: work for key, work in zip(keys, inputs, strict=True) if not files[key]}
    if missing and not os.access(folder, os.W_OK | os.X_OK):
        raise _unusable_folder(folder, PermissionError(errno.EACCES, "it cannot be written to"))
    made = _make_all(partial(_make_file, make, folder), list(missing.items()), progress)
    found = {**files, **dict(zip(missing, made, strict=True))}
    wanted = [file for key in keys if (file := found[key])]
    _evict(folder, wanted)
    return wanted


def read_verified(file: Path) -> bytes:
    """Return the content of a cached file. Raises OSError if it does not match the hash in its name."""
    data = file.read_bytes()
    if file.name != _file_name(file.name.partition(".")[0], data):
        raise OSError(f"{file} was changed while it was used: build again, which makes it anew")
    return data


def _file_name(key: str, data: bytes) -> str:
    """Return the name of a file: the hash of what it is made from, then the hash of its content."""
    return f"{key}.{hashlib.sha256(key.encode() + data).hexdigest()}"


def _by_key(folder: Path) -> dict[str, list[Path]]:
    """Return the files in the folder by the first part of their names."""
    found: dict[str, list[Path]] = {}
    for file in sorted(folder.iterdir()):
        found.setdefault(file.name.partition(".")[0], []).append(file)
    return found


def _find_verified(candidates: list[Path]) -> Path | None:
    """Return the first file whose content matches its name, if any."""
    for file in candidates:
        with contextlib.suppress(OSError):
            if file.is_file():
                read_verified(file)
                return file
    return None


def _make_file(make: Callable[[Work], bytes], folder: Path, entry: tuple[str, Work]) -> Path:
    """Make one file; an interrupted run leaves no file of that name."""
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
    """Make all files, on all cores if there are several."""
    if len(entries) < 2:
        return [put(entry) for entry in entries]
    # Spawned, not forked: system libraries for text, which may be loaded, are not safe to fork.
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
    """Delete files, but not those of this build and the most recently used ones."""
    for file in wanted:
        with contextlib.suppress(OSError):  # another user's file, or a read-only disk
            os.utime(file)
    others = sorted(set(folder.iterdir()) - set(wanted), key=_age_order, reverse=True)
    for file in others[(GENERATIONS - 1) * len(wanted) :]:
        _delete_folder(file)
        with contextlib.suppress(OSError):
            file.unlink()


def _age_order(file: Path) -> tuple[int, str]:
    try:
        return file.lstat().st_mtime_ns, file.name
    except OSError:  # another process deleted it
        return 0, file.name


def _delete_folder(place: Path) -> None:
    """Delete a folder that is in the place of a file."""
    if place.is_dir() and not place.is_symlink():
        shutil.rmtree(place, ignore_errors=True)
