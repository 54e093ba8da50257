"""Pages x languages, through one Jinja template a kind, into Markdown files under docs/.

The files hold front matter and one block of HTML: text from the data is escaped by Jinja and never read as
Markdown, so whatever characters it has are shown as the characters they are.
"""

from collections.abc import Iterable
from functools import partial
from pathlib import Path
from typing import Any, ClassVar

import jinja2
import yaml
from jinja2.bccache import Bucket

from briefs import LANGUAGES, whole
from briefs.citations import (
    ORDER,
    cited_place,
    format_citation,
    page_work,
    reference_words,
    source_work,
    sources_of,
    speaker_byline,
)
from briefs.console import show_progress
from briefs.dates import format_date
from briefs.docs_files import GENERATED_MARK, written_pages
from briefs.documents.shelf import GeneratedDocuments
from briefs.drift import outdated_texts
from briefs.headers import CONTENT_POLICY
from briefs.model import Policy, Source
from briefs.pages import Page, page_file, site_pages
from briefs.prose import Prose
from briefs.site_data import Data
from briefs.terms import GlossaryLinker, group_by_letter, term_usage
from briefs.together import run_parallel
from briefs.typography import no_break

DUMPER = getattr(yaml, "CSafeDumper", yaml.SafeDumper)
TEMPLATES = Path(__file__).parent / "templates"
MAX_LINKS = 12  # links of one kind on a page that only points to them; what lists them has them all


def render_pages(
    data: Data, prose: dict[str, Prose], docs: Path, address: str, documents: GeneratedDocuments | None = None
) -> int:
    """Write every page in every language below docs/, and take away what was written before and is no more.

    `address` is the site's web address, with a slash at its end, for what is read away from the site: on paper,
    in a citation; `documents` are those that the pages offer. Only files whose content differs are
    touched. Out: the number of files.
    """
    pages = [page for page in site_pages(data, prose) if page.kind != "prose"]
    behind = {id(text) for _, text in outdated_texts(data, docs.parent)}
    names = [page_file(page, language) for language in LANGUAGES for page in pages]
    _remove_stale_files(docs, ["index.xx.md", *names])
    _write_page(docs, "index.xx.md", _front_door(data))
    views = [PageRenderer(data, language, behind, address, documents or {}) for language in LANGUAGES]
    run_parallel([partial(_render_files, view, pages, docs) for view in views])
    return len(names) + 1


def _render_files(view: "PageRenderer", pages: list[Page], docs: Path) -> None:
    progress = show_progress(f"render {view.language}")
    for number, page in enumerate(pages, 1):
        _write_page(docs, page_file(page, view.language), view.markdown(page))
        progress(number, len(pages))


