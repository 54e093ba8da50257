"""Convert a source's own words to the forms of our texts: months in full, numbers in figures."""

import re

from briefs.text.dates import MONTHS

HANGUL = re.compile("[가-힣]")
WORDS = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")
NUMBER = {**{word: str(number) for number, word in enumerate(WORDS, 1)}, "yearlong": "1 year", "year-long": "1 year"}
NUMBERS = re.compile(rf"\b(?:{'|'.join(NUMBER)})\b", re.IGNORECASE)
MONTH = re.compile(
    rf"\b(sept|{'|'.join(f'{month[:3]}(?:{month[3:]})?' for month in MONTHS)})\b\.?(?= \d| ?$)", re.IGNORECASE
)
"""A month in full or cut short; no other word that begins so, such as Decree or Marrakech."""
MONTH_FIRST = re.compile(rf"\b({'|'.join(MONTHS)}) (\d{{1,2}})(?:-(\d{{1,2}}))?(?!\d)(?:, ?(\d{{4}}))?")
ISO = re.compile(r"\b(\d{4})-(\d{2})(?:-(\d{2}))?\b")
SHORT_YEAR = re.compile(r"[‘’'](\d\d)\.\s?(?=\d{1,2}월)")
NUMBERED_DAY = re.compile(r"(?<!\d)(?:[’']?(\d\d|\d{4}))\. ?(\d{1,2})\. ?(\d{1,2})\.")


def as_written(text: str) -> tuple[str, str]:
    """Return the converted text, and the language by whose rules it must be read."""
    text = ISO.sub(_iso_date, text).replace(" TO ", " to ")
    if HANGUL.search(text):
        text = SHORT_YEAR.sub(r"20\1년 ", text)
        text = NUMBERED_DAY.sub(lambda m: f"{m[1] if len(m[1]) == 4 else '20' + m[1]}년 {m[2]}월 {m[3]}일", text)
        text = re.sub(r"월 0(\d)일", r"월 \1일", text)
        return re.sub(rf"(\d{{1,2}}) ({'|'.join(MONTHS)}) (\d{{4}})", _korean_day, text), "ko"
    text = MONTH.sub(lambda m: next(month for month in MONTHS if month[:3].lower() == m[1][:3].lower()), text)
    text = MONTH_FIRST.sub(lambda m: f"{m[2]}{'–' + m[3] if m[3] else ''} {m[1]} {m[4] or ''}", text)
    return NUMBERS.sub(lambda m: NUMBER[m[0].lower()], text), "en"


def _iso_date(match: re.Match[str]) -> str:
    year, month, day = match.groups()
    return f"{int(day)} {MONTHS[int(month) - 1]} {year}" if day else f"{MONTHS[int(month) - 1]} {year}"


def _korean_day(match: re.Match[str]) -> str:
    return f"{match[3]}년 {MONTHS.index(match[2]) + 1}월 {match[1]}일"
