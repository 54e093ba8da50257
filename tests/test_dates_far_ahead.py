"""Dates far in the future, and days that differ between time zones."""

import json
import re
from datetime import date, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import feedparser
import pytest

from briefs import build, status
from support.commands import run

AHEAD = ["2027-12-31", "2028-02-29", "2038-01-19", "2038-01-20", "2100-02-28", "2100-12-30"]


def put(root: Path, day: str, review_by: str) -> None:
    """Let a policy be of a day and be reviewed by another."""
    file = root / "data" / "policies" / "quota.yml"
    text = re.sub(r"(?m)^as_of: .*", f"as_of: {day}", file.read_text("utf-8"))
    text = re.sub(r"(?m)^review_by: .*", f"review_by: {review_by}", text)
    file.write_text(re.sub(r"- \{date: [^,]*", f"- {{date: {day}", text), "utf-8")


@pytest.mark.parametrize("day", ["2028-02-29", "2038-01-20", "2100-02-28"])
def test_a_site_of_any_day_is_built_and_says_that_day(small: Path, day: str) -> None:
    due = str(date.fromisoformat(day) + timedelta(1))
    put(small, day, due)
    build.build_site(small, small / "site", "https://briefs.kr/", documents=False)
    feed = feedparser.parse((small / "site" / "ko" / "feed.xml").read_bytes())
    assert not feed.bozo and max(entry.updated for entry in feed.entries).startswith(day)
    entries = json.loads((small / "site" / "ko" / "feed.json").read_text("utf-8"))["items"]
    assert max(entry["date_published"] for entry in entries).startswith(day)
    sitemap = (small / "site" / "sitemap.xml").read_text("utf-8")
    assert re.search(rf"<loc>[^<]*/ko/policies/quota/</loc>\s*<lastmod>{day}</lastmod>", sitemap)
    page = (small / "site" / "en" / "policies" / "quota" / "index.html").read_text("utf-8")
    assert f'datetime="{day}"' in page and f'data-review-by="{due}"' in page and day[:4] in cited(small)
    assert run(small, "check").returncode == 0


def cited(root: Path) -> str:
    """Every citation of the policy."""
    files = [file for file in (root / "site").rglob("policies/quota/*") if file.suffix in (".bib", ".ris")]
    assert len(files) > 1
    return "".join(file.read_text("utf-8") for file in files)


def test_a_review_is_overdue_from_the_next_day() -> None:
    for text in ("2027-05-23", *AHEAD):
        day = date.fromisoformat(text)
        assert [status.is_overdue(day, day + timedelta(days)) for days in (-1, 0, 1)] == [False, False, True]


def test_status_goes_by_the_day_of_whoever_runs_it(small: Path) -> None:
    """At any time it is another day in Kiritimati (UTC+14) than on Baker Island (UTC-12)."""
    places = {"Etc/GMT-14": True, "Etc/GMT+12": False}
    yesterday = datetime.now(ZoneInfo("Etc/GMT-14")).date() - timedelta(1)
    put(small, "2026-01-01", str(yesterday))
    for place, overdue in places.items():
        done = run(small, "status", "--json", TZ=place)
        rows = [row for row in json.loads(done.stdout) if row["item"] == "quota"]
        assert [row["overdue"] for row in rows] == [overdue, overdue], place
