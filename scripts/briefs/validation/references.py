"""Check references: a canonical address, one name for each publisher, evidence."""

import re
from collections.abc import Iterator
from urllib.parse import parse_qsl, urlsplit

from briefs.content.site_data import Data
from briefs.errors import Problem

HOST = re.compile(
    r"(?:^|\.)(?:m|mobile|mobi|amp|wap|cm|lite|touch)\d*\.|^(?:go|ir|search|cc|www|m|newsweb)\d+\.|^(?:go|ir|search|cc)\."
    r"|newspic\.|ampproject\.org|zumst\.|webcache|translate\.goog|archive\.(?:ph|today|is)|scour\.ing|cdn\.ampproject"
)
"""Hosts that show another host's pages: mobile and AMP hosts, numbered servers, aggregators, caches."""
PATH = re.compile(r"(?:^|[/._-])amp(?:[/._-]|view|News|\.html?|\.asp|$)|ViewAmp|/mobile/|view_amp|/m/", re.IGNORECASE)
QUERY = {"amp", "mobile", "outputtype", "utm_source", "utm_medium", "utm_campaign", "fbclid", "gclid", "feed"}


def addresses_canonical(data: Data) -> Iterator[Problem]:
    """Yield a problem for each address that is not canonical: an AMP page, a mobile host, a mirror, a whole site."""
    for number, reference in enumerate(data.references.values()):
        must = _not_canonical(reference.address)
        if must:
            yield data.files["references"].problem(("references", number, "address"), f"{must}: {reference.address}")


def publishers_named_alike(data: Data) -> Iterator[Problem]:
    """Yield a problem for each publisher with different names."""
    pairs: dict[str, dict[str, str]] = {"en": {}, "ko": {}}
    for number, reference in enumerate(data.references.values()):
        for language, other in (("en", "ko"), ("ko", "en")):
            name, counterpart = reference.publisher[language], reference.publisher[other]
            first = pairs[language].setdefault(name, counterpart)
            if first != counterpart:
                place = ("references", number, "publisher", other)
                yield data.files["references"].problem(place, f"must be {first}, as for {name} before: {counterpart}")


def references_support(data: Data) -> Iterator[Problem]:
    """Yield a problem for each reference without evidence, values or title, and for each that is not cited."""
    cited = {name for _, item in data.items() for fact in item.every_fact for name in fact.references}
    for policy in data.policies.values():
        cited |= {name for series in policy.series for row in series.values for name in row.references}
    for number, reference in enumerate(data.references.values()):
        place = ("references", number, "id")
        if not (reference.evidence or reference.values or reference.title):
            yield data.files["references"].problem(place, f"must come with evidence, values or a title: {reference.id}")
        if reference.id not in cited:
            yield data.files["references"].problem(place, f"must be cited by a fact or a value: {reference.id}")


def _not_canonical(address: str) -> str:
    """Return why an address is not canonical; "" if it is."""
    parts = urlsplit(address)
    query = {name.lower() for name, _ in parse_qsl(parts.query, keep_blank_values=True)}
    if HOST.search(parts.hostname or "") or PATH.search(parts.path) or query & QUERY:
        return "must be the canonical address, not an AMP page, a mobile page or a mirror"
    if parts.path.strip("/") == "" and not parts.query:
        return "must lead to the page itself, not to a whole site"
    return ""
