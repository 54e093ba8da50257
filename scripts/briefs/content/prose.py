"""Load the hand-written pages of docs/: titles, anchors and links; both languages must have the same anchors.

The same rules apply as for the data, and docs/ may contain only pages and the files that they use.
"""

import re
import unicodedata
from array import array
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from briefs import LANGUAGES
from briefs.content.docs_files import find_strays, is_by_hand, list_files, show_path
from briefs.content.mkdocs_file import markdown_extensions, read_settings
from briefs.content.model_errors import PATTERNS, validate_model
from briefs.content.models import ID_PATTERN, Line, Model, Text
from briefs.content.prose_html import Content, Link, read_content
from briefs.content.prose_lines import find_excess
from briefs.content.prose_markup import foreign_letter, is_english
from briefs.content.yaml_reader import YamlDocument, parse_yaml, read_text
from briefs.errors import Problem, Problems, quoted_value
from briefs.utils.characters import HANGUL, character_problems

LINKED: dict[str, tuple[str, ...]] = {"about": ("errors",), "linking": ()}
"""The pages and anchors that templates of other pages link to."""
MOST_BYTES = 50_000
FILE = re.compile(rf"(.+)\.(?:{'|'.join(LANGUAGES)})\.md")
FRONT = re.compile(r"\A--- *\n(.*?)^--- *(?:\n|\Z)", re.MULTILINE | re.DOTALL)
ANCHOR = re.compile("[a-z0-9-]+")
NO_WORDS = re.compile(r"(?:\{#[a-z0-9-]*\})?")


class Front(Model):
    """The front matter of a page in one language."""

    title: Line
    description: Line


class Heading(Model):
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
    links: dict[str, list[Link]] = field(default_factory=dict)  # by language
    targets: dict[str, set[str]] = field(default_factory=dict)  # every anchor, those of headings too, by language


@dataclass
class _Part:
    """A page in one language, as far as it can be read, with its problems; `lines` are those of its front matter."""

    path: str
    problems: list[Problem] = field(default_factory=list)
    front: Front | None = None
    lines: YamlDocument | None = None
    body: str = ""
    content: Content | None = None

    def report(self, line: int, message: str) -> None:
        self.problems.append(Problem(self.path, line, message))


def prose_files(root: Path) -> list[Path]:
    """Return the hand-written files of docs/, without the index, which the build writes, and hidden files."""
    return sorted(file for file in (root / "docs").glob("[!.]*.md") if is_by_hand(file.name))


def load_prose(root: Path) -> dict[str, Prose]:
    """Return the hand-written pages by name, sorted. Raises Problems with all problems of docs/."""
    files, problems = list_files(root / "docs")
    unreadable = {problem.path for problem in problems}
    extensions = markdown_extensions(read_settings(root))
    names, wrong = _page_names(files)
    pages: dict[str, list[_Part]] = {}
    for name in names:
        paths = [f"docs/{name}.{language}.md" for language in LANGUAGES]
        pages[name] = [_read_language(root, path, name, extensions) for path in paths if path not in unreadable]
        if len(pages[name]) == len(LANGUAGES):
            _compare_languages(name, *pages[name])
    parts = [part for page in pages.values() for part in page]
    problems += [*wrong, *(problem for part in parts for problem in part.problems)]
    contents = [part.content for part in parts if part.content]
    linked = [link.path for content in contents for link in content.links] if len(contents) == len(parts) else None
    try:
        problems += find_strays(root, files, None if unreadable else linked)
    except Problems as error:
        problems += error.problems
    if problems:
        raise Problems(problems)
    return {name: _load_page(name, *page) for name, page in pages.items()}


def _page_names(files: Iterable[str]) -> tuple[list[str], list[Problem]]:
    """Return the names of the hand-written pages; reports files with other names."""
    names, problems = set(LINKED), []
    for path in filter(is_by_hand, files):
        named = FILE.fullmatch(path)
        if named and re.fullmatch(ID_PATTERN, named[1]):
            names.add(named[1])
        else:
            must = f"{PATTERNS[ID_PATTERN]}, then .en.md or .ko.md"
            problems.append(Problem(f"docs/{show_path(path)}", 1, f"name {must}: {quoted_value(path)}"))
    return sorted(names), problems


def _load_page(name: str, en: _Part, ko: _Part) -> Prose:
    assert en.front and ko.front and en.content and ko.content  # there are no problems
    words = zip(en.content.headings, ko.content.headings, strict=True)
    headings = {heading.anchor: Text(en=heading.words, ko=korean.words) for heading, korean in words}
    return Prose(
        name=name,
        title=Text(en=en.front.title, ko=ko.front.title),
        description=Text(en=en.front.description, ko=ko.front.description),
        anchors=tuple(headings),
        headings=headings,
        body={"en": en.body, "ko": ko.body},
        links={"en": en.content.links, "ko": ko.content.links},
        targets={"en": set(en.content.anchors), "ko": set(ko.content.anchors)},
    )


