"""Write documents as Word files (ISO/IEC 29500) with python-docx: Word's own styles, headings, lists, tables and
links.
"""

from datetime import datetime
from io import BytesIO
from typing import Any

import docx
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_TAB_ALIGNMENT
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml.ns import qn
from docx.oxml.parser import OxmlElement
from docx.shared import Mm, Pt, RGBColor

from briefs.documents import images
from briefs.documents.blocks import Chart, Colophon, Document, Heading, Line, Lines, Run, Table
from briefs.documents.docx_styles import (
    EAST_ASIAN,
    SOFT,
    blank_file,
    set_borders,
    set_figures,
    set_korean_font,
    set_languages,
    shade_cell,
    style_ids,
)
from briefs.documents.zip import make_reproducible
from briefs.text.dates import bind_dates

TEXT = 174  # millimetres between the margins of A4
TAGS = {"en": "en-GB", "ko": "ko-KR"}
TEXT_STYLES = {
    "text": "Normal",
    "lead": "Subtitle",
    "point": "List Bullet",
    "quote": "Quote",
    "meta": "Caption",
    "unit": "Caption",
    "notice": "Caption",
    "reference": "Bibliography",
}
PAIRED = {"meta", "notice", "reference"}
"""Looks of lines that stand one below the other in the two languages, on one page."""


def write_docx(document: Document) -> bytes:
    """Return the Word file of a document; every run has its language."""
    writer = _DocxWriter(document)
    for block in document.blocks:
        writer.block(block)
    out = BytesIO()
    writer.file.save(out)
    return make_reproducible(out.getvalue())


