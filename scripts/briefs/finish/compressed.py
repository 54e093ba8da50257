"""Every text of the site ready compressed beside it (.br, .gz), for hosts that send such files as they are.

The more often a file is fetched, the longer it may take. A page of 26 KB becomes 7.0 KB in 20 ms at Brotli's highest
level, 7.9 KB in 0.5 ms at level 5 and 9.9 KB in 0.1 ms at level 1.
"""

import gzip
import os
from functools import partial
from pathlib import Path

import brotli

from briefs.together import together

TEXT = {".bib", ".css", ".csv", ".html", ".js", ".json", ".md", ".ris", ".txt", ".xml"}
LEAST = 1500
"""Bytes: a smaller file is one packet anyhow."""


def write(site: Path) -> None:
    """Lay the compressed files beside those of the built site."""
    files = [file for file in sorted(site.rglob("*")) if file.suffix in TEXT and file.stat().st_size >= LEAST]
    cores = os.cpu_count() or 1
    together([partial(_compress, files[begin::cores], site) for begin in range(cores)])


def _compress(files: list[Path], site: Path) -> None:
    for file in files:
        data = file.read_bytes()
        brotli_level, gzip_level = _levels(file.relative_to(site))
        file.with_name(f"{file.name}.br").write_bytes(brotli.compress(data, quality=brotli_level))
        file.with_name(f"{file.name}.gz").write_bytes(gzip.compress(data, gzip_level, mtime=0))


def _levels(path: Path) -> tuple[int, int]:
    """The levels of Brotli and gzip: for styles and scripts, for what readers read, for everything else."""
    if path.suffix in {".css", ".js"}:
        return 11, 9
    return (5, 6) if path.parts[0] == "assets" or (path.suffix == ".html" and path.parts[0] != "id") else (1, 1)
