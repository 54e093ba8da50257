"""How a page and the source it rests on are cited, in words and in the files that reference managers read.

The styles: the Korean official one (body, title in 「」, date, address), the Chicago Manual of Style (18th edition,
14.104: web pages by title, owner and date of last change; undated: n.d.) and APA (7th edition, 10.16: web pages by
group author; 9.13: n.d. without a date). What varies with the language stands in data/words.yml.
"""

import json
from dataclasses import dataclass
from datetime import date

from briefs.load import Data
from briefs.model import Policy, Source
from briefs.tokens import MONTHS

STYLES = ("korean", "chicago", "apa")
ENDINGS = ("bib", "ris", "csl.json")


@dataclass(frozen=True)
class Work:
    """What is cited: a page of ours, or the source; `day` is None where the source gives no date."""

    key: str
    author: str
    title: str
    day: date | None
    address: str
    language: str


def page_work(data: Data, item: Policy | Source, language: str, address: str) -> Work:
    """The page of an item, in a language; `address` is the site's. The publisher is its author, else the site."""
    author = data.site.publisher or data.site.name[language]
    return Work(f"{item.id}-{language}", author, item.title[language], item.as_of, f"{address}id/{item.id}/", language)


def source_work(data: Data, item: Policy | Source, language: str, address: str) -> Work:
    """The source that an item rests on: the statement itself, which bears no date."""
    source = item if isinstance(item, Source) else data.sources[item.points[0].cites[0].split("#")[0]]
    author = data.words["source_author"][language].format(ministry=source.ministry[language])
    return Work(f"{source.id}-source", author, source.title[language], None, f"{address}id/{source.id}/", language)


def cited(work: Work, style: str, data: Data) -> str:
    """A work cited in one of STYLES, in the work's language."""
    words = data.words
    undated = words["undated"][work.language]
    when = _dates(work.day, work.language)[style] if work.day else undated
    if style == "chicago" and work.day:
        when = words["last_modified"][work.language].format(date=when)
    form = words[f"citation_{style}"][work.language]
    text = form.format(author=work.author, title=work.title, date=when, address=work.address)
    return text.replace("n.d..", "n.d.")


def _dates(day: date, language: str) -> dict[str, str]:
    if language == "ko":
        korean = f"{day.year}. {day.month}. {day.day}."
        return {"korean": korean, "chicago": korean.rstrip("."), "apa": korean.rstrip(".")}
    month = MONTHS[day.month - 1]
    return {
        "korean": f"{day.day} {month} {day.year}",
        "chicago": f"{month} {day.day}, {day.year}",
        "apa": f"{day.year}, {month} {day.day}",
    }


def files(work: Work) -> dict[str, str]:
    """The work for reference managers, by ending: BibTeX, RIS and CSL-JSON (citationstyles.org, 1.0.2)."""
    return dict(zip(ENDINGS, (_bibtex(work), _ris(work), _csl(work)), strict=True))


def _bibtex(work: Work) -> str:
    fields = {
        "author": f"{{{work.author}}}",
        "title": f"{{{work.title}}}",
        "url": work.address,
        "langid": _langid(work),
    }
    if work.day:
        fields |= {"date": work.day.isoformat(), "year": str(work.day.year)}
    escaped = {name: value.replace("&", r"\&").replace("%", r"\%") for name, value in fields.items() if name != "url"}
    lines = [f"  {name} = {{{escaped.get(name, value)}}}" for name, value in fields.items()]
    return f"@online{{{work.key},\n" + ",\n".join(lines) + "\n}\n"


def _langid(work: Work) -> str:
    return {"en": "english", "ko": "korean"}[work.language]


def _ris(work: Work) -> str:
    lines = [("TY", "ELEC"), ("AU", work.author), ("TI", work.title), ("LA", work.language), ("UR", work.address)]
    if work.day:
        lines += [("PY", str(work.day.year)), ("DA", work.day.strftime("%Y/%m/%d"))]
    return "".join(f"{tag}  - {value}\r\n" for tag, value in [*lines, ("ER", "")])


def _csl(work: Work) -> str:
    entry: dict[str, object] = {
        "id": work.key,
        "type": "webpage",
        "author": [{"literal": work.author}],
        "title": work.title,
        "language": work.language,
        "URL": work.address,
    }
    if work.day:
        entry["issued"] = {"date-parts": [[work.day.year, work.day.month, work.day.day]]}
    return json.dumps([entry], ensure_ascii=False, indent=1) + "\n"
