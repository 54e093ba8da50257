"""Write files for reference managers beside each page: BibTeX, RIS, CSL-JSON; of the page and of its source.

Every author is a body, whose name no program may split into first and last names:

- BibLaTeX splits `author` and `organization` at "and" outside of braces (its manual, 2.3.3 and 2.3.4).
- RIS has no such mark. EndNote takes a name that ends in a comma as one (its manual, "Author and Editor Names"); Zotero
  (RIS.js in zotero/translators) and citation-js (plugin-ris) split at the first comma, and so read the name before it.
  All of them split a name with a comma inside: it is given as the publisher, without an author.
- CSL-JSON has `literal`.
"""

import json
from collections.abc import Iterator

from briefs import LANGUAGES
from briefs.content.site_data import Data
from briefs.outputs.context import BuildContext
from briefs.text.citations import Work, page_work, source_work

ENDINGS = ("bib", "ris", "csl.json")
ORIGINAL = "original"
LATEX = {"\\": r"\textbackslash{}", "~": r"\textasciitilde{}", "^": r"\textasciicircum{}"}
LATEX |= {"{": r"\textbraceleft{}", "}": r"\textbraceright{}"}  # BibTeX counts braces, escaped ones too
LATEX |= {char: f"\\{char}" for char in "$&#%_"}


def citation_urls(data: Data) -> list[str]:
    """Return every file's address, from the site's root."""
    return [
        f"/{language}/{name}.{ending}"
        for language in LANGUAGES
        for name, _ in _cited_works(data, language, "")
        for ending in ENDINGS
    ]


def write_citation_files(context: BuildContext) -> None:
    """Write the files beside the page of each policy and source."""
    data, site, address = context.data, context.site, context.address
    for language in LANGUAGES:
        for name, work in _cited_works(data, language, address):
            for ending, text in citation_files(work).items():
                (site / language / f"{name}.{ending}").write_text(text, "utf-8", newline="")


def _cited_works(data: Data, language: str, address: str) -> Iterator[tuple[str, Work]]:
    """Yield each work, with the path of its files within a language, without their extensions."""
    for _, item in data.items():
        yield f"{item.path}{item.id}", page_work(data, item, language, address)
    for source in data.sources.values():
        yield f"{source.path}{ORIGINAL}", source_work(data, source, language, address)


def citation_files(work: Work) -> dict[str, str]:
    """Return the files of a work by extension: BibTeX (as BibLaTeX reads it), RIS and CSL-JSON 1.0.2."""
    return dict(zip(ENDINGS, (_format_bibtex(work), _format_ris(work), _format_csl(work)), strict=True))


def _format_bibtex(work: Work) -> str:
    """Return a BibTeX entry; a second pair of braces keeps names and titles from being split or recased."""
    texts = {"author": work.author, "title": work.title, "organization": work.parent or work.site}
    fields = {name: f"{{{_escape_latex(text)}}}" for name, text in texts.items() if text}
    fields |= {"url": work.address, "langid": {"en": "english", "ko": "korean"}[work.language]}
    if work.day:
        fields |= {"date": work.day.isoformat(), "year": str(work.day.year)}
    lines = [f"  {name} = {{{value}}}" for name, value in fields.items()]
    return f"@online{{{work.key},\n" + ",\n".join(lines) + "\n}\n"


def _escape_latex(text: str) -> str:
    return "".join(LATEX.get(char, char) for char in text)


def _format_ris(work: Work) -> str:
    author, publisher = ("", work.byline) if "," in work.author else (f"{work.author},", work.parent)
    lines = [("TY", "ELEC"), ("ID", work.key), ("AU", author), ("TI", work.title), ("T2", work.site)]
    lines += [("PB", publisher), ("LA", work.language), ("UR", work.address)]
    if work.day:
        lines += [("PY", str(work.day.year)), ("DA", work.day.strftime("%Y/%m/%d"))]
    return "".join(f"{tag}  - {value}\r\n" for tag, value in [*lines, ("ER", "")] if value or tag == "ER")


def _format_csl(work: Work) -> str:
    entry: dict[str, object] = {
        "id": work.key,
        "type": "webpage",
        "author": [{"literal": work.author}],
        "title": work.title,
        "language": work.language,
        "URL": work.address,
    }
    entry |= {name: text for name, text in (("container-title", work.site), ("publisher", work.parent)) if text}
    if work.day:
        entry["issued"] = {"date-parts": [[work.day.year, work.day.month, work.day.day]]}
    return json.dumps([entry], ensure_ascii=False, indent=1) + "\n"
