"""How Zotero takes names, in our own words: so that tests can say which it would split.

The rules are those of zotero/translators ("RIS.js", "BibTeX.js", "Embedded Metadata.js", "RDF.js") and of `cleanAuthor`
in zotero/utilities, as of 2026. A creator is (last name, first name); a body kept in one piece has no first name.
"""

import re

from bs4 import BeautifulSoup

Creator = tuple[str, str]
RIS_CREATORS = {"AU", "A1", "A2", "A3", "A4", "ED", "TA"}
BYLINES = ", ".join(f"[class*='{name}' i]" for name in ("byline", "vcard"))


def ris_creators(text: str) -> list[Creator]:
    """The creators of a RIS record: what stands before the first comma is the last name, what comes after the first."""
    names = [line[6:] for line in text.splitlines() if line[:2] in RIS_CREATORS]
    return [(last.strip(), first.strip(" ,")) for last, _, first in (name.partition(",") for name in names)]


def cleaned(name: str, comma: bool) -> Creator:
    """A name in one string, split at its first comma or else before its last word."""
    name = name.strip(" \u00a0.,/[]:")
    if comma:
        last, _, first = name.partition(",")
        return last, first.split(",")[0].strip()
    first, _, last = name.rpartition(" ")
    return last, first


def page_creators(soup: BeautifulSoup) -> list[Creator]:
    """The creators of a page: Highwire tags, else Dublin Core and schema.org, else authors, else what looks a byline.

    In the first of them, names are also parted by semicolons, and those of the only tag by commas.
    """
    tags = [(str(tag.get("name") or tag.get("property")).lower(), str(tag.get("content", ""))) for tag in soup("meta")]
    highwire = [value for name, value in tags if re.search("citation_(author|editor)s?$", name)]
    names = [part for value in highwire for part in re.split(r"\s*;\s*", value)]
    if len(names) == 1 and len(re.findall(r" [^,]*,[^,]* ", names[0])):
        names = re.split(r"\s*,\s*", names[0])
    names = names or [
        value for name, value in tags if re.fullmatch(r"(dc|dcterms|so|eprints)[.:_](creator|author).*", name)
    ]
    names = names or [value for name, value in tags if name in {"author", "article:author"}]
    names = names or [tag.get_text(" ", strip=True) for tag in soup.select(f"{BYLINES}, a[rel~=author]")]
    return [cleaned(name, "," in name) for name in names]
