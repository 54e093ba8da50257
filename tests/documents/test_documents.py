"""Documents: every word of the model is in every format, read back by other tools."""

import re
import shutil
import subprocess
import zipfile
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import date
from io import BytesIO
from pathlib import Path
from xml.etree import ElementTree

import docx
import pikepdf
import pypdf
import pytest
from bs4 import BeautifulSoup
from docx.document import Document as WordFile
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from docx.table import Table as WordTable
from hwp_hwpx_parser import Reader
from hwpx.tools.package_validator import validate_package
from PIL import Image

from briefs import build
from briefs.content.models import Text
from briefs.content.prose import Prose
from briefs.content.site_data import Data
from briefs.documents import composer, generator, images
from briefs.documents import docx as word
from briefs.documents.blocks import Chart, Colophon, Document, Heading, Line, Run, Table
from briefs.documents.generator import FORMS, KINDS, DocumentFile
from briefs.text.patterns import CODE
from conftest import Served, make_small
from support.samples import FULL, PLAIN

HOSTILE = [
    "<script>alert(1)</script> &amp; <b>",
    "{{ config }} {% raw %} ]]> <?php ?>",
    '"><img src=x> $x$ ^1. #',
]
ADDRESS = "https://briefs.example/"
OURS = re.compile(r"/[A-Z]{6}\+(Pretendard|NotoSansCJKkr)\b")
HANGUL = re.compile("[가-힣]")
WHOLE_DATE = re.compile(r"\d{1,2} [A-Z][a-z]+ \d{4}|\d{4}년 \d{1,2}월 \d{1,2}일")
NO_BREAK_SPACE = "\N{NO-BREAK SPACE}"
SPLIT_DATE = re.compile(r"\d [A-Z][a-z]+ \d{4}|\d{4}년 \d{1,2}월|\d월 \d{1,2}일")
"""A date with a space at which a line may end."""
MOST_PAGES = {"en": 2, "ko": 2, "en-ko": 4}


class Made:
    """A document: its model and its file."""

    def __init__(self, name: str, file: DocumentFile, model: Document, link: str) -> None:
        self.name, self.form, self.kind = f"{name}.{file.form}.{file.kind}", file.form, file.kind
        self.model, self.file, self.link = model, file.cached, link

    def lines(self) -> list[str]:
        return [squeezed(line.text) for line in self.model.lines()]


@pytest.fixture(scope="session")
def made(real: tuple[Data, dict[str, Prose]], real_root: Path, built: Callable[[str], Served]) -> list[Made]:
    """Generate every document of the project's own data, as in the built site."""
    data, _ = real
    address = built("/").address
    files = generator.generate_documents(data, address, real_root / ".cache" / "documents", set())
    return [
        Made(item.id, f, composer.compose_document(data, item, FORMS[f.form], address), f"{address}id/{item.id}/")
        for _, item in data.items()
        for f in files[item.id]
    ]


def of(made: list[Made], kind: str) -> Iterator[Made]:
    found = [one for one in made if one.kind == kind]
    assert len(found) == len({one.name.split(".")[0] for one in made}) * len(KINDS[kind])
    yield from found


def squeezed(text: str) -> str:
    return re.sub(r"\s+", "", text)


def in_order(text: str, lines: list[str], name: str) -> str:
    """Find the lines in a text, each after the previous one; return the rest."""
    rest, place = [], 0
    for line in lines:
        at = text.find(line, place)
        assert at >= 0, f"{name}: not there, or not in its place: {line}"
        rest.append(text[place:at])
        place = at + len(line)
    return "".join([*rest, text[place:]])


def test_every_document_holds_what_an_official_needs(made: list[Made], real: tuple[Data, dict[str, Prose]]) -> None:
    data, _ = real
    for one in made:
        texts = "\n".join(line.text for line in one.model.lines())
        item = next(item for _, item in data.items() if one.name.startswith(f"{item.id}."))
        for language in one.model.languages:
            assert item.title[language] in texts and data.site.licence.name[language] in texts
            assert one.link in texts
            day = item.as_of
            checked = {"en": f"as of {day:%-d %B %Y}", "ko": f"{day.year}년 {day.month}월 {day.day}일 기준"}
            assert checked[language] in texts
        assert ("비공식 번역이며" in texts) == ("ko" in one.model.languages), one.name
        links = {run.link for line in one.model.lines() for run in line.runs}
        for reference in {name for fact in item.every_fact for name in fact.references}:
            assert data.references[reference].address in links


def test_a_policy_gives_its_status_and_each_sentence_it_rests_on(real: tuple[Data, dict[str, Prose]]) -> None:
    data, _ = real
    for policy in data.policies.values():
        for form in FORMS.values():
            texts = "\n".join(line.text for line in composer.compose_document(data, policy, form, ADDRESS).lines())
            for language in form:
                assert data.statuses[policy.status].term[language] in texts
                for point in policy.points:
                    assert point.text[language] in texts
                    assert all(data.passages()[cite][language] in texts for cite in point.cites)
            assert all(data.passages()[cite].en in texts for point in policy.points for cite in point.cites)


