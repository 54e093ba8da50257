"""The Python versions that the project supports. The syntax is simple on purpose: any Python 3 must be able to run this
file.
"""

import sys

FIRST, BEFORE = (3, 11), (3, 14)


def check_version(script: str) -> None:
    """End with one clear line if this Python is not supported."""
    if not FIRST <= sys.version_info[:2] < BEFORE:
        last = (BEFORE[0], BEFORE[1] - 1)
        sys.exit("%s: needs Python %d.%d to %d.%d, this is %d.%d" % (script, *FIRST, *last, *sys.version_info[:2]))
