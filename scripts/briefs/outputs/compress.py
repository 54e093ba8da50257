"""Write compressed copies (.br, .gz) of what readers load, for hosts that send such files.

These are every page, style sheet, script and search file, and every large text. Files that only programs and old links
request are three times as many, and writing a file takes longer than compressing it; a host compresses them when
requested. Of a page of 26 KB, Brotli makes 7.0 KB in 20 ms at its highest level and 7.9 KB in 0.5 ms at level 5.
"""

import gzip
import os
import re
from functools import partial
from pathlib import Path

import brotli

from briefs.utils.parallel import run_parallel

TEXT = {".bib", ".css", ".csv", ".html", ".js", ".json", ".md", ".ris", ".txt", ".xml"}
LEAST, LARGE, HUGE = 1_000, 50_000, 200_000
"""Sizes in bytes: smaller files fit in one packet; large ones are always compressed; few pages are huge."""
PAST = re.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}")
"""The folder of a page as it stood on a day, which few request."""
FEW = 1_000_000
"""Bytes of assets that take less than a second at the highest level; the search of a large site has more."""


def compress_files(site: Path) -> None:
    """Write the compressed files of the built site."""
    files = [file for file in sorted(site.rglob("*")) if is_compressible(file, site)]
    assets = {file for file in files if file.is_relative_to(site / "assets")}
    waited_for = assets if sum(file.stat().st_size for file in assets) < FEW else set()
    cores = os.cpu_count() or 1
    run_parallel([partial(_compress_files, files[begin::cores], waited_for) for begin in range(cores)])


def is_compressible(file: Path, site: Path) -> bool:
    """Return whether a file of the site gets compressed copies."""
    if file.suffix not in TEXT:
        return False
    top = file.relative_to(site).parts[0]
    old = bool(PAST.fullmatch(file.parent.name))
    often = top == "assets" or (file.suffix == ".html" and top != "id" and not old)
    return file.stat().st_size >= (LEAST if often else LARGE)


def _compress_files(files: list[Path], waited_for: set[Path]) -> None:
    for file in files:
        data = file.read_bytes()
        large = file.suffix == ".html" and LARGE <= len(data) <= HUGE  # beyond that the highest level takes too long
        high = large or file in waited_for or file.suffix in {".css", ".js"}
        file.with_name(f"{file.name}.br").write_bytes(brotli.compress(data, quality=11 if high else 5))
        file.with_name(f"{file.name}.gz").write_bytes(gzip.compress(data, 9 if high else 4, mtime=0))
