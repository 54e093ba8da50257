"""The list of published addresses; each must work for ever.

`release` writes data/locks/permalinks.txt; `check` and `build` only compare.
"""

import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from briefs.content.lock_files import LockFile
from briefs.errors import Problem
from briefs.utils import atomic

PUBLISHED_FILE = "data/locks/permalinks.txt"
ADDRESSES = LockFile(PUBLISHED_FILE, "release", re.compile(r"(?P<name>/[^\s#]*(?:#[^\s#]+)?)"), "/en/policies/x/#y")


def published_urls(root: Path) -> list[str]:
    """Return the recorded addresses and anchors, from the site's root."""
    return [address for _, address in ADDRESSES.lines(root)]


def missing_urls(root: Path, site_urls: set[str]) -> Iterator[Problem]:
    """Yield a problem for each recorded address that no longer works; a missing page is one problem with its
    anchors.
    """
    lost = {address: line for line, address in enumerate(published_urls(root), 1) if address not in site_urls}
    anchors = Counter(address.partition("#")[0] for address in lost if "#" in address)
    for address, line in lost.items():
        page, _, anchor = address.partition("#")
        if not anchor or page not in lost:
            more = f" (with {anchors[page]} anchors)" if not anchor and anchors[page] else ""
            must = "must keep working (keep it, name it in previous_ids, or list it under withdrawn)"
            yield Problem(PUBLISHED_FILE, line, f"address {must}: {address}{more}")


def unrecorded_urls(root: Path, site_urls: set[str]) -> Iterator[Problem]:
    """Yield a problem for each address that is not recorded."""
    if new := sorted(site_urls - set(published_urls(root))):
        must = "must be recorded by `build.py release` before they are published"
        yield Problem(PUBLISHED_FILE, 1, f"addresses {must}: {len(new)} new, the first of them {new[0]}")


def record_urls(root: Path, site_urls: set[str]) -> list[str]:
    """Add the new addresses to the list and return them in order."""
    old = published_urls(root)
    new = sorted(site_urls - set(old))
    atomic.atomic_write(root / PUBLISHED_FILE, "".join(f"{line}\n" for line in sorted({*old, *new})).encode())
    return new
