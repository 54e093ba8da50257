"""The Jinja environment for all templates of the site."""

import functools
from importlib.resources import files
from typing import Any, ClassVar

import jinja2
from jinja2.bccache import Bucket
from markupsafe import Markup

from briefs import TEMPLATES
from briefs.headers import CONTENT_POLICY
from briefs.text.typography import no_break


class InMemoryBytecodeCache(jinja2.BytecodeCache):
    """Compiles templates once for all environments of a process, such as those of a preview's builds.

    Jinja compares the source with that of the cached template, so an edited one is compiled again.
    """

    compiled: ClassVar[dict[str, bytes]] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        """Load a cached template, if there is one."""
        if bucket.key in self.compiled:
            bucket.bytecode_from_string(self.compiled[bucket.key])

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Cache a compiled template."""
        self.compiled[bucket.key] = bucket.bytecode_to_string()


@functools.cache
def read_icon(name: str) -> Markup:
    """Return one of Material's icons as SVG, for the eye only: what it stands beside or in says the same in words."""
    drawing = (files("material") / "templates" / ".icons" / "material" / f"{name}.svg").read_text("utf-8")
    return Markup(drawing.strip().replace(' xmlns="http://www.w3.org/2000/svg"', ' class="icon" aria-hidden="true"', 1))


def jinja_environment(folder: str = "pages", **options: Any) -> jinja2.Environment:
    """Return the environment for the templates of a folder: escapes everything unless `options` differ; a missing name
    fails.
    """
    env = jinja2.Environment(
        loader=jinja2.FileSystemLoader(TEMPLATES / folder),
        auto_reload=False,  # each build has an environment of its own
        bytecode_cache=InMemoryBytecodeCache(),
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        **{"autoescape": True, **options},
    )
    env.globals["content_policy"] = CONTENT_POLICY
    env.globals["icon"] = read_icon
    env.filters["no_break"] = no_break
    env.filters["number"] = lambda value: f"{value:,}"
    return env
