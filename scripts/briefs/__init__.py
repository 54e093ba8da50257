"""From the data files to the published site, in one direction.

    errors        a problem of the data: path, line, message
    colours       the site's colours, for files that no style sheet reaches
    headers       HTTP headers that hosts should send
    utils/        files, locks, processes, the cache, the console
    content/      what data/ and docs/ hold, read and given its shape
    text/         dates, citations, glossary links, typography
    urls/         pages, their addresses, redirects, the list of published addresses
    translations  translations whose original has changed since
    validation/   the rules: what must agree between files and between the languages
    status        how each item stands, as a table
    documents/    policies and sources as PDF, Word and Hangul files
    render/       Jinja templates: pages x languages -> docs/
    scaffold      a new data file, to be filled in
    outputs/      the files beside the pages, and what is done to the finished site
    publishing/   MkDocs: its settings, navigation, page frame, preview
    build         the stages of a build, in order
    cli           the commands

A module imports only from what stands above it; tests/test_structure.py holds that.
"""

from pathlib import Path

LANGUAGES = ("en", "ko")
TEMPLATES = Path(__file__).parent / "templates"
THEME = Path(__file__).parent / "theme"
FONTS = Path(__file__).parent / "fonts"


def other_language(language: str) -> str:
    """Return the language of the site that is not this one."""
    return LANGUAGES[1 - LANGUAGES.index(language)]
