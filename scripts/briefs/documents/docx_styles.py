"""Set Word's own styles, and the cells of tables, to the site's colours and fonts."""

from functools import cache
from io import BytesIO
from typing import Any

import docx
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml.ns import qn
from docx.oxml.parser import OxmlElement
from docx.shared import Mm, Pt, RGBColor

from briefs import colours

INK, SOFT, ACCENT, LINE, PANEL = (
    colour.removeprefix("#") for colour in (colours.INK, colours.SOFT, colours.ACCENT, colours.LINE, colours.PANEL)
)
EAST_ASIAN = "ko-KR"
TEMPLATE_ONLY = {
    RELATIONSHIP_TYPE.THUMBNAIL,
    RELATIONSHIP_TYPE.EXTENDED_PROPERTIES,
    "http://schemas.microsoft.com/office/2007/relationships/stylesWithEffects",
}
KOREAN_FONT = "맑은 고딕"
FONTS = {"ascii": "Calibri", "hAnsi": "Calibri", "cs": "Calibri", "eastAsia": KOREAN_FONT}
# Name: size in points, colour, bold, space before and after in points.
STYLES: dict[str, tuple[float, str, bool, float, float]] = {
    "Normal": (10, INK, False, 0, 4),
    "Heading 1": (19, INK, True, 0, 4),
    "Heading 2": (12, INK, True, 12, 3),
    "Heading 3": (10, INK, True, 6, 2),
    "Subtitle": (11.5, INK, False, 2, 6),
    "List Bullet": (10, INK, False, 2, 2),
    "Quote": (9, INK, False, 0, 3),
    "Caption": (8.5, SOFT, False, 0, 2),
    "Bibliography": (8.5, INK, False, 0, 2),
    "Footer": (8, SOFT, False, 0, 0),
}


@cache
def blank_file() -> bytes:
    """Return a Word file with styles and nothing else, with which each document begins."""
    out = BytesIO()
    _blank_document().save(out)
    return out.getvalue()


@cache
def style_ids() -> dict[str, str]:
    """Return the ids of the styles by name; python-docx would search all styles for each paragraph."""
    return {style.name: style.style_id for style in _blank_document().styles}


def _blank_document() -> Any:
    """Return a new file without python-docx' own data and languages.

    That is a picture of an empty page, the program's name, and a second set of styles for Word 2007.
    """
    file = docx.Document()
    apply_styles(file)
    for relations in (file.part.package.rels, file.part.rels):
        for name, part in list(relations.items()):
            if part.reltype in TEMPLATE_ONLY:
                del relations[name]
    return file


def apply_styles(file: Any) -> None:
    """Set the styles of a new Word file."""
    file.styles.add_style("Bibliography", WD_STYLE_TYPE.PARAGRAPH).base_style = file.styles["Normal"]
    file.styles.add_style("Hyperlink", WD_STYLE_TYPE.CHARACTER).font.color.rgb = RGBColor.from_string(ACCENT)
    for name, (size, colour, bold, before, after) in STYLES.items():
        style = file.styles[name]
        style.font.size, style.font.bold, style.font.italic = Pt(size), bold, False
        style.font.color.rgb = RGBColor.from_string(colour)
        style.paragraph_format.space_before, style.paragraph_format.space_after = Pt(before), Pt(after)
        style.paragraph_format.line_spacing = 1.15
        style.paragraph_format.widow_control = True
        _set_fonts(style.element.get_or_add_rPr())
    for properties in file.styles.element.xpath("w:docDefaults/w:rPrDefault/w:rPr"):
        _set_fonts(properties)
    file.styles["Quote"].paragraph_format.left_indent = Mm(6)
    for gap in ("w:autoSpaceDE", "w:autoSpaceDN"):  # Korean has no space between Hangul and figures
        element = OxmlElement(gap)
        element.set(qn("w:val"), "0")
        file.styles["Normal"].element.pPr.find(qn("w:spacing")).addprevious(element)


def set_languages(file: Any, language: str) -> None:
    """Set the default language, and the theme's: the template has US English and Japanese.

    East Asian letters are Korean, whatever the language around them.
    """
    (spoken,) = file.styles.element.xpath("w:docDefaults/w:rPrDefault/w:rPr/w:lang")
    for element in (spoken, *file.settings.element.xpath("w:themeFontLang")):
        element.set(qn("w:val"), language)
        element.set(qn("w:eastAsia"), EAST_ASIAN)


def _set_fonts(properties: Any) -> None:
    """Set fonts by name instead of the template's theme fonts, which have priority, and the normal letter spacing."""
    fonts = properties.get_or_add_rFonts()
    for attribute in list(fonts.attrib):
        del fonts.attrib[attribute]
    for script, font in FONTS.items():
        fonts.set(qn(f"w:{script}"), font)
    for spacing in properties.findall(qn("w:spacing")):
        properties.remove(spacing)


def set_borders(table: Any, sides: tuple[str, ...]) -> None:
    """Set borders at these sides, in the order of the schema, which has them before the layout (ISO/IEC 29500-1)."""
    borders = OxmlElement("w:tblBorders")
    for side in sides:
        line = OxmlElement(f"w:{side}")
        for name, value in (("val", "single"), ("sz", "4"), ("color", LINE)):
            line.set(qn(f"w:{name}"), value)
        borders.append(line)
    table._tbl.tblPr.find(qn("w:tblLayout")).addprevious(borders)


def set_figures(cell: Any, right: bool, together: bool) -> None:
    """Set a cell of a table of figures: figures are at the right, and its rows are on the page of the next."""
    for paragraph in cell.paragraphs:
        paragraph.paragraph_format.keep_with_next = together
        if right:
            paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT


def set_korean_font(run: Any) -> None:
    """Set the Korean font for all characters of a run; the hint is for quotation marks and the like."""
    fonts = run._r.get_or_add_rPr().get_or_add_rFonts()
    for script in ("ascii", "hAnsi", "eastAsia"):
        fonts.set(qn(f"w:{script}"), KOREAN_FONT)
    fonts.set(qn("w:hint"), "eastAsia")


def shade_cell(cell: Any) -> None:
    """Give a cell the background of a panel."""
    shade = OxmlElement("w:shd")
    for name, value in (("val", "clear"), ("color", "auto"), ("fill", PANEL)):
        shade.set(qn(f"w:{name}"), value)
    cell._tc.get_or_add_tcPr().append(shade)
