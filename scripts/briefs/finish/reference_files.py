"""The files beside a page that reference managers read: BibTeX, RIS, CSL-JSON."""

from pathlib import Path

from briefs import LANGUAGES
from briefs.citations import ENDINGS, files, page_work
from briefs.load import Data


def addresses(data: Data) -> list[str]:
    """Every file's address, from the site's root."""
    names = [f"{item.path}{item.id}.{ending}" for _, item in data.items() for ending in ENDINGS]
    return [f"/{language}/{name}" for language in LANGUAGES for name in names]


def write(data: Data, site: Path, address: str) -> None:
    """Lay the files beside the page of each policy and source; `address` is the site's, with a slash at its end."""
    for _, item in data.items():
        for language in LANGUAGES:
            for ending, text in files(page_work(data, item, language, address)).items():
                (site / language / item.path / f"{item.id}.{ending}").write_text(text, "utf-8", newline="")
