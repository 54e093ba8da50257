"""Write the files of each figure: its table as CSV, its drawing as SVG, and its page for frames of other sites.

Each name of a figure, present and former, has its files: a static host cannot redirect.
"""

import csv
import io
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from briefs import LANGUAGES
from briefs.headers import EMBED_POLICY
from briefs.outputs.api.formats import cell_text
from briefs.outputs.context import BuildContext
from briefs.render.charts import FilePen, draw_figure, figure_signs
from briefs.render.pages import PageRenderer
from briefs.text.citations import reference_words
from briefs.text.dates import format_date
from briefs.urls.figures import Figure, embed_paths, file_paths, site_figures
from briefs.utils.text_files import write_text


def write_figures(context: BuildContext) -> None:
    """Write the files of every figure in both languages."""
    for language in LANGUAGES:
        view = PageRenderer(context.data, language, set(), context.address, {})
        for figure in site_figures(context.data):
            _write_files(context.site / language, figure, {"csv": _figure_csv(view, figure), "svg": _figure_svg(view, figure)})
            for path in embed_paths(figure):
                root = "../" * (1 + path.count("/"))
                page = view.env.get_template("embed.jinja").render(figure=figure, root=root, embed_policy=EMBED_POLICY)
                write_text(context.site / language / path / "index.html", page)


def _write_files(folder: Path, figure: Figure, texts: dict[str, str]) -> None:
    for kind, text in texts.items():
        for path in file_paths(figure, kind):
            (folder / path).parent.mkdir(parents=True, exist_ok=True)
            (folder / path).write_text(text, "utf-8-sig" if kind == "csv" else "utf-8", newline="")


def _figure_csv(view: PageRenderer, figure: Figure) -> str:
    """Return the table of a figure, with a row for each year of each series; no cell begins with a formula."""
    out, words = io.StringIO(), view.words
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow([words[name] for name in ("year", "series", "figure", "unit_name", "note", "source")])
    for series in figure.drawn:
        for row in series.values:
            notes = [text[view.language] for text in (row.note, row.inferred) if text]
            named = [reference_words(view.data, name, view.language)[0] for name in row.references]
            cells = [series.title[view.language], row.value, series.unit[view.language], *map("; ".join, (notes, named))]
            writer.writerow([row.period, *("" if cell is None else cell_text(cell) for cell in cells)])
    return out.getvalue()


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
    content: dict[str, Any] = {"pen": pen, "drawing": drawing, "above": above, "top": top, "below": below}
    template = view.env.get_template("figure.svg.jinja")
    text = template.render(title=title, height=below[-1].y + pen.margin, **content)
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
