"""List the permanent addresses: language-neutral ones, those of former names, and so all addresses of the site."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from briefs import LANGUAGES
from briefs.content.models import Pair, Policy, Source, Theme
from briefs.content.site_data import Data
from briefs.text.dates import format_date
from briefs.urls.pages import POLICY_SECTIONS, Page
from briefs.urls.slugs import address_names, slugify
from briefs.versions.history import Version, item_history

Part = tuple[str, Pair]


@dataclass(frozen=True)
class Redirect:
    """An address that leads to a page in each of `languages`, at `path` within the language.

    `parts` are its anchors, each with its text, so that the sentence is one click away without JavaScript. `cited` is
    the permanent address of the target; `current` that of the present page if the target is a version of it.
    """

    address: str
    path: str
    title: Pair
    description: Pair
    cited: str
    parts: tuple[Part, ...] = ()
    languages: tuple[str, ...] = LANGUAGES
    current: str = ""


def list_redirects(data: Data, pages: Iterable[Page]) -> list[Redirect]:
    """Return every address below `/id/` and every former address of a page; an item's own id has priority."""
    found = {redirect.address: redirect for redirect in _code_redirects(data)}
    found |= {redirect.address: redirect for page in pages for redirect in _page_redirects(data, page)}
    found |= {redirect.address: redirect for redirect in _term_redirects(data)}
    return list(found.values())


def list_version_redirects(data: Data) -> Iterator[Redirect]:
    """Yield the permanent address of each version, and its addresses under the item's former ids."""
    for _, item in data.items():
        for version in item_history(data, item):
            said, day = version.reading, version.date
            title, description = (said.title, said.summary) if said else (item.title, version.why or item.title)
            texts = _anchor_texts(version)
            parts = tuple((anchor, texts.get(anchor) or Pair(anchor, anchor)) for anchor in version.anchors)
            cited, current = f"id/{item.id}/{day}/", f"id/{item.id}/"
            for name in (item.id, *item.previous_ids):
                path = f"{item.path}{day}/"
                yield Redirect(f"id/{name}/{day}/", path, title, description, cited, parts, LANGUAGES, current)
                for language in LANGUAGES if name != item.id else ():
                    former = f"{language}/{item.model_copy(update={'id': name}).path}{day}/"
                    yield Redirect(former, path, title, description, cited, parts, (language,), current)


def _anchor_texts(version: Version) -> dict[str, Pair]:
    """Return the text at each anchor of a version that has one of its own."""
    entries = version.reading.entries if version.reading else ()
    return {entry.id: entry.parts[0].text for entry in entries if entry.id}


def all_urls(data: Data, pages: list[Page], files: Iterable[str]) -> set[str]:
    """Return every address and anchor of the site, from its root; `files` are the addresses beside the pages."""
    found = {"/", *files, *former_file_urls(data, files)}
    for page in pages:
        for language in LANGUAGES:
            found.add(f"/{language}/{page.path}")
            found |= {f"/{language}/{page.path}#{anchor}" for anchor in page.anchors}
    for redirect in (*list_redirects(data, pages), *list_version_redirects(data)):
        found.add(f"/{redirect.address}")
        found |= {f"/{redirect.address}#{anchor}" for anchor, _ in redirect.parts}
    return found | set(_version_urls(data))


def _version_urls(data: Data) -> Iterator[str]:
    """Yield the address of the page of each version in each language, with its anchors as they were then."""
    for _, item in data.items():
        for version in item_history(data, item):
            for language in LANGUAGES:
                page = f"/{language}/{item.path}{version.date}/"
                yield from (page, *(f"{page}#{anchor}" for anchor in version.anchors))


def former_file_urls(data: Data, files: Iterable[str]) -> dict[str, str]:
    """Return the former address of every file of an item or theme, with its present address."""
    found: dict[str, str] = {}
    for owner in [*(item for _, item in data.items()), *data.themes.values()]:
        for old in owner.previous_ids:
            former = owner.model_copy(update={"id": old})
            found |= {
                _former_url(file, owner, former): file for file in files if file.startswith(_owner_prefixes(owner))
            }
    return found


