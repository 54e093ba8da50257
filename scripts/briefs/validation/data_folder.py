"""Check that data/ contains only files that are read."""

import difflib
from collections.abc import Iterable, Iterator
from pathlib import Path

from briefs.content.models import FILES, FOLDERS, SCHEMAS
from briefs.content.version_files import LOCK as VERSIONS_LOCK
from briefs.content.yaml_reader import plain_name
from briefs.errors import Problem
from briefs.translations import LOCK
from briefs.urls.published_urls import PUBLISHED_FILE

FOLDER = "data"
OTHERS = ("locks", "schemas", "versions", "README.md")
LOCKS = {Path(path).name for path in (LOCK, PUBLISHED_FILE, VERSIONS_LOCK)}


def check_data_folder(root: Path) -> Iterator[Problem]:
    """Yield a problem for each file and folder of data/ that nothing reads, except hidden ones.

    `load_data` reads everything in the folders of policies, sources and versions.
    """
    yield from _find_strays(root, FOLDER, {*(f"{name}.yml" for name in FILES), *FOLDERS, *OTHERS})
    yield from _find_strays(root, f"{FOLDER}/locks", LOCKS)
    yield from _find_strays(root, f"{FOLDER}/schemas", {f"{name}.json" for name in SCHEMAS})


def _find_strays(root: Path, folder: str, known: Iterable[str]) -> Iterator[Problem]:
    try:
        names = sorted(file.name for file in (root / folder).iterdir())
    except FileNotFoundError:
        return
    except OSError as error:
        yield Problem(folder, 1, f"folder must be readable: {error.strerror}")
        return
    for name in names:
        if name not in known and not name.startswith("."):
            near = difflib.get_close_matches(name, known, 1, cutoff=0.7)
            hint = f" (did you mean {near[0]}?)" if near else ""
            end = "/" if (root / folder / name).is_dir() else ""
            yield Problem(f"{folder}/{name}{end}", 1, f"file must be one that is read{hint}: {plain_name(name)}")
