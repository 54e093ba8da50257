"""Makes the whole site within MkDocs, so that `mkdocs build`, `mkdocs serve` and `build.py` are one way to build.

static-i18n runs a whole build for each further language inside the first one, and each calls the hooks: what needs
the data or the whole site is done in the first one only, before and after the others.
"""

import contextlib
import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any, NoReturn

from jinja2 import Environment
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort
from mkdocs.plugins import event_priority
from mkdocs.structure.files import Files
from mkdocs.structure.pages import Page
from mkdocs.structure.toc import AnchorLink, TableOfContents
from watchdog.observers.polling import PollingObserver

sys.path.insert(0, str(Path(__file__).resolve().parent))

from briefs import build
from briefs.errors import Problems
from briefs.outputs.context import BuildContext
from briefs.publishing import navigation, page_frame, preview
from briefs.publishing.mkdocs_build import BuildOptions
from briefs.publishing.rebuilder import Rebuilder
from briefs.render.templates import InMemoryBytecodeCache
from briefs.text.dates import format_date

ended_with_preview = contextlib.ExitStack()


def on_startup(command: str, dirty: bool) -> None:
    """Note whether MkDocs serves a preview; only the first build of one is told."""
    preview.serving = command == "serve"


def on_config(config: MkDocsConfig) -> None:
    """Read the data, unless build.py has, and give each language its navigation and the site's name."""
    order = _build_options(config)
    if _is_inner_build(config):
        _name_schemes(config, order)
        return
    try:
        if order.data is None:
            order.data, order.prose = build.read_content(order.root)
            config.site_url = config.site_url if preview.serving else build.site_url(order.data)
        navs = navigation.language_navigations(order.root, config.nav or [], order.data, order.prose)
    except Problems as error:
        _stop_build(order, error)
    languages = {language.locale: language for language in _i18n_plugin(config).config.languages}
    languages["xx"].nav = ["index.md"]
    for name, nav in navs.items():
        own = {
            "site_name": order.data.site.name[name],
            "nav_translations": navigation.title_translations(order.data, name),
        }
        languages[name].nav = nav
        languages[name].site_name = languages[name].site_name or own["site_name"]
        languages[name].nav_translations = own["nav_translations"] | (languages[name].nav_translations or {})
    config.theme.get_env = partial(_environment, config.theme.get_env)  # type: ignore[method-assign]
    order.schemes = [_palette_toggle(option).get("name", "") for option in config.theme.get("palette") or []]
    _name_schemes(config, order)
    config.theme.static_templates -= {"sitemap.xml"}  # ours knows both languages (finish/addresses.py)


def on_pre_build(config: MkDocsConfig) -> None:
    """Write docs/ and the documents from the data, while no other build needs them."""
    if _is_inner_build(config):
        config.theme.static_templates -= {"404.html"}  # of no language; it stands already
        return
    order = _build_options(config)
    try:
        with order.docs_lock():
            order.made = build.prepare_pages(order.root, order.data, order.prose, str(config.site_url), order.documents)
    except Problems as error:
        _stop_build(order, error)
    if preview.serving:
        preview.set_aside(Path(config.site_dir))


@event_priority(-101)  # after static-i18n, which puts other files in the place of these
def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Leave out what Material brings and no page uses, and say which file an edit of a page belongs into."""
    sources = navigation.edit_sources(_build_options(config).data, _build_options(config).prose)
    for file in list(files):
        if file.src_uri.startswith(page_frame.UNUSED_FILES) and not file.is_documentation_page():
            files.remove(file)
        elif file.src_uri in sources:
            file.edit_uri = sources[file.src_uri]
    return files


def on_page_markdown(markdown: str, page: Page, config: MkDocsConfig, **_: object) -> str:
    """Keep pages made from data from the Markdown parser: they are HTML already, and parsing takes most of a build.

    Of a page written by hand, title, description and text are those that were read before: to MkDocs `no` is false.
    """
    if _is_generated(page):
        return ""
    name, language, _ending = page.file.src_uri.split(".")
    prose = _build_options(config).prose[name]
    page.meta = {"title": prose.title[language], "description": prose.description[language]}
    return str(prose.body[language])


def on_page_content(html: str, page: Page, **_: object) -> str:
    """Say of pages made from data that MkDocs does not know their anchors; finish/links.py looks them up."""
    if _is_generated(page):
        page.present_anchor_ids = None
    return html


def on_page_context(context: Any, page: Page, config: MkDocsConfig, **_: object) -> Any:
    """Hand the theme a page's HTML, its contents, and the languages it stands in.

    The HTML is read only now: MkDocs would hold that of all pages at once.
    """
    if _is_generated(page):
        page.content = page.file.content_string.split("\n---\n", 1)[1].strip("\n")
    links = [AnchorLink(title, name, 1) for name, title in page_frame.page_contents(page.content or "")]
    page.toc = TableOfContents(links)
    extra: Any = config.extra
    extra.alternate = navigation.language_alternates(extra.alternate)  # as static-i18n sets it: an attribute
    return context


def on_post_page(output: str, page: Page, config: MkDocsConfig) -> str:
    """Mend what stands outside of Material's blocks, and let go of a page that is made."""
    page.content = page.markdown = ""
    return page_frame.fix_page(output, page_frame.page_words(_build_options(config).data, config.theme["language"]))


