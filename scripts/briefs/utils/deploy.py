"""Replace the published site atomically: one build at a time, made beside the old site and renamed into place.

At any time `site/` is the old site or the new one. It is absent only between two renames; `recover_interrupted_swap`,
with which every command begins, then restores the old one.
"""

import contextlib
import os
import re
import shutil
import stat
from collections.abc import Callable, Iterator
from pathlib import Path

from briefs.errors import Problem, Problems
from briefs.utils.lock import file_lock, open_lock, try_lock
from briefs.utils.signals import hold_signals

NEW, OLD, LOCK = ".site-new", ".site-old", ".site-lock"
MOUNTS = Path("/proc/self/mountinfo")
FOLDER_MODE, FILE_MODE = 0o755, 0o644
"""Permissions with which a web server, which is another user, can read the site, whatever the umask."""


@contextlib.contextmanager
def build_lock(root: Path) -> Iterator[None]:
    """Lock the project's docs/ and site/ for one build; wait, with a notice, while another build has the lock."""
    with file_lock(root / LOCK, "waiting for another build of this project to end"):
        yield


def recover_interrupted_swap(root: Path) -> None:
    """Restore the old site if a build was killed between the two renames and none is running."""
    if (root / OLD).exists():
        with open_lock(root / LOCK) as file:
            if try_lock(file):
                _restore_old(root / "site")


def require_replaceable(site: Path) -> None:
    """Raise Problems if a build cannot put another folder in the place of `site`."""
    found = ""
    if site.is_symlink():
        found = f"a link to {site.readlink()}"
    elif site.exists() and not site.is_dir():
        found = "a file"
    elif mount := mount_within(site):
        place = "" if mount == site.resolve() else f", {mount}"
        found = f"a mount point{place} (mount the folder above it, or copy {site.name}/ there after the build)"
    if found:
        raise Problems([Problem(site.name, 1, f"must be a folder, which a build puts another in place of: {found}")])


def mount_within(folder: Path) -> Path | None:
    """Return a file system, such as a container volume, that is mounted on the folder or below it, if any."""
    place = folder.resolve()
    if os.path.ismount(place):
        return place
    try:
        lines = MOUNTS.read_text("utf-8", errors="surrogateescape").splitlines()
    except OSError:  # not Linux
        return None
    escaped = [line.split(" ")[4] for line in lines if line.count(" ") > 4]
    mounts = [Path(re.sub(r"\\([0-7]{3})", lambda found: chr(int(found[1], 8)), name)) for name in escaped]
    return min((mount for mount in mounts if mount.is_relative_to(place)), default=None)


def replace_directory(new: Path, site: Path) -> None:
    """Put the new site in the place of the old one. Raises OSError, and then leaves the old one."""
    make_readable(new)
    with hold_signals():
        _restore_old(site)
        old = site.parent / OLD
        remove_folder(old)
        try:
            if site.exists():
                site.rename(old)
            new.rename(site)
        finally:
            _restore_old(site)
        remove_folder(old)


def make_readable(folder: Path) -> None:
    """Make a folder and its content readable for everybody."""
    with os.scandir(folder) as entries:
        for entry in entries:
            if entry.is_dir(follow_symlinks=False):
                make_readable(Path(entry.path))
            elif stat.S_IMODE(entry.stat(follow_symlinks=False).st_mode) != FILE_MODE:
                Path(entry.path).chmod(FILE_MODE)
    folder.chmod(FOLDER_MODE)


def clear_unfinished(new: Path) -> None:
    """Delete what a failed build leaves of its new site."""
    for part in new.parent.glob(f"{new.name}*"):
        shutil.rmtree(part, ignore_errors=True)


def _restore_old(site: Path) -> None:
    old = site.parent / OLD
    if old.exists() and not site.exists():
        old.rename(site)


def remove_folder(folder: Path) -> None:
    """Delete a folder if it exists, whatever its permissions; of a link, only the link. Raises OSError."""

    def allow(function: Callable[..., object], path: str, _: object) -> None:
        for part in (Path(path).parent, Path(path)):
            if part.is_dir() and part.is_relative_to(folder):
                part.chmod(stat.S_IRWXU)
        if function is not shutil.rmtree:
            shutil.rmtree(path) if Path(path).is_dir() else Path(path).unlink()

    if folder.is_symlink():
        folder.unlink()
    elif folder.exists():
        shutil.rmtree(folder, onerror=allow)
