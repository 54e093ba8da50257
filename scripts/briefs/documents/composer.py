"""Compose the document of a policy or source, in one language or in both side by side."""

from collections.abc import Iterator

from briefs.content.models import Policy, Source
from briefs.content.site_data import Data
from briefs.documents.blocks import Block, Document, Heading
from briefs.documents.sections import SectionBuilder


def compose_document(
    data: Data, item: Policy | Source, languages: tuple[str, ...], address: str, outdated: bool = False
) -> Document:
    """Return the document of an item in these languages; `address` is the site's, with a slash at its end.

    `outdated` marks the Korean of the item as outdated.
    """
    pieces = SectionBuilder(data, item, languages, address)
    blocks: list[Block] = [Heading(1, pieces.text(item.title)), *pieces.notices(item, outdated)]
    blocks += pieces.ended_notice(item) if isinstance(item, Policy) else []
    blocks += _policy_blocks(pieces, item) if isinstance(item, Policy) else _source_blocks(pieces, item)
    blocks += _closing_blocks(pieces, item)
    first = languages[0]
    return Document(
        languages,
        item.title[first],
        item.summary[first],
        data.site.publisher or data.site.name[first],
        item.as_of,
        pieces.permanent,
        tuple(blocks),
    )


def _policy_blocks(pieces: SectionBuilder, policy: Policy) -> Iterator[Block]:
    sources = [pieces.said_in(source) for source in pieces.data.sources_of(policy)]
    yield from pieces.columns([pieces.text_cell(policy.summary, "lead"), *sources])
    yield pieces.summary_table(policy)
    yield pieces.heading("said")
    points = [point for _, said in pieces.data.points_by_source(policy) for point in said]
    yield from pieces.columns([cell for point in points for cell in pieces.point(point)])
    yield from _since_blocks(pieces, policy)
    if policy.facts or policy.series:
        yield pieces.heading("known")
        for series in policy.series:
            yield from pieces.series(series, policy.largest(series))
        if policy.facts:
            yield from pieces.columns([pieces.fact(fact) for fact in policy.facts])


def _source_blocks(pieces: SectionBuilder, source: Source) -> Iterator[Block]:
    yield from pieces.columns([pieces.said_by(source)])
    yield pieces.heading("statement")
    yield from pieces.passages(source)
    if source.facts:
        yield pieces.heading("about_session")
        yield from pieces.columns([pieces.fact(fact) for fact in source.facts])
    yield from _since_blocks(pieces, source)


def _since_blocks(pieces: SectionBuilder, item: Policy | Source) -> Iterator[Block]:
    """What happened after the statement."""
    if item.since:
        yield pieces.heading("since")
        yield from pieces.columns([pieces.fact(fact) for fact in item.since])


def _closing_blocks(pieces: SectionBuilder, item: Policy | Source) -> Iterator[Block]:
    """Yield the end of both kinds of document."""
    if item.not_stated:
        yield pieces.heading("unsaid")
        yield from pieces.columns([pieces.text_cell(text, "point") for text in item.not_stated])
    if pieces.numbers:
        yield pieces.heading("sources")
        for name in pieces.numbers:
            yield from pieces.reference(name)
    yield pieces.colophon(item)