def on_post_template(output_content: str, template_name: str, config: MkDocsConfig) -> str:
    """Mend 404.html too."""
    return page_frame.fix_page(output_content, None) if template_name == "404.html" else output_content


def on_env(env: Any, config: MkDocsConfig, files: object) -> Any:
    """Give the theme's templates the site's own words and settings, and escape what they show (MkDocs would not)."""
    order = _build_options(config)
    env.autoescape = env.trim_blocks = env.lstrip_blocks = True
    env.bytecode_cache = InMemoryBytecodeCache()
    env.globals.update(
        date=format_date,
        data=order.data,
        prose=order.prose,
        content_policy=preview.content_policy(),
        tabs=navigation.Tabs,
        nearest=navigation.nearest_entries,
        wide=page_frame.WIDE_KINDS,
    )
    return env


@event_priority(-101)  # after static-i18n, which builds the other languages here
def on_post_build(config: MkDocsConfig) -> None:
    """Add what needs the whole site: search, permanent addresses, feeds, API, documents; then look up every link."""
    if _is_inner_build(config):
        return
    order, site = _build_options(config), Path(config.site_dir)
    try:
        context = BuildContext(order.root, order.data, order.prose, site, str(config.site_url))
        order.checked = build.write_outputs(context, order.made, order.ready, config.extra_css)
    except Problems as error:
        _stop_build(order, error)


def on_serve(server: Any, config: MkDocsConfig, builder: object) -> Any:
    """Watch what is written by hand, and show in the browser what is wrong with it."""
    for path in (config.docs_dir, config.config_file_path):  # the generated pages in docs/ would set off a second build
        server.unwatch(path)
    server.observer = PollingObserver(timeout=0.1)  # looks five times as often as MkDocs' own
    for watched in (config.config_file_path, *build.watched_paths(_build_options(config).root)):
        server.watch(str(watched))
    server.builder = Rebuilder(_build_options(config).root, server)
    ended_with_preview.callback(server.builder.end)
    return server


def on_shutdown() -> None:
    """End what a preview started; MkDocs deletes its folder after this."""
    ended_with_preview.close()


def _i18n_plugin(config: MkDocsConfig) -> Any:
    return config.plugins["i18n"]


def _is_inner_build(config: MkDocsConfig) -> bool:
    """Whether this is a further language's build within the first."""
    return bool(_i18n_plugin(config).building)


def _build_options(config: MkDocsConfig) -> BuildOptions:
    """What is to be built, as build.py ordered it or as MkDocs' own commands do."""
    root = Path(config.config_file_path).parent
    order: BuildOptions = config.extra.setdefault(
        "order", BuildOptions(root, documents=preview.documents_wanted(), ready=not preview.serving)
    )
    return order


def _stop_build(order: BuildOptions, error: Problems) -> NoReturn:
    """End a build: by the complaints themselves for build.py, for MkDocs by what it prints without a traceback."""
    if order.by_build:
        raise error
    raise Abort(str(error)) from error


def _environment(make: Callable[[], Environment]) -> Environment:
    """The theme's templates, listed without hidden folders: MkDocs would go through 14,000 icons for each language."""
    env = make()
    env.loader = page_frame.Templates(getattr(env.loader, "searchpath", []))
    return env


def _name_schemes(config: MkDocsConfig, order: BuildOptions) -> None:
    page_frame.name_schemes(
        config.theme.get("palette"), order.schemes, order.data, _i18n_plugin(config).current_language or "xx"
    )


def _palette_toggle(option: object) -> dict[str, str]:
    toggle = option.get("toggle") if isinstance(option, dict) else None
    return toggle if isinstance(toggle, dict) else {}


def _is_generated(page: Page) -> bool:
    return "kind" in page.meta