def test_a_text_whose_korean_is_behind_is_said_to_be_so(real: tuple[Data, dict[str, Prose]]) -> None:
    data, _ = real
    policy, words = data.policies[PLAIN.id], data.words["stale"]

    def notices(form: tuple[str, ...], behind: bool) -> str:
        document = composer.compose_document(data, policy, form, ADDRESS, behind)
        return "\n".join(line.text for line in document.lines() if line.look == "notice")

    assert words.ko in notices(("ko",), True) and words.en in notices(("en", "ko"), True)
    assert words.ko not in notices(("ko",), False) and notices(("en",), True) == ""


def test_pdf_text_is_that_of_the_model(made: list[Made]) -> None:
    """Every line is there, sentences in order, with no characters beyond the known additions."""
    for one in of(made, "pdf"):
        pages = [squeezed(page.extract_text()) for page in pypdf.PdfReader(one.file).pages]
        text, lines = "".join(pages), one.lines()
        in_order(text, [line for line in lines if len(line) > 15], one.name)
        assert all(line in text for line in lines), one.name
        added = drawn(one.model)
        for number in range(1, len(pages) + 1):
            added.append(squeezed(f"{one.model.title}·{one.model.address}{number}/{len(pages)}"))
        for head in set(heads(one.model)):  # repeated where a table goes on, on another page
            repeated = text.count(head) - "".join(lines).count(head)
            assert repeated <= sum(page.startswith(head) for page in pages[1:]), one.name
            added += [head] * repeated
        assert Counter(text) == Counter("".join(lines + added)), one.name


def drawn(document: Document) -> list[str]:
    """Return the words in charts, in order."""
    charts = [block for block in document.blocks if isinstance(block, Chart)]
    return ["".join(squeezed(label + shown) for label, _, shown in chart.bars) for chart in charts]


def heads(document: Document) -> list[str]:
    """Return the heads of tables, which a new page repeats."""
    tables = [block for block in document.blocks if isinstance(block, Table)]
    return ["".join(squeezed(line.text) for cell in table.head for line in cell) for table in tables if table.head]


def test_pdf_says_what_it_is_and_that_it_conforms(made: list[Made]) -> None:
    for one in of(made, "pdf"):
        with pikepdf.open(one.file) as pdf:
            assert pdf.Root.MarkInfo.Marked and pdf.Root.Lang == one.model.languages[0]
            assert pdf.Root.ViewerPreferences.DisplayDocTitle
            about = {name: str(value) for name, value in pdf.docinfo.items() if name != "/Creator"}
            days = dict.fromkeys(["/CreationDate", "/ModDate"], f"D:{one.model.day:%Y%m%d}000000Z")
            ours = {"/Title": one.model.title, "/Author": one.model.author, "/Subject": one.model.summary}
            assert about == {**ours, **days}, one.name
            metadata = pdf.open_metadata()
            assert metadata["pdfuaid:part"] == "1" and metadata["dc:title"] == one.model.title
            assert metadata["dc:language"] == {one.model.languages[0]}


def test_pdf_is_tagged_as_the_model_is_built(made: list[Made]) -> None:
    for one in of(made, "pdf"):
        with pikepdf.open(one.file) as pdf:
            elements = list(structure(pdf.Root.StructTreeRoot.K))
            kinds = Counter(str(element.S) for element in elements)
            tables = [block for block in one.model.blocks if isinstance(block, Table)]
            headings = [block for block in one.model.blocks if isinstance(block, Heading)]
            listed = [block for block in tables if block.look == "glance"]
            assert kinds["/Table"] == len(tables) - len(listed) == kinds["/THead"], one.name
            assert kinds["/L"] == len(listed) and kinds["/LI"] == sum(len(block.rows) for block in listed)
            assert kinds["/LI"] == kinds["/Lbl"] == kinds["/LBody"]
            for level in (1, 2, 3):
                assert kinds[f"/H{level}"] == sum(heading.level == level for heading in headings), one.name
            drawn = [block for block in one.model.blocks if isinstance(block, Chart | Colophon)]
            told = [str(element.Alt) for element in elements if element.S == "/Figure"]
            assert told == [" ".join(line.text for line in block.alt) for block in drawn], one.name
            links = {str(note.A.URI) for page in pdf.pages for note in page.get("/Annots", ())}
            assert links == {run.link for line in one.model.lines() for run in line.runs} - {""}, one.name
            assert all(note.Contents for page in pdf.pages for note in page.get("/Annots", ())), one.name
            with pdf.open_outline() as outline:
                (title,) = outline.root
                found = [title.title, *(entry.title for part in title.children for entry in (part, *part.children))]
            assert [squeezed(text) for text in found] == [
                squeezed("".join(line.text for line in heading.lines)) for heading in headings
            ], one.name


def test_pdf_says_the_language_of_every_line(made: list[Made]) -> None:
    for one in of(made, "pdf"):
        with pikepdf.open(one.file) as pdf:
            texts = spoken(pdf)
        assert texts.keys() == {line.lang for line in one.model.lines()}, one.name
        for line in one.model.lines():
            assert squeezed(line.text) in texts[line.lang], f"{one.name}: not in {line.lang}: {line.text}"