class _DocxWriter:
    def __init__(self, document: Document) -> None:
        self.document, self.file = document, docx.Document(BytesIO(blank_file()))
        self.styles = style_ids()
        section = self.file.sections[0]
        section.page_width, section.page_height = Mm(210), Mm(297)
        section.left_margin = section.right_margin = Mm((210 - TEXT) / 2)
        section.top_margin = section.bottom_margin = Mm(16)
        set_languages(self.file, TAGS[document.languages[0]])
        self._properties()
        self._footer(section.footer.paragraphs[0])

    def _properties(self) -> None:
        properties, document = self.file.core_properties, self.document
        properties.title, properties.subject = document.title, _limit_length(document.summary)
        properties.author = properties.last_modified_by = _limit_length(document.author)
        properties.comments, properties.identifier = "", _limit_length(document.address)
        properties.language = TAGS[document.languages[0]]
        properties.created = properties.modified = datetime.combine(document.day, datetime.min.time())

    def _footer(self, paragraph: Any) -> None:
        language = self.document.languages[0]
        paragraph.paragraph_format.tab_stops.clear_all()
        paragraph.paragraph_format.tab_stops.add_tab_stop(Mm(TEXT), WD_TAB_ALIGNMENT.RIGHT)
        self.run(paragraph, Run(f"{self.document.title} · {self.document.address}\t"), language)
        for words, field in (("", "PAGE"), (" / ", "NUMPAGES")):
            self.run(paragraph, Run(words), language)
            number = OxmlElement("w:fldSimple")
            number.set(qn("w:instr"), field)
            paragraph._p.append(number)

    def block(self, block: object) -> None:
        if isinstance(block, Heading):
            self.heading(block)
        elif isinstance(block, Line):
            self.line(self.file.add_paragraph(), block)
        elif isinstance(block, Table):
            self.table(block)
        elif isinstance(block, Chart):
            paragraph = self.file.add_paragraph()
            paragraph.paragraph_format.keep_with_next = True
            self.picture(paragraph, images.chart_png(block), 110, block.alt)
        elif isinstance(block, Colophon):
            self.colophon(block)

    def heading(self, heading: Heading) -> None:
        """Add both languages of a heading: one below the other in a title, else each in its column."""
        paragraph = self.file.add_paragraph()
        paragraph._p.style = self.styles[f"Heading {heading.level}"]
        paragraph.paragraph_format.tab_stops.add_tab_stop(Mm(TEXT / 2 + 2))
        for number, line in enumerate(heading.lines):
            if number:
                paragraph.add_run().add_break() if heading.level == 1 else paragraph.add_run("\t")
            for run in line.runs:
                self.run(paragraph, run, line.lang)

    def line(self, paragraph: Any, line: Line) -> None:
        paragraph._p.style = self.styles[TEXT_STYLES[line.look]]
        paragraph.paragraph_format.keep_together = True  # no page ends within a line
        if line.look == "unit":
            paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT
        if line.look == "unit" or (line.look in PAIRED and line.lang != self.document.languages[-1]):
            paragraph.paragraph_format.keep_with_next = True
        for run in line.runs:
            self.run(paragraph, run, line.lang)

    def run(self, paragraph: Any, run: Run, lang: str) -> None:
        made = paragraph.add_run(bind_dates(run.text))
        if lang == "ko":
            set_korean_font(made)
        language = OxmlElement("w:lang")
        language.set(qn("w:val"), TAGS[lang])
        language.set(qn("w:eastAsia"), EAST_ASIAN)
        if run.look == "soft":
            made.font.size, made.font.color.rgb = Pt(8.5), RGBColor.from_string(SOFT)
        elif run.look == "mark":
            made.font.superscript = True
        if run.link:
            made._r.style = self.styles["Hyperlink"]
            link = OxmlElement("w:hyperlink")
            link.set(qn("r:id"), paragraph.part.relate_to(run.link, RELATIONSHIP_TYPE.HYPERLINK, is_external=True))
            made._r.addprevious(link)
            link.append(made._r)
        made._r.get_or_add_rPr().append(language)

    def picture(self, paragraph: Any, data: bytes, width: float, alt: Lines) -> None:
        shape = paragraph.add_run().add_picture(BytesIO(data), width=Mm(width))
        shape._inline.docPr.set("descr", " ".join(line.text for line in alt))

    def table(self, table: Table) -> None:
        rows = [table.head, *table.rows] if table.head else list(table.rows)
        made = self.file.add_table(len(rows), len(table.widths))
        made.autofit = False
        set_borders(made, {"glance": (), "figures": ("bottom", "insideH"), "parallel": ("insideV",)}[table.look])
        for column, width in zip(made.columns, table.widths, strict=True):
            column.width = Mm(TEXT * width / 100)
        for number, (row, cells) in enumerate(zip(made.rows, rows, strict=True)):
            for column, (width, cell, lines) in enumerate(zip(table.widths, row.cells, cells, strict=True)):
                cell.width = Mm(TEXT * width / 100)
                self.cell(cell, lines)
                if table.look == "figures":
                    set_figures(cell, right=column == 1, together=len(rows) <= 20)
                if table.look == "glance":
                    shade_cell(cell)
            mark = OxmlElement("w:tblHeader" if table.head and not number else "w:cantSplit")
            row._tr.get_or_add_trPr().append(mark)
        self.gap()

    def cell(self, cell: Any, lines: Lines) -> None:
        for number, line in enumerate(lines):
            self.line(cell.add_paragraph() if number else cell.paragraphs[0], line)

    def gap(self) -> None:
        """Add the paragraph that Word needs between a table and what follows, as low as possible."""
        space = self.file.add_paragraph().paragraph_format
        space.space_after, space.line_spacing, space.keep_with_next = Pt(0), Pt(5), True

    def colophon(self, colophon: Colophon) -> None:
        """Add the end of the document; the lines before it are on its page."""
        self.gap()
        for paragraph in self.file.paragraphs[-4:]:
            paragraph.paragraph_format.keep_with_next = True
        made = self.file.add_table(1, 2)
        made.autofit = False
        set_borders(made, ("top",))
        for column, cell, width in zip(made.columns, made.rows[0].cells, (28, TEXT - 28), strict=True):
            column.width = cell.width = Mm(width)
        self.picture(made.cell(0, 0).paragraphs[0], images.qr_png(colophon.address), 24, colophon.alt)
        self.cell(made.cell(0, 1), colophon.lines)


def _limit_length(text: str) -> str:
    """Return a text no longer than python-docx allows for a property."""
    return text if len(text) <= 255 else f"{text[:254]}…"
