"""Make images from the data: QR codes of permanent addresses, previews for shared links, the icon for phones."""

import shutil
from pathlib import Path

from briefs import LANGUAGES
from briefs.content.models import Policy
from briefs.content.site_data import Data
from briefs.documents.qr import make_qr
from briefs.documents.typesetter import SOURCES, set_png
from briefs.outputs.context import BuildContext
from briefs.urls.pages import Page
from briefs.utils.cache import cache_key, cached_files

MOST = 280
"""The most characters of a sentence in a picture."""
Picture = tuple[str, dict[str, str]]
"""A template and its content."""


def write_codes(context: BuildContext) -> None:
    """Write a QR code for each permanent address, and for that of each newest version."""
    data, pages, site, address = context.data, context.pages, context.site, context.address
    links = {page.permalink for page in pages} - {""}
    links |= {f"id/{item.id}/{found[-1].date}/" for _, item in data.items() if (found := data.versions_of(item))}
    for link in sorted(links):
        (site / link).mkdir(parents=True, exist_ok=True)
        (site / link / "qr.svg").write_bytes(make_qr(address + link, kind="svg", border=2, xmldecl=False))


def write_pictures(context: BuildContext) -> None:
    """Write a preview for each page (1200 x 630 pixels, usual for Open Graph) and the icon (180 x 180).

    The cache keeps them between builds. Not for a forked copy of this process: see `typesetter`.
    """
    data, pages, site = context.data, context.pages, context.site
    wanted: dict[str, Picture] = {"assets/icon.png": ("icon.typ", {})}
    for language in LANGUAGES:
        for page in (page for page in pages if page.kind != "history"):
            wanted[f"{language}/{page.path}preview.png"] = ("preview.typ", preview_content(data, page, language))
    by = cache_key([Path(__file__), *SOURCES], ["typst"])
    for name, file in zip(
        wanted, cached_files(context.root / ".cache" / "pictures", by, make_picture, list(wanted.values())), strict=True
    ):
        shutil.copyfile(file, site / name)


def preview_content(data: Data, page: Page, language: str) -> dict[str, str]:
    """Return what the preview of a page shows: its title, and the key figure or sentence that it is about."""
    content = {"lang": language, "name": data.site.name[language], "title": page.title[language]}
    content |= {"number": "", "counted": "", "said": ""}
    item = page.item
    if isinstance(item, Policy) and item.key_series:
        series, row = item.key_series
        content |= {"number": f"{row.value:,}", "counted": f"{series.title[language]}, {row.period}"}
    elif isinstance(item, Policy) and item.key_fact:
        content["said"] = _shorten((item.key_fact.brief or item.key_fact.text)[language])
    elif page.kind in ("home", "source"):
        content["said"] = _shorten(data.passages()[data.quote][language])
    return content


def _shorten(text: str) -> str:
    """Return a text, or as many whole words of it as a picture has room for."""
    return text if len(text) <= MOST else text[:MOST].rpartition(" ")[0] + " …"


def make_picture(picture: Picture) -> bytes:
    """Return one image as a PNG file."""
    return set_png(*picture)
