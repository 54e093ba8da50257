"""Make the whole site within MkDocs, so that `mkdocs build`, `mkdocs serve` and `build.py` build in the same way.

static-i18n runs a complete build for each further language within the first one, and each build calls the hooks. Work
that needs all data or the whole site is done only in the first one, before and after the others.
"""

import contextlib
import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any, NoReturn
from urllib.parse import urlsplit

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
from briefs.content.prose import Prose
from briefs.content.site_data import Data
from briefs.errors import Problems
from briefs.outputs.context import BuildContext
from briefs.publishing import navigation, page_frame, preview
from briefs.publishing.first_build import wait_until_correct
from briefs.publishing.mkdocs_build import BuildOptions
from briefs.publishing.rebuilder import Rebuilder
from briefs.render.templates import InMemoryBytecodeCache
from briefs.text.dates import format_date
from briefs.text.typography import no_break
from briefs.validation import mkdocs_settings

ended_with_preview = contextlib.ExitStack()


def on_startup(command: str, dirty: bool) -> None:
    """Record whether MkDocs serves a preview; MkDocs says so only before the first build."""
    preview.serving = preview.first_build = command == "serve"


def on_config(config: MkDocsConfig) -> None:
    """Read the data, unless build.py has done so, and give each language its navigation and site name."""
    options = _build_options(config)
    if _is_inner_build(config):
        _name_schemes(config, options)
        return
    try:
        if options.data is None:
            options.data, options.prose = _read_content(options.root, config)
            config.site_url = config.site_url if preview.serving else build.site_url(options.data)
        navs = navigation.language_navigations(options.root, config.nav or [], options.data, options.prose)
    except Problems as error:
        _stop_build(options, error)
    languages = {language.locale: language for language in _i18n_plugin(config).config.languages}
    languages["xx"].nav = ["index.md"]
    for name, nav in navs.items():
        own = {
            "site_name": options.data.site.name[name],
            "nav_translations": navigation.title_translations(options.data, name),
        }
        languages[name].nav = nav
        languages[name].site_name = languages[name].site_name or own["site_name"]
        languages[name].nav_translations = own["nav_translations"] | (languages[name].nav_translations or {})
    config.theme.get_env = partial(_environment, config.theme.get_env)  # type: ignore[method-assign]
    options.schemes = [_palette_toggle(option).get("name", "") for option in config.theme.get("palette") or []]
    _name_schemes(config, options)
    config.theme.static_templates -= {"sitemap.xml"}  # ours lists both languages (outputs/sitemap.py)


def on_pre_build(config: MkDocsConfig) -> None:
    """Write docs/ and the documents from the data, under the lock."""
    if _is_inner_build(config):
        config.theme.static_templates -= {"404.html"}  # the same for all languages; the first build writes it
        return
    options = _build_options(config)
    try:
        with options.docs_lock():
            options.made = build.prepare_pages(
                options.root, options.data, options.prose, str(config.site_url), options.documents
            )
    except Problems as error:
        _stop_build(options, error)
    if preview.serving:
        preview.set_aside(Path(config.site_dir))


@event_priority(-101)  # after static-i18n, which replaces the files
def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Remove files of Material that no page uses, and set the file that the edit link of a page opens."""
    sources = navigation.edit_sources(_build_options(config).data, _build_options(config).prose)
    for file in list(files):
        unused = file.src_uri.startswith(page_frame.UNUSED_FILES) and not file.is_documentation_page()
        if unused or file.src_uri == "sitemap.xml":  # a template of static-i18n, which MkDocs would copy as it is
            files.remove(file)
        elif file.src_uri in sources:
            file.edit_uri = sources[file.src_uri]
    if not _is_inner_build(config):  # MkDocs has just emptied the folder of the site
        options = _build_options(config)
        options.outputs = options.ending.enter_context(build.start_outputs(_build_context(config)))
    return files


def on_page_markdown(markdown: str, page: Page, config: MkDocsConfig, **_: object) -> str:
    """Return no Markdown for generated pages: they are HTML already, and parsing would take most of a build.

    Hand-written pages keep the title, description and text that were read before: MkDocs would read `no` as false.
    """
    if _is_generated(page):
        return ""
    name, language, _ending = page.file.src_uri.split(".")
    prose = _build_options(config).prose[name]
    page.meta = {"title": prose.title[language], "description": prose.description[language]}
    return str(prose.body[language])


def on_page_content(html: str, page: Page, **_: object) -> str:
    """Mark the anchors of generated pages as unknown to MkDocs; outputs/link_check.py checks them."""
    if _is_generated(page):
        page.present_anchor_ids = None
    return html


def on_page_context(context: Any, page: Page, config: MkDocsConfig, **_: object) -> Any:
    """Give the theme a page's HTML, table of contents and languages.

    The HTML is read only now, because MkDocs would keep that of all pages in memory.
    """
    if _is_generated(page):
        page.content = page.file.content_string.split("\n---\n", 1)[1].strip("\n")
    links = [AnchorLink(title, name, 1) for name, title in page_frame.page_contents(page.content or "")]
    page.toc = TableOfContents(links)
    extra: Any = config.extra
    extra.alternate = navigation.language_alternates(extra.alternate)  # an attribute, as static-i18n sets it
    return context


def on_post_page(output: str, page: Page, config: MkDocsConfig) -> str:
    """Correct the HTML outside of Material's blocks, and free the memory of the page."""
    page.content = page.markdown = ""
    return page_frame.fix_page(output, page_frame.page_words(_build_options(config).data, config.theme["language"]))