def _owner_prefixes(owner: Policy | Source | Theme) -> tuple[str, ...]:
    """Return the beginnings of the addresses that contain an item's name: its folder per language, its files in the
    API.
    """
    folders = tuple(f"/{language}/{owner.path}" for language in LANGUAGES)
    versions = (
        () if isinstance(owner, Theme) else (f"/api/v1/versions/{owner.id}.json", f"/api/v1/versions/{owner.id}/")
    )
    return (*folders, f"/api/v1/{owner.path.rstrip('/')}.json", *versions)


def _former_url(file: str, owner: Policy | Source | Theme, former: Policy | Source | Theme) -> str:
    """Return the address of one of these files under a former name: of the folder and of the file itself."""
    home, before = next(
        pair for pair in zip(_owner_prefixes(owner), _owner_prefixes(former), strict=True) if file.startswith(pair[0])
    )
    name = file.removeprefix(home)
    return before + (former.id + name.removeprefix(owner.id) if name.startswith(f"{owner.id}.") else name)


def _page_redirects(data: Data, page: Page) -> Iterator[Redirect]:
    parts = tuple(_part_redirects(data, page)) if page.item else ()
    cited = page.permalink or (f"id/{page.item.id}/" if page.item else "")
    for old in page.former:
        for language in LANGUAGES:
            yield Redirect(f"{language}/{old}", page.path, page.title, page.description, cited, parts, (language,))
    if not page.item or page.item.path != page.path:
        return
    lasting = {"id", "previous_ids"}
    for place, name in sorted(
        address_names(page.item), key=lambda led: led[0][0] in lasting
    ):  # these have priority over other names
        if place[0] in lasting:
            address = f"{page.permalink.removesuffix(f'{page.item.id}/')}{name}/"
            yield Redirect(address, page.path, page.title, page.description, cited, parts)
        else:
            yield Redirect(f"id/{slugify(name)}/", page.path, page.title, page.description, cited)


def _term_redirects(data: Data) -> Iterator[Redirect]:
    for term in data.terms.values():
        for name in (term.id, *term.previous_ids):
            path = f"glossary/#{term.id}"
            yield Redirect(f"id/term/{name}/", path, term.term, term.definition, f"id/term/{term.id}/")


def _code_redirects(data: Data) -> Iterator[Redirect]:
    """Yield a redirect for each visa code of the glossary; one that a policy has too leads to the policy."""
    for term in data.terms.values():
        for code in term.codes:
            path = f"glossary/#{term.id}"
            yield Redirect(f"id/{slugify(code)}/", path, term.term, term.definition, f"id/term/{term.id}/")


def _part_redirects(data: Data, page: Page) -> Iterator[Part]:
    texts: dict[str, Pair] = {section: data.words[section] for section in POLICY_SECTIONS}
    if page.kind == "history" and isinstance(page.item, Policy | Source):
        texts |= {"versions": data.words["history_versions"], "compare": data.words["history_compare"]}
        days = [version.date for version in data.versions_of(page.item)]
        texts |= {f"v{day}": Pair(format_date(day, "en"), format_date(day, "ko")) for day in days}
    if isinstance(page.item, Policy | Source):
        texts |= {part.id: part.note for part in page.item.withdrawn}
        texts |= {old: fact.text for fact in page.item.every_fact for old in (fact.id, *fact.previous_ids)}
    if isinstance(page.item, Policy):
        texts |= {old: point.text for point in page.item.points for old in (point.id, *point.previous_ids)}
        texts |= {old: series.title for series in page.item.series for old in (series.id, *series.previous_ids)}
    if isinstance(page.item, Source):
        texts |= {passage.id: Pair(en=passage.en, ko=passage.ko) for passage in page.item.passages}
    yield from ((anchor, texts[anchor]) for anchor in page.anchors)
