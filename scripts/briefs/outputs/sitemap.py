"""Write the sitemap."""

from datetime import date
from pathlib import Path

from briefs.content.models import Theme
from briefs.content.site_data import Data
from briefs.render.templates import jinja_environment
from briefs.urls.pages import Page


def write_sitemap(data: Data, pages: list[Page], site: Path, address: str) -> None:
    """Write sitemap.xml: every page in both languages, with the day of its last change."""
    dated = [(page, _last_modified(data, page)) for page in pages]
    text = jinja_environment().get_template("sitemap.jinja").render(pages=dated, address=address)
    (site / "sitemap.xml").write_text(text, "utf-8", newline="\n")
    robots = f"User-agent: *\nAllow: /\nSitemap: {address}sitemap.xml\n"
    (site / "robots.txt").write_text(robots, "utf-8", newline="\n")


def _last_modified(data: Data, page: Page) -> date | None:
    """Return the last day on which anything on a page changed, according to the data."""
    items = [item for _, item in data.items()]
    if isinstance(page.item, Theme):
        items = [policy for policy in data.policies.values() if policy.theme == page.item.id]
    elif page.item:
        items = [page.item]
    elif page.kind in {"prose", "glossary", "search"}:
        items = []
    return max((item.modified for item in items), default=None)
