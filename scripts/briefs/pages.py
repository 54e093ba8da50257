"""Which pages exist, at which addresses, with which anchors: one list for both languages."""

from collections.abc import Iterator
from dataclasses import dataclass

from briefs import LANGUAGES
from briefs.load import Data
from briefs.model import Policy, Source, Text, Theme
from briefs.prose import Prose
from briefs.rules import slug

POLICY_SECTIONS = ("said", "known", "unsaid", "related")


@dataclass(frozen=True)
class Page:
    """One page in each language, at `/<language>/<path>`; `kind` names its template."""

    kind: str
    path: str
    title: Text
    description: Text
    anchors: tuple[str, ...] = ()
    permalink: str = ""
    item: Policy | Source | Theme | None = None
    parent: str = ""


def site_pages(data: Data, prose: dict[str, Prose]) -> list[Page]:
    """Every page of the site's tree, but for the neutral front door, the 404 page and `/id/`."""
    pages = [_listing(data, "home", "")]
    pages.append(_listing(data, "policies", "policies/", tuple(data.themes)))
    pages += [_policy(policy) for policy in data.policies.values()]
    pages += [_theme(data, theme) for theme in data.themes.values()]
    pages += [page for source in data.sources.values() for page in _source(data, source)]
    pages.append(_listing(data, "glossary", "glossary/", tuple(data.terms)))
    pages += [_listing(data, kind, f"{kind}/") for kind in ("changes", "search", "pack")]
    pages.append(_listing(data, "coverage", "about/coverage/"))
    pages += [
        Page("prose", f"{text.name}/", text.title, text.description, text.anchors, parent="") for text in prose.values()
    ]
    return pages


def permanent(data: Data) -> dict[str, str]:
    """The language-neutral addresses below `/id/`: each with the path, and anchor, it leads to."""
    leads: dict[str, str] = {}
    items: list[Source | Policy] = [*data.sources.values(), *data.policies.values()]
    for item in items:
        names = [item.id, *item.previous_ids]
        if isinstance(item, Policy):
            names += [slug(name) for name in [*item.codes, *item.aliases.en, *item.aliases.ko]]
        leads.update({name: item.path for name in names})
    leads.update({f"theme/{theme.id}": theme.path for theme in data.themes.values()})
    leads.update({f"term/{term}": f"glossary/#{term}" for term in data.terms})
    return leads


def addresses(data: Data, pages: list[Page]) -> set[str]:
    """Every address and anchor that the site answers to, from the site's root."""
    found = {"/"} | {f"/id/{name}/" for name in permanent(data)}
    for page in pages:
        for path in [page.path, *_previous(page)]:
            for language in LANGUAGES:
                found.add(f"/{language}/{path}")
                found |= {f"/{language}/{path}#{anchor}" for anchor in page.anchors}
    return found


def redirects(pages: list[Page]) -> dict[str, str]:
    """Former paths within a language, and the path each leads to now."""
    return {path: page.path for page in pages for path in _previous(page)}


def _previous(page: Page) -> Iterator[str]:
    if isinstance(page.item, Policy | Source):
        for old in page.item.previous_ids:
            yield page.path.replace(f"{page.item.id}/", f"{old}/", 1)


def _listing(data: Data, kind: str, path: str, anchors: tuple[str, ...] = ()) -> Page:
    return Page(kind, path, data.words[f"{kind}_title"], data.words[f"{kind}_description"], anchors)


def _policy(policy: Policy) -> Page:
    anchors = [point.id for point in policy.points]
    anchors += [fact.id for fact in policy.facts] + [series.id for series in policy.series]
    everything = (*POLICY_SECTIONS, *anchors)
    link = f"id/{policy.id}/"
    return Page("policy", policy.path, policy.title, policy.summary, everything, link, policy, "policies/")


def _theme(data: Data, theme: Theme) -> Page:
    link = f"id/theme/{theme.id}/"
    return Page(
        "theme", theme.path, _titled(data, "theme_title", theme.title), theme.summary, (), link, theme, "policies/"
    )


def _source(data: Data, source: Source) -> Iterator[Page]:
    link = f"id/{source.id}/"
    sentences = tuple(passage.id for passage in source.passages)
    anchors = (*sentences, *(fact.id for fact in source.facts))
    yield Page("source", source.path, source.title, source.summary, anchors, link, source)
    both = _titled(data, "parallel_title", source.title)
    path = f"{source.path}parallel/"
    yield Page("parallel", path, both, data.words["parallel_description"], sentences, link, source, source.path)


def _titled(data: Data, word: str, title: Text) -> Text:
    words = data.words[word]
    return Text(en=words.en.format(title=title.en), ko=words.ko.format(title=title.ko))