def spoken(pdf: pikepdf.Pdf) -> dict[str, str]:
    """Return the text of each language: of the marked content, or the nearest structure element with a language."""
    texts: dict[str, list[str]] = {}
    for page in pdf.pages:
        told = {}
        for number, element in enumerate(pdf.Root.StructTreeRoot.ParentTree.Nums[2 * page.StructParents + 1]):
            while "/Lang" not in element and "/P" in element:
                element = element.P
            told[number] = str(element.get("/Lang", pdf.Root.Lang))
        letters = {str(name): to_unicode(font) for name, font in page.Resources.Font.items()}
        font, marks = "", []
        for operands, operator in pikepdf.parse_content_stream(page):
            if str(operator) == "Tf":
                font = str(operands[0])
            elif str(operator) in ("BDC", "BMC"):
                about = operands[1] if len(operands) > 1 else {}
                before = marks[-1] if marks else ""
                own = str(about["/Lang"]) if "/Lang" in about else told.get(int(about.get("/MCID", -1)), before)
                marks.append("" if operands[0] == "/Artifact" else own)
            elif str(operator) == "EMC":
                marks.pop()
            elif str(operator) in ("Tj", "TJ") and marks and marks[-1]:
                text = "".join(letters[font][glyph] for glyph in glyph_numbers(operands, str(operator)))
                texts.setdefault(marks[-1], []).append(text)
    return {lang: squeezed("".join(parts)) for lang, parts in texts.items()}


def to_unicode(font: pikepdf.Object) -> dict[int, str]:
    """Return the letters of a font's glyphs (ISO 32000-1, 9.10.3)."""
    pairs = re.findall(r"^<(\w+)> <(\w+)>$", font.ToUnicode.read_bytes().decode(), re.MULTILINE)
    return {int(glyph, 16): bytes.fromhex(text).decode("utf-16-be") for glyph, text in pairs}


def test_pdf_cells_lead_to_their_headers(made: list[Made]) -> None:
    """By ids that the tree of ids holds in order (ISO 32000-1, 7.9.6), each leading to a header of the same table."""
    for one in of(made, "pdf"):
        with pikepdf.open(one.file) as pdf:
            root = pdf.Root.StructTreeRoot
            elements = list(structure(root.K))
            ids = [bytes(element.ID) for element in elements if "/ID" in element]
            names = list(root.IDTree.Names) if ids else []
            assert [bytes(name) for name in names[::2]] == sorted(set(ids)) == sorted(ids), one.name
            tree = {bytes(name): element for name, element in zip(names[::2], names[1::2], strict=True)}
            assert all(tree[bytes(element.ID)] == element for element in elements if "/ID" in element)
            for table in (element for element in elements if element.S == "/Table"):
                cells = [element for element in structure(table.K) if element.S in ("/TH", "/TD")]
                own = {bytes(cell.ID) for cell in cells if cell.S == "/TH"}
                told = [[bytes(name) for name in headers(cell)] for cell in cells if cell.S == "/TD"]
                assert own and all(len(names) == 1 and set(names) <= own for names in told), one.name


def headers(cell: pikepdf.Object) -> list[pikepdf.Object]:
    return [name for attributes in cell.A if "/Headers" in attributes for name in attributes.Headers]


def structure(element: pikepdf.Object) -> Iterator[pikepdf.Object]:
    children = element if isinstance(element, pikepdf.Array) else [element]
    for child in children:
        if isinstance(child, pikepdf.Dictionary) and child.get("/Type") == "/StructElem":
            yield child
            yield from structure(child.get("/K", pikepdf.Array()))


def test_pdf_embeds_subsets_of_its_fonts_and_no_empty_box(made: list[Made]) -> None:
    for one in of(made, "pdf"):
        with pikepdf.open(one.file) as pdf:
            for page in pdf.pages:
                for font in fonts(page):
                    inner = font.DescendantFonts[0]
                    assert OURS.match(str(inner.BaseFont)), f"{one.name}: not a subset of our own: {inner.BaseFont}"
                    assert {"/FontFile2", "/FontFile3"} & set(inner.FontDescriptor.keys()), "not embedded"
                    assert "/ToUnicode" in font
                assert not any(glyph == 0 for glyph in glyphs(page)), f"{one.name} shows an empty box"


def fonts(page: pikepdf.Page) -> list[pikepdf.Object]:
    return list(page.Resources.Font.values())


def glyphs(page: pikepdf.Page) -> Iterator[int]:
    """Yield every glyph number on a page: fonts are of type Identity-H, two bytes each (ISO 32000-1, 9.7.5.2)."""
    for operands, operator in pikepdf.parse_content_stream(page):
        if str(operator) in {"Tj", "TJ"}:
            yield from glyph_numbers(operands, str(operator))


def glyph_numbers(operands: Sequence[pikepdf.Object], operator: str) -> Iterator[int]:
    for string in operands[0] if operator == "TJ" else operands:
        if isinstance(string, pikepdf.String):
            raw = bytes(string)
            yield from (int.from_bytes(raw[at : at + 2], "big") for at in range(0, len(raw), 2))


def test_a_character_that_no_font_has_would_be_seen(real: tuple[Data, dict[str, Prose]]) -> None:
    data, _ = real
    policy = data.policies[PLAIN.id]
    title = replace(policy.title, ko="자진출국 ꙮ")
    document = composer.compose_document(data, policy.model_copy(update={"title": title}), ("ko",), ADDRESS)
    with pikepdf.open(BytesIO(generator.write_document(("pdf", document)))) as pdf:
        assert any(glyph == 0 for page in pdf.pages for glyph in glyphs(page))
        assert "pdfuaid:part" not in pdf.open_metadata()  # which forbids that box
        assert "자진출국" in spoken(pdf)["ko"]


