"""Material's icons, for templates that MkDocs does not render."""

import functools
from importlib.resources import files

from markupsafe import Markup

ATTRIBUTES = 'class="icon" width="20" height="20" aria-hidden="true"'


@functools.cache
def icon(name: str) -> Markup:
    """Return an icon of Material as SVG; it is for the eye only, since words stand beside it."""
    drawn = files("material").joinpath(f"templates/.icons/material/{name}.svg").read_text("utf-8")
    return Markup(drawn.replace('<svg xmlns="http://www.w3.org/2000/svg"', f"<svg {ATTRIBUTES}").strip())
