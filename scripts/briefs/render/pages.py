"""Render pages × languages into Markdown files under docs/, with one Jinja template for each kind.

The files contain front matter and one block of HTML. Jinja escapes text from the data, and it is never parsed as
Markdown, so every character is shown as it is.
"""

import re
from collections.abc import Iterable
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any

import yaml

from briefs import LANGUAGES, other_language
from briefs.content.docs_files import GENERATED_MARK, written_pages
from briefs.content.models import Policy, Source
from briefs.content.prose import Prose
from briefs.content.site_data import Data
from briefs.documents.generator import GeneratedDocuments
from briefs.render.charts import PagePen, draw_figure, figure_signs
from briefs.render.templates import jinja_environment
from briefs.text.citations import (
    ORDER,
    Work,
    cited_place,
    format_citation,
    page_work,
    reference_words,
    source_work,
    speaker_byline,
)
from briefs.text.dates import format_date
from briefs.text.glossary import GlossaryLinker, group_by_letter, term_usage
from briefs.translations import outdated_texts
from briefs.urls.figures import Figure, figure_anchors, policy_figures, removed_figures, site_figures, site_numbers
from briefs.urls.pages import Page, page_file, site_pages
from briefs.utils import atomic
from briefs.utils.console import show_progress
from briefs.utils.parallel import run_parallel
from briefs.versions.comparison import compare_texts
from briefs.versions.differences import adjacent_differences, count_changes, version_differences
from briefs.versions.history import item_history

DUMPER = getattr(yaml, "CSafeDumper", yaml.SafeDumper)
COMPARISON = {
    "adjacent_differences": adjacent_differences,
    "compare_texts": compare_texts,
    "count_changes": count_changes,
    "version_differences": version_differences,
}
"""What the templates of histories and of versions call."""
COMPARE_WORDS = re.compile("(part|change|changes|unchanged|confidence)_.*|compare_done|changed_figures|no_figure|year")
"""The texts with which the browser shows a comparison, besides the names of the sections."""
SECTIONS = "concerns status codes said since known about_session unsaid unsaid_in_text statement series"
MAX_LINKS = 12  # the maximum number of links of one kind on a page that does not list them all


def render_pages(
    data: Data, prose: dict[str, Prose], docs: Path, address: str, documents: GeneratedDocuments | None = None
) -> int:
    """Write every page in every language below docs/, delete former ones, and return the number of files.

    `address` is the site's web address, with a slash at its end, for use outside the site: on paper, in a citation.
    `documents` are those that the pages offer. Only files with a different content are written.
    """
    pages = [page for page in site_pages(data, prose) if page.kind != "prose"]
    outdated = {id(text) for _, text in outdated_texts(data, docs.parent)}
    names = [page_file(page, language) for language in LANGUAGES for page in pages]
    _remove_stale_files(docs, ["index.xx.md", *names])
    _write_page(docs, "index.xx.md", _front_door(data))
    views = [PageRenderer(data, language, outdated, address, documents or {}) for language in LANGUAGES]
    run_parallel([partial(_render_files, view, pages, docs) for view in views])
    return len(names) + 1


def _render_files(view: "PageRenderer", pages: list[Page], docs: Path) -> None:
    progress = show_progress(f"render {view.language}")
    for number, page in enumerate(pages, 1):
        _write_page(docs, page_file(page, view.language), view.markdown(page))
        progress(number, len(pages))


def number_references(policies: Iterable[Policy]) -> dict[str, int]:
    """Return the references of some policies with their numbers, in the order of their first use."""
    names: list[str] = []
    for policy in policies:
        names += [name for series in policy.series for value in series.values for name in value.references]
        names += [name for fact in policy.every_fact for name in fact.references]
    return {name: number for number, name in enumerate(dict.fromkeys(names), 1)}


def figure_work(data: Data, figure: Figure, language: str, address: str) -> Work:
    """Return a figure as a work to cite: a part of the page of its policy, with its own address."""
    page, title = page_work(data, figure.policy, language, address), figure.series.title[language]
    return replace(page, key=f"{figure.series.id}-{language}", title=title, address=address + figure.link)


class PageRenderer:
    """Renders pages in one language."""

    def __init__(
        self, data: Data, language: str, outdated: set[int], address: str, documents: GeneratedDocuments
    ) -> None:
        """`outdated` contains the outdated texts, by identity; `address` is the site's."""
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
            other=other_language(language),
            w=self.words,
            passages=data.passages(),
            timeline=data.timeline(),
            term_usage=term_usage,
            is_outdated=lambda text: id(text) in outdated,
            styles=ORDER[language],
            format_citation=format_citation,
            page_work=page_work,
            only_press=lambda names: all(data.references[name].kind != "official" for name in names),
            reference_words=lambda name: reference_words(data, name, language),
            cited_place=lambda citation: cited_place(data, citation, language),
            source_work=source_work,
            date=lambda value: format_date(value, language),
            group_by_letter=lambda terms: group_by_letter(terms, language),
            item_history=lambda item: item_history(data, item),
            compare_words=self._compare_words,
            **COMPARISON,
            draw_figure=draw_figure,
            figure_anchors=figure_anchors,
            figure_signs=figure_signs,
            figure_work=figure_work,
            pen=PagePen(),
            policy_figures=policy_figures,
            removed_figures=removed_figures,
            site_figures=site_figures,
            site_numbers=site_numbers,
        )

    def _compare_words(self) -> dict[str, str]:
        """Return the texts that theme/assets/versions/history.js needs."""
        sections = {*SECTIONS.split(), "withdrawn_parts", "change", "quoted", "paraphrase"}
        return {name: text for name, text in self.words.items() if name in sections or COMPARE_WORDS.fullmatch(name)}

    def markdown(self, page: Page) -> str:
        """Return the file of a page: front matter for the theme, then the page's HTML."""
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
        if isinstance(page.item, Policy | Source) and page.kind != "history":
            front["cited"] = self.data.cited_path(page.item)
            front |= {name: str(getattr(page.item, name)) for name in ("as_of", "issued", "modified")}
            front["original"] = self.data.original_of(page.item)
            front["sources"] = [
                {
                    "id": one.id,
                    "title": one.title[self.language],
                    "byline": speaker_byline(self.data, one, self.language),
                }
                for one in self.data.sources_of(page.item)
            ]
            made = {(file.form, file.kind) for file in self.documents.get(page.item.id, [])}
            own = page.item.path == page.path and (self.language, "pdf") in made
            front["pdf"] = f"{page.item.id}.{self.language}.pdf" if own else ""
        return front_matter(front) + html


def front_matter(fields: dict[str, Any]) -> str:
    """Return YAML front matter for the theme's templates."""
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
        atomic.atomic_write(file, text.encode())


def _remove_stale_files(docs: Path, names: list[str]) -> None:
    """Delete files of an earlier run that this one does not write, and record those of this one."""
    for name in written_pages(docs) - set(names):
        (docs / name).unlink(missing_ok=True)
    atomic.atomic_write(docs / GENERATED_MARK, "".join(f"{name}\n" for name in sorted(names)).encode())
