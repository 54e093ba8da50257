"""Write documents as Hangul files (HWPX: OWPML, KS X 6101) with python-hwpx: outline, paragraphs, tables, links."""

import itertools
import math
import uuid
from typing import Any

from hwpx import HwpxDocument
from hwpx.oxml import _document_impl

from briefs.colours import ACCENT, INK, LINE, PANEL, SOFT
from briefs.documents import images
from briefs.documents.blocks import Block, Chart, Colophon, Document, Heading, Line, Lines, Run, Table
from briefs.documents.zip import pack_zip
from briefs.text.dates import bind_dates

FONT = "맑은 고딕"
UNIT = 283.465  # Hangul's units (1/7200 inch) per millimetre
PIXEL = 75  # Hangul's units per pixel (1/96 inch)
TEXT = 174  # millimetres between the margins of A4
POINT = "○ "  # the bullet of Korean official documents
# Size in points, colour, bold; then the paragraph's spacing.
CHARACTERS: dict[str, tuple[float, str, bool]] = {
    "text": (12, INK, False),
    "lead": (13, INK, False),
    "point": (12, INK, False),
    "quote": (11, INK, False),
    "meta": (10, SOFT, False),
    "unit": (10, SOFT, False),
    "notice": (10, SOFT, False),
    "reference": (10, INK, False),
    "title1": (20, INK, True),
    "title2": (15, INK, True),
    "title3": (12, INK, True),
}
PARAGRAPHS: dict[str, dict[str, Any]] = {
    "text": {"spacing_after_pt": 4},
    "lead": {"spacing_before_pt": 2, "spacing_after_pt": 6},
    "point": {"spacing_before_pt": 3, "spacing_after_pt": 1, "indent_left_mm": 4.5, "first_line_indent_mm": -4.5},
    "quote": {"spacing_after_pt": 2, "indent_left_mm": 7},
    "meta": {"spacing_after_pt": 1},
    "unit": {"alignment": "RIGHT", "keep_with_next": True},
    "figure": {"alignment": "RIGHT"},
    "cell": {"alignment": "LEFT"},
    "notice": {"spacing_after_pt": 2},
    "reference": {"alignment": "LEFT", "spacing_after_pt": 2},
    "title1": {"alignment": "LEFT", "spacing_after_pt": 5, "keep_with_next": True, "outline_level": 1},
    "title2": {"spacing_before_pt": 12, "spacing_after_pt": 3, "keep_with_next": True, "outline_level": 2},
    "title3": {"spacing_before_pt": 6, "spacing_after_pt": 2, "keep_with_next": True, "outline_level": 3},
}


def write_hwpx(document: Document) -> bytes:
    """Return the Hangul file of a document. python-hwpx uses random ids; here they are counted, for the same bytes."""
    count = itertools.count(1)
    _document_impl.uuid4 = lambda: uuid.UUID(int=next(count))
    writer = _HwpxWriter(document)
    for block in document.blocks:
        writer.block(block)
    return writer.package()


