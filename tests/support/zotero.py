"""How Zotero splits names, reimplemented so that tests can detect names it would split.

The rules are those of zotero/translators ("RIS.js", "BibTeX.js", "Embedded Metadata.js", "RDF.js") and of `cleanAuthor`
in zotero/utilities, as of 2026. A creator is (last name, first name); an unsplit body has no first name.
"""

import re

from bs4 import BeautifulSoup

Creator = tuple[str, str]
RIS_CREATORS = {"AU", "A1", "A2", "A3", "A4", "ED", "TA"}
BYLINES = ", ".join(f"[class*='{name}' i]" for name in ("byline", "vcard"))


def ris_creators(text: str) -> list[Creator]:
    """Return the creators of a RIS record: the last name is before the first comma, the first name after it."""
    names = [line[6:] for line in text.splitlines() if line[:2] in RIS_CREATORS]
    return [(last.strip(), first.strip(" ,")) for last, _, first in (name.partition(",") for name in names)]


def cleaned(name: str, comma: bool) -> Creator:
    """Return a name split at its first comma or else before its last word."""
    name = name.strip(" \u00a0.,/[]:")
    if comma:
        last, _, first = name.partition(",")
        return last, first.split(",")[0].strip()
    first, _, last = name.rpartition(" ")
    return last, first


def page_creators(soup: BeautifulSoup) -> list[Creator]:
    """Return the creators of a page: Highwire tags, else Dublin Core and schema.org, else authors, else a byline.

    In the first of these, names are also split at semicolons, and those of a single tag at commas.
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
