"""The order of the stages.

    read -> rules -> pages -> render -> MkDocs -> finish -> swap

A stage reports all it finds and stops the walk; the published site is touched by the last step only.
"""

import os
import shutil
import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path

from briefs import ledger, permalinks, rules
from briefs.finish import (
    addresses,
    api,
    assets,
    compressed,
    feeds,
    fonts,
    hosts,
    images,
    links,
    reference_files,
    scripts,
    search,
    twins,
)
from briefs.load import Data, load
from briefs.pages import Page, site_pages
from briefs.problem import Problem, Problems
from briefs.prose import Prose, load_prose, written_by_hand
from briefs.publisher import publish
from briefs.render import render
from briefs.swap import NEW, alone, remove, swap
from briefs.together import together


def read(root: Path) -> tuple[Data, dict[str, Prose]]:
    """Read, model and rules: all that `check` does. Raises Problems; writes nothing."""
    problems: list[Problem] = []
    prose: dict[str, Prose] = {}
    try:
        prose = load_prose(root)
    except Problems as error:
        problems += error.problems
    try:
        data = load(root)
        rules.check(data)
    except Problems as error:
        raise Problems([*problems, *error.problems]) from None
    problems = problems or list(ledger.vanished(root, answered(data, prose)))
    if problems:
        raise Problems(problems)
    say(f"read      {len(data.policies)} policies, {len(data.sources)} sources, {len(data.terms)} terms")
    return data, prose


def build(root: Path, site: Path, address: str | None = None) -> None:
    """The whole walk, into `site`. Raises Problems or OSError, and leaves `site` as it was when it does."""
    new = site.parent / NEW
    with alone(root):
        data, prose = read(root)
        address = address or site_address(data)
        say(f"render    {render(data, prose, root / 'docs', address)} pages")
        try:
            remove(new)
            publish(root, data, prose, new, address)
            finish(data, prose, new, address)
            swap(new, site)
        finally:
            shutil.rmtree(new, ignore_errors=True)
    say(f"done      {site.name}/ for {address}")


def finish(data: Data, prose: dict[str, Prose], site: Path, address: str) -> None:
    """What needs the whole built site. Raises Problems."""
    pages = site_pages(data, prose)
    jobs: list[Callable[[], None]] = [
        *images.parts(data, pages, site, address),
        partial(addresses.write, data, pages, site, address),
        partial(twins.write, data, prose, pages, site, address),
        partial(search.write, data, prose, pages, site),
        partial(fonts.write, site),
        partial(scripts.write, site),
        partial(api.write, data, site, address),
        partial(reference_files.write, data, site, address),
        partial(feeds.write, data, site, address),
    ]
    together(jobs)
    addresses.lay_former(data, files(data, pages), site)
    assets.write(site)
    checked = links.check(site, address, answered(data, prose))
    hosts.write(data, pages, site, address)
    compressed.write(site)
    say(f"finish    {checked} HTML files, every link and anchor looked up")


def answered(data: Data, prose: dict[str, Prose]) -> set[str]:
    """Every address and anchor that the site answers to, for people and for machines; what the ledger keeps."""
    pages = site_pages(data, prose)
    return permalinks.addresses(data, pages, files(data, pages))


def files(data: Data, pages: list[Page]) -> list[str]:
    """Every file's address that stays, beside those of the pages."""
    return [*api.addresses(data), *feeds.addresses(), *reference_files.addresses(data), *twins.addresses(pages)]


def site_address(data: Data) -> str:
    """Where the site will stand: SITE_URL, else data/site.yml; with a slash at its end."""
    return (os.environ.get("SITE_URL") or data.site.address).rstrip("/") + "/"


def watched(root: Path) -> list[Path]:
    """What a preview watches: everything written by hand."""
    briefs = root / "scripts" / "briefs"
    return [root / "data", root / "docs" / "assets", briefs / "templates", briefs / "theme", *written_by_hand(root)]


def say(line: str) -> None:
    """One line of progress for whoever watches; nothing when nobody does."""
    if sys.stdout.isatty():
        print(line, flush=True)
