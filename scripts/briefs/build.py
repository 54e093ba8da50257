"""Run the stages of a build in order.

    read -> validate -> MkDocs (documents -> pages -> theme -> outputs) -> replace site/

A stage reports all problems and stops the build; only the last step changes the published site.
"""

import os
from collections.abc import Iterable
from functools import partial
from pathlib import Path

from briefs import LANGUAGES, translations
from briefs.content.loader import LoadedFiles, load_data
from briefs.content.prose import Prose, load_prose, prose_files
from briefs.content.site_data import Data
from briefs.content.web_address import own_address
from briefs.documents import generator
from briefs.documents.generator import GeneratedDocuments
from briefs.errors import Problem, Problems, quoted_value
from briefs.outputs import (
    citation_files,
    compress,
    drafts,
    feeds,
    figures,
    fingerprint,
    fonts,
    hosting,
    images,
    link_check,
    markdown_pages,
    minify,
    redirects,
    styles,
    version_pages,
)
from briefs.outputs.api import endpoints, resolved
from briefs.outputs.context import BuildContext
from briefs.outputs.search.documents import write_search
from briefs.render.pages import render_pages
from briefs.urls import permalinks, published_urls
from briefs.urls.figures import figure_urls
from briefs.urls.pages import Page, site_pages
from briefs.utils.console import log_progress, show_progress
from briefs.utils.deploy import NEW, build_lock, clear_unfinished, remove_folder, replace_directory, require_replaceable
from briefs.utils.parallel import ParallelJobs, run_parallel
from briefs.utils.signals import hold_signals
from briefs.validation import consistency, mkdocs_settings, prose_links
from briefs.validation.data_folder import check_data_folder
from briefs.validation.reserved_names import check_reserved_names
from briefs.versions import history, storing


def read_content(root: Path, loaded: LoadedFiles | None = None) -> tuple[Data, dict[str, Prose]]:
    """Read and validate data/ and docs/; this is all that `check` does. Raises Problems; writes nothing.

    `loaded` are the data files of an earlier call in the same process: what did not change is not read again.
    """
    problems = [
        *check_data_folder(root),
        *published_urls.ADDRESSES.problems(root),
        *translations.TRANSLATIONS.problems(root),
    ]
    prose: dict[str, Prose] = {}
    try:
        mkdocs_settings.check_settings(root)
    except Problems as error:
        problems += error.problems
    try:
        prose = load_prose(root)
    except Problems as error:
        problems += error.problems
    try:
        data = load_data(root, loaded)
        consistency.check_data(data, in_parallel=loaded is None)
        data = _with_versions(data)
    except Problems as error:
        raise Problems([*problems, *error.problems]) from None
    if not problems:
        problems += check_reserved_names(data, prose)
        problems += prose_links.find_broken(root, prose, site_pages(data, prose))
        problems += published_urls.missing_urls(root, all_site_urls(data, prose))
    if problems:
        raise Problems(problems)
    log_progress(f"read      {len(data.policies)} policies, {len(data.sources)} sources, {len(data.terms)} terms")
    return data, prose


def _with_versions(data: Data) -> Data:
    """Check the stored versions, and return the data with those that have the present content of their items."""
    if not data.versions:
        return data
    problems = list(history.history_problems(data))
    if problems:
        raise Problems(problems)
    return storing.with_standing(data, resolved.present_forms(data))


def build_site(
    root: Path, site: Path, address: str | None = None, documents: bool = True, precompress: bool = True
) -> str:
    """Build the whole site and put it in the place of `site`. Return a summary for the console.

    `documents` are the files for download; `precompress` adds precompressed files. Raises Problems or OSError, and then
    leaves `site` unchanged.
    """
    from briefs.publishing.mkdocs_build import run_mkdocs  # loads MkDocs, which `check` does not need

    new = site.parent / NEW
    require_replaceable(site)
    with build_lock(root):
        data, prose = read_content(root)
        address = address or site_url(data)
        try:
            remove_folder(new)
            options = run_mkdocs(root, data, prose, new, address, documents, precompress)
            replace_directory(new, site)
        finally:
            with hold_signals():
                clear_unfinished(new)
    return f"{site.name}/ for {address}: {options.checked} HTML files, {sum(map(len, options.made.values()))} documents"


