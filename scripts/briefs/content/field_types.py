"""Check and convert single values of the data files: texts, dates, numbers."""

import re
from datetime import date

PARTIAL_DATE = re.compile(r"\d{4}(-\d{2}(-\d{2})?)?", re.ASCII)
WHOLE = re.compile(r"0|-?[1-9][0-9]{0,17}")
FIRST_YEAR, LAST_YEAR = 1900, 2100
FIRST_YEAR_OF_OURS = 2000
"""The earliest year of our own work; without a clock a date cannot be checked further."""
MOST_OF_NUMBERS = 2**53 - 1
"""The greatest whole number that every JSON parser reads exactly (RFC 8259, 6)."""
EXTRACT_WORDS = 12
"""The maximum number of words in an extract of a source."""
CODES = (
    "aa ab ae af ak am an ar as av ay az ba be bg bh bi bm bn bo br bs ca ce ch co cr cs cu cv cy da de dv dz ee"
    " el en eo es et eu fa ff fi fj fo fr fy ga gd gl gn gu gv ha he hi ho hr ht hu hy hz ia id ie ig ii ik io is"
    " it iu ja jv ka kg ki kj kk kl km kn ko kr ks ku kv kw ky la lb lg li ln lo lt lu lv mg mh mi mk ml mn mr ms"
    " mt my na nb nd ne ng nl nn no nr nv ny oc oj om or os pa pi pl ps pt qu rm rn ro ru rw sa sc sd se sg si sk"
    " sl sm sn so sq sr ss st su sv sw ta te tg th ti tk tl tn to tr ts tt tw ty ug uk ur uz ve vi vo wa wo xh yi"
    " yo za zh zu"
)
"""The languages of ISO 639-1."""


def one_paragraph(value: str) -> str:
    """Return the text without white space around it. Raises ValueError if it is empty or has several lines."""
    value = value.strip()
    if not value:
        raise ValueError("must not be empty")
    if "\n" in value:
        raise ValueError("must be one paragraph")
    return value


def with_letter(value: str) -> str:
    """Return the text if it contains a letter. Raises ValueError."""
    if not any(map(str.isalpha, value)):
        raise ValueError("must have a letter")
    return value


def check_extract(value: str) -> str:
    """Return the extract if it is short and not a complete sentence. Raises ValueError."""
    if len(value.split()) > EXTRACT_WORDS:
        raise ValueError(f"must be an extract of at most {EXTRACT_WORDS} words")
    if re.search(r"[.!?。]$", value) and re.match(r"[A-Z가-힣]", value):
        raise ValueError("must be part of a sentence, not the whole of one")
    return value


def line_or_nothing(value: str) -> str:
    """Return a name, which may be empty. Raises ValueError."""
    return with_letter(one_paragraph(value)) if value.strip() else ""


def parse_day(value: object) -> object:
    """Return a date from its text. Raises ValueError."""
    if isinstance(value, str):
        try:
            if not re.fullmatch(r"\d{4}-\d{2}-\d{2}", value, re.ASCII):
                raise ValueError
            found = date.fromisoformat(value)
        except ValueError:
            raise ValueError("must be a date (YYYY-MM-DD)") from None
        _within_years(found.year, FIRST_YEAR)
        return found
    return value


def _within_years(year: int, first: int) -> None:
    if not first <= year <= LAST_YEAR:
        raise ValueError(f"must be a date of the years {first} to {LAST_YEAR}")


def day_of_ours(value: date) -> date:
    """Return the date if it may be one of our own work. Raises ValueError."""
    _within_years(value.year, FIRST_YEAR_OF_OURS)
    return value


def parse_language(code: str) -> str:
    """Return the language code if it exists. Raises ValueError."""
    if code not in CODES.split():
        raise ValueError("must be a language's code (ISO 639-1, such as en)")
    return code


def whole_number(value: object) -> object:
    """Return the value if it is a whole number. Raises ValueError."""
    if isinstance(value, str) and not WHOLE.fullmatch(value):
        raise ValueError("must be a whole number")
    return value


def parse_flag(value: object) -> object:
    """Return the value if it is `true` or `false`. Raises ValueError."""
    if isinstance(value, str) and value not in ("true", "false"):
        raise ValueError("must be true or false")
    return value


def partial_date(value: str) -> str:
    """Return a date without a day or month, or a full one. Raises ValueError."""
    try:
        if not PARTIAL_DATE.fullmatch(value):
            raise ValueError
        date.fromisoformat(value + "-01-01"[len(value) - 4 :])
    except ValueError:
        raise ValueError("must be a date (YYYY, YYYY-MM or YYYY-MM-DD)") from None
    _within_years(int(value[:4]), FIRST_YEAR)
    return value
