"""Check the files of docs/: hand-written pages, generated pages, and files that a page or setting uses.

Hidden files (their own name or that of a folder begins with a dot) belong to an editor; MkDocs leaves them out.
"""

import os
import posixpath
import re
import stat
from collections.abc import Iterable, Iterator
from pathlib import Path
from urllib.parse import unquote
from xml.etree import ElementTree

from briefs import LANGUAGES
from briefs.content.mkdocs_file import named_values, read_settings
from briefs.content.yaml_reader import read_text
from briefs.errors import Problem, Problems

GENERATED_MARK = ".written"
MOST_LISTED = 100_000_000  # bytes of the list of generated pages
"""The list of generated pages in docs/, one name per line."""
NAME = re.compile(r"[A-Za-z0-9_][A-Za-z0-9._-]*(?:/[A-Za-z0-9_][A-Za-z0-9._-]*)*")
PAGES = {
    "htm",
    "html",
    "markdown",
    "md",
    "mdown",
    "mht",
    "mhtml",
    "mkd",
    "mkdn",
    "shtml",
    "svgz",
    "xht",
    "xhtml",
    "xml",
}
"""Extensions of files that a browser shows as pages, or from which MkDocs makes pages."""
REFERRING = {".css", ".js", ".mjs", ".json", ".svg", ".webmanifest"}
REFERENCE = re.compile(r"[\w./-]{1,200}")
KINDS = {stat.S_IFIFO: "a named pipe", stat.S_IFSOCK: "a socket", stat.S_IFCHR: "a device", stat.S_IFBLK: "a device"}
EMBEDDED = re.compile("#|data:image/(?:png|jpeg|gif|webp);")
ACTIVE = {"script", "foreignobject", "iframe", "embed", "object", "handler", "audio", "video", "set", "animate"}


def list_files(docs: Path) -> tuple[dict[str, Path], list[Problem]]:
    """Return every file below docs/ by its path, without hidden ones, and the problems of those that cannot be read."""
    found: dict[str, Path] = {}
    problems: list[Problem] = []

    def unreadable(error: OSError) -> None:
        folder = Path(error.filename).relative_to(docs).as_posix()
        problems.append(_problem(folder, f"folder must be readable: {error.strerror}"))

    for folder, folders, files in os.walk(docs, onerror=unreadable):
        within = "" if Path(folder) == docs else f"{Path(folder).relative_to(docs).as_posix()}/"
        for name in folders:
            if fault := _folder_fault(Path(folder, name), f"/{within}{name}"):
                problems.append(_problem(within + name, fault))
        for name in files if not re.search(r"(?:^|/)\.", within) else ():
            fault = _file_fault(Path(folder, name), docs)
            if fault and name[0] != ".":
                problems.append(_problem(within + name, fault))
            elif name[0] != ".":
                found[within + name] = Path(folder, name)
    return dict(sorted(found.items())), problems


def is_by_hand(path: str) -> bool:
    """Return whether a path below docs/ is that of a hand-written page; the build writes the index."""
    return path.endswith(".md") and "/" not in path and not path.startswith("index.")


def show_path(path: str) -> str:
    """Return a path for a problem: on one line, whatever characters it has."""
    return path if path.isprintable() else ascii(path)[1:-1]


def _problem(path: str, message: str) -> Problem:
    return Problem(f"docs/{show_path(path)}", 1, message)


def _folder_fault(folder: Path, path: str) -> str:
    """Return the problem of a folder, if any; MkDocs lists hidden folders too."""
    if folder.is_symlink():
        return f"folder must be a folder, not a link to one: {os.fspath(folder.readlink())!r}"
    return "file must be a regular file, not a folder" if folder.suffix == ".md" and "/." not in path else ""


def _file_fault(file: Path, docs: Path) -> str:
    """Return the problem of a file, if any."""
    try:
        mode = file.lstat().st_mode
        if stat.S_ISLNK(mode):
            if not file.exists():
                return f"file must be a regular file, not a link to nothing: {os.fspath(file.readlink())!r}"
            if not file.resolve().is_relative_to(docs.resolve()):
                return "file must be inside docs/, not behind a link out of it"
            mode = file.stat().st_mode
        if not stat.S_ISREG(mode):
            return f"file must be a regular file, not {KINDS.get(stat.S_IFMT(mode), 'a folder')}"
        return "" if os.access(file, os.R_OK) else "file must be readable: Permission denied"
    except (OSError, RuntimeError) as error:
        return f"file must be readable: {getattr(error, 'strerror', error)}"


