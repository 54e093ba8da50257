"""A review is overdue from the day after the promised one, by the reader's own calendar."""

from datetime import UTC, date, datetime, time, timedelta
from functools import partial
from zoneinfo import ZoneInfo

import pytest
from playwright.sync_api import Browser, Route

from conftest import Served

POLICY = "ko/policies/quota/"
DAYS = [
    date(2027, 1, 1),
    date(2027, 12, 31),
    date(2028, 2, 28),
    date(2028, 2, 29),
    date(2038, 1, 19),
    date(2100, 2, 28),
]


@pytest.mark.parametrize("zone", ["Asia/Seoul", "America/New_York", "UTC", "Pacific/Kiritimati", "Pacific/Pago_Pago"])
def test_an_overdue_review_is_said_from_the_readers_next_day(browser: Browser, small_site: Served, zone: str) -> None:
    context = browser.new_context(timezone_id=zone)
    page = context.new_page()
    faults: list[str] = []
    page.on("pageerror", lambda error: faults.append(str(error)))
    html = small_site.html(POLICY)
    assert 'data-review-by="2027-01-01"' in html
    for day in DAYS:
        body = html.replace('by="2027-01-01"', f'by="{day}"')
        page.unroute_all()
        page.route(f"**/{POLICY}", partial(Route.fulfill, body=body, content_type="text/html"))
        for when, clock, overdue in (
            (day, time(0, 1), False),
            (day, time(23, 59), False),
            (day + timedelta(1), time(0, 1), True),
            (day + timedelta(1), time(23, 59), True),
        ):
            now = datetime.combine(when, clock, ZoneInfo(zone)).astimezone(UTC)
            page.clock.set_fixed_time(now.isoformat())
            page.goto(f"{small_site.address}{POLICY}")
            assert page.locator(".review").is_visible() == overdue, (zone, day, now)
    context.close()
    assert not faults
