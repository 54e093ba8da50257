"""Write the page of each stored version, as it stood, in each language; MkDocs has no part in these pages."""

from itertools import groupby
from typing import Any

from briefs import other_language
from briefs.content.models import Policy, Source
from briefs.outputs.context import BuildContext
from briefs.render.pages import COMPARISON
from briefs.render.templates import jinja_environment
from briefs.text.dates import format_date
from briefs.utils.text_files import write_text
from briefs.versions.differences import version_differences
from briefs.versions.history import Version, item_history


def write_version_pages(context: BuildContext, language: str) -> None:
    """Write the pages of all versions in a language into the built site."""
    data, env = context.data, jinja_environment()
    env.globals.update(
        data=data,
        address=context.address,
        lang=language,
        other=other_language(language),
        w=data.words.in_language(language),
        date=lambda value: format_date(value, language),
        **COMPARISON,
    )
    template = env.get_template("version.jinja")
    for _, item in data.items():
        versions = item_history(data, item)
        for version in versions:
            path = f"{language}/{item.path}{version.date}/"
            html = template.render(root="../" * path.count("/"), **_page_content(item, version, versions))
            write_text(context.site / path / "index.html", html)


def _page_content(item: Policy | Source, version: Version, versions: list[Version]) -> dict[str, Any]:
    """Return what the page of a version shows: it, the newest version if that is another, and what differs."""
    newest = versions[-1] if versions[-1] is not version else None
    readable = bool(newest and newest.reading and version.reading)
    differences = version_differences(version, newest) if readable and newest else []
    entries = version.reading.entries if version.reading else ()
    sections = [(section, list(found)) for section, found in groupby(entries, lambda entry: entry.section)]
    placed = {entry.id for entry in entries} | {section for section, _ in sections}
    content = {"item": item, "version": version, "newest": newest, "differences": differences}
    return {**content, "sections": sections, "placed": placed}
