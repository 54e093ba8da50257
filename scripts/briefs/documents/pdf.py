"""Write documents as PDF/UA-1 (ISO 14289-1) with Typst, from one template."""

import re
from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from typing import Any

from briefs.documents.blocks import Colophon, Document, Line, Run
from briefs.documents.qr import make_qr
from briefs.documents.typesetter import set_pdf
from briefs.text.dates import DATE_PATTERN
from briefs.text.patterns import CODE
from briefs.text.typography import NO_BREAK

UNBROKEN = re.compile(rf"(?<!\S)(?:\S*?(?:{DATE_PATTERN}|{CODE.pattern}|{NO_BREAK.pattern})\S*|\S*[가-힣]\S*)")
"""Searched only at the beginning of a word, which keeps it fast in long words without a match."""
ADDRESS_PART = re.compile(r"[^/?&=_.%-]{1,30}[/?&=_.%-]*|[/?&=_.%-]+")
"""A part of a web address, after which a line may end."""


def write_pdf(document: Document) -> bytes:
    """Return the PDF of a document; every part has its language (/Lang)."""
    content = {
        "languages": document.languages,
        "title": document.title,
        "summary": document.summary,
        "author": document.author,
        "day": {"year": document.day.year, "month": document.day.month, "day": document.day.day},
        "footer": _to_json(Line(document.languages[0], (Run(f"{document.title} · {document.address}"),))),
        "blocks": [_to_json(block) | {"kind": type(block).__name__} for block in document.blocks],
    }
    return set_pdf("document.typ", content)


def _to_json(value: Any) -> Any:
    """Return a part of a document as JSON values, with the unbreakable parts of its lines and its QR code."""
    if isinstance(value, tuple):
        return [_to_json(part) for part in value]
    if not is_dataclass(value):
        return value
    plain = {field.name: _to_json(getattr(value, field.name)) for field in fields(value)}
    if isinstance(value, Run):
        plain["address"] = bool(value.link) and value.link.endswith(value.text)
        parts = ((part, False) for part in ADDRESS_PART.findall(value.text))
        plain["pieces"] = list(parts if plain["address"] else _split_unbreakable(value.text))
    elif isinstance(value, Line):
        plain["text"] = value.text
    elif isinstance(value, Colophon):
        plain["qr"] = make_qr(value.address, kind="svg", border=0, xmldecl=False, svgns=True).decode()
    return plain


def _split_unbreakable(text: str) -> Iterator[tuple[str, bool]]:
    """Split a text into parts that may break across lines and parts that may not.

    Unbreakable are Korean words, and dates, codes and the like with the words that contain them. Typst breaks Korean
    within words, and word joiners would be copied with the text. A rule of the template would fail for long texts
    ("maximum grouping depth exceeded").
    """
    end = 0
    for match in UNBROKEN.finditer(text):
        if match.start() > end:
            yield text[end : match.start()], False
        yield match[0], True
        end = match.end()
    if end < len(text):
        yield text[end:], False