def prepare_pages(root: Path, data: Data, prose: dict[str, Prose], address: str, documents: bool) -> GeneratedDocuments:
    """Write the pages below docs/, and before them the documents, whose sizes they show. Return the documents."""
    made = generate_documents(root, data, address) if documents else {}
    log_progress(f"render    {render_pages(data, prose, root / 'docs', address, made)} pages")
    return made


def generate_documents(root: Path, data: Data, address: str) -> GeneratedDocuments:
    """Generate the documents for download, or take them from the cache."""
    outdated, progress = translations.outdated_ids(data, root), show_progress("documents")
    made = generator.generate_documents(data, address, root / ".cache" / "documents", outdated, progress)
    log_progress(f"documents {sum(map(len, made.values()))} files")
    return made


def start_outputs(context: BuildContext) -> ParallelJobs[None]:
    """Begin to write the outputs that need the data only, while MkDocs renders the pages."""
    outdated = translations.outdated_ids(context.data, context.root)
    for folder in ("assets", *(f"{language}/{page.path}" for language in LANGUAGES for page in context.pages)):
        (context.site / folder).mkdir(parents=True, exist_ok=True)  # MkDocs makes them later
    return ParallelJobs(
        [
            partial(write_search, context),
            partial(drafts.write_drafts, context),
            partial(redirects.write_redirects, context),
            partial(markdown_pages.write_markdown_pages, context, outdated),
            partial(endpoints.write_api, context),
            partial(images.write_codes, context),
            partial(citation_files.write_citation_files, context),
            partial(feeds.write_feeds, context),
            *(partial(version_pages.write_version_pages, context, language) for language in LANGUAGES),
            partial(figures.write_figures, context),
        ]
    )


def write_outputs(
    context: BuildContext, documents: GeneratedDocuments, precompress: bool, extra_css: Iterable[str] = ()
) -> int:
    """Write what needs the whole site; `extra_css` are the owner's style sheets. Return the number of HTML files.

    Raises Problems.
    """
    data, pages, site = context.data, context.pages, context.site
    minify.join_styles(site)
    images.write_pictures(context)
    run_parallel([partial(fonts.write_fonts, context), partial(styles.write_styles, context, extra_css)])
    generator.copy_documents(data, documents, site)
    urls = output_urls(data, pages, generator.document_urls(data, documents))
    redirects.copy_former_files(data, urls, site)
    minify.minify_assets(site)
    fingerprint.fingerprint_assets(site)
    try:
        checked = link_check.check_links(site, context.address, permalinks.all_urls(data, pages, urls))
    except Problems as error:
        raise Problems(prose_links.place_problems(error.problems, context.prose)) from None
    hosting.write_host_files(context)
    if precompress:
        compress.compress_files(site)
    log_progress(f"outputs   {checked} HTML files, every link and anchor checked")
    return checked


def all_site_urls(data: Data, prose: dict[str, Prose]) -> set[str]:
    """Return every address and anchor of the site that must keep working."""
    pages = site_pages(data, prose)
    return permalinks.all_urls(data, pages, output_urls(data, pages, generator.document_urls(data)))


def output_urls(data: Data, pages: list[Page], documents: Iterable[str]) -> list[str]:
    """Return the permanent addresses of files beside the pages; `documents` are those of the documents."""
    found = [
        *endpoints.api_urls(data),
        *feeds.feed_urls(data),
        *figure_urls(data),
        *citation_files.citation_urls(data),
        *markdown_pages.markdown_urls(pages),
    ]
    return [*found, *documents]


def site_url(data: Data) -> str:
    """Return the site's address, from SITE_URL or data/site.yml, with a slash at its end. Raises Problems."""
    try:
        return own_address(os.environ.get("SITE_URL") or data.site.address)
    except ValueError as error:
        raise Problems([site_url_problem(data, str(error))]) from None


def site_url_problem(data: Data, must: str) -> Problem:
    """Return a problem of the site's address, at the place that sets it."""
    given = os.environ.get("SITE_URL")
    if given:
        return Problem("SITE_URL", 1, f"address {must}: {quoted_value(given)}")
    return data.files["site"].problem(("address",), f"{must}: {quoted_value(data.site.address)}")


def watched_paths(root: Path) -> list[Path]:
    """Return what a preview watches: everything written by hand."""
    briefs = root / "scripts" / "briefs"
    return [root / "data", root / "docs" / "assets", briefs / "templates", briefs / "theme", *prose_files(root)]