def _read_language(root: Path, path: str, name: str, extensions: dict[str, dict[str, Any]]) -> _Part:
    """Return the page in one language, with its front matter validated like a data file."""
    part = _Part(path)
    if not (root / path).exists():
        why = "other pages link to it" if name in LINKED else "every page is in both languages"
        part.report(1, f"file must exist: {why}")
        return part
    try:
        text = read_text(path, root / path, MOST_BYTES).removeprefix("\ufeff")
        part.problems += character_problems(path, text)
        part.problems += _foreign_letters(path, text)
        begin = FRONT.match(text)
        if begin and not part.problems:
            _read_front(part, begin[1])
            part.body = unicodedata.normalize("NFC", text[begin.end() :])
            _read_body(part, begin[0].count("\n"), extensions)
        elif not begin:
            part.report(1, "file must begin with front matter: title and description between two lines of ---")
    except Problems as error:
        part.problems += error.problems
    except OSError as error:
        part.report(1, f"file must be readable: {error.strerror}")
    return part


def _foreign_letters(path: str, text: str) -> Iterator[Problem]:
    """Yield a problem for each line with a letter of another script that only looks like the right one."""
    for number, line in enumerate(text.split("\n"), 1):
        if fault := foreign_letter(line, path.split(".")[-2]):
            yield Problem(path, number, f"text {fault}")


def _read_front(part: _Part, front: str) -> None:
    try:
        part.lines = parse_yaml(part.path, "\n" + front)
        part.front = validate_model(Front, part.lines)
        for name, text in part.front:
            if fault := foreign_letter(text, part.path.split(".")[-2]):
                part.problems.append(part.lines.problem((name,), fault))
    except Problems as error:
        part.problems += error.problems


def _read_body(part: _Part, before: int, extensions: dict[str, dict[str, Any]]) -> None:
    """Read the Markdown, unless that would take too long."""
    excess = [Problem(part.path, before + line + 1, message) for line, message in find_excess(part.body)]
    if excess:
        raise Problems(excess)
    part.content = read_content(part.path, part.body, before, extensions)
    part.problems += part.content.problems
    lines = part.body.split("\n")
    for line, words, anchor in part.content.headings:
        try:
            empty = "" if NO_WORDS.fullmatch(words) else words
            validate_model(Heading, YamlDocument(part.path, {"heading": empty}, array("I", [line, line])))
            if not ANCHOR.fullmatch(anchor):
                written = " ".join(lines[line - before - 1].split())
                part.report(line, "heading must end with its anchor, such as {#name}: " + written[:80])
        except Problems as error:
            part.problems += error.problems


def _compare_languages(name: str, en: _Part, ko: _Part) -> None:
    """Report differences between the languages, and texts that are the same and must differ."""
    for fact in Front.model_fields if en.front and ko.front else ():
        _compare_front(fact, en, ko)
    if not (en.content and ko.content):
        return
    english, korean = ({heading.anchor: heading for heading in one.headings} for one in (en.content, ko.content))
    if not all(map(ANCHOR.fullmatch, [*english, *korean])):
        return  # reported already
    if list(english) != list(korean):
        must = f"anchors must be those of the English page {list(english)}: {list(korean)}"
        differing = [b for a, b in zip(english, korean, strict=False) if a != b] or list(korean)[len(english) :]
        ko.report(korean[[*differing, *reversed(korean)][0]].line if korean else 1, must)
        return
    if lacking := [anchor for anchor in LINKED.get(name, ()) if anchor not in english]:
        en.report(1, f"anchors must include those that other pages link to: {', '.join(lacking)}")
    for anchor, (line, words, _) in korean.items():
        same = words == english[anchor].words
        if not HANGUL.search(words) and re.search("[a-z]{3} " if same else "[A-Za-z]", words):
            ko.report(line, f"heading must contain Hangul: {quoted_value(words)}")


def _compare_front(fact: str, en: _Part, ko: _Part) -> None:
    """Report a title or description that is not in the language of the page."""
    english, korean = str(getattr(en.front, fact)), str(getattr(ko.front, fact))
    copied = english == korean and re.search("[a-z]{3}", korean)
    worded = re.search("[A-Za-z]{2}", korean) if fact == "title" else is_english(korean)
    for part, wrong, must, text in (
        (en, HANGUL.search(english), "must contain no Hangul", english),
        (ko, not HANGUL.search(korean) and (copied or worded), "must contain Hangul", korean),
    ):
        if wrong and part.lines:
            part.problems.append(part.lines.problem((fact,), f"{must}: {quoted_value(text)}"))
