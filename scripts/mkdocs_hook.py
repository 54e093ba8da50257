"""MkDocs' own door to the walk, so that `mkdocs build` and `mkdocs serve` alone work too.

The pages are rendered before MkDocs looks for files; the theme's templates are handed the data. static-i18n
runs a whole build per language inside the first one: those must not render again.
"""

import sys
from pathlib import Path
from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "scripts"))

from briefs import walk  # noqa: E402  (the path must be set first)
from briefs.problem import Problems  # noqa: E402
from briefs.render import render  # noqa: E402


def on_pre_build(config: MkDocsConfig) -> None:
    """Render docs/ from data/ unless the walk that called MkDocs has just done so."""
    inner = getattr(config.plugins["i18n"], "building", False)
    if inner or config.extra.get("by_walk"):
        return
    try:
        data, prose = walk.read(ROOT)
    except Problems as error:
        raise Abort(str(error)) from None
    render(data, prose, ROOT / "docs")
    config.extra.update(data=data, prose=prose)
    config.site_url = walk.site_address(data)


def on_env(env: Any, config: MkDocsConfig, files: object) -> Any:
    """Give the theme's templates the site's own words and settings."""
    env.globals.update(data=config.extra["data"], prose=config.extra["prose"])
    return env


def on_serve(server: Any, config: MkDocsConfig, builder: object) -> Any:
    """Watch what is written by hand; the generated pages would set off a second build."""
    server.unwatch(config.docs_dir)
    for path in walk.watched(ROOT):
        server.watch(str(path))
    return server
