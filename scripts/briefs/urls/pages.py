"""List the pages with their addresses and anchors; the same for both languages."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from briefs.content.models import Fact, Item, Pair, Point, Policy, Series, Source, Term, Theme
from briefs.content.prose import Prose
from briefs.content.site_data import Data
from briefs.urls.figures import figure_anchors, removed_figures, site_figures

POLICY_SECTIONS = ("said", "since", "known", "unsaid", "related")


@dataclass(frozen=True)
class Page:
    """One page in each language, at `/<language>/<path>`; `kind` names its template.

    `anchors` are permanent and include former ones; `former` are the former paths.
    """

    kind: str
    path: str
    title: Pair
    description: Pair
    anchors: tuple[str, ...] = ()
    permalink: str = ""
    item: Policy | Source | Theme | None = None
    former: tuple[str, ...] = ()

    @property
    def neutral(self) -> str | None:
        """Return the address that opens it in the reader's language: its permanent address, or `/` for the home
        page.
        """
        if self.kind == "home":
            return ""
        return self.permalink if self.item and self.item.path == self.path else None


def site_pages(data: Data, prose: dict[str, Prose]) -> list[Page]:
    """Return every page of the site except the start page, the 404 page and `/id/`."""
    pages = [_listing_page(data, "home", "")]
    pages.append(_listing_page(data, "policies", "policies/", anchor_ids(data.themes.values())))
    pages += [_policy_page(policy) for policy in data.policies.values()]
    pages += [_theme_page(data, theme) for theme in data.themes.values()]
    # The anchor of a single number is on the page of its policy.
    anchors = [name for figure in site_figures(data) for name in figure_anchors(figure)]
    anchors += [name for figure in removed_figures(data) for name in figure_anchors(figure)]
    pages.append(_listing_page(data, "figures", "figures/", tuple(anchors)))
    pages.append(_listing_page(data, "sources", "sources/"))
    pages += [page for source in data.sources.values() for page in _source_page(data, source)]
    pages.append(_listing_page(data, "glossary", "glossary/", anchor_ids(data.terms.values())))
    pages += [_listing_page(data, kind, f"{kind}/") for kind in ("changes", "search", "pack", "check")]
    pages.append(_listing_page(data, "coverage", "about/coverage/"))
    pages += [_history_page(data, item) for _, item in data.items() if data.versions_of(item)]
    pages += [Page("prose", f"{text.name}/", text.title, text.description, text.anchors) for text in prose.values()]
    return pages


def _listing_page(data: Data, kind: str, path: str, anchors: tuple[str, ...] = ()) -> Page:
    return Page(kind, path, data.words[f"{kind}_title"], data.words[f"{kind}_description"], anchors)


def anchor_ids(parts: Iterable[Point | Fact | Series | Theme | Term]) -> tuple[str, ...]:
    """Return the anchors of some parts of a page: their present and former ids."""
    return tuple(name for part in parts for name in (part.id, *part.previous_ids))


def _withdrawn_anchors(item: Item) -> tuple[str, ...]:
    return tuple(part.id for part in item.withdrawn)


def _former_paths(item: Policy | Source | Theme) -> tuple[str, ...]:
    return tuple(item.model_copy(update={"id": old}).path for old in item.previous_ids)


def item_anchors(item: Policy | Source) -> tuple[str, ...]:
    """Return the anchors of the page of a policy or source."""
    if isinstance(item, Source):
        sentences = tuple(passage.id for passage in item.passages)
        return (*sentences, *anchor_ids(item.every_fact), *_withdrawn_anchors(item))
    parts = anchor_ids([*item.points, *item.every_fact, *item.series])
    return (*POLICY_SECTIONS, *parts, *_withdrawn_anchors(item))


def _policy_page(policy: Policy) -> Page:
    anchors, link = item_anchors(policy), f"id/{policy.id}/"
    return Page("policy", policy.path, policy.title, policy.summary, anchors, link, policy, _former_paths(policy))


def _theme_page(data: Data, theme: Theme) -> Page:
    link, title = f"id/theme/{theme.id}/", _titled_page(data, "theme_title", theme.title)
    return Page("theme", theme.path, title, theme.summary, (), link, theme, _former_paths(theme))


def _source_page(data: Data, source: Source) -> Iterator[Page]:
    link, former = f"id/{source.id}/", _former_paths(source)
    sentences = tuple(passage.id for passage in source.passages)
    title = source.title
    yield Page("source", source.path, title, source.summary, item_anchors(source), link, source, former)
    both, description = _titled_page(data, "parallel_title", title), data.words["parallel_description"]
    former = tuple(f"{old}parallel/" for old in former)
    yield Page("parallel", f"{source.path}parallel/", both, description, sentences, link, source, former)


def _history_page(data: Data, item: Policy | Source) -> Page:
    title, description = _titled_page(data, "history_title", item.title), data.words["history_description"]
    anchors = ("versions", "compare", *(f"v{version.date}" for version in data.versions_of(item)))
    former = tuple(f"{old}history/" for old in _former_paths(item))
    return Page("history", f"{item.path}history/", title, description, anchors, "", item, former)


def _titled_page(data: Data, word: str, title: Pair) -> Pair:
    words = data.words[word]
    return Pair(en=words.en.format(title=title.en), ko=words.ko.format(title=title.ko))


def page_file(page: Page, language: str) -> str:
    """Return the path of a page's Markdown file below docs/."""
    path = page.path.rstrip("/")
    folder = not path or page.kind in {
        "policies",
        "figures",
        "sources",
        "source",
        "glossary",
        "changes",
        "search",
        "pack",
        "check",
    }
    return f"{path}/index.{language}.md".lstrip("/") if folder else f"{path}.{language}.md"
