"""Write the files of each figure: its table as CSV, its drawing as SVG, and its page for frames of other sites.

Each name of a figure, present and former, has its files: a static host cannot redirect.
"""

import csv
import io
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from briefs import LANGUAGES
from briefs.headers import EMBED_POLICY
from briefs.outputs.api.formats import cell_text
from briefs.outputs.context import BuildContext
from briefs.render.charts import FilePen, draw_figure, figure_signs
from briefs.render.pages import PageRenderer
from briefs.text.citations import reference_words
from briefs.text.dates import format_date
from briefs.urls.figures import Figure, RemovedFigure, embed_paths, file_paths, removed_figures, site_figures
from briefs.utils.text_files import write_text


def write_figures(context: BuildContext) -> None:
    """Write the files of every figure in both languages, of removed ones too."""
    for language in LANGUAGES:
        view = PageRenderer(context.data, language, set(), context.address, {})
        folder = context.site / language
        for figure in site_figures(context.data):
            _write_files(folder, figure, _figure_csv(view, figure), _figure_svg(view, figure))
            _write_embeds(folder, view, figure, figure=figure)
        for removed in removed_figures(context.data):
            when = view.words["withdrawn_part"].format(date=format_date(removed.part.date, language))
            note = f"{when} {removed.part.note[language]}"
            _write_files(folder, removed, _table(view, [["", "", "", "", note, ""]]), _note_svg(view, removed, note))
            _write_embeds(folder, view, removed, figure=removed, note=note)


def _write_files(folder: Path, figure: Figure | RemovedFigure, table: str, drawing: str) -> None:
    for kind, text, encoding in (("csv", table, "utf-8-sig"), ("svg", drawing, "utf-8")):
        for path in file_paths(figure, kind):
            (folder / path).parent.mkdir(parents=True, exist_ok=True)
            (folder / path).write_text(text, encoding, newline="")


def _write_embeds(folder: Path, view: PageRenderer, entry: Figure | RemovedFigure, **content: object) -> None:
    for path in embed_paths(entry):
        root = "../" * (1 + path.count("/"))
        text = view.env.get_template("embed.jinja").render(root=root, embed_policy=EMBED_POLICY, **content)
        write_text(folder / path / "index.html", text)


def _table(view: PageRenderer, rows: Iterable[list[str]]) -> str:
    """Return a table with the columns of all figures; no cell begins with a formula."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow([view.words[name] for name in ("year", "series", "figure", "unit_name", "note", "source")])
    writer.writerows([cell_text(cell) for cell in row] for row in rows)
    return out.getvalue()


def _figure_csv(view: PageRenderer, figure: Figure) -> str:
    """Return the table of a figure, with a row for each year of each series."""
    rows = []
    for series in figure.drawn:
        for row in series.values:
            value = "" if row.value is None else str(row.value)
            notes = "; ".join(text[view.language] for text in (row.note, row.inferred) if text)
            sources = "; ".join(reference_words(view.data, name, view.language)[0] for name in row.references)
            rows.append(
                [str(row.period), series.title[view.language], value, series.unit[view.language], notes, sources]
            )
    return _table(view, rows)


@dataclass(frozen=True)
class TextLine:
    """A line of text in a drawing; `sign` is what it explains."""

    y: int
    size: int
    words: str
    sign: str = ""


def _figure_svg(view: PageRenderer, figure: Figure) -> str:
    """Return the drawing of a figure with its title, units, sources and permanent address."""
    pen, drawing, language, words = FilePen(), draw_figure(figure), view.language, view.words
    title = " · ".join(one.title[language] for one in figure.drawn)
    units = [words["unit"].format(unit=one.unit[language]) for one in figure.drawn]
    when = words["as_of_day"].format(date=format_date(figure.series.as_of, language))
    signs = [(13, text, sign) for sign, text in figure_signs(figure, drawing, words, language)]
    above = list(_text_lines(pen, pen.margin, [(20, title, ""), (13, " · ".join([*units, when]), ""), *signs]))
    top = above[-1].y + 14
    source = words["references" if len(figure.references) > 1 else "reference"]
    named = f"{source} {'; '.join(_source_name(view, name) for name in figure.references)}"
    about = f"{view.data.site.name[language]}, {view.env.globals['address']}{figure.link}"
    below = list(_text_lines(pen, top + round(drawing.height * pen.size) + 14, [(12, named, ""), (12, about, "")]))
    return _render_svg(view, pen, title=title, drawing=drawing, above=above, top=top, below=below)


def _note_svg(view: PageRenderer, removed: RemovedFigure, note: str) -> str:
    """Return a drawing that only says that a figure was removed."""
    pen, about = FilePen(), f"{view.data.site.name[view.language]}, {view.env.globals['address']}{removed.link}"
    title = removed.policy.title[view.language]
    below = list(_text_lines(pen, pen.margin, [(20, title, ""), (13, note, ""), (12, about, "")]))
    return _render_svg(view, pen, title=title, drawing=None, above=[], top=0, below=below)


def _render_svg(view: PageRenderer, pen: FilePen, below: list[TextLine], **content: object) -> str:
    template = view.env.get_template("figure.svg.jinja")
    text = template.render(pen=pen, below=below, height=below[-1].y + pen.margin, **content)
    return "".join(f"{line}\n" for line in text.splitlines() if line.strip())


def _source_name(view: PageRenderer, name: str) -> str:
    """Return the publisher of a reference, with its date and kind."""
    reference = view.data.references[name]
    about = [format_date(reference.date, view.language)] if reference.date else []
    about.append(view.words[f"kind_{reference.kind}"])
    return f"{reference.publisher[view.language]} ({', '.join(about)})"


def _text_lines(pen: FilePen, y: int, texts: list[tuple[int, str, str]]) -> Iterator[TextLine]:
    """Yield texts in their sizes, broken into lines as wide as the drawing; the first line has the sign."""
    for size, text, sign in texts:
        for number, line in enumerate(_wrap_text(text, (pen.inner - 24 * bool(sign)) / size)):
            y += round(size * 1.45)
            yield TextLine(y, size, line, sign if number == 0 else "")


def _wrap_text(text: str, width: float) -> Iterator[str]:
    """Yield the lines of a text that is at most `width` of its sizes wide; a Hangul letter is almost a size wide."""
    line = ""
    for word in text.split(" "):
        longer = f"{line} {word}".lstrip()
        if line and sum(0.95 if unicodedata.east_asian_width(char) in "WF" else 0.56 for char in longer) > width:
            yield line
            longer = word
        line = longer
    yield line