class InMemoryBytecodeCache(jinja2.BytecodeCache):
    """Templates compiled once for all environments of a process, such as those of a preview's builds.

    Jinja compares a template's text with that of the one kept, so an edited one is compiled anew.
    """

    kept: ClassVar[dict[str, bytes]] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        """Give what is kept of a template, if anything."""
        if bucket.key in self.kept:
            bucket.bytecode_from_string(self.kept[bucket.key])

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep a template that was compiled."""
        self.kept[bucket.key] = bucket.bytecode_to_string()


def jinja_environment() -> jinja2.Environment:
    """Jinja as the site uses it: everything escaped, a missing name is an error."""
    env = jinja2.Environment(
        loader=jinja2.FileSystemLoader(TEMPLATES),
        autoescape=True,
        auto_reload=False,  # each build has an environment of its own
        bytecode_cache=InMemoryBytecodeCache(),
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    env.globals["content_policy"] = CONTENT_POLICY
    env.filters["no_break"] = no_break
    env.filters["number"] = lambda value: f"{value:,}"
    return env


def number_references(policies: Iterable[Policy]) -> dict[str, int]:
    """The references of some policies, each with its number, in the order in which they are first named."""
    names: list[str] = []
    for policy in policies:
        names += [name for series in policy.series for value in series.values for name in value.references]
        names += [name for fact in policy.facts for name in fact.references]
    return {name: number for number, name in enumerate(dict.fromkeys(names), 1)}


class PageRenderer:
    """What the templates see of the data in one language."""

    def __init__(
        self, data: Data, language: str, behind: set[int], address: str, documents: GeneratedDocuments
    ) -> None:
        """`behind` holds the texts, by identity, whose Korean is behind its English; `address` is the site's."""
        self.data, self.language, self.documents = data, language, documents
        self.words = data.words.in_language(language)
        self.env = jinja_environment()
        self.env.globals.update(
            data=data,
            address=address,
            documents=documents,
            number_references=number_references,
            lang=language,
            max_links=MAX_LINKS,
            other=next(other for other in LANGUAGES if other != language),
            w=self.words,
            passages=data.passages(),
            timeline=data.timeline(),
            term_usage=term_usage,
            is_outdated=lambda text: id(text) in behind,
            styles=ORDER[language],
            format_citation=format_citation,
            page_work=page_work,
            only_press=lambda names: all(data.references[name].kind != "official" for name in names),
            reference_words=lambda name: reference_words(data, name, language),
            cited_place=lambda citation: cited_place(data, citation, language),
            sources_of=sources_of,
            source_work=source_work,
            date=lambda value: format_date(value, language),
            group_by_letter=lambda terms: group_by_letter(terms, language),
        )

    def markdown(self, page: Page) -> str:
        """The file of a page: front matter for the theme, then the page's own HTML."""
        root = "../" * (1 + page.path.count("/"))
        home = f"{root}{self.language}/"
        explainer = GlossaryLinker(self.data, self.language, f"{home}glossary/")
        html = self.env.get_template(f"{page.kind}.jinja").render(
            page=page, item=page.item, root=root, home=home, explain=explainer.mark, explained=explainer.seen.values()
        )
        front: dict[str, Any] = {
            "title": page.title[self.language],
            "description": page.description[self.language],
            "kind": page.kind,
            "permalink": page.permalink,
            "neutral": page.neutral,
        }
        if isinstance(page.item, Policy | Source):
            front |= {name: str(getattr(page.item, name)) for name in ("as_of", "issued", "modified")}
            front["sources"] = [
                {
                    "id": one.id,
                    "title": one.title[self.language],
                    "byline": speaker_byline(self.data, one, self.language),
                }
                for one in sources_of(self.data, page.item)
            ]
            made = {(file.form, file.kind) for file in self.documents.get(page.item.id, [])}
            own = page.item.path == page.path and (self.language, "pdf") in made
            front["pdf"] = f"{page.item.id}.{self.language}.pdf" if own else ""
        return front_matter(front) + html


def front_matter(fields: dict[str, Any]) -> str:
    """YAML front matter for the theme's templates."""
    return f"---\n{yaml.dump(fields, Dumper=DUMPER, allow_unicode=True, sort_keys=False, width=1000)}---\n\n"


def _front_door(data: Data) -> str:
    view = {language: data.words.in_language(language) for language in LANGUAGES}
    html = jinja_environment().get_template("front.jinja").render(data=data, view=view, languages=LANGUAGES)
    title = " · ".join(data.site.name[language] for language in LANGUAGES)
    front = {"title": title, "description": data.site.description.en, "kind": "front"}
    return front_matter({**front, "permalink": "", "neutral": ""}) + html


def _write_page(docs: Path, name: str, text: str) -> None:
    file = docs / name
    if not file.is_file() or file.read_bytes() != text.encode():
        whole.atomic_write(file, text.encode())


def _remove_stale_files(docs: Path, names: list[str]) -> None:
    """Delete what an earlier run wrote and this one will not, and note what it will."""
    for name in written_pages(docs) - set(names):
        (docs / name).unlink(missing_ok=True)
    whole.atomic_write(docs / GENERATED_MARK, "".join(f"{name}\n" for name in sorted(names)).encode())
