"""The order of the stages.

    read -> rules -> MkDocs (documents -> pages -> render -> its own pages -> finish) -> swap

A stage reports all it finds and stops the walk; the published site is touched by the last step only.
"""

import os
from collections.abc import Callable, Iterable
from functools import partial
from pathlib import Path

from briefs import drift, ledger, permalinks, prose_links, rules, settings
from briefs.console import say, show_progress
from briefs.data_folder import folder_problems
from briefs.documents import shelf
from briefs.documents.shelf import Shelf
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
    styles,
    twins,
)
from briefs.load import Data, load
from briefs.pages import Page, site_pages, taken
from briefs.problem import Problem, Problems, shown
from briefs.prose import Prose, load_prose, written_by_hand
from briefs.render import render
from briefs.signals import hold_signals
from briefs.swap import NEW, alone, clear_unfinished, remove, require_replaceable, swap
from briefs.together import together
from briefs.web_address import own_address


def read(root: Path) -> tuple[Data, dict[str, Prose]]:
    """Read, model and rules: all that `check` does. Raises Problems; writes nothing."""
    problems = [*folder_problems(root), *ledger.ADDRESSES.problems(root), *drift.TRANSLATIONS.problems(root)]
    prose: dict[str, Prose] = {}
    try:
        settings.check(root)
    except Problems as error:
        problems += error.problems
    try:
        prose = load_prose(root)
    except Problems as error:
        problems += error.problems
    try:
        data = load(root)
        rules.check(data)
    except Problems as error:
        raise Problems([*problems, *error.problems]) from None
    if not problems:
        problems += taken(data, prose)
        problems += prose_links.find_broken(root, prose, site_pages(data, prose))
        problems += ledger.vanished(root, answered(data, prose))
    if problems:
        raise Problems(problems)
    say(f"read      {len(data.policies)} policies, {len(data.sources)} sources, {len(data.terms)} terms")
    return data, prose


def build(root: Path, site: Path, address: str | None = None, documents: bool = True, ready: bool = True) -> str:
    """The whole walk, into `site`, with or without documents for download, and with files `ready` compressed for hosts.

    Out: what was made, and where, in words. Raises Problems or OSError, and leaves `site` as it was when it does.
    """
    from briefs.publisher import publish  # loads MkDocs, which `check` does without

    new = site.parent / NEW
    require_replaceable(site)
    with alone(root):
        data, prose = read(root)
        address = address or site_address(data)
        try:
            remove(new)
            order = publish(root, data, prose, new, address, documents, ready)
            swap(new, site)
        finally:
            with hold_signals():
                clear_unfinished(new)
    return f"{site.name}/ for {address}: {order.checked} HTML files, {sum(map(len, order.made.values()))} documents"


def prepare(root: Path, data: Data, prose: dict[str, Prose], address: str, documents: bool) -> Shelf:
    """Write the pages below docs/, and before them the documents, whose sizes they show. Out: the documents."""
    made = make_documents(root, data, address) if documents else {}
    say(f"render    {render(data, prose, root / 'docs', address, made)} pages")
    return made


def make_documents(root: Path, data: Data, address: str) -> Shelf:
    """The documents, which stand before the pages since these show their sizes."""
    behind, progress = drift.behind(data, root), show_progress("documents")
    made = shelf.make(data, address, root / ".cache" / "documents", behind, progress)
    say(f"documents {sum(map(len, made.values()))} files")
    return made


def finish(
    root: Path,
    data: Data,
    prose: dict[str, Prose],
    site: Path,
    address: str,
    documents: Shelf,
    ready: bool,
    extra_css: Iterable[str] = (),
) -> int:
    """What needs the whole built site; `extra_css` are the owner's style sheets.

    Out: how many HTML files there are. Raises Problems.
    """
    pages = site_pages(data, prose)
    images.write_pictures(data, pages, site, root / ".cache" / "pictures")
    jobs: list[Callable[[], None]] = [
        partial(search.write, data, prose, pages, site),  # takes longest
        partial(images.write_codes, pages, site, address),
        partial(addresses.write, data, pages, site, address),
        partial(twins.write, data, prose, pages, site, address, drift.behind(data, root)),
        partial(fonts.write, data, pages, site),
        partial(styles.write, pages, site, extra_css),
        partial(scripts.write, site),
        partial(api.write, data, site, address),
        partial(reference_files.write, data, site, address),
        partial(feeds.write, data, site, address),
    ]
    together(jobs)
    shelf.lay(data, documents, site)
    here = files(data, pages, shelf.addresses(data, documents))
    addresses.lay_former(data, here, site)
    assets.write(site)
    try:
        checked = links.check(site, address, permalinks.addresses(data, pages, here))
    except Problems as error:
        raise Problems(prose_links.place_problems(error.problems, prose)) from None
    hosts.write(data, pages, site, address)
    if ready:
        compressed.write(site)
    say(f"finish    {checked} HTML files, every link and anchor looked up")
    return checked


def answered(data: Data, prose: dict[str, Prose]) -> set[str]:
    """Every address and anchor that the site answers to, for people and for machines; what the ledger keeps."""
    pages = site_pages(data, prose)
    return permalinks.addresses(data, pages, files(data, pages, shelf.addresses(data)))


def files(data: Data, pages: list[Page], documents: Iterable[str]) -> list[str]:
    """Every file's address that stays, beside those of the pages; `documents` are those of the documents."""
    found = [*api.addresses(data), *feeds.addresses(), *reference_files.addresses(data), *twins.addresses(pages)]
    return [*found, *documents]


def site_address(data: Data) -> str:
    """Where the site will stand: SITE_URL, else data/site.yml; with a slash at its end. Raises Problems."""
    try:
        return own_address(os.environ.get("SITE_URL") or data.site.address)
    except ValueError as error:
        raise Problems([address_problem(data, str(error))]) from None


def address_problem(data: Data, must: str) -> Problem:
    """A complaint about that address, at the place that gives it."""
    given = os.environ.get("SITE_URL")
    if given:
        return Problem("SITE_URL", 1, f"address {must}: {shown(given)}")
    return data.files["site"].problem(("address",), f"{must}: {shown(data.site.address)}")


def watched(root: Path) -> list[Path]:
    """What a preview watches: everything written by hand."""
    briefs = root / "scripts" / "briefs"
    return [root / "data", root / "docs" / "assets", briefs / "templates", briefs / "theme", *written_by_hand(root)]