def written_pages(docs: Path) -> set[str]:
    """Return the generated pages, by their paths below docs/. Raises Problems."""
    listed = docs / GENERATED_MARK
    if not listed.is_symlink() and not listed.exists():
        return set()
    fault = _file_fault(listed, docs)
    if fault:
        raise Problems([_problem(GENERATED_MARK, fault)])
    names = read_text(f"docs/{GENERATED_MARK}", listed, MOST_LISTED).splitlines()
    if wrong := [name for name in names if not NAME.fullmatch(name) or not name.endswith(".md")]:
        must = "file must name pages, as the build writes them (delete it and the folders of docs/.gitignore)"
        raise Problems([_problem(GENERATED_MARK, f"{must}: {wrong[0][:80]!r}")])
    return set(names)


def find_strays(root: Path, files: dict[str, Path], linked: Iterable[str] | None) -> Iterator[Problem]:
    """Yield a problem for each file in docs/ that is neither a page nor used.

    `linked` are the paths that hand-written pages link to; None if some of these pages could not be read.
    """
    written = written_pages(root / "docs")
    used = None if linked is None else _used_files(root, files, linked)
    for path, file in files.items():
        if path in written or is_by_hand(path):
            continue
        if not path.isprintable():
            yield _problem(path, "name must be of the letters a to z, digits, . _ and -")
        elif path.rsplit(".", 1)[-1].lower() in PAGES:
            yield _problem(path, "file must be no page of its own: pages are docs/<name>.en.md and docs/<name>.ko.md")
        elif used is not None and path not in used:
            yield _problem(path, "file must be one that a page links to or mkdocs.yml names, or be elsewhere")
        elif not NAME.fullmatch(path):
            yield _problem(path, "name must be of the letters a to z, digits, . _ and -")
        elif path.lower().endswith(".svg"):
            yield from _svg_problems(path, file)


def _used_files(root: Path, files: dict[str, Path], linked: Iterable[str]) -> set[str]:
    """Return the files that pages, settings and the theme name, and those that these files name."""
    settings = read_settings(root)
    named = {posixpath.normpath(name.lstrip("/")) for name in named_values(settings)} | set(linked)
    theme = [file for part in ("theme", "templates") for file in (root / "scripts" / "briefs" / part).rglob("*.*")]
    texts = [file.read_text("utf-8") for file in theme if file.suffix in {".html", ".jinja", ".css", ".js"}]
    named |= {name for text in texts for name in re.findall(r"assets/[\w./-]{1,200}", text)}
    used: set[str] = set()
    waiting = {path for path in files if path in named or _neutral_name(path) in named}
    while waiting:
        used |= waiting
        within = {name for path in waiting for name in _find_references(path, files[path])}
        waiting = (within & files.keys()) - used
    return used


def _neutral_name(path: str) -> str:
    """Return the name by which pages in any language link to a file that exists per language, such as
    picture.ko.png.
    """
    return re.sub(rf"\.(?:{'|'.join(LANGUAGES)})(\.[^./]+)$", r"\1", path)


def _find_references(path: str, file: Path) -> Iterator[str]:
    if file.suffix in REFERRING:
        for name in set(REFERENCE.findall(file.read_bytes().decode("utf-8", "replace"))):
            yield posixpath.normpath(posixpath.join(posixpath.dirname(path), unquote(name)))


def _svg_problems(path: str, file: Path) -> Iterator[Problem]:
    """Yield a problem for each active part of an SVG file: a browser that opens the file would run its scripts."""
    try:
        elements = list(ElementTree.fromstring(read_text(f"docs/{path}", file)).iter())
    except Problems as error:
        yield from error.problems
        return
    except (ElementTree.ParseError, ValueError) as error:
        yield _problem(path, f"file must be an SVG picture: {error}")
        return
    for element in elements:
        tag = str(element.tag).rsplit("}", 1)[-1].lower()
        for name, value in element.attrib.items():
            link = name.rsplit("}", 1)[-1].lower() == "href" and not EMBEDDED.match(value.strip())
            if link or name.lower().startswith("on"):
                yield _problem(path, f"picture must contain no link and no script: {name.rsplit('}', 1)[-1]}")
        if tag in ACTIVE:
            yield _problem(path, f"picture must contain no link and no script: <{tag}>")
