"""The layers, from the data files to the published site; each line is a module or a package.

    errors        a problem of the data: path, line, message
    colours       the site's colours, for documents and images
    headers       HTTP headers that hosts should send
    utils/        files, locks, processes, cache, console
    content/      reads data/ and docs/ into models
    text/         dates, citations, glossary links, typography, sentences
    versions/     pages as they stood: stored form, reading, storing, comparison
    urls/         pages, their addresses, redirects, the list of published addresses
    translations  translations that are outdated
    validation/   the rules: what must agree between files and between languages
    status        the review status of each item, as a table
    documents/    policies and sources as PDF, Word and Hangul files
    render/       Jinja templates: pages x languages -> docs/
    scaffold      new data files to fill in
    outputs/      files beside the pages, and work on the finished site
    publishing/   MkDocs: navigation, page frame, preview
    build         the stages of a build, in order
    cli           the commands

A module imports only from lines above its own; tests/test_structure.py checks that.
"""

from pathlib import Path

LANGUAGES = ("en", "ko")
TEMPLATES = Path(__file__).parent / "templates"
THEME = Path(__file__).parent / "theme"
FONTS = Path(__file__).parent / "fonts"


def other_language(language: str) -> str:
    """Return the language of the site that is not this one."""
    return LANGUAGES[1 - LANGUAGES.index(language)]