def on_post_template(output_content: str, template_name: str, config: MkDocsConfig) -> str:
    """Correct the HTML of 404.html too."""
    return page_frame.fix_page(output_content, None) if template_name == "404.html" else output_content


def on_env(env: Any, config: MkDocsConfig, files: object) -> Any:
    """Give the theme's templates the site's texts and settings, and turn on escaping, which MkDocs leaves off."""
    options = _build_options(config)
    env.autoescape = env.trim_blocks = env.lstrip_blocks = True
    env.bytecode_cache = InMemoryBytecodeCache()
    env.filters["no_break"] = no_break
    env.globals.update(
        date=format_date,
        data=options.data,
        prose=options.prose,
        content_policy=preview.content_policy(),
        tabs=navigation.Tabs,
        nearest=navigation.nearest_entries,
        wide=page_frame.WIDE_KINDS,
    )
    return env


@event_priority(-101)  # after static-i18n, which builds the other languages here
def on_post_build(config: MkDocsConfig) -> None:
    """Write the outputs that need the whole site: search, redirects, feeds, API, documents; then check every link."""
    if _is_inner_build(config):
        return
    options = _build_options(config)
    try:
        if options.outputs:
            options.outputs.finish()
        options.checked = build.write_outputs(
            _build_context(config), options.made, options.precompress, config.extra_css
        )
    except Problems as error:
        if not preview.first_build:
            _stop_build(options, error)
        print(error, file=sys.stderr, flush=True)
        preview.show_problems(Path(config.site_dir), urlsplit(str(config.site_url)).path, str(error))
    preview.first_build = False


def on_serve(server: Any, config: MkDocsConfig, builder: object) -> Any:
    """Watch the hand-written files, and show problems in the browser."""
    for path in (config.docs_dir, config.config_file_path):  # generated pages in docs/ would trigger a second build
        server.unwatch(path)
    server.observer = PollingObserver(timeout=0.1)  # polls five times as often as MkDocs' own
    for watched in (config.config_file_path, *build.watched_paths(_build_options(config).root)):
        server.watch(str(watched))
    server.builder = Rebuilder(_build_options(config).root, server)
    ended_with_preview.callback(server.builder.end)
    return server


def on_shutdown() -> None:
    """End what the preview started; MkDocs deletes its folder after this."""
    ended_with_preview.close()


def _i18n_plugin(config: MkDocsConfig) -> Any:
    return config.plugins["i18n"]


def _is_inner_build(config: MkDocsConfig) -> bool:
    """Return whether this is the build of a further language within the first build."""
    return bool(_i18n_plugin(config).building)


def _build_options(config: MkDocsConfig) -> BuildOptions:
    """Return the options of the build, as build.py or MkDocs' own commands set them."""
    root = Path(config.config_file_path).parent
    options: BuildOptions = config.extra.setdefault(
        "options", BuildOptions(root, documents=preview.documents_wanted(), precompress=not preview.serving)
    )
    return options


def _read_content(root: Path, config: MkDocsConfig) -> tuple[Data, dict[str, Prose]]:
    """Read the data and the prose; a preview waits for them to be right, since MkDocs would end. Raises Problems."""
    read = partial(build.read_content, root, preview.loaded if preview.serving else None)
    try:
        return read()
    except Problems as error:
        if not preview.first_build or any(problem.path == mkdocs_settings.FILE for problem in error.problems):
            raise  # MkDocs has read its settings already
        return wait_until_correct(read, error, build.watched_paths(root), config.dev_addr)


def _build_context(config: MkDocsConfig) -> BuildContext:
    options = _build_options(config)
    return BuildContext(options.root, options.data, options.prose, Path(config.site_dir), str(config.site_url))


def _stop_build(options: BuildOptions, error: Problems) -> NoReturn:
    """End a build: with the problems themselves for build.py, with a message and no traceback for MkDocs."""
    if options.by_build:
        raise error
    raise Abort(str(error)) from error


def _environment(make: Callable[[], Environment]) -> Environment:
    """Return the theme's templates without those in hidden folders, where MkDocs would list 14,000 icons per
    language.
    """
    env = make()
    env.loader = page_frame.Templates(getattr(env.loader, "searchpath", []))
    return env


def _name_schemes(config: MkDocsConfig, options: BuildOptions) -> None:
    page_frame.name_schemes(
        config.theme.get("palette"), options.schemes, options.data, _i18n_plugin(config).current_language or "xx"
    )


def _palette_toggle(option: object) -> dict[str, str]:
    toggle = option.get("toggle") if isinstance(option, dict) else None
    return toggle if isinstance(toggle, dict) else {}


def _is_generated(page: Page) -> bool:
    return "kind" in page.meta