def test_whatever_characters_a_text_holds_are_read_back_from_every_format(
    real: tuple[Data, dict[str, Prose]], tmp_path: Path
) -> None:
    """Markup, template and field syntax of HTML, Jinja, OOXML and OWPML: text is text."""
    data, _ = real
    policy = data.policies[PLAIN.id]
    for number, text in enumerate(HOSTILE):
        title = replace(policy.title, ko=f"가 {text}")
        document = composer.compose_document(data, policy.model_copy(update={"title": title}), ("ko",), ADDRESS)
        wanted = squeezed(f"가 {text}")
        file = tmp_path / f"{number}.hwpx"
        file.write_bytes(generator.write_document(("hwpx", document)))
        with Reader(str(file)) as reader:
            assert wanted in squeezed(reader.text)
        word = docx.Document(BytesIO(generator.write_document(("docx", document))))
        assert squeezed(word.paragraphs[0].text) == wanted
        pages = pypdf.PdfReader(BytesIO(generator.write_document(("pdf", document)))).pages
        assert wanted in squeezed("".join(page.extract_text() for page in pages))


@pytest.mark.real_content
def test_hanja_are_as_heavy_as_the_letters_beside_them(made: list[Made]) -> None:
    (one,) = (one for one in made if one.name == "new-immigration-policy-2024.ko.pdf")
    used: dict[str, str] = {}
    with pikepdf.open(one.file) as pdf:
        (page, *_) = pdf.pages
        names = {str(name): str(font.DescendantFonts[0].BaseFont) for name, font in page.Resources.Font.items()}
        letters = {str(name): to_unicode(font) for name, font in page.Resources.Font.items()}
        for operands, operator in pikepdf.parse_content_stream(page):
            if str(operator) == "Tf":
                name = str(operands[0])
            elif str(operator) in ("Tj", "TJ"):
                text = "".join(letters[name][glyph] for glyph in glyph_numbers(operands, str(operator)))
                used.setdefault(names[name].split("+")[1], text)
    assert used["Pretendard-SemiBold"].startswith("신(") and used["NotoSansCJKkr-SemiBold"] == "新"
    assert "NotoSansCJKkr-Regular" in used


def test_a_policy_takes_at_most_two_pages_a_language_and_none_holds_a_few_lines_only(made: list[Made]) -> None:
    for one in of(made, "pdf"):
        pages = pypdf.PdfReader(one.file).pages
        assert len(pages) <= MOST_PAGES[one.form], one.name
        colophon = next(block for block in one.model.blocks if isinstance(block, Colophon))
        least = sum(len(squeezed(line.text)) for line in colophon.lines) + 150
        for page in pages:
            assert len(squeezed(page.extract_text())) > least, f"{one.name}: page {page.page_number + 1}"


def test_pdf_text_is_large_enough_to_read(made: list[Made]) -> None:
    """Sentences have at least 9 points, all else 8; only marks, such as [1] and 2.3, are smaller."""
    for one in of(made, "pdf"):
        letters: dict[float, str] = {}

        def visit(text: str, outer: list[float], inner: list[float], _: object, size: float) -> None:
            points = round(size * inner[3] * outer[3], 2)
            letters[points] = letters.get(points, "") + squeezed(text)  # noqa: B023 used in this round

        for page in pypdf.PdfReader(one.file).pages:
            page.extract_text(visitor_text=visit)
        small = "".join(text for points, text in letters.items() if points < 8)
        assert re.fullmatch(r"[\d.\[\]]*", small), f"{one.name}: {small}"
        sentences = [line for line in one.model.lines() if line.look in ("text", "lead", "point", "quote")]
        least = sum(len(squeezed(run.text)) for line in sentences for run in line.runs if not run.look)
        figures = [block for block in one.model.blocks if isinstance(block, Table) and block.look == "figures"]
        cells = [cell for table in figures for row in (table.head, *table.rows) for cell in row]
        least -= sum(len(squeezed(line.text)) for cell in cells for line in cell)
        assert sum(len(text) for points, text in letters.items() if points >= 9) >= least, one.name


def test_no_korean_word_date_or_code_is_broken(made: list[Made]) -> None:
    for one in of(made, "pdf"):
        text = "\n".join(page.extract_text() for page in pypdf.PdfReader(one.file).pages)
        lines = [line.text for line in one.model.lines()]
        words = Counter(word for line in lines for word in line.split() if HANGUL.search(word))
        found = Counter(word for word in text.split() if HANGUL.search(word))
        assert {word: count for word, count in words.items() if found[word] < count} == {}, one.name
        for whole in (WHOLE_DATE, CODE):
            wanted = Counter(match[0] for line in lines for match in whole.finditer(line))
            shown = Counter(match[0] for match in whole.finditer(text))
            assert {part: count for part, count in wanted.items() if shown[part] < count} == {}, one.name


