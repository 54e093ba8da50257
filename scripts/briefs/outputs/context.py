"""What the outputs are written from."""

from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from briefs.content.prose import Prose
from briefs.content.site_data import Data
from briefs.urls.pages import Page, site_pages


@dataclass(frozen=True)
class BuildContext:
    """The data of a site, the folder that it is built into, and its web address, with a slash at its end."""

    root: Path
    data: Data
    prose: dict[str, Prose]
    site: Path
    address: str

    @cached_property
    def pages(self) -> list[Page]:
        """Every page of the site."""
        return site_pages(self.data, self.prose)
