"""Check the names of hand-written pages."""

from collections.abc import Iterator

from briefs.content.prose import LINKED, Prose
from briefs.content.site_data import Data
from briefs.errors import Problem
from briefs.urls.pages import site_pages
from briefs.urls.slugs import RESERVED


def check_reserved_names(data: Data, prose: dict[str, Prose]) -> Iterator[Problem]:
    """Yield a problem for each hand-written page with a name that the site uses: one would hide the other."""
    own = {page.path.split("/")[0] for page in site_pages(data, {})} - set(LINKED)  # about/coverage/ is below about/
    for name in sorted(prose.keys() & (own | RESERVED)):
        yield Problem(f"docs/{name}.en.md", 1, f"name must not be one that the site uses itself: {name}")
