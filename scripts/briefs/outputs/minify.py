"""The theme's scripts and style sheets as readers load them: joined, without comments and indents."""

import re
import shutil
from pathlib import Path

from briefs import THEME
from briefs.utils.text_files import write_text

SITE_SCRIPTS = ("popover", "language-toggle", "review-notice", "terms", "filter", "preferences", "print", "read-aloud")
"""Scripts of pages/ that every page loads, as one file; each does nothing on a page that has nothing for it."""
SITE_STYLES = (
    *("fonts", "tokens", "text", "controls", "frame", "content", "marks", "parts", "policy", "tree"),
    *("forced", "narrow", "print"),
)
"""Style sheets of styles/, in the order of the one file that every page loads; the last change what stands before."""
EMBED_STYLES = ("styles/tokens", "styles/marks", "styles/forced", "pages/figures", "styles/embed")
"""Those of the pages for frames of other sites."""
COMMENTS = {".css": re.compile(r"/\*.*?\*/", re.DOTALL), ".js": re.compile(r"(^|[ \t])//([ \t].*)?$", re.MULTILINE)}


def minify_assets(site: Path) -> None:
    """Shorten the theme's assets in the built site, and join the scripts of every page into `assets/site.js`."""
    shorten_assets(site)
    parts = [site / "assets" / "pages" / f"{name}.js" for name in SITE_SCRIPTS]
    joined = "".join(part.read_text("utf-8") for part in parts)
    write_text(site / "assets" / "site.js", joined)
    for part in parts:
        part.unlink()


def join_styles(site: Path) -> None:
    """Join the style sheets of every page into `assets/site.css`, those of pages for frames into `assets/embed.css`."""
    assets = site / "assets"
    for target, names in (("site", [f"styles/{name}" for name in SITE_STYLES]), ("embed", EMBED_STYLES)):
        parts = [assets / f"{name}.css" for name in names]
        joined = "".join(shorten_text(part.read_text("utf-8"), ".css") for part in parts)
        write_text(assets / f"{target}.css", joined)
    shutil.rmtree(assets / "styles")


def shorten_assets(site: Path) -> None:
    """Take comments and indents out of the theme's assets that the built site has."""
    for source in sorted((THEME / "assets").rglob("*.*")):
        file = site / source.relative_to(THEME)
        if file.exists():
            write_text(file, shorten_text(file.read_text("utf-8"), file.suffix))


def shorten_text(text: str, suffix: str) -> str:
    """A script or style sheet without comments, indents and empty lines. A comment of a script follows a space."""
    lines = [line.strip() for line in COMMENTS[suffix].sub("", text).splitlines()]
    return "".join(f"{line}\n" for line in lines if line)
