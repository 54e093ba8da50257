"""Make images from the data: QR codes of permanent addresses, previews for shared links, the icon for phones."""

import shutil
from pathlib import Path

import segno

from briefs import LANGUAGES
from briefs.content.site_data import Data
from briefs.documents.typesetter import SOURCES, set_png
from briefs.urls.pages import Page
from briefs.utils.cache import cache_key, cached_files

Picture = tuple[str, dict[str, str]]
"""A template and its content."""


def write_codes(pages: list[Page], site: Path, address: str) -> None:
    """Write a QR code for each permanent address; `address` is the site's, with a slash at its end."""
    for link in sorted({page.permalink for page in pages} - {""}):
        # One mask for all: choosing the best mask takes most of the time, and a screen or a laser printer
        # does not need it (ISO/IEC 18004, 7.8: any mask is readable).
        code = segno.make(address + link, error="m", mask=0)
        (site / link).mkdir(parents=True, exist_ok=True)
        code.save(str(site / link / "qr.svg"), border=2, xmldecl=False)


def write_pictures(data: Data, pages: list[Page], site: Path, folder: Path) -> None:
    """Write a preview for each page (1200 x 630 pixels, usual for Open Graph) and the icon (180 x 180).

    `folder` is the cache. Not for a forked copy of this process: see `typesetter`.
    """
    wanted: dict[str, Picture] = {"assets/icon.png": ("icon.typ", {})}
    for language in LANGUAGES:
        for page in pages:
            content = {"lang": language, "name": data.site.name[language], "title": page.title[language]}
            wanted[f"{language}/{page.path}preview.png"] = ("preview.typ", content)
    by = cache_key([Path(__file__), *SOURCES], ["typst"])
    for name, file in zip(wanted, cached_files(folder, by, make_picture, list(wanted.values())), strict=True):
        shutil.copyfile(file, site / name)


def make_picture(picture: Picture) -> bytes:
    """Return one image as a PNG file."""
    return set_png(*picture)
