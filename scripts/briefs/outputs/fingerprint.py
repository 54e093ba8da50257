"""Put the hash of their content into the names of assets, so that browsers may cache them for ever.

Previews, documents and everything else that others link to keep their names.
"""

import hashlib
import os
import posixpath
import re
from functools import partial
from pathlib import Path

from briefs.errors import Problem, Problems
from briefs.utils.parallel import run_parallel
from briefs.utils.text_files import write_text

TEXT = {".css", ".js"}
HASHED = re.compile(r"-[0-9a-f]{10}$")
"""A folder whose own name holds the hash of its files."""
REFERENCE = re.compile(r"(?<=[\"'`(])[\w./-]+\.\w+(?=[\"'`)?])")
"""What may name another asset within a script or a style sheet."""


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
        write_text(file, pattern.sub(lambda match: f"assets/{names[match[1]]}", text))


def _rename_files(folder: Path) -> dict[str, str]:
    """Rename every file below the folder, first those that others refer to; return the new name of each."""
    files = [file for file in sorted(folder.rglob("*")) if file.is_file() and not HASHED.search(file.parent.name)]
    waiting = {file.relative_to(folder).as_posix() for file in files}
    needed = {name: _find_references(folder, name) & waiting for name in sorted(waiting)}
    named: dict[str, str] = {}
    while waiting:
        ready = [name for name in sorted(waiting) if needed[name] <= named.keys()]
        if not ready:
            circle = ", ".join(sorted(waiting))
            raise Problems([Problem("site/assets", 1, f"assets must not refer in a circle: {circle}")])
        for name in ready:
            named[name] = _rename_file(folder, name, named)
        waiting -= named.keys()
    return named


def _find_references(folder: Path, name: str) -> set[str]:
    """Names of assets, below the folder, that one of them may refer to."""
    if Path(name).suffix not in TEXT:
        return set()
    return {_resolve_reference(name, given) for given in REFERENCE.findall((folder / name).read_text("utf-8"))}


def _resolve_reference(name: str, reference: str) -> str:
    """The asset that a reference within the asset `name` leads to: from its folder, or from the site's top."""
    _, top, rest = reference.rpartition("assets/")
    return posixpath.normpath(rest if top else posixpath.join(posixpath.dirname(name), reference))


def _rename_file(folder: Path, name: str, named: dict[str, str]) -> str:
    file = folder / name
    if file.suffix in TEXT:

        def replace_name(match: re.Match[str]) -> str:
            new = named.get(_resolve_reference(name, match[0]))
            return posixpath.join(posixpath.dirname(match[0]), posixpath.basename(new)) if new else match[0]

        write_text(file, REFERENCE.sub(replace_name, file.read_text("utf-8")))
    digest = hashlib.sha256(file.read_bytes()).hexdigest()[:10]
    new = file.rename(file.with_name(f"{file.stem}.{digest}{file.suffix}"))
    return new.relative_to(folder).as_posix()
