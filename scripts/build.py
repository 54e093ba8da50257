"""The site's commands: `python3 scripts/build.py [command]`, on a machine with nothing but Python.

The syntax is simple on purpose: any Python 3 must be able to run this file up to the version check.
"""

import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE))  # PYTHONSAFEPATH would leave it out

import python_version

python_version.check_version("build.py")

from briefs.utils import console

console.start_command()

import bootstrap

if __name__ == "__main__":
    bootstrap.ensure_environment(HERE / "requirements.txt")

    from briefs.cli import main

    sys.exit(main(sys.argv[1:]))
