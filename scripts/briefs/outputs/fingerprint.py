"""Put the hash of their content into the names of assets, so that browsers may cache them for ever.

Previews, documents and everything else that others link to keep their names.
"""

import hashlib
import os
import re
from functools import partial
from pathlib import Path

from briefs.errors import Problem, Problems
from briefs.utils.parallel import run_parallel

TEXT = {".css", ".js"}
HASHED = re.compile(r"-[0-9a-f]{10}$")
"""A folder whose name contains the hash of its files."""


def fingerprint_assets(site: Path) -> None:
    """Rename the assets of the built site and update all references. Raises Problems."""
    names = _rename_files(site / "assets")
    listed = "|".join(map(re.escape, names))
    pattern = re.compile(f"assets/({listed})" + r'(?=["?#])')
    files = sorted(site.rglob("*.html"))
    cores = os.cpu_count() or 1
    run_parallel([partial(_replace_references, files[begin::cores], pattern, names) for begin in range(cores)])


def _replace_references(files: list[Path], pattern: re.Pattern[str], names: dict[str, str]) -> None:
    for file in files:
        text = file.read_text("utf-8")
        file.write_text(pattern.sub(lambda match: f"assets/{names[match[1]]}", text), "utf-8", newline="\n")


def _rename_files(folder: Path) -> dict[str, str]:
    """Rename every file below the folder, first those that others refer to; return the new name of each."""
    files = [file for file in sorted(folder.rglob("*")) if file.is_file() and not HASHED.search(file.parent.name)]
    waiting = {file.relative_to(folder).as_posix(): file for file in files}
    quoted = re.compile(rf"(?<=[\"'`(/])({'|'.join(map(re.escape, waiting))})(?=[\"'`)?])")
    named: dict[str, str] = {}
    while waiting:
        ready = [name for name, file in waiting.items() if set(_find_references(file, quoted)) <= named.keys()]
        if not ready:
            raise Problems([Problem("site/assets", 1, f"assets must not refer in a circle: {', '.join(waiting)}")])
        for name in ready:
            named[name] = _rename_file(folder, waiting.pop(name), quoted, named)
    return named


def _find_references(file: Path, quoted: re.Pattern[str]) -> list[str]:
    return quoted.findall(file.read_text("utf-8")) if file.suffix in TEXT else []


def _rename_file(folder: Path, file: Path, quoted: re.Pattern[str], named: dict[str, str]) -> str:
    if file.suffix in TEXT:
        text = quoted.sub(lambda match: named[match[1]], file.read_text("utf-8"))
        file.write_text(text, "utf-8", newline="\n")
    digest = hashlib.sha256(file.read_bytes()).hexdigest()[:10]
    new = file.rename(file.with_name(f"{file.stem}.{digest}{file.suffix}"))
    return new.relative_to(folder).as_posix()
