"""Make a project of any size: the real data and a number of made-up policies, the same ones every time.

The made-up words are distributed like those of a language, few often and most rarely (Zipf's law), one English and one
Korean word for each meaning, so that search and fonts have realistic input. Each policy quotes a sentence of the
statement, uses terms of the glossary, names references and related policies, and passes every rule.
"""

import itertools
import json
import random
import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from briefs import LANGUAGES
from briefs.content.loader import load_data
from briefs.content.models import Passage
from briefs.content.prose import prose_files
from briefs.content.site_data import Data
from briefs.translations import accept_translations
from briefs.validation.claims import load_vocabulary
from briefs.validation.meaning import meaning_comparer

ROOT = Path(__file__).resolve().parents[2]
MEANINGS = 20_000
PARTICLES = ("은", "을", "의", "에", "도", "로", "", "", "")


def make_project(root: Path, policies: int, words: int = 300) -> None:
    """Write a project below `root` with a number of policies of about a number of words in each language."""
    data = load_data(ROOT)
    text = _Words(data)
    shutil.rmtree(root, ignore_errors=True)
    root.mkdir(parents=True)
    shutil.copytree(ROOT / "data", root / "data")
    copy_frame(root)
    shutil.copy(ROOT / "mkdocs.yml", root)
    (root / "scripts").symlink_to(ROOT / "scripts")
    for number in range(len(data.policies), policies):
        file = root / "data" / "policies" / f"{_policy_id(number)}.yml"
        file.write_text(json.dumps(_policy_fields(data, text, number, words), ensure_ascii=False, indent=1), "utf-8")
    accept_translations(load_data(root), root, "all")


def copy_frame(root: Path) -> None:
    """Copy the hand-written files into the project's docs/."""
    shutil.copytree(ROOT / "docs" / "assets", root / "docs" / "assets")
    for file in prose_files(ROOT):
        shutil.copy(file, root / "docs")


def _policy_id(number: int) -> str:
    return f"made-up-{number:05}"


def _policy_fields(data: Data, text: "_Words", number: int, words: int) -> dict[str, Any]:
    """Return one policy's fields; JSON is YAML, and faster to write."""
    draw = random.Random(number)
    text.draw = draw
    quoted = draw.choice([p for p in data.passages().items() if not p[1].role and not re.search("[A-Z]{3}", p[1].en)])
    long, some = words // 5, words // 15
    said = {"id": "quoted", "text": {"en": quoted[1].en, "ko": quoted[1].ko}, "cites": [quoted[0]], "quoted": True}
    points = [
        {"id": f"point-{n}", "text": _cite_passage(text(long, True), quoted[1]), "cites": [quoted[0]]}
        for n in (1, 2, 3)
    ]
    facts = [{"id": f"fact-{n}", "text": text(some * 2, True), "as_of": "2026-11-23"} for n in (1, 2)]
    references = list(data.references)
    return {
        "id": _policy_id(number),
        "theme": list(data.themes)[number % len(data.themes)],
        "status": ("announced", "implementing", "expanded", "ongoing")[number % 4],
        "as_of": "2026-11-24",
        "review_by": "2027-05-23",
        "title": text(5),
        "summary": text(some, True),
        "concerns": text(6),
        "points": [said, *points],
        "facts": [{**fact, "references": draw.sample(references, 2)} for fact in facts],
        "not_stated": [text(8), text(8)],
        "aliases": {language: [f"{name} {number}"] for language, name in text(2).items()},
        "related": [_policy_id(max(len(data.policies), number - back)) for back in (1, 2, 7) if number - back > 20],
        "changes": [{"date": "2026-11-24", "note": {"en": "First published.", "ko": "처음 게시하였다."}}],
    }


def _cite_passage(text: dict[str, str], passage: Passage) -> dict[str, str]:
    """Return a text that ends with the sentence it cites, so that the two share words."""
    return {language: f"{words}. {passage[language]}" for language, words in text.items()}


class _Words:
    """A generator of texts; `draw` is its random source."""

    def __init__(self, data: Data) -> None:
        self.draw = random.Random(0)
        hangul = sorted({char for passage in data.passages().values() for char in passage.ko if "가" <= char <= "힣"})
        taken = re.compile("|".join(map(re.escape, _glossary_names(data))))
        pairs = zip(
            _make_words(self.draw, _latin_syllables(), taken), _make_words(self.draw, hangul, taken), strict=False
        )
        self.meanings = list(itertools.islice(pairs, MEANINGS))
        self.often = list(itertools.accumulate(1 / (rank + 2.7) for rank in range(MEANINGS)))
        words, matcher = load_vocabulary(data), meaning_comparer(data).matcher
        terms = [term.term for term in data.terms.values() if term.kind == "concept"]
        plain = [term for term in terms if not any(words.find_names(term[lang], lang) for lang in LANGUAGES)]
        self.terms = [
            term for term in plain if not any(matcher.find_entries(term[lang], lang).asks for lang in LANGUAGES)
        ]

    def __call__(self, words: int, with_term: bool = False) -> dict[str, str]:
        """Return a text of a number of words, with a glossary term in the middle if wanted."""
        drawn = self.draw.choices(self.meanings, cum_weights=self.often, k=words)
        english = [pair[0] for pair in drawn]
        korean = [pair[1] + self.draw.choice(PARTICLES) for pair in drawn]
        if with_term:
            term = self.draw.choice(self.terms)
            english.insert(words // 2, term.en)
            korean.insert(words // 2, term.ko)
        return {"en": " ".join(english).capitalize(), "ko": " ".join(korean)}


def _latin_syllables() -> list[str]:
    return [first + vowel for first in "bdfgklmnprstvz" for vowel in "aeiou"]


def _make_words(draw: random.Random, syllables: list[str], taken: re.Pattern[str]) -> Iterator[str]:
    """Return distinct words of two to four syllables, none containing a name of the glossary."""
    seen: set[str] = set()
    while True:
        word = "".join(draw.choices(syllables, k=draw.choice((2, 3, 3, 4))))
        if word not in seen and not any(taken.search(word + particle) for particle in PARTICLES):
            seen.add(word)
            yield word


def _glossary_names(data: Data) -> Iterator[str]:
    for term in data.terms.values():
        for language in LANGUAGES:
            yield from (term.term[language].lower(), *(n.lower() for n in term.others[language]), *term.avoid[language])
    for name in data.lexicon.names:
        yield from (form.lower() for form in (*name.en, *name.ko))
    for entry in data.lexicon.entries:
        for form in (*entry.en, *entry.ko, *entry.also.en, *entry.also.ko):
            if len(plain := form.lower().strip("#^_* ")) > 1 or plain in ("뿐", "없", "않"):
                yield plain
