"""Keep codes, dates, and figures with their units on one line."""

import functools
import re

from markupsafe import Markup, escape

from briefs.text.patterns import CODE

NO_BREAK = re.compile(
    r"\b[A-Z]-[a-z]\w*(?: [A-Z]\d+)?|\b[A-Z][a-z]+-[a-z]+\b"
    r"|\d+만 [\d,]+천?[명건개]?"
    r"|[가-힣]\([㐀-鿿A-Za-z0-9.,%-]+\)|\d+월 \d+일|[^\s‘]’[가-힣]{1,3}(?![가-힣])"
    r"|(?<![가-힣])[가-힣]{1,4}·[가-힣]{1,4}(?![가-힣])|[가-힣]·(?=[가-힣])"
)
"""Text without line breaks: K-point E74, Sang-up, 9만 4,100명, 기구(IOM), 1월 5일, 농·어가; no line begins with ·."""
SIGNS = ("-", "·", "(", "만 ", "월 ", "’")
"""A text without any of these characters has nothing that must stay on one line."""


@functools.lru_cache(5_000)  # titles, statuses and sentences are repeated on many pages
def no_break(text: str) -> Markup:
    """Return escaped text whose visa codes do not break at hyphens and are not translated by browsers.

    Other words and figures that belong together do not break either.
    """
    marked = str(escape(text))
    if any(sign in text for sign in SIGNS):  # much faster than the pattern
        marked = NO_BREAK.sub(r'<span class="no-break">\g<0></span>', marked)
    if "-" in text:
        marked = CODE.sub(r'<span class="code" translate="no">\g<0></span>', marked)
    return Markup(marked)
