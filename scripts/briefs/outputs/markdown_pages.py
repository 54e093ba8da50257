"""Write each page as Markdown (CommonMark) too, for programs that read text, and llms.txt, which lists them.

Like the pages, they are rendered from the data with a template for each kind. Everything that a template prints is
escaped, so that it reads back as the same characters.
"""

import re
from collections.abc import Callable, Collection
from pathlib import Path

import jinja2
from markupsafe import Markup

from briefs import LANGUAGES, other_language
from briefs.content.models import Passage
from briefs.content.prose import Prose
from briefs.content.prose_lines import code_blocks
from briefs.content.site_data import Data
from briefs.outputs.context import BuildContext
from briefs.render.templates import jinja_environment
from briefs.text.citations import cited_place, reference_words
from briefs.text.dates import format_date
from briefs.urls.figures import site_figures, site_numbers
from briefs.urls.pages import Page
from briefs.utils.text_files import write_text

SPECIAL = re.compile(r"[\\`*_\[\]<>&|~#]")
HEADING_ANCHOR = re.compile(r"^(#+ .*?) *\{#[a-z0-9-]+\} *$", re.MULTILINE)
HTML_LINK = re.compile(r'<a href="([^"]*)">(.*?)</a>')
SOURCE_LINK = re.compile(r"`[^`\n]+`|\]\((?:(?:\./)?(?P<source>[a-z0-9/-]+)\.md)?(?P<anchor>#[a-z0-9-]+)?(?=[) ])")
START = re.compile(r"^([-+=])|^(\d+)(?=[.)](?:\s|$))")


def markdown_urls(pages: list[Page]) -> list[str]:
    """Return the address of every Markdown version and of llms.txt, from the site's root."""
    return ["/llms.txt", *(f"/{language}/{page.path}index.md" for language in LANGUAGES for page in pages)]


def write_markdown_pages(context: BuildContext, outdated: Collection[str] = ()) -> None:
    """Write the Markdown version of each page beside it.

    `outdated` contains the ids of items with outdated Korean, which their Korean versions say.
    """
    data, pages, site, address = context.data, context.pages, context.site, context.address
    for language in LANGUAGES:
        env = _markdown_environment(data, language, address)
        env.globals["outdated"] = outdated
        for page in pages:
            body = (
                _prose_markdown(context.prose[page.path.rstrip("/")], language, address) if page.kind == "prose" else ""
            )
            text = env.get_template(f"{page.kind}.jinja").render(page=page, item=page.item, body=body)
            _write_markdown(site / language / page.path / "index.md", text)
    listing = _markdown_environment(data, LANGUAGES[0], address).get_template("llms.jinja")
    _write_markdown(site / "llms.txt", listing.render(pages=pages, languages=LANGUAGES))


def escape_markdown(value: object) -> str:
    """Return a value as CommonMark that reads back as the same characters; markup is unchanged."""
    if isinstance(value, Markup):
        return value
    text = SPECIAL.sub(r"\\\g<0>", str(value))
    return START.sub(lambda found: f"\\{found[1]}" if found[1] else f"{found[2]}\\", text)


def _prose_markdown(prose: Prose, language: str, address: str) -> Markup:
    """Return a hand-written page without what only MkDocs reads: heading anchors, HTML links, links to sources."""

    def plain(text: str) -> str:
        text = HTML_LINK.sub(r"[\2](\1)", HEADING_ANCHOR.sub(r"\1", text))
        return SOURCE_LINK.sub(lambda link: _resolve_link(link, f"{address}{language}/", prose.name), text)

    lines, made, end = prose.body[language].split("\n"), [], 0
    for first, last in code_blocks(prose.body[language]):
        made += [plain("\n".join(lines[end:first])), "\n".join(lines[first : last + 1])]
        end = last + 1
    return Markup("\n".join([*made, plain("\n".join(lines[end:]))]))


def _resolve_link(link: re.Match[str], home: str, name: str) -> str:
    """Return the target of a link on the page `name` for readers of the Markdown; anchors are those of the HTML."""
    source, anchor = link["source"], link["anchor"]
    if not source and not anchor:
        return link[0]
    folder = re.sub(r"(^|/)index$", "", source or name)
    return f"]({home}{folder}{'/' if folder else ''}{anchor or 'index.md'}"


def _markdown_environment(data: Data, language: str, address: str) -> jinja2.Environment:
    env = jinja_environment("markdown", autoescape=False, finalize=escape_markdown)
    words = data.words.in_language(language)
    env.globals.update(
        data=data,
        lang=language,
        other=other_language(language),
        w=words,
        passages=data.passages(),
        timeline=data.timeline(),
        site_figures=site_figures,
        site_numbers=site_numbers,
        date=lambda value: format_date(value, language),
        place=_place_words(words["cited_place"]),
        cited_place=lambda citation: cited_place(data, citation, language),
        url=lambda path: Markup(f"<{address}{path}>"),
        link=lambda text, path: _markdown_link(text, address + path),
        cited=lambda reference: _cited_sentence(data, reference, language),
    )
    return env


def _place_words(words: str) -> Callable[[Passage], str]:
    return lambda passage: words.format(paragraph=passage.paragraph, sentence=passage.sentence)


def _markdown_link(text: str, address: str) -> Markup:
    target = f"<{address}>" if re.search(r"[()\s]", address) else address
    return Markup(f"[{escape_markdown(text)}]({target})")


def _cited_sentence(data: Data, name: str, language: str) -> Markup:
    words, kind = reference_words(data, name, language)
    return Markup(f"{_markdown_link(words, data.references[name].address)} \\[{escape_markdown(kind)}\\]")


def _write_markdown(file: Path, text: str) -> None:
    """Write a text without the blank lines that templates leave behind."""
    write_text(file, re.sub(r"\n{3,}", "\n\n", text).strip() + "\n")
