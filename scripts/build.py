"""The door to the site: `python3 scripts/build.py [command]`, on a machine with nothing but Python.

Flat and plain on purpose: whatever Python opens this file must get as far as the version check.
"""

import sys

if sys.version_info < (3, 11):
    sys.exit("build.py: needs Python 3.11 or newer, this is %d.%d" % sys.version_info[:2])

from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE))  # not a matter of course: PYTHONSAFEPATH leaves it out

import bootstrap

if __name__ == "__main__":
    bootstrap.ensure(HERE / "requirements.txt")

    from briefs.cli import main

    sys.exit(main(sys.argv[1:]))
