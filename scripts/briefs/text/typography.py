"""What a line must not part: codes, dates, figures with their units."""

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
"""What no line breaks within: K-point E74, Sang-up, 9만 4,100명, 기구(IOM), 1월 5일, 농·어가; no line begins with ·."""
SIGNS = ("-", "·", "(", "만 ", "월 ", "’")
"""A text without any of these has nothing of the kind."""


@functools.lru_cache(5_000)  # titles, statuses and a source's sentences come again on page after page
def no_break(text: str) -> Markup:
    """Escaped text whose visa codes neither break at their hyphens nor are translated by browsers; other words that
    should stand whole do not break either.
    """
    marked = str(escape(text))
    if any(sign in text for sign in SIGNS):  # much sooner told than by the pattern
        marked = NO_BREAK.sub(r'<span class="no-break">\g<0></span>', marked)
    if "-" in text:
        marked = CODE.sub(r'<span class="code" translate="no">\g<0></span>', marked)
    return Markup(marked)
