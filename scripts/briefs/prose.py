"""The pages written by hand under docs/: their titles and anchors, the same in both languages."""

import re
from array import array
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TypeVar

from briefs import LANGUAGES
from briefs.load import PATTERNS, shaped
from briefs.model import ID_PATTERN, Line, Shape, Text
from briefs.problem import Problem, Problems, shown
from briefs.yamlfile import Tree, parse, read_text

LINKED: dict[str, tuple[str, ...]] = {"about": ("errors",), "linking": ()}
"""The pages, each with its anchors, that templates of other pages link to."""
FILE = re.compile(rf"(.+)\.(?:{'|'.join(LANGUAGES)})\.md")
FRONT = re.compile(r"\A\ufeff?--- *\n(.*?)^--- *(?:\n|\Z)", re.MULTILINE | re.DOTALL)
FENCED = re.compile(r"^(`{3,}|~{3,}).*?^\1 *$", re.MULTILINE | re.DOTALL)
HEADING = re.compile(r"^#.*$|^.+\n(?:=+|-+) *$", re.MULTILINE)
TITLED = re.compile(r"#* *(.*?)\s*\{#([a-z0-9-]+)\}\s*(?:\n[=-]+ *)?")
Found = TypeVar("Found")


class Front(Shape):
    """The front matter of a page in one language."""

    title: Line
    description: Line


class Heading(Shape):
    """A heading, without its anchor."""

    heading: Line


@dataclass(frozen=True)
class Prose:
    """A hand-written page: `docs/<name>.en.md` and `docs/<name>.ko.md`; `body` is its Markdown by language."""

    name: str
    title: Text
    description: Text
    anchors: tuple[str, ...]
    headings: dict[str, Text]  # by anchor
    body: dict[str, str]


@dataclass(frozen=True)
class _Part:
    """A page in one language; `headings` by anchor."""

    front: Front
    headings: dict[str, str]
    body: str


def written_by_hand(root: Path) -> list[Path]:
    """The hand-written files of docs/; its index is written by the walk, and hidden files are an editor's own."""
    return sorted(file for file in (root / "docs").glob("[!.]*.md") if not file.name.startswith("index."))


def load_prose(root: Path) -> dict[str, Prose]:
    """Read the hand-written pages, by name, in the order of their names. Raises Problems with every fault of all."""
    names, problems = set(LINKED), []
    for file in written_by_hand(root):
        named = FILE.fullmatch(file.name)
        if named and re.fullmatch(ID_PATTERN, named[1]):
            names.add(named[1])
        else:
            must = f"{PATTERNS[ID_PATTERN]}, then .en.md or .ko.md"
            problems.append(Problem(f"docs/{file.name}", 1, f"name {must}: {shown(file.name)}"))
    pages = _all((partial(_prose, root, name) for name in sorted(names)), problems)
    return {page.name: page for page in pages}


def _all(calls: Iterable[Callable[[], Found]], problems: Iterable[Problem] = ()) -> list[Found]:
    """What all the calls give. Raises Problems with the faults of all, and with `problems` found before."""
    found, faults = [], list(problems)
    for call in calls:
        try:
            found.append(call())
        except Problems as error:
            faults += error.problems
    if faults:
        raise Problems(faults)
    return found


def _prose(root: Path, name: str) -> Prose:
    en, ko = _all(partial(_part, root, name, language) for language in LANGUAGES)
    if list(en.headings) != list(ko.headings):
        must = f"must be those of the English page {list(en.headings)}: {list(ko.headings)}"
        raise Problems([Problem(f"docs/{name}.ko.md", 1, f"anchors {must}")])
    lacking = [anchor for anchor in LINKED.get(name, ()) if anchor not in en.headings]
    if lacking:
        must = "must hold those that other pages link to"
        raise Problems([Problem(f"docs/{name}.en.md", 1, f"anchors {must}: {', '.join(lacking)}")])
    return Prose(
        name=name,
        title=Text(en=en.front.title, ko=ko.front.title),
        description=Text(en=en.front.description, ko=ko.front.description),
        anchors=tuple(en.headings),
        headings={anchor: Text(en=words, ko=ko.headings[anchor]) for anchor, words in en.headings.items()},
        body={"en": en.body, "ko": ko.body},
    )


def _part(root: Path, name: str, language: str) -> _Part:
    """The page in one language, its front matter held to its shape as a data file is."""
    path = f"docs/{name}.{language}.md"
    if not (root / path).is_file():
        why = "other pages link to it" if name in LINKED else "every page stands in both languages"
        raise Problems([Problem(path, 1, f"file must exist: {why}")])
    text = read_text(path, root / path)
    begin = FRONT.match(text)
    if not begin:
        must = "must begin with front matter: title and description between two lines of ---"
        raise Problems([Problem(path, 1, f"file {must}")])
    front = shaped(Front, parse(path, "\n" + begin[1]))
    body = text[begin.end() :]
    return _Part(front, _headings(path, body, begin[0].count("\n")), body)


def _headings(path: str, body: str, before: int) -> dict[str, str]:
    """The words of the headings by their anchors; MkDocs would call a Korean heading `_1`, which is no address to keep.

    `before` is the number of lines before the body. Whatever Python-Markdown takes for a heading is one: without a
    space after # too, or underlined.
    """
    body = FENCED.sub(lambda block: "\n" * block[0].count("\n"), body)  # what is shown as code heads nothing
    lines = {before + body[: found.start()].count("\n") + 1: found[0] for found in HEADING.finditer(body)}
    headings = _all(partial(_heading, path, line, text) for line, text in lines.items())
    first: dict[str, int] = {}
    problems = [
        Problem(path, line, f"anchor must be given once, and stands on line {first[anchor]} too: {anchor}")
        for line, (anchor, _) in zip(lines, headings, strict=True)
        if first.setdefault(anchor, line) != line
    ]
    if problems:
        raise Problems(problems)
    return dict(headings)


def _heading(path: str, line: int, text: str) -> tuple[str, str]:
    found = TITLED.fullmatch(text)
    if not found:
        must = "must end with its anchor, such as {#name}"
        raise Problems([Problem(path, line, f"heading {must}: {text.splitlines()[0]}")])
    tree = Tree(path, {"heading": found[1]}, array("I", [line, line]))
    return found[2], shaped(Heading, tree).heading
