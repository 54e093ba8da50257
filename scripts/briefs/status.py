"""The review status of each item: translated, outdated, reviewed, due for review."""

from datetime import date
from pathlib import Path
from typing import Any

from briefs import LANGUAGES
from briefs.content.site_data import Data
from briefs.translations import outdated_texts

COLUMNS = ("item", "language", "texts", "stale", "reviewed", "review_by", "overdue")


def local_day() -> date:
    """Return today by this machine's calendar, as review-notice.js does by the reader's."""
    return date.today()


def is_overdue(review_by: date, today: date) -> bool:
    """Return whether a review is overdue: from the day after the promised one."""
    return review_by < today


def status_rows(data: Data, root: Path, today: date) -> list[dict[str, Any]]:
    """Return a row for each item and language; `today` decides what is overdue."""
    outdated = [file.path for file, _ in outdated_texts(data, root)]
    found = []
    for file, item in data.items():
        for language in LANGUAGES:
            translated = language != data.original_of(item)
            found.append(
                {
                    "item": item.id,
                    "language": language,
                    "texts": len(file.texts()),
                    "stale": outdated.count(file.path) if translated else 0,
                    "reviewed": f"{item.reviewed.by}, {item.reviewed.date}" if item.reviewed and translated else "",
                    "review_by": str(item.review_by),
                    "overdue": is_overdue(item.review_by, today),
                }
            )
    return found


def status_table(found: list[dict[str, Any]]) -> str:
    """Return the rows as text with aligned columns."""
    lines = [COLUMNS, *(tuple(_cell_text(row[name]) for name in COLUMNS) for row in found)]
    widths = [max(len(line[column]) for line in lines) for column in range(len(COLUMNS))]
    return "\n".join(
        "  ".join(cell.ljust(width) for cell, width in zip(line, widths, strict=True)).rstrip() for line in lines
    )


def _cell_text(value: object) -> str:
    return {True: "yes", False: "no"}[value] if isinstance(value, bool) else str(value)
