"""Convert a hand-written page from Markdown to HTML as MkDocs does, and check that HTML.

Each problem has the line of the Markdown.
"""

import html
import posixpath
import re
from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import Any, NamedTuple
from urllib.parse import unquote, urljoin, urlsplit
from xml.etree.ElementTree import Element

import markdown
from markdown.treeprocessors import Treeprocessor

from briefs.content.prose_lines import Lines
from briefs.content.prose_markup import (
    ALIGNED,
    ATTRIBUTES,
    BLOCKS,
    CODE,
    ELEMENTS,
    EMPTY,
    HEADINGS,
    REFERENCE,
    SCHEME,
    TAG,
    foreign_letter,
    is_english,
    link_fault,
)
from briefs.errors import Problem, Problems, quoted_value
from briefs.utils.characters import HANGUL, character_problems

FROM_MARKDOWN = "data-from-markdown"


class Link(NamedTuple):
    """A link or image that refers to this site.

    `path` is relative to the site's root for HTML, and to docs/ for Markdown (there empty for the page itself);
    `anchor` may be empty.
    """

    line: int
    written: str
    as_html: bool
    path: str
    anchor: str


class Heading(NamedTuple):
    """A heading as readers see it; `anchor` is empty if none is written."""

    line: int
    words: str
    anchor: str


@dataclass
class Content:
    """The content of a page; `anchors` are all, those of headings too, each with its line."""

    headings: list[Heading] = field(default_factory=list)
    anchors: dict[str, int] = field(default_factory=dict)
    links: list[Link] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)


def read_content(path: str, body: str, before: int, extensions: dict[str, dict[str, Any]]) -> Content:
    """Convert a page's Markdown to HTML and read it.

    `path` is `docs/<name>.<language>.md`, `before` the number of lines before the body. Raises Problems if the
    conversion fails.
    """
    made = _make_html(path, body, before, extensions)
    reader = _Reader(path, made, Lines(body, made, before))
    reader.feed(made)
    reader.close()
    return reader.content


def _make_html(path: str, body: str, before: int, extensions: dict[str, dict[str, Any]]) -> str:
    try:
        parser = markdown.Markdown(extensions=[*extensions], extension_configs=extensions)
    except Exception as error:  # an extension may raise any exception
        must = "must be known and set rightly"
        raise Problems([Problem("mkdocs.yml", 1, f"markdown_extensions {must}: {quoted_value(str(error))}")]) from None
    parser.treeprocessors.register(_Marker(parser), "from-markdown", 0)
    try:
        return parser.convert(body)
    except RecursionError:
        raise Problems([Problem(path, before + 1, "lists and quotations must not be nested so deep")]) from None


class _Marker(Treeprocessor):
    """Marks links and images written in Markdown, which MkDocs rewrites."""

    def run(self, root: Element) -> None:
        for element in root.iter():
            if element.tag in {"a", "img"}:
                element.set(FROM_MARKDOWN, "")


