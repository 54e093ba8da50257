"""Pictures made from the data: QR codes of permanent addresses, previews for shared links, the icon for phones."""

import shutil
from pathlib import Path

from briefs import LANGUAGES
from briefs.content.site_data import Data
from briefs.documents.qr import make_qr
from briefs.documents.typesetter import SOURCES, set_png
from briefs.urls.pages import Page
from briefs.utils.cache import cache_key, cached_files

Picture = tuple[str, dict[str, str]]
"""A template and what is written in it."""


def write_codes(pages: list[Page], site: Path, address: str) -> None:
    """Add a QR code for each permanent address; `address` is the site's, with a slash at its end."""
    for link in sorted({page.permalink for page in pages} - {""}):
        (site / link).mkdir(parents=True, exist_ok=True)
        (site / link / "qr.svg").write_bytes(make_qr(address + link, kind="svg", border=2, xmldecl=False))


def write_pictures(data: Data, pages: list[Page], site: Path, folder: Path) -> None:
    """Add a preview for each page (1200 x 630 pixels, the Open Graph protocol's usual) and the icon (180 x 180).

    `folder` keeps them between builds. Not for a copy of this process: see `typesetter`.
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
    """One picture as a PNG file."""
    return set_png(*picture)
