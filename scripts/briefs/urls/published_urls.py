"""The ledger of addresses: what was once published answers for ever.

`release` writes data/locks/permalinks.txt; `check` and `build` only compare.
"""

import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from briefs.content.lock_files import LockFile
from briefs.errors import Problem
from briefs.utils import atomic

LEDGER = "data/locks/permalinks.txt"
ADDRESSES = LockFile(LEDGER, "release", re.compile(r"(?P<name>/[^\s#]*(?:#[^\s#]+)?)"), "/en/policies/x/#y")


def published_urls(root: Path) -> list[str]:
    """The addresses and anchors of the ledger, one a line from the site's root."""
    return [address for _, address in ADDRESSES.lines(root)]


def missing_urls(root: Path, answered: set[str]) -> Iterator[Problem]:
    """A complaint for each published address that nothing answers to any more; a page that is gone, with its anchors,
    is one.
    """
    lost = {address: line for line, address in enumerate(published_urls(root), 1) if address not in answered}
    anchors = Counter(address.partition("#")[0] for address in lost if "#" in address)
    for address, line in lost.items():
        page, _, anchor = address.partition("#")
        if not anchor or page not in lost:
            more = f" (with {anchors[page]} anchors)" if not anchor and anchors[page] else ""
            must = "must still answer (keep it, name it in previous_ids, or list it under withdrawn)"
            yield Problem(LEDGER, line, f"address {must}: {address}{more}")


def unrecorded_urls(root: Path, answered: set[str]) -> Iterator[Problem]:
    """Report, in one line, the addresses that would be published without a promise to keep them."""
    if new := sorted(answered - set(published_urls(root))):
        must = "must be entered by `build.py release` before they are published"
        yield Problem(LEDGER, 1, f"addresses {must}: {len(new)} new, the first of them {new[0]}")


def record_urls(root: Path, answered: set[str]) -> list[str]:
    """Write the addresses that are new into the ledger; they are returned in order."""
    old = published_urls(root)
    new = sorted(answered - set(old))
    atomic.atomic_write(root / LEDGER, "".join(f"{line}\n" for line in sorted({*old, *new})).encode())
    return new
