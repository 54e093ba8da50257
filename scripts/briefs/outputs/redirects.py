"""Write permanent addresses, redirects of former ones, the sitemap and robots.txt."""

import json
import shutil
from pathlib import Path

from briefs.content.site_data import Data
from briefs.outputs.context import BuildContext
from briefs.outputs.sitemap import write_sitemap
from briefs.render.templates import jinja_environment
from briefs.urls.pages import Page
from briefs.urls.permalinks import former_file_urls, list_redirects, list_version_redirects
from briefs.utils.text_files import write_text

NEAR = "assets/addresses.json"


def write_redirects(context: BuildContext) -> None:
    """Write the redirects into the built site."""
    data, pages, site, address = context.data, context.pages, context.site, context.address
    _write_redirect_pages(data, pages, site, address)
    _write_known_names(data, pages, site)
    write_sitemap(context)


def copy_former_files(data: Data, files: list[str], site: Path) -> None:
    """Copy each file with an item's name to the item's former names too: a static host cannot redirect."""
    for old, file in former_file_urls(data, files).items():
        target = site / old.lstrip("/")
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(site / file.lstrip("/"), target)


def _write_redirect_pages(data: Data, pages: list[Page], site: Path, address: str) -> None:
    template = jinja_environment().get_template("permalink.jinja")
    for redirect in (*list_redirects(data, pages), *list_version_redirects(data)):
        root = "../" * redirect.address.count("/")
        html = template.render(data=data, redirect=redirect, languages=redirect.languages, root=root, address=address)
        _write_page(site / redirect.address, html)


def _write_known_names(data: Data, pages: list[Page], site: Path) -> None:
    """Write the names with which the 404 page compares an unknown address: each name, its target and title."""
    found = list_redirects(data, pages)
    titles = {redirect.path: redirect.title for redirect in found} | {page.path: page.title for page in pages}
    names = {redirect.address: redirect.path for redirect in found}
    shown = {path: {"en": title.en, "ko": title.ko} for path, title in titles.items()}
    near = {"titles": shown, "names": names, "versions": _version_days(data)}
    text = json.dumps(near, ensure_ascii=False, separators=(",", ":"))
    write_text(site / NEAR, text)


def _version_days(data: Data) -> dict[str, list[str]]:
    """Return the days of the versions of each item by its path, the oldest first."""
    days = {item.path: [version.date for version in data.versions_of(item)] for _, item in data.items()}
    return {path: found for path, found in days.items() if found}


def _write_page(folder: Path, html: str) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    write_text(folder / "index.html", html)
