"""Build the sections of documents: texts, points, facts, figures and references, by language.

A part that differs between the languages is a `Cell`: a function from a language to its lines. `columns` puts cells one
after the other in a document of one language, and side by side in one of both.
"""

from collections.abc import Callable, Iterable, Iterator

from briefs import LANGUAGES
from briefs.content.models import Fact, Pair, Passage, Point, Policy, Series, Source
from briefs.content.site_data import Data
from briefs.documents.blocks import Block, Chart, Colophon, Heading, Line, Lines, Run, Table
from briefs.text.citations import cited_place, reference_words
from briefs.text.dates import format_date

TableCell = Callable[[str], Lines]
EVEN = (50, 50)


class SectionBuilder:
    """Builds the sections of one document; references are numbered in the order of their first use."""

    def __init__(self, data: Data, item: Policy | Source, languages: tuple[str, ...], address: str) -> None:
        """`address` is the site's, with a slash at its end."""
        self.data, self.languages, self.address = data, languages, address
        self.permanent = f"{address}{data.cited_path(item)}"
        self.numbers: dict[str, int] = {}
        self.quoted: set[str] = set()

    def text(self, text: Pair) -> Lines:
        """Yield a text, one line for each language."""
        return tuple(Line(language, (Run(text[language]),)) for language in self.languages)

    def word(self, name: str) -> Lines:
        """Yield a text of the interface, one line for each language."""
        text = self.data.words[name]
        return tuple(Line(lang, (Run(text[lang]),)) for lang in self.languages)

    def heading(self, name: str) -> Heading:
        """Return the heading of a section, by the name of its text."""
        return Heading(2, self.word(name))

    def said_by(self, source: Source) -> TableCell:
        """Return the speaker and office as a cell."""
        word = self.data.words["said_by"]

        def byline(lang: str) -> Lines:
            parts = {name: getattr(source, name)[lang] for name in ("speaker", "office", "ministry")}
            return (Line(lang, (Run(word[lang].format(**parts)),), "meta"),)

        return byline

    def said_in(self, source: Source) -> TableCell:
        """Return the source of a policy's document, and the place of a sentence in it, as a cell."""
        words, link = self.data.words["said_in"], f"{self.address}id/{source.id}/"
        return lambda lang: (
            Line(lang, (Run(f"{words[lang]} {source.title[lang]} "), Run(link, link, "soft")), "meta"),
        )

    def text_cell(self, text: Pair, look: str) -> TableCell:
        """Return a text as a cell."""
        return lambda lang: (Line(lang, (Run(text[lang]),), look),)

    def columns(self, cells: Iterable[TableCell]) -> Iterator[Block]:
        """Yield cells in one language line after line, in both as a table with a column for each."""
        if len(self.languages) == 1:
            for cell in cells:
                yield from cell(self.languages[0])
            return
        head = tuple((Line(lang, (Run(self.data.site.languages[lang]),), "meta"),) for lang in self.languages)
        rows = tuple(tuple(cell(lang) for lang in self.languages) for cell in cells)
        yield Table("parallel", EVEN, head, rows)

    def notices(self, item: Policy | Source, outdated: bool) -> Iterator[Line]:
        """Yield how reliable the translation is; every document with it says so."""
        original = self.data.original_of(item)
        if self.languages == (original,):
            return
        words, reviewed = self.data.words, item.reviewed
        for lang in self.languages:
            notice = words.for_original("reviewed_by" if reviewed else "unreviewed", original)[lang]
            if reviewed:
                notice = notice.format(name=reviewed.by, date=format_date(reviewed.date, lang))
            yield Line(lang, (Run(f"{notice} {words['stale'][lang]}" if outdated else notice),), "notice")

    def ended_notice(self, policy: Policy) -> Iterator[Line]:
        """Yield that a policy is withdrawn, or which one replaced it, with its address."""
        words, later = self.data.words, self.data.policies.get(policy.superseded_by or "")
        for lang in self.languages:
            if later:
                link = f"{self.address}id/{later.id}/"
                notice = Run(f"{words['superseded'][lang]} {later.title[lang]} ")
                yield Line(lang, (notice, Run(link, link, "soft")), "notice")
            elif policy.status == "withdrawn":
                yield Line(lang, (Run(words["withdrawn"][lang]),), "notice")

    def summary_table(self, policy: Policy) -> Table:
        """Return the overview of a policy: status, whom it concerns, address."""
        data, words = self.data, self.data.words
        status = data.statuses[policy.status]
        dated = {lang: format_date(policy.as_of, lang) for lang in LANGUAGES}
        rows: list[tuple[Pair, Lines]] = [
            (words["status"], self.text(status.term)),
            (words["concerns"], self.text(policy.concerns)),
            (words["theme"], self.text(data.themes[policy.theme].title)),
        ]
        if policy.codes:
            codes = {lang: f"{', '.join(policy.codes)} ({words['from_references'][lang]})" for lang in LANGUAGES}
            rows.append((words["codes"], self.text(Pair(**codes))))
        rows.append((words["as_of"], self.text(Pair(**dated))))
        rows.append((words["permalink"], self.neutral_line(Run(self.permanent, self.permanent))))
        return Table("glance", (22, 78), (), tuple((self.text(label), value) for label, value in rows))

    def point(self, point: Point) -> Iterator[TableCell]:
        """Yield what the source says, and below it the cited sentences; each sentence is quoted once."""
        words = self.data.words["quoted" if point.quoted else "paraphrase"]

        def statement(lang: str) -> Lines:
            text = f"“{point.text[lang]}”" if point.quoted else point.text[lang]
            return (Line(lang, (Run(text), Run(f" ({words[lang]})", look="soft")), "point"),)

        yield statement
        fresh = [cite for cite in point.cites if cite not in self.quoted]
        self.quoted.update(fresh)
        yield lambda lang: tuple(line for cite in point.cites for line in self.sentence(cite, lang, cite in fresh))

    def sentence(self, citation: str, lang: str, spelled: bool) -> Iterator[Line]:
        """Return a sentence of a source with its place; a document in the other language only has the original too."""
        passage = self.data.passages()[citation]
        source = self.data.sources[citation.split("#")[0]]
        link = Run(cited_place(self.data, citation, lang), f"{self.address}id/{citation.replace('#', '/#')}", "soft")
        if not spelled:
            yield Line(lang, (link,), "quote")
            return
        yield Line(lang, (Run(f"“{passage[lang]}” "), link), "quote")
        if source.authoritative not in self.languages:
            yield Line(source.authoritative, (Run(f"“{passage[source.authoritative]}”"),), "quote")

    def passages(self, source: Source) -> Iterator[Block]:
        """Yield the source itself: sentence by sentence in both languages, or paragraph by paragraph in one."""
        if len(self.languages) == 1:
            for paragraph in source.paragraphs:
                runs = [run for passage in paragraph for run in self.numbered(source, passage, self.languages[0])]
                yield Line(self.languages[0], tuple(runs))
            return
        yield from self.columns([self.numbered_cell(source, passage) for passage in source.passages])

    def numbered_cell(self, source: Source, passage: Passage) -> TableCell:
        """Return a numbered sentence as a cell."""
        return lambda lang: (Line(lang, self.numbered(source, passage, lang)),)

    def numbered(self, source: Source, passage: Passage, lang: str) -> tuple[Run, ...]:
        """Return a sentence after its number, which links to the sentence on the site."""
        number = f"{passage.paragraph}.{passage.sentence}"
        return Run(number, f"{self.address}id/{source.id}/#{passage.id}", "mark"), Run(f" {passage[lang]} ")

    def marks(self, references: list[str]) -> Iterator[Run]:
        """Return the numbers of references in brackets, with links to them."""
        for name in references:
            self.numbers.setdefault(name, len(self.numbers) + 1)
        for name in sorted(references, key=self.numbers.__getitem__):
            yield Run(f" [{self.numbers[name]}]", self.data.references[name].address, "mark")

    def fact(self, fact: Fact) -> TableCell:
        """Yield a fact with the numbers of its references, its day, and any doubt."""
        marks = tuple(self.marks(fact.references))

        def known(lang: str) -> Lines:
            words = self.data.words
            since = words["as_of_day"][lang].format(date=format_date(fact.as_of, lang))
            doubt = "" if fact.confidence == "high" else f" {words[f'confidence_{fact.confidence}'][lang]}"
            doubt += f" {fact.inferred[lang]}" if fact.inferred else ""
            return (Line(lang, (Run(fact.text[lang]), *marks, Run(f" ({since}){doubt}", look="soft")), "point"),)

        return known

    def series(self, series: Series, largest: int) -> Iterator[Block]:
        """Yield figures by year: a chart whose longest possible bar is `largest`, and a table with their references.

        The unit stands above the table, as in Korean official documents.
        """
        words = self.data.words
        yield Heading(3, self.text(series.title))
        alt = [words["chart_alt"][lang].format(title=series.title[lang]) for lang in self.languages]
        spoken = tuple(Line(lang, (Run(text),)) for lang, text in zip(self.languages, alt, strict=True))
        none = " · ".join(words["no_figure"][lang] for lang in self.languages)
        shown = [none if row.value is None else f"{row.value:,}" for row in series.values]
        bars = ((str(row.period), row.value, text) for row, text in zip(series.values, shown, strict=True))
        yield Chart(spoken, tuple(bars), largest)
        for lang in self.languages:
            yield Line(lang, (Run(f"({words['unit'][lang].format(unit=series.unit[lang])})"),), "unit")
        head = tuple(self.word(name) for name in ("year", "figure", "note", "source"))
        rows = [
            (
                self.neutral_line(Run(str(row.period))),
                self.word("no_figure") if row.value is None else self.neutral_line(Run(text)),
                self.text(row.note) if row.note else (),
                self.neutral_line(*self.marks(row.references)),
            )
            for row, text in zip(series.values, shown, strict=True)
        ]
        yield Table("figures", (12, 18, 52, 18), head, tuple(rows))
        yield from self.series_note(series)

    def neutral_line(self, *runs: Run) -> Lines:
        """Return a line that is the same in both languages: figures, codes, addresses."""
        return (Line(self.languages[0], runs),)

    def series_note(self, series: Series) -> Iterator[Line]:
        """Yield what must be known of all the figures, and as of which day they are."""
        words = self.data.words
        for lang in self.languages:
            parts = [series.note[lang]] if series.note else []
            parts.append(words["as_of_day"][lang].format(date=format_date(series.as_of, lang)))
            yield Line(lang, (Run(" · ".join(parts)),), "meta")

    def reference(self, name: str) -> Iterator[Line]:
        """Yield an outside source with its number; in two languages its address is written once."""
        address = self.data.references[name].address
        for lang in self.languages:
            runs = [Run(", ".join(reference_words(self.data, name, lang)))]
            if lang == self.languages[0]:
                runs = [
                    Run(f"[{self.numbers[name]}] "),
                    *runs,
                    Run(" "),
                    Run(address.removeprefix("https://"), address, "soft"),
                ]
            yield Line(lang, tuple(runs), "reference")

    def colophon(self, item: Policy | Source) -> Colophon:
        """Return where the document comes from, its day, and its licence."""
        lines: list[Line] = []
        words, site = self.data.words, self.data.site
        languages = words.for_original("notice_languages", self.data.original_of(item))
        from_words = "document_from_version" if item.id in self.data.standing else "document_from"
        for lang in self.languages:
            since = words["as_of_day"][lang].format(date=format_date(item.as_of, lang))
            licence = Run(words["licence"][lang].format(name=site.licence.name[lang]), site.licence.address)
            lines += [
                Line(lang, (Run(words[from_words][lang].format(name=site.name[lang])),), "meta"),
                Line(lang, (Run(self.permanent, self.permanent), Run(f" · {since}")), "meta"),
                Line(lang, (Run(f"{words['notice'][lang]} {languages[lang]} "), licence), "meta"),
            ]
        return Colophon(self.permanent, self.word("qr"), tuple(lines))
