"""Format dates as the pages show them."""

import functools
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


@functools.lru_cache(4096)  # pages of versions show the same few days many times
def format_date(value: date | str, language: str) -> str:
    """Return a full or partial ISO date in words: 26 September 2024, 2024년 9월 26일."""
    parts = [int(part) for part in str(value).split("-")]
    if language == "ko":
        return " ".join(f"{part}{unit}" for part, unit in zip(parts, "년월일", strict=False))
    return " ".join([*map(str, parts[2:]), *(MONTHS[month - 1] for month in parts[1:2]), str(parts[0])])
