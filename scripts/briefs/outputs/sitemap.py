"""Write the sitemap."""

from datetime import date

from briefs.content.models import Theme
from briefs.content.site_data import Data
from briefs.outputs.context import BuildContext
from briefs.render.templates import jinja_environment
from briefs.urls.pages import Page
from briefs.utils.text_files import write_text


def write_sitemap(context: BuildContext) -> None:
    """Write sitemap.xml: every page in both languages, with the day of its last change."""
    data, pages, site, address = context.data, context.pages, context.site, context.address
    dated = [(page, _last_modified(data, page)) for page in pages]
    text = jinja_environment().get_template("sitemap.jinja").render(pages=dated, address=address)
    write_text(site / "sitemap.xml", text)
    robots = f"User-agent: *\nAllow: /\nSitemap: {address}sitemap.xml\n"
    write_text(site / "robots.txt", robots)


def _last_modified(data: Data, page: Page) -> date | None:
    """Return the last day on which anything on a page changed, according to the data."""
    items = [item for _, item in data.items()]
    if isinstance(page.item, Theme):
        items = [policy for policy in data.policies.values() if policy.theme == page.item.id]
    elif page.item:
        items = [page.item]
    elif page.kind in {"prose", "glossary", "search", "check"}:
        items = []
    return max((item.modified for item in items), default=None)