class _Reader(HTMLParser):
    """Collects the content of a page's HTML, and the problems."""

    def __init__(self, path: str, made: str, lines: Lines) -> None:
        super().__init__(convert_charrefs=False)
        self.path, self.lines, self.content = path, lines, Content()
        self.name, self.language, _ = path.removeprefix("docs/").split(".")
        self.starts = [0]
        for line in made.split("\n"):
            self.starts.append(self.starts[-1] + len(line) + 1)
        self.open: list[tuple[str, bool]] = []  # open elements, each with whether its text is in the page's language
        self.refused: set[str] = set()
        self.text = ""
        self.heading: list[str] | None = None  # the anchor and the words so far
        self.hangul = False

    def _line(self, written: str, made: str = "") -> int:
        line, column = self.getpos()
        return self.lines.find(written, self.starts[line - 1] + column, made)

    def _report(self, written: str, message: str, made: str = "") -> None:
        self.content.problems.append(Problem(self.path, self._line(written, made), message))

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag not in ELEMENTS:
            self.refused.add(tag)
            self._report(f"<{tag}", f"text must contain no HTML of this kind: <{tag}>")
        elif not TAG.fullmatch(self.get_starttag_text() or "") or len(given) < len(attrs):
            self._report(f"<{tag}", f"HTML must be written plainly: {quoted_value(self.get_starttag_text())}")
        if tag in BLOCKS:
            self._end_text()
        if tag in ELEMENTS:
            self._read_attributes(given)
        if tag in HEADINGS:
            self.heading = [given.get("id", ""), ""]
        if tag not in EMPTY:
            own = given.get("lang", self.language) == self.language and tag not in CODE
            self.open.append((tag, own and all(inner for _, inner in self.open[-1:])))

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)  # browsers read <div/> as <div>

    def handle_endtag(self, tag: str) -> None:
        if tag in BLOCKS:
            self._end_text()
        if tag in HEADINGS:
            self._end_heading()
        if any(name == tag for name, _ in self.open):
            while self.open[-1][0] != tag:
                self._close_open()
            self.open.pop()
        elif tag not in self.refused:
            self._report(f"</{tag}", f"HTML must end what has begun: </{tag}>")

    def _close_open(self) -> None:
        tag, _ = self.open.pop()
        if tag not in self.refused:
            self._report(f"<{tag}", f"HTML must be closed: <{tag}>")

    def close(self) -> None:
        super().close()
        self._end_text()
        while self.open:
            self._close_open()
        if self.language == "ko" and not self.hangul:
            self.content.problems.append(Problem(self.path, self.lines.before + 1, "text must contain Hangul"))

    def handle_data(self, data: str) -> None:
        if re.search("<[A-Za-z/!?]", data) and not (self.open and self.open[-1][0] in self.refused):
            self._report("<", f"HTML must be written plainly: {quoted_value(data.strip())}")
        self._add(data)

    def handle_entityref(self, name: str) -> None:
        self._hold_visible(html.unescape(f"&{name};"), f"&{name};")
        self._add(html.unescape(f"&{name};"))

    def handle_charref(self, name: str) -> None:
        self._hold_visible(html.unescape(f"&#{name};"), f"&#{name};")
        self._add(html.unescape(f"&#{name};"))

    def _add(self, text: str) -> None:
        if self.heading:
            self.heading[1] += text
        self.hangul = self.hangul or bool(HANGUL.search(text))
        if all(inner for _, inner in self.open[-1:]):
            self.text += text

    def _hold_visible(self, text: str, written: str) -> None:
        """Report invisible characters, however they are written."""
        for problem in character_problems(self.path, re.sub(r"\s", " ", text)):
            self._report(text, problem.message.replace("file ", "text ", 1), written)
        if fault := foreign_letter(text, self.language):
            self._report(text, f"text {fault}", written)

    def handle_comment(self, data: str) -> None:
        if re.search("[<>]|--", data):
            self._report("<!--", f"comment must contain none of < > --: {quoted_value(data.strip())}")

    def handle_decl(self, decl: str) -> None:
        self._report("<!", f"text must contain no HTML of this kind: <!{quoted_value(decl)[1:-1]}>")

    def unknown_decl(self, data: str) -> None:
        self.handle_decl(data)

    def handle_pi(self, data: str) -> None:
        self._report("<?", f"text must contain no HTML of this kind: <?{quoted_value(data)[1:-1]}>")

    def _read_attributes(self, given: dict[str, str]) -> None:
        as_html = given.pop(FROM_MARKDOWN, None) is None
        for name, value in given.items():
            self._hold_visible(value, value)
            allowed = name in ATTRIBUTES or name.startswith("aria-") or (name == "style" and ALIGNED.fullmatch(value))
            if not allowed:
                self._report(name, f"HTML must have no attribute of this kind: {name}")
            elif name == "id":
                self._read_anchor(value)
            elif name in {"src", "poster"}:
                self._read_link("picture", value, as_html)
            elif name in {"href", "cite"}:
                self._read_link("link", value, as_html)

    def _read_anchor(self, name: str) -> None:
        line, first = self._line(name), self.content.anchors.get(name)
        if name == "content":
            self._report(name, "anchor must not be one that every page has: content")
        elif first:
            message = f"anchor must be given once, and is on line {first} too: {name}"
            self.content.problems.append(Problem(self.path, line, message))
        self.content.anchors.setdefault(name, line)

    def _read_link(self, kind: str, written: str, as_html: bool) -> None:
        """Record a link as browsers read it: without tabs and line breaks within it."""
        address = re.sub(r"[\t\r\n]", "", written).strip()
        fault = link_fault(kind, address)
        if fault:
            self._report(written, f"{kind} {fault}: {quoted_value(written)}")
        elif not SCHEME.match(address):
            parts = urlsplit(urljoin(f"/{self.language}/{self.name}/", address) if as_html else address)
            path = unquote(parts.path).lstrip("/") if as_html else posixpath.normpath(unquote(parts.path)).lstrip(".")
            self.content.links.append(Link(self._line(written), written, as_html, path, unquote(parts.fragment)))

    def _end_text(self) -> None:
        """Check the language of a piece of text."""
        text, self.text = " ".join(self.text.split()), ""
        if undefined := REFERENCE.search(text):
            self._report(undefined[0], f"link must have its address on a line of its own: {quoted_value(undefined[0])}")
        if self.language == "en" and (found := HANGUL.search(text)):
            self._report(found[0], f'text must contain no Hangul, or within <span lang="ko">: {quoted_value(text)}')
        elif self.language == "ko" and is_english(text):
            self._report(text, f'text must be Korean, or within <span lang="en">: {quoted_value(text)}')

    def _end_heading(self) -> None:
        anchor, words = self.heading or ["", ""]
        self.heading = None
        words = " ".join(words.split())
        self.content.headings.append(Heading(self.lines.find_heading(words), words, anchor))
