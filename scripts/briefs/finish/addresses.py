"""Permanent addresses, redirects of former ones, the sitemap and robots.txt."""

from pathlib import Path

from briefs.load import Data
from briefs.pages import Page, permanent, redirects
from briefs.render import environment

MATERIAL = ("assets/javascripts", "assets/stylesheets", "assets/images")


def write(data: Data, pages: list[Page], site: Path, address: str) -> None:
    """Add to the built site what MkDocs does not make, and take away what no page uses.

    `address` is the site's absolute web address, with a slash at its end.
    """
    _permanent(data, site)
    _redirects(data, pages, site)
    _sitemap(pages, site, address)
    for name in MATERIAL:
        _remove(site / name)
    for name in ("search", "sitemap.xml.gz"):
        _remove(site / name)


def _permanent(data: Data, site: Path) -> None:
    template = environment().get_template("permalink.jinja")
    for name, path in permanent(data).items():
        root = "../" * (2 + name.count("/"))
        _page(site / "id" / name, template.render(data=data, path=path, root=root, languages=("en", "ko")))


def _redirects(data: Data, pages: list[Page], site: Path) -> None:
    template = environment().get_template("permalink.jinja")
    for old, path in redirects(pages).items():
        for language in ("en", "ko"):
            root = "../" * (1 + old.count("/"))
            _page(site / language / old, template.render(data=data, path=path, root=root, languages=(language,)))


def _page(folder: Path, html: str) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "index.html").write_text(html, "utf-8", newline="\n")


def _sitemap(pages: list[Page], site: Path, address: str) -> None:
    text = environment().get_template("sitemap.jinja").render(pages=pages, address=address)
    (site / "sitemap.xml").write_text(text, "utf-8", newline="\n")
    (site / "robots.txt").write_text(f"User-agent: *\nAllow: /\nSitemap: {address}sitemap.xml\n", "utf-8")


def _remove(path: Path) -> None:
    if path.is_dir():
        for inner in path.iterdir():
            _remove(inner)
        path.rmdir()
    else:
        path.unlink(missing_ok=True)
