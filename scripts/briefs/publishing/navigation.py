"""Build the navigation of each language: that of mkdocs.yml, with the themes and policies of the data."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from briefs import LANGUAGES
from briefs.content.models import Policy, Source
from briefs.content.prose import Prose
from briefs.content.site_data import Data
from briefs.errors import Problem, Problems, quoted_value
from briefs.render.pages import MAX_LINKS
from briefs.urls.pages import Page, page_file, site_pages
from briefs.validation import mkdocs_settings

POLICIES, ABOUT, STATEMENT = "policies/index.md", "about.md", "statement/index.md"
"""The pages below which the themes, and the other hand-written pages, are added."""


class Tabs:
    """The navigation as Material's tabs use it: without the home page, to which the site's name links."""

    def __init__(self, nav: Any) -> None:
        self.items = [item for item in nav.items if item is not nav.homepage]


def nearest_entries(items: Sequence[Any], page: Any) -> Sequence[Any]:
    """Return the entries of a section that a page lists: all, or only the nearest, so that pages do not grow with the
    site.
    """
    if len(items) <= MAX_LINKS:
        return items
    at = next((number for number, item in enumerate(items) if item is page or item.active), 0)
    first = max(0, min(at - MAX_LINKS // 2, len(items) - MAX_LINKS))
    return items[first : first + MAX_LINKS]


def language_navigations(root: Path, nav: list[Any], data: Data, prose: dict[str, Prose]) -> dict[str, list[Any]]:
    """Return the navigation by language, for static-i18n. Raises Problems for a title without Korean."""
    problems = list(_untranslated_titles(root, nav, data))
    if problems:
        raise Problems(problems)
    nav = _list_statements(nav, data)
    named = set(_listed_files(nav))
    return {language: _extend_level(nav, data, prose, language, named) for language in LANGUAGES}


def _list_statements(nav: list[Any], data: Data) -> list[Any]:
    """Return the navigation with every statement where it names the site's own; unchanged if there is one."""
    made: list[Any] = []
    for entry in nav:
        title, inner = next(iter(entry.items())) if isinstance(entry, dict) else (None, entry)
        listed = inner if isinstance(inner, list) else [inner]
        if title == data.words["statement"].en and STATEMENT in listed and data.other_sources:
            others = [f"{one.path}index.md" for one in data.other_sources]
            made.append({data.words["sources_title"].en: ["sources/index.md", *listed, *others]})
        else:
            made.append(entry)
    return made


def _extend_level(nav: list[Any], data: Data, prose: dict[str, Prose], language: str, named: set[str]) -> list[Any]:
    """Return one level of the navigation; a page with others below it is the first of their list."""
    below = {
        POLICIES: _theme_entries(data, language),
        ABOUT: [f"{name}.md" for name in prose if f"{name}.md" not in named],
    }
    made: list[Any] = []
    for entry in nav:
        if isinstance(entry, dict):
            [(title, inner)] = entry.items()
            listed = inner if isinstance(inner, list) else [inner, *below.get(inner, [])]
            whole = _extend_level(listed, data, prose, language, named) if isinstance(inner, list) else listed
            made.append({title: whole if len(whole) > 1 else inner})
        else:
            made.append(entry)
            if entry == ABOUT:
                made += below[ABOUT]
    return [*made, *below[POLICIES]] if POLICIES in made else made


def _theme_entries(data: Data, language: str) -> list[Any]:
    """Return each theme's page, and below it those of its policies."""
    made: list[Any] = []
    for theme in data.themes.values():
        own = [f"{policy.path.rstrip('/')}.md" for policy in data.policies.values() if policy.theme == theme.id]
        made.append({theme.title[language]: [f"{theme.path.rstrip('/')}.md", *own]})
    return made


def _listed_files(nav: list[Any]) -> Iterator[str]:
    for entry in nav:
        inner = next(iter(entry.values())) if isinstance(entry, dict) else entry
        if isinstance(inner, list):
            yield from _listed_files(inner)
        else:
            yield str(inner)


def _listed_titles(nav: list[Any]) -> Iterator[str]:
    for entry in nav:
        if isinstance(entry, dict):
            for title, inner in entry.items():
                yield title
                if isinstance(inner, list):
                    yield from _listed_titles(inner)


def title_translations(data: Data, language: str) -> dict[str, str]:
    """Return the translations of navigation titles for static-i18n: texts of data/words.yml, by their English."""
    return {words.en: words[language] for words in data.words.values()} if language != "en" else {}


def _untranslated_titles(root: Path, nav: list[Any], data: Data) -> Iterator[Problem]:
    """Yield a problem for each title in only one language."""
    known = {*title_translations(data, "ko"), *mkdocs_settings.nav_translations(root, "ko")}
    for title in _listed_titles(nav):
        if title not in known:
            must = "must be a word of data/words.yml or of nav_translations, which give its Korean"
            yield Problem(
                mkdocs_settings.FILE, mkdocs_settings.title_line(root, title), f"nav {must}: {quoted_value(title)}"
            )


def edit_sources(data: Data, prose: dict[str, Prose]) -> dict[str, str]:
    """Return, for each generated file of docs/, the file that an editor changes, relative to docs/."""
    made = {}
    for page in site_pages(data, prose):
        if page.kind != "prose":
            for language in LANGUAGES:
                made[page_file(page, language)] = f"../{_page_source(page)}"
    return made


def _page_source(page: Page) -> str:
    if isinstance(page.item, Policy | Source):
        return f"data/{'policies' if isinstance(page.item, Policy) else 'sources'}/{page.item.id}.yml"
    return f"data/{ {'theme': 'themes', 'glossary': 'glossary'}.get(page.kind, 'words') }.yml"


def language_alternates(languages: list[dict[str, str]]) -> list[dict[str, str]]:
    """Return static-i18n's languages of a page without the neutral one; links are relative to the site's root."""
    made = []
    for entry in languages:
        if entry["lang"] in LANGUAGES:
            link = entry["link"]
            made.append({**entry, "link": f"{entry['lang']}/" if link.startswith("/") else link})
    return made
