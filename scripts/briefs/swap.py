"""The published site is whole: one build at a time, made beside the old site and put into its place at the end.

Whatever ends a build, and whenever, `site/` is the old site or the new one. Only between two renames is it absent;
`settle`, with which every command begins, then puts the old one back.
"""

import contextlib
import shutil
import stat
from collections.abc import Callable, Iterator
from pathlib import Path

from briefs.turns import taken, turn

NEW, OLD, LOCK = ".site-new", ".site-old", ".site-lock"


@contextlib.contextmanager
def alone(root: Path) -> Iterator[None]:
    """Hold the project's docs/ and site/ for one build; wait, and say so, while another build holds them."""
    with turn(root / LOCK, "waiting for another build of this project to end"):
        yield


def settle(root: Path) -> None:
    """Put the former site back if a build was ended between the two renames of a swap, and none runs now."""
    if (root / OLD).exists():
        with (root / LOCK).open("w") as file:
            if taken(file):
                _put_back(root / "site")


def swap(new: Path, site: Path) -> None:
    """Put the new site into the place of the old one. Raises OSError, and leaves the old one when it does."""
    _put_back(site)
    old = site.parent / OLD
    remove(old)
    try:
        if site.exists():
            site.rename(old)
        new.rename(site)
    finally:
        _put_back(site)
    remove(old)


def _put_back(site: Path) -> None:
    old = site.parent / OLD
    if old.exists() and not site.exists():
        old.rename(site)


def remove(folder: Path) -> None:
    """Delete a folder if it is there, whatever the rights of what it holds; of a link, the link. Raises OSError."""

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
