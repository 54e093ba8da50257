"""Check elements, attributes and links of hand-written pages.

Refused are elements that act, ask for input or load from another host, and letters that only look like those of the
language.
"""

import re
import unicodedata
from urllib.parse import urlsplit

from pydantic import TypeAdapter, ValidationError

from briefs.content.models import WebAddress
from briefs.utils.characters import HANGUL, is_foreign


def _names(text: str) -> set[str]:
    return set(text.split())


HEADINGS = {"h1", "h2", "h3", "h4", "h5", "h6"}
BLOCKS = HEADINGS | _names(
    "audio blockquote br caption col colgroup dd details div dl dt figcaption figure hr li ol p picture pre section "
    "summary table tbody td tfoot th thead tr ul video"
)
"""Elements that separate pieces of text."""
ELEMENTS = BLOCKS | _names(
    "a abbr b bdi bdo cite code del dfn em i img ins kbd mark q rp rt ruby s samp small source span strong sub sup "
    "time track u var wbr"
)
EMPTY = {"br", "col", "hr", "img", "source", "track", "wbr"}
CODE = {"code", "kbd", "pre", "samp"}
ATTRIBUTES = _names(
    "abbr align alt class cite colspan controls datetime dir download height href hreflang id kind label lang loading "
    "loop muted open poster preload rel reversed role rowspan scope span src srclang start target title translate type "
    "value width"
)
ALIGNED = re.compile(r"text-align: (?:left|center|right);")
"""The only style allowed: Markdown writes it in tables."""
TAG = re.compile(r"""<[A-Za-z][A-Za-z0-9]*(?:\s+[A-Za-z][\w:-]*(?:=(?:"[^"<>]*"|'[^'<>]*'|[^\s"'=<>`]+))?)*\s*/?>""")
"""A start tag that every parser reads in the same way."""
SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:")
LOWER = re.compile(r"(?<!\S)[a-z]{2,}(?=[\s.,;:!?]|$)")
REFERENCE = re.compile(r"\[[^\[\]]+\]\[[^\[\]]*\]")
"""A reference link without a definition, which Markdown shows as text."""
WEB_ADDRESS: TypeAdapter[str] = TypeAdapter(WebAddress)


def is_english(text: str) -> bool:
    """Return whether a text that should be Korean is an English sentence: three words, not all of them names."""
    return not HANGUL.search(text) and len(re.findall("[A-Za-z]{2,}", text)) > 2 and bool(LOWER.search(text))


def link_fault(kind: str, address: str) -> str:
    """Return the problem of the address of a link or image, if any."""
    scheme = SCHEME.match(address)
    if kind == "picture" and (scheme or address.startswith(("//", "\\"))):
        return "must be in docs/, since the site loads nothing from other hosts"
    if scheme and scheme[0].lower() in {"http:", "https:"}:
        try:
            WEB_ADDRESS.validate_python(address)
        except ValidationError as error:
            return str(error.errors()[0].get("ctx", {}).get("error", "must be a web address (https://...)"))
    elif scheme and scheme[0].lower() not in {"mailto:", "tel:"}:
        return "must lead to a page, a web address or a mailbox"
    elif not scheme and (address.startswith("//") or "\\" in address):
        return "must be a web address (https://...)"
    try:
        urlsplit(address)
    except ValueError:
        return "must be an address"
    return ""


def foreign_letter(text: str, language: str) -> str:
    """Return the problem of the first letter that only looks like one of the language, if any."""
    letter = next(filter(is_foreign, text), "") if not text.isascii() else ""
    if not letter:
        return ""
    written = "Latin letters" if language == "en" else "Hangul"
    return f"must be written in {written}: U+{ord(letter):04X} {unicodedata.name(letter, '')}"
