"""Write files for hosts: headers and redirects of Netlify and Cloudflare Pages, nginx and Caddy configurations,
security.txt.
"""

from datetime import date
from urllib.parse import urlsplit

from briefs import LANGUAGES, headers
from briefs.content.site_data import Data
from briefs.errors import Problem
from briefs.outputs.context import BuildContext
from briefs.render.templates import jinja_environment
from briefs.urls.pages import Page
from briefs.utils.text_files import write_text

KINDS = ("nginx", "caddy")


def write_host_files(context: BuildContext) -> None:
    """Write the host files into the built site."""
    data, pages, site, address = context.data, context.pages, context.site, context.address
    for name in ("_headers", "_redirects"):
        write_text(site / name, _render_config(name, pages, address))
    if has_security(data, address):
        (site / ".well-known").mkdir(exist_ok=True)
        write_text(site / ".well-known" / "security.txt", _security_txt(data, address))


def server_config(kind: str, pages: list[Page], address: str, folder: str) -> str:
    """Return the configuration of a web server (one of KINDS) that serves the site from `folder`."""
    return _render_config(kind, pages, address, folder)


def _render_config(name: str, pages: list[Page], address: str, folder: str = "") -> str:
    where = urlsplit(address)
    base = where.path
    former = [(page, old) for page in pages for old in page.former]
    moved = {f"{base}{lang}/{old}": f"{base}{lang}/{page.path}" for page, old in former for lang in LANGUAGES}
    return (
        jinja_environment("hosting")
        .get_template(f"{name}.jinja")
        .render(
            headers=headers,
            response_headers=headers.response_headers(address),
            moved=moved,
            framed=[f"{base}{language}/embed/" for language in LANGUAGES],
            unframed=[base + path for path in _unframed_paths(pages)],
            base=base,
            folder=folder.rstrip("/"),
            origin=f"{where.scheme}://{where.netloc}",
            host=where.hostname,
            port=where.port,
        )
    )


def _unframed_paths(pages: list[Page]) -> list[str]:
    """Return what no site may frame, as patterns: everything but the pages for frames.

    Hosts that read `_headers` join the values of all rules that match, so that no rule can loosen that of all pages.
    """
    parts = dict.fromkeys(f"{page.path.split('/')[0]}/*" if page.path else "" for page in pages)
    return ["", "404.html", "id/*", "api/*", "assets/*", *(f"{lang}/{part}" for lang in LANGUAGES for part in parts)]


def has_security(data: Data, address: str) -> bool:
    """Return whether the site has a security.txt: only at the top of its host (RFC 9116, 3)."""
    return bool(data.site.contact) and urlsplit(address).path == "/"


def security_expired(data: Data, today: date) -> Problem | None:
    """Return a problem if security.txt has expired (RFC 9116, 2.5.5), at the item that sets the date."""
    file, item = max(data.items(), key=lambda entry: entry[1].review_by)
    if item.review_by > today:
        return None
    must = "must be after today, since security.txt expires on the latest of these days: review the items and renew it"
    return file.problem(("review_by",), f"{must}: {item.review_by}")


def _security_txt(data: Data, address: str) -> str:
    """Return security.txt (RFC 9116). It expires on the latest promised review, so it depends on the data alone."""
    until = max(item.review_by for _, item in data.items())
    return (
        jinja_environment("hosting")
        .get_template("security.jinja")
        .render(
            contact=data.site.contact_link,
            until=until,
            address=address,
            languages=LANGUAGES,
        )
    )