def test_a_word_longer_than_its_cell_breaks_and_nothing_is_cut_off() -> None:
    word, long = "가나다라마바사아자차카타파하" * 4, Line("ko", (Run("안녕하세요 여러분 " * 200),), "point")
    cell = (Line("ko", (Run(word),)),)
    table = Table("figures", (12, 18, 52, 18), (cell,) * 4, ((cell,) * 4,) * 30)
    wide = Table("parallel", (50, 50), (cell, cell), (((long,) * 6, (long,) * 6),) * 2)
    many = Line("ko", (Run("가 나 " * 500),))  # as many words as a text may have
    blocks = (Heading(1, cell), table, wide, many)
    file = BytesIO(
        generator.write_document(("pdf", Document(("ko",), "가", "가", "가", date(2026, 1, 2), ADDRESS, blocks)))
    )
    for page in pypdf.PdfReader(file).pages:
        page.extract_text(visitor_text=inside(page))
    with pikepdf.open(file) as pdf:
        text = spoken(pdf)["ko"]
    assert text.count("안녕하세요여러분") == 24 * 200 and text.endswith("가나" * 500)


def inside(page: pypdf.PageObject) -> Callable[..., None]:
    """Refuse text that begins outside the margins of a page."""
    wide, high = float(page.mediabox.width), float(page.mediabox.height)

    def visit(text: str, outer: list[float], inner: list[float], *_: object) -> None:
        if text.strip():
            across, down = (
                inner[4] * outer[0] + inner[5] * outer[2] + outer[4],
                inner[4] * outer[1] + inner[5] * outer[3] + outer[5],
            )
            assert 40 < across < wide - 40 and 15 < down < high - 30, text

    return visit


def test_word_text_is_that_of_the_model_in_words_own_styles(made: list[Made]) -> None:
    for one in of(made, "docx"):
        file = docx.Document(str(one.file))
        assert [squeezed(text) for text in paragraphs(file) if text.strip()] == [*folded(one)], one.name
        styles = {paragraph.style.name for paragraph in file.paragraphs if paragraph.style}
        assert {"Heading 1", "Heading 2"} <= styles
        assert ("Bibliography" in styles) == any(line.look == "reference" for line in one.model.lines())
        about = file.core_properties
        assert (about.title, about.subject) == (one.model.title, one.model.summary)
        assert about.author == about.last_modified_by == one.model.author
        assert about.created and about.created.date() == one.model.day and about.modified == about.created
        assert about.identifier == one.model.address
        assert not (about.comments or about.keywords or about.category or about.version), one.name


def test_word_files_can_be_made_of_the_longest_texts(real: tuple[Data, dict[str, Prose]]) -> None:
    data, _ = real
    longest = Text(en="word " * 399 + "end.", ko="말 " * 999 + "끝")
    policy = data.policies[PLAIN.id].model_copy(update={"summary": longest})
    named = replace(data, site=data.site.model_copy(update={"publisher": "Name " * 99}))
    document = composer.compose_document(named, policy, ("en", "ko"), ADDRESS)
    file = docx.Document(BytesIO(word.write_docx(document)))
    assert file.core_properties.subject == f"{longest.en[:254]}…"
    assert longest.ko in {text.strip() for text in paragraphs(file)}


def test_word_files_say_nothing_of_the_librarys_blank_file(made: list[Made]) -> None:
    for one in of(made, "docx"):
        with zipfile.ZipFile(one.file) as package:
            assert {n for n in package.namelist() if n.startswith("docProps/")} == {"docProps/core.xml"}, one.name
            links = package.read("_rels/.rels").decode() + package.read("[Content_Types].xml").decode()
        assert "thumbnail" not in links and "app.xml" not in links


def test_word_tables_keep_the_schemas_order(made: list[Made]) -> None:
    """ISO/IEC 29500-1, CT_TblPr and CT_TblBorders: readers may refuse a file whose parts stand otherwise."""
    orders = {
        "tblPr": "tblStyle tblpPr tblOverlap bidiVisual tblStyleRowBandSize tblStyleColBandSize tblW jc tblCellSpacing"
        " tblInd tblBorders shd tblLayout tblCellMar tblLook",
        "tblBorders": "top left bottom right insideH insideV",
        "tcPr": "cnfStyle tcW gridSpan hMerge vMerge tcBorders shd noWrap tcMar textDirection vAlign",
    }
    for one in of(made, "docx"):
        body = docx.Document(str(one.file)).element.body
        for name, order in orders.items():
            for element in body.iter(qn(f"w:{name}")):
                places = [order.split().index(child.tag.split("}")[1]) for child in element]
                assert places == sorted(places), f"{one.name}: {name}"


def folded(one: Made) -> Iterator[str]:
    """Return the model's lines, with both languages of a heading in one."""
    for block in one.model.blocks:
        if block.__class__.__name__ == "Heading":
            yield "".join(squeezed(line.text) for line in block.lines)  # type: ignore[union-attr]
        else:
            part = Document((), "", "", "", one.model.day, "", (block,))
            yield from (squeezed(line.text) for line in part.lines() if line.text)


def paragraphs(file: WordFile) -> Iterator[str]:
    for part in file.iter_inner_content():
        if isinstance(part, WordTable):
            for row in part.rows:
                for cell in row.cells:
                    yield from (paragraph.text for paragraph in cell.paragraphs)
        else:
            yield part.text


