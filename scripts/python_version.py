"""The Pythons that the project runs on. Plain on purpose: any other must get as far as being told."""

import sys

FIRST, BEFORE = (3, 11), (3, 14)


def check_version(door: str) -> None:
    """End with one clear line where this Python is none of them."""
    if not FIRST <= sys.version_info[:2] < BEFORE:
        last = (BEFORE[0], BEFORE[1] - 1)
        sys.exit("%s: needs Python %d.%d to %d.%d, this is %d.%d" % (door, *FIRST, *last, *sys.version_info[:2]))
