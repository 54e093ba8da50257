"""The preview of `serve`: how it differs from the published site, and how it shows problems of the data."""

import html
import os
import re
import shutil
from pathlib import Path

from briefs.content.loader import LoadedFiles
from briefs.headers import CONTENT_POLICY
from briefs.utils.text_files import write_text

serving = False
"""Whether MkDocs serves a preview; set once, before the first build."""
loaded: LoadedFiles = {}
"""The data files as last read."""
first_build = False
"""Whether the first build of a preview is still to end."""
STYLE = "problems.css"
HEADING = "Not shown yet: please correct this first"
BOX = re.compile(r"<!--problems-->.*<!--/problems-->\n", re.DOTALL)


def documents_wanted() -> bool:
    """Return whether MkDocs' own commands generate documents: not for a preview, nor with DOCUMENTS=false."""
    return not serving and os.environ.get("DOCUMENTS", "true").lower() not in ("false", "no", "0")


def content_policy() -> str:
    """Return the content-security policy of pages; a preview's allows MkDocs' inline script for live reload."""
    return (
        CONTENT_POLICY.replace("script-src 'self'", "script-src 'self' 'unsafe-inline'") if serving else CONTENT_POLICY
    )


def set_aside(site: Path) -> None:
    """Move the previous build away, so that MkDocs has nothing to delete while a reader waits."""
    delete_aside(site)
    for entry in list(site.iterdir()):
        _aside_folder(site).mkdir(exist_ok=True)
        entry.rename(_aside_folder(site) / entry.name)


def delete_aside(site: Path) -> None:
    """Delete the moved build."""
    shutil.rmtree(_aside_folder(site), ignore_errors=True)


def _aside_folder(site: Path) -> Path:
    return site.with_name(f"{site.name}-old")


def show_problems(site: Path, path: str, problems: str) -> None:
    """Show a box with problems over every page of a preview, whose path on its host is `path`."""
    write_text(site / STYLE, CSS)
    box = f'<!--problems--><link rel="stylesheet" href="{path}{STYLE}">{_problems_box(problems)}<!--/problems-->\n'
    for page in list(site.rglob("*.html")):
        text = BOX.sub("", page.read_text("utf-8"))
        before, end, after = text.rpartition("</body>")
        write_text(page, f"{before}{box}{end}{after}" if end else text + box)


def problems_page(problems: str) -> str:
    """Return a page that shows problems before there is a site, and loads itself again each second."""
    return (
        '<!doctype html><html lang="en"><meta charset="utf-8"><meta http-equiv="refresh" content="1">'
        f"<title>{HEADING}</title><style>{CSS}</style>{_problems_box(problems)}</html>\n"
    )


def _problems_box(problems: str) -> str:
    lines = "".join(f"<li><code>{html.escape(line)}</code></li>" for line in problems.splitlines())
    return f'<section id="problems" role="alert"><h2>{HEADING}</h2><ol>{lines}</ol></section>'


CSS = """#problems {
  position: fixed; inset: auto 0 0; z-index: 99; max-height: 60vh; overflow: auto; padding: 1rem 1.5rem;
  background: #2a1215; color: #fff; border-top: 4px solid #e5484d; font: 1rem/1.5 system-ui, sans-serif;
}
#problems h2 { margin: 0 0 .5rem; padding: 0; border: 0; font-size: 1.1rem; color: #fff; }
#problems ol { margin: 0; padding-left: 1.5rem; }
#problems code {
  font: .95rem/1.5 ui-monospace, monospace; white-space: pre-wrap; overflow-wrap: anywhere; background: none;
  color: #fff;
}
"""