def test_word_runs_say_their_language_and_links_lead_somewhere(made: list[Made]) -> None:
    for one in of(made, "docx"):
        file = docx.Document(str(one.file))
        wanted = {"en": "en-GB", "ko": "ko-KR"}
        for run in file.element.body.iter(qn("w:r")):
            text = run.text.replace(NO_BREAK_SPACE, " ")
            if text.strip():
                spoken = run.find(f"{qn('w:rPr')}/{qn('w:lang')}").get(qn("w:val"))
                assert spoken in {wanted[line.lang] for line in one.model.lines() if text.strip() in line.text}, text
        links = {part.target_ref for part in file.part.rels.values() if part.is_external}
        assert links == {run.link for line in one.model.lines() for run in line.runs} - {""}
        pictures = [shape._inline.docPr.get("descr") for shape in file.inline_shapes]
        assert pictures and all(pictures)


def test_word_files_have_figures_at_the_right_below_their_unit_and_one_page_number(made: list[Made]) -> None:
    shown = 0
    for one in of(made, "docx"):
        file = docx.Document(str(one.file))
        footers = [section.footer._element.xml for section in file.sections]
        assert [re.findall(r'w:instr="(\w+)"', footer) for footer in footers] == [["PAGE", "NUMPAGES"]], one.name
        blocks, tables = one.model.blocks, iter(file.tables)
        for place, block in enumerate(blocks):
            table = next(tables) if isinstance(block, Table) else None
            if table and isinstance(block, Table) and block.look == "figures":
                unit = blocks[place - 1]
                assert isinstance(unit, Line) and unit.look == "unit"
                assert re.fullmatch(r"\((Unit|단위): .+\)", unit.text), unit.text
                column = [part.alignment for row in table.rows for part in row.cells[1].paragraphs]
                assert set(column) == {WD_ALIGN_PARAGRAPH.RIGHT}, one.name
                shown += 1
        units = [part for part in file.paragraphs if re.match(r"\((Unit|단위): ", part.text)]
        assert all(part.alignment == WD_ALIGN_PARAGRAPH.RIGHT for part in units)
        assert all(part.paragraph_format.keep_with_next for part in units)
    assert shown


def test_word_files_set_korean_in_its_own_font(made: list[Made]) -> None:
    for one in of(made, "docx"):
        file = docx.Document(str(one.file))
        fonts = file.styles.element.findall(f".//{qn('w:style')}/{qn('w:rPr')}/{qn('w:rFonts')}")
        assert "맑은 고딕" in {font.get(qn("w:eastAsia")) for font in fonts}
        for run in file.element.body.iter(qn("w:r")):
            spoken = run.find(f"{qn('w:rPr')}/{qn('w:lang')}")
            if spoken is not None and spoken.get(qn("w:val")) == "ko-KR":
                own = run.find(f"{qn('w:rPr')}/{qn('w:rFonts')}")
                assert {own.get(qn(f"w:{name}")) for name in ("ascii", "hAnsi", "eastAsia")} == {"맑은 고딕"}


def test_no_line_of_a_word_or_hangul_file_ends_within_a_date(made: list[Made]) -> None:
    dates = 0
    for one in made:
        if one.kind == "pdf":
            continue
        name = "word/document.xml" if one.kind == "docx" else "Contents/section0.xml"
        with zipfile.ZipFile(one.file) as package:
            text = package.read(name).decode()
        assert SPLIT_DATE.findall(text) == [], one.name
        dates += len(re.findall("\\d(?:년|<hp:nbSpace/>|\N{NO-BREAK SPACE})", text))
    assert dates


def test_word_files_keep_lines_that_belong_together_on_one_page(made: list[Made]) -> None:
    """No heading ends a page, no line stands alone, and the colophon has lines above it."""
    for one in of(made, "docx"):
        file = docx.Document(str(one.file))
        assert file.styles["Normal"].paragraph_format.widow_control
        order = [child.tag.split("}")[1] for child in file.styles["Normal"].element.pPr]
        assert order == [name for name in ("widowControl", "autoSpaceDE", "autoSpaceDN", "spacing") if name in order]
        assert all(file.styles[f"Heading {level}"].paragraph_format.keep_with_next for level in (1, 2, 3))
        assert all(part.paragraph_format.keep_with_next for part in file.paragraphs[-3:]), one.name


LANGUAGE = re.compile(r'<w:(?:lang|themeFontLang) w:val="([^"]*)" w:eastAsia="([^"]*)"')


def test_word_files_take_texts_without_a_language_for_the_forms_own_and_east_asian_letters_for_korean(
    made: list[Made],
) -> None:
    for one in of(made, "docx"):
        own = {"en": "en-GB", "ko": "ko-KR", "en-ko": "en-GB"}[one.form]
        with zipfile.ZipFile(one.file) as package:
            parts = {name: package.read(name).decode("utf-8", "ignore") for name in package.namelist()}
        found = {name: set(LANGUAGE.findall(text)) for name, text in parts.items()}
        assert found["word/styles.xml"] == found["word/settings.xml"] == {(own, "ko-KR")}, one.name
        assert found["word/document.xml"] <= {("en-GB", "ko-KR"), ("ko-KR", "ko-KR")}
        assert parts["docProps/core.xml"].count(f"<dc:language>{own}<") == 1
        assert not [name for name, text in parts.items() if re.search("ja-JP|en-US", text)], one.name


