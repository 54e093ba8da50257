"""Format dates as the pages show them."""

import functools
import re
from datetime import date

MONTHS = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
]


MONTH_PATTERN = "|".join(MONTHS)
DAY_MONTH = rf"(?:\d{{1,2}} )?(?:{MONTH_PATTERN}) \d{{4}}|\d{{1,2}} (?:{MONTH_PATTERN})\b"
DATE_PATTERN = rf"{DAY_MONTH}|(?:\d{{4}}년 )?\d{{1,2}}월(?: \d{{1,2}}일)?"
DATE = re.compile(DATE_PATTERN)


@functools.lru_cache(4096)  # pages of versions show the same few days many times
def format_date(value: date | str, language: str) -> str:
    """Return a full or partial ISO date in words: 26 September 2024, 2024년 9월 26일."""
    parts = [int(part) for part in str(value).split("-")]
    if language == "ko":
        return " ".join(f"{part}{unit}" for part, unit in zip(parts, "년월일", strict=False))
    return " ".join([*map(str, parts[2:]), *(MONTHS[month - 1] for month in parts[1:2]), str(parts[0])])


def bind_dates(text: str) -> str:
    """Return the text with no-break spaces within its dates, so that none is split over two lines."""
    return DATE.sub(lambda found: found[0].replace(" ", "\N{NO-BREAK SPACE}"), text)
