"""Documents as PDF/UA-1 (ISO 14289-1), by WeasyPrint, from one template and one style sheet."""

from base64 import b64encode
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import Any

import jinja2
import segno
import weasyprint
from weasyprint.pdf import tags
from weasyprint.text.fonts import FontConfiguration

from briefs.documents.model import Chart, Document
from briefs.terms import coded

HERE = Path(__file__).parent
TEMPLATES = HERE.parent / "templates"
FONTS = HERE.parent / "fonts"
FACES = (("Pretendard", 400, "Pretendard-Regular.ttf"), ("Pretendard", 600, "Pretendard-SemiBold.ttf"))
HANJA = ("Hanja", 400, "NotoSansKR-Hanja.otf")


def write(document: Document) -> bytes:
    """The PDF of a document; every part says its language (/Lang)."""
    env = _environment()
    html = env.get_template("document.jinja").render(document=document)
    fonts = FontConfiguration()
    faces = "".join(
        f"@font-face {{ font-family: {family}; font-weight: {weight}; src: url({(FONTS / name).as_uri()}) }}"
        for family, weight, name in (*FACES, HANJA)
    )
    style = weasyprint.CSS(string=faces + (HERE / "document.css").read_text("utf-8"), font_config=fonts)
    out = weasyprint.HTML(string=html).write_pdf(
        finisher=_list_ids, stylesheets=[style], font_config=fonts, pdf_variant="pdf/ua-1"
    )
    return bytes(out)


def _list_ids(_: object, pdf: Any) -> None:
    """The tree of ids by which readers find the headers that a cell names; WeasyPrint leaves it out (ISO 32000-1,
    table 322: required where an element has an id).
    """
    elements = [one for one in pdf.objects if isinstance(one, tags.pydyf.Dictionary)]
    named = {one["ID"].data: one for one in elements if one.get("Type") == "/StructElem" and "ID" in one}
    root = next(one for one in elements if one.get("Type") == "/StructTreeRoot")
    if named:
        names = [part for key in sorted(named) for part in (key, named[key].reference)]
        root["IDTree"] = tags.pydyf.Dictionary({"Names": tags.pydyf.Array(names)})


@cache
def _environment() -> jinja2.Environment:
    env = jinja2.Environment(
        loader=jinja2.FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    env.filters.update(coded=coded, chart=_chart, qr=_qr)
    return env


def _chart(chart: Chart) -> str:
    return _picture(_environment().get_template("chart.jinja").render(bars=chart.bars, most=chart.most).encode())


def _qr(address: str) -> str:
    out = BytesIO()
    segno.make(address, error="m").save(out, kind="svg", border=0, xmldecl=False, svgns=True)
    return _picture(out.getvalue())


def _picture(svg: bytes) -> str:
    return f"data:image/svg+xml;base64,{b64encode(svg).decode()}"


_build = tags._build_box_tree


def _with_language(box: Any, parent: Any, *rest: Any) -> Any:
    """WeasyPrint tags the parts of a document but not their languages, which PDF/UA-1 (7.2) asks for."""
    for element in _build(box, parent, *rest):
        lang = None if box.element is None else box.element.get("lang")
        if lang:  # the boxes of html and body hand on their children, which have theirs already
            element.setdefault("Lang", tags.pydyf.String(lang))
        yield element


tags._build_box_tree = _with_language