def test_hangul_files_are_korean_by_default(made: list[Made]) -> None:
    for one in of(made, "hwpx"):
        with zipfile.ZipFile(one.file) as package:
            header = package.read("Contents/header.xml").decode()
            about = package.read("Contents/content.hpf").decode()
        assert set(re.findall(r'langID="(\d+)"', header)) == {"1042"}  # Microsoft's language number of Korean
        assert "<opf:language>ko</opf:language>" in about


def test_hangul_text_is_that_of_the_model(made: list[Made]) -> None:
    for one in of(made, "hwpx"):
        with named(one, ".hwpx") as file, Reader(str(file)) as reader:
            text = squeezed(re.sub(r"\|( --- \|)*", "", reader.text))
        lines = one.lines()
        in_order(text, [line for line in lines if len(line) > 15], one.name)
        assert all(line in text for line in lines), one.name
        footer = squeezed(f"{one.model.title}·{one.model.address}·")
        points = ["○" for line in one.model.lines() if line.look == "point"]
        pictures = ["[IMAGE]" for block in one.model.blocks if isinstance(block, Chart | Colophon)]
        added = [*points, *pictures, *[footer] * text.count(footer)]
        assert Counter(text) == Counter("".join(lines + added)), one.name


class named:
    """Copy a cached file to a name with its extension, which some readers need."""

    def __init__(self, one: Made, ending: str) -> None:
        self.file = one.file.with_name(f"{one.file.name}.{one.form}.read{ending}")
        shutil.copyfile(one.file, self.file)

    def __enter__(self) -> Path:
        return self.file

    def __exit__(self, *_: object) -> None:
        self.file.unlink()


def test_hangul_packages_are_valid_and_use_outline_styles(made: list[Made]) -> None:
    for one in of(made, "hwpx"):
        report = validate_package(one.file.read_bytes())
        assert report.ok, (one.name, report)
        with zipfile.ZipFile(one.file) as package:
            assert package.infolist()[0].filename == "mimetype"
            section = package.read("Contents/section0.xml").decode()
            about = ElementTree.fromstring(package.read("Contents/content.hpf"))[0]
            pictures = [package.read(name) for name in package.namelist() if name.startswith("BinData/")]
        told = [(field.text or "").strip() for field in about]
        day = f"{one.model.day}T00:00:00Z"
        ours = [one.model.title, "ko", one.model.author, one.model.summary, day, day, one.model.address]
        assert [text for text in told if text] == ours  # and nothing of the library's own blank file
        shown = re.findall(r'imgClip left="0" right="(\d+)" top="0" bottom="(\d+)"', section)
        sizes = [Image.open(BytesIO(picture)).size for picture in pictures]
        assert sorted(shown) == sorted((str(across * 75), str(down * 75)) for across, down in sizes)  # all of each
        assert 'vertAlign="CENTER"' not in section
        assert 'type="HYPERLINK"' in section
        assert section.count("<hp:tbl ") == sum(isinstance(block, Table) for block in one.model.blocks)
        for level in (2, 3):  # the ids of the outline styles 1 and 2 in a new file
            assert f'styleIDRef="{level}"' in section


def test_hangul_files_are_set_as_officials_set_them(made: list[Made]) -> None:
    """Body text of 12 points, justified; units and figures at the right; one page number."""
    for one in of(made, "hwpx"):
        with zipfile.ZipFile(one.file) as package:
            section = ElementTree.fromstring(package.read("Contents/section0.xml"))
            header = ElementTree.fromstring(package.read("Contents/header.xml"))
        assert len(section.findall(".//{*}autoNum[@numType='PAGE']")) == 1, one.name
        assert not section.findall(".//{*}pageNum") and not section.findall(".//{*}footerApply")
        sizes = {part.get("id"): int(part.get("height", "")) for part in header.iter() if part.tag.endswith("charPr")}
        forms = {part.get("id"): part for part in header.iter() if part.tag.endswith("}paraPr")}
        aligned = {name: form.find("{*}align").get("horizontal") for name, form in forms.items()}  # type: ignore[union-attr]
        told = {squeezed(line.text): line.look for line in one.model.lines()}
        figures = {
            squeezed(line.text)
            for block in one.model.blocks
            if isinstance(block, Table) and block.look == "figures"
            for row in block.rows
            for line in row[1]
        }
        for paragraph in section.iter("{http://www.hancom.co.kr/hwpml/2011/paragraph}p"):
            text = squeezed("".join("".join(part.itertext()) for part in paragraph.findall("{*}run/{*}t")))
            look, form = told.get(text.removeprefix("○")), paragraph.get("paraPrIDRef")
            if text in figures or look == "unit":
                assert aligned[form] == "RIGHT", (one.name, text)
            elif look in ("lead", "point") or (look == "text" and len(text) > 100):
                letters = [sizes[run.get("charPrIDRef")] for run in paragraph.findall("{*}run")]
                assert aligned[form] == "JUSTIFY" and max(letters) >= 1200, (one.name, text)


