"""MkDocs' own door to the walk, so that `mkdocs build` and `mkdocs serve` alone work too.

The pages are rendered before MkDocs looks for files; the theme's templates are handed the data. static-i18n
runs a whole build per language inside the first one: those must not render again.
"""

import sys
from pathlib import Path
from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort
from mkdocs.structure.pages import Page

sys.path.insert(0, str(Path(__file__).resolve().parent))

from briefs import walk
from briefs.headers import CONTENT_POLICY
from briefs.problem import Problems
from briefs.publisher import let_reload
from briefs.render import Compiled, render
from briefs.swap import alone
from briefs.tokens import written_date


def on_pre_build(config: MkDocsConfig) -> None:
    """Render docs/ from data/, while no build needs it, unless the walk that called MkDocs has just done so."""
    inner = getattr(config.plugins["i18n"], "building", False)
    if inner or config.extra.get("by_walk"):
        return
    root = Path(config.config_file_path).parent
    with alone(root):
        try:
            data, prose = walk.read(root)
            config.site_url = walk.site_address(data)
        except Problems as error:
            raise Abort(str(error)) from None
        config.extra.update(data=data, prose=prose)
        render(data, prose, root / "docs", config.site_url)


def on_page_markdown(markdown: str, page: Page, config: MkDocsConfig, **_: object) -> str:
    """Keep what the walk wrote from the Markdown parser: it is HTML already, and parsing it takes most of a build.

    Of a page written by hand, title, description and text are those that were read before: to MkDocs `no` is false.
    """
    if _written(page):
        return ""
    name, language, _ending = page.file.src_uri.split(".")
    prose = config.extra["prose"][name]
    page.meta = {"title": prose.title[language], "description": prose.description[language]}
    return str(prose.body[language])


def on_page_content(html: str, page: Page, **_: object) -> str:
    """Say of the walk's pages that their anchors are not known to MkDocs; the walk looks them up."""
    if _written(page):
        page.present_anchor_ids = None
    return html


def on_page_context(context: Any, page: Page, **_: object) -> Any:
    """Hand the theme the walk's HTML, read when its page is made: MkDocs would hold that of all pages at once."""
    if _written(page):
        page.content = page.file.content_string.split("\n---\n", 1)[1].strip("\n")
    return context


def on_post_page(output: str, page: Page, **_: object) -> str:
    """Let go of a page that is made."""
    page.content = page.markdown = ""
    return output


def _written(page: Page) -> bool:
    return "kind" in page.meta


def on_env(env: Any, config: MkDocsConfig, files: object) -> Any:
    """Give the theme's templates the site's own words and settings, and escape what they show (MkDocs would not)."""
    env.autoescape = True
    env.bytecode_cache = Compiled()
    env.globals.update(
        date=written_date, data=config.extra["data"], prose=config.extra["prose"], content_policy=CONTENT_POLICY
    )
    return env


def on_serve(server: Any, config: MkDocsConfig, builder: object) -> Any:
    """Watch what is written by hand; the generated pages would set off a second build."""
    let_reload(server)
    server.unwatch(config.docs_dir)
    for path in walk.watched(Path(config.config_file_path).parent):
        server.watch(str(path))
    return server