class _HwpxWriter:
    def __init__(self, document: Document) -> None:
        self.document, self.file = document, HwpxDocument.new()
        self.shapes: dict[str, Any] = {}
        self.styles: dict[str, Any] = {}
        self.letters: dict[tuple[float, str, bool, str | None], Any] = {}
        self.first = True
        self.file.page.setup(paper_size="A4", margin_left_mm=18, margin_right_mm=18, margin_top_mm=16)
        header = self.file.oxml.headers[0].element
        for head in header.iter("{*}paraHead"):
            head.text = ""  # an outline without numbers
        for setting in header.iter("{*}breakSetting"):
            setting.set("breakNonLatinWord", "KEEP_WORD")  # Korean breaks between words
            setting.set("widowOrphan", "1")
        self.file.parts.clear_preview()
        self.file.parts.clear_document_metadata()  # the library's blank file names an author and a date
        moment = f"{document.day}T00:00:00Z"
        self.file.parts.set_document_metadata(
            title=document.title,
            creator=document.author,
            subject=document.summary,
            keyword=document.address,
            created_date=moment,
            modified_date=moment,
        )
        self.footer()

    def footer(self) -> None:
        """Set the footer with the page number.

        python-hwpx adds a second number below the footer, and a copy of the footer where Hangul reads none.
        """
        self.file.page.set_page_number(prefix=f"{self.document.title} · {self.document.address} · ")
        section: Any = self.file.sections[0].element
        for name in ("pageNum", "secPr/{*}footer", "secPr/{*}footerApply"):
            for extra in section.findall(f".//{{*}}{name}"):
                part = extra.getparent()
                part.remove(extra)
                if name == "pageNum":
                    part.getparent().remove(part)

    def package(self) -> bytes:
        """Return the file. python-hwpx would read it three times to check it; here tests do that."""
        changed, package = self.file.oxml.serialize(), self.file.package
        names = sorted({*package.part_names(), *changed}, key=lambda name: (name != "mimetype", name))
        return pack_zip((name, changed.get(name) or package.get_part(name)) for name in names)

    def block(self, block: Block) -> None:
        if isinstance(block, Heading):
            self.heading(block)
        elif isinstance(block, Line):
            self.line(self.paragraph(), block)
        elif isinstance(block, Table):
            self.table(block)
        elif isinstance(block, Chart):
            self.picture(images.chart_png(block), 130, block.alt)
        else:
            self.colophon(block)

    def paragraph(self) -> Any:
        """Return a new paragraph; the first is the one that a new file already has."""
        if self.first:
            self.first = False
            return self.file.paragraphs[0]
        plain = self.style("Normal")
        return self.file.add_paragraph(
            "",
            style_id_ref=plain.id,
            para_pr_id_ref=plain.para_pr_id_ref,
            char_pr_id_ref=plain.char_pr_id_ref,
            include_run=False,
            inherit_style=False,
        )

    def style(self, name: str) -> Any:
        """Return a style by name; python-hwpx would read all styles each time."""
        if name not in self.styles:
            self.styles[name] = self.file.styles.resolve(name)
        return self.styles[name]

    def shaped(self, paragraph: Any, look: str) -> None:
        """Give a paragraph the format of a look; each format is made once."""
        if look in self.shapes:
            paragraph.para_pr_id_ref = self.shapes[look]
            return
        form: dict[str, Any] = {"alignment": "JUSTIFY", "line_spacing_percent": 150} | PARAGRAPHS[look]
        self.file.styles.apply_paragraph_format(paragraphs=[paragraph], **form)
        self.shapes[look] = paragraph.para_pr_id_ref

    def heading(self, heading: Heading) -> None:
        """Add both languages of a heading, the second on a new line."""
        look, paragraph = f"title{heading.level}", self.paragraph()
        paragraph.style_id_ref = self.style(f"Outline {heading.level}").id
        self.shaped(paragraph, look)
        for number, line in enumerate(heading.lines):
            if number:
                paragraph.add_run("\n")
            self.run(paragraph, Run(line.text), look)

    def line(self, paragraph: Any, line: Line, shape: str = "") -> None:
        self.shaped(paragraph, shape or line.look)
        if line.look == "point":
            self.run(paragraph, Run(POINT), "point")
        for run in line.runs:
            self.run(paragraph, run, line.look)

    def run(self, paragraph: Any, run: Run, look: str) -> None:
        size, colour, bold = CHARACTERS[look]
        if run.look == "soft":
            size, colour = 10, SOFT
        style = self.letter(size, ACCENT if run.link else colour, bold, "sup" if run.look == "mark" else None)
        text = bind_dates(run.text)
        if run.link:
            paragraph.add_hyperlink(run.link, text, char_pr_id_ref=style)
        else:
            paragraph.add_run(text, char_pr_id_ref=style)

    def letter(self, size: float, colour: str, bold: bool, script: str | None) -> Any:
        """Return the format of letters; each is made once."""
        key = size, colour, bold, script
        if key not in self.letters:
            self.letters[key] = self.file.styles.ensure_run(
                size=size, color=colour, bold=bold, font=FONT, script=script
            )
        return self.letters[key]

    def table(self, table: Table) -> None:
        rows = [table.head, *table.rows] if table.head else list(table.rows)
        edges = {"glance": ("top", "bottom"), "figures": ("top", "bottom"), "parallel": ("left", "right")}[table.look]
        fill = self.file.styles.ensure_border_fill(
            border_color=LINE,
            active_borders=edges,
            fill_color=PANEL if table.look == "glance" else None,
        )
        widths = [TEXT * width / 100 for width in table.widths]
        heights = [max(_cell_height(*pair) for pair in zip(cells, widths, strict=True)) for cells in rows]
        made = self.file.add_table(
            len(rows), len(widths), width=round(TEXT * UNIT), height=sum(heights), border_fill_id_ref=fill
        )
        made.set_column_widths(widths)
        made.set_treat_as_char(table.look != "parallel")  # an inline object does not break across pages
        made.element.set("repeatHeader", "1" if table.head else "0")
        for number, (cells, height) in enumerate(zip(rows, heights, strict=True)):
            for column, lines in enumerate(cells):
                cell = made.cell(number, column)
                cell.set_size(height=height)
                if table.head and not number:
                    cell.element.set("header", "1")
                for inner in cell.element.iter("{*}subList"):
                    inner.set("vertAlign", "TOP")
                figure = table.look == "figures" and column == 1
                self.cell(cell, lines, "" if table.look == "parallel" else "figure" if figure else "cell")

    def cell(self, cell: Any, lines: Lines, shape: str) -> None:
        for number, line in enumerate(lines):
            self.line(cell.add_paragraph() if number else cell.paragraphs[0], line, shape)

    def picture(self, data: bytes, width: float, alt: Lines) -> None:
        """Add an image with a width in millimetres.

        The visible part is given in the image's own pixels. With the size shown, as python-hwpx gives it, all but a
        corner would be cut off.
        """
        made = self.file.add_picture(data, "png", width_mm=width)
        across, down = (str(pixels * PIXEL) for pixels in images.png_size(data))
        for clip in made.element.iter("{*}imgClip"):
            clip.attrib.update({"right": across, "bottom": down})
        for whole in made.element.iter("{*}imgDim"):
            whole.attrib.update({"dimwidth": across, "dimheight": down})
        for comment in made.element.iter("{*}shapeComment"):
            comment.text = " ".join(line.text for line in alt)

    def colophon(self, colophon: Colophon) -> None:
        self.picture(images.qr_png(colophon.address), 24, colophon.alt)
        for line in colophon.lines:
            self.line(self.paragraph(), line)


def _cell_height(lines: Lines, width: float) -> int:
    """Return the approximate height of a cell: Hangul fits it to the text, but other readers use the value of the
    file.
    """
    high = 500.0
    for line in lines:
        points = CHARACTERS[line.look][0]
        measure = sum(1 if ord(char) > 0x1100 else 0.55 for char in line.text) * points * 25.4 / 72
        high += max(1, math.ceil(measure / (width - 8))) * points * 150 + 200
    return round(high)