def test_files_are_the_same_whenever_they_are_made(made: list[Made]) -> None:
    again = [one for one in made if one.name.startswith(f"{FULL.id}.")]
    assert len(again) == sum(len(forms) for forms in KINDS.values())
    for one in again:
        assert generator.write_document((one.kind, one.model)) == one.file.read_bytes(), one.name


@pytest.fixture(scope="module")
def renamed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small project with documents, one item of which had another id."""
    small = make_small(tmp_path_factory.mktemp("renamed") / "project")
    file = small / "data" / "policies" / "quota.yml"
    file.write_text(file.read_text("utf-8").replace("id: quota\n", "id: quota\nprevious_ids: [former]\n"), "utf-8")
    build.build_site(small, small / "site")
    return small


def test_pages_offer_each_document_with_format_and_size(renamed: Path) -> None:
    for language, form in (("en", r"PDF \(\d+ KB\), English"), ("ko", r"PDF \(\d+ KB\), 한국어")):
        folder = renamed / "site" / language / "policies" / "quota"
        page = (folder / "index.html").read_text("utf-8")
        links = re.findall(r'<a [^>]*href="(quota\.[a-z-]+\.(?:pdf|docx|hwpx))" aria-label="([^"]+)">', page)
        assert {file for file, _ in links} == {f"quota.{f}.{k}" for k, forms in KINDS.items() for f in forms}
        assert re.fullmatch(form, links[0][1])
        for file, words in links:
            size = (folder / file).stat().st_size
            assert abs(int(re.findall(r"\d+", words)[0]) - size / 1000) <= 1
    both = [(renamed / "site" / tree / "statement" / "statement.en-ko.pdf").read_bytes() for tree in ("en", "ko")]
    assert both[0] == both[1]


def test_documents_can_be_left_out(small: Path) -> None:
    build.build_site(small, small / "site", documents=False)
    assert not [*(small / "site").rglob("*.pdf"), *(small / "site").rglob("*.docx")]
    assert "quota.en.docx" not in (small / "site" / "en" / "policies" / "quota" / "index.html").read_text("utf-8")


def test_an_item_that_was_renamed_answers_by_its_old_name(renamed: Path) -> None:
    new, old = (renamed / "site" / "ko" / "policies" / n / f"{n}.ko.docx" for n in ("quota", "former"))
    assert new.read_bytes() == old.read_bytes()


@pytest.mark.long
def test_pdftotext_reads_the_same_words(made: list[Made]) -> None:
    for one in of(made, "pdf"):
        if one.form != "en-ko":  # pdftotext reads across columns
            command = ["pdftotext", "-raw", str(one.file), "-"]
            text = squeezed(subprocess.run(command, capture_output=True, text=True, check=True).stdout)
            in_order(text, one.lines(), one.name)


@pytest.mark.long
def test_libreoffice_opens_the_word_files_and_shows_the_same_words(made: list[Made], tmp_path: Path) -> None:
    for one in of(made, "docx"):
        shutil.copyfile(one.file, tmp_path / one.name)
    command = ["soffice", "--headless", f"-env:UserInstallation=file://{tmp_path}/profile", "--convert-to", "pdf"]
    files = [str(tmp_path / one.name) for one in of(made, "docx")]
    subprocess.run([*command, "--outdir", str(tmp_path), *files], check=True, capture_output=True, timeout=600)
    for one in of(made, "docx"):
        read = ["pdftotext", "-raw", str((tmp_path / one.name).with_suffix(".pdf")), "-"]
        text = squeezed(subprocess.run(read, capture_output=True, text=True, check=True).stdout)
        if one.form != "en-ko":
            in_order(text, one.lines(), one.name)
        assert all(squeezed(word) in text for line in one.model.lines() for word in line.text.split())


def test_a_series_of_notes_only_or_of_noughts_has_a_chart_without_bars(small: Path) -> None:
    file = small / "data" / "policies" / "quota.yml"
    text = (
        file.read_text("utf-8").replace("Yearly quota (E-7-4)", "Yearly quota").replace("연간 쿼터(E-7-4)", "연간 쿼터")
    )
    text = re.sub(r"value: \d+, references: \[paper-2025\]", "note: {en: Not published., ko: 발표되지 않았다.}", text)
    file.write_text(text, "utf-8")
    build.build_site(small, small / "site", "https://host.example/")
    assert (small / "site/ko/policies/quota/quota.ko.docx").is_file()
    page = BeautifulSoup((small / "site/ko/policies/quota/index.html").read_text("utf-8"), "html5lib")
    assert len(page.select("svg[role] .gap")) == 1 and not page.select("svg[role] :is(.bar, .value)")
    assert images.chart_png(Chart((), (("2023", 0, "0"), ("2024", None, "-")), 1))


@pytest.mark.real_content
def test_charts_of_series_that_are_compared_are_of_one_scale(real: tuple[Data, dict[str, Prose]]) -> None:
    data, _ = real
    policy = data.policies["seasonal-worker-program"]
    document = composer.compose_document(data, policy, ("en",), ADDRESS)
    scales = [block.most for block in document.blocks if isinstance(block, Chart)]
    assert dict(zip([one.id for one in policy.series], scales, strict=True)) == {
        "places": 109_100,
        "first-half-places": 72_698,
        "arrivals": 109_100,
        "left-by-year": 1_151,
    }
