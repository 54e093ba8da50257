"""Read settings of `mkdocs.yml` without MkDocs: the Markdown extensions, and the files that it names."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import yaml

from briefs.content.yaml_reader import read_text
from briefs.errors import Problems


class _Loader(yaml.SafeLoader):
    """A safe YAML loader that reads MkDocs' tags (`!ENV`, `!!python/name:…`) as nothing."""


_Loader.add_multi_constructor("", lambda loader, suffix, node: None)
_Loader.add_multi_constructor("tag:yaml.org,2002:python/", lambda loader, suffix, node: None)


def read_settings(root: Path) -> dict[str, Any]:
    """Return the settings of mkdocs.yml; empty if it cannot be read, which MkDocs itself reports."""
    try:
        found = yaml.load(read_text("mkdocs.yml", root / "mkdocs.yml"), _Loader)
    except (Problems, OSError, yaml.YAMLError, ValueError):
        return {}
    return found if isinstance(found, dict) else {}


def markdown_extensions(settings: dict[str, Any]) -> dict[str, dict[str, Any]]:
    """Return the Markdown extensions of the site's pages with their options: MkDocs' own, and those of the settings.

    The one that generates anchors (`toc`) is left out, so that only hand-written anchors exist.
    """
    found: dict[str, dict[str, Any]] = {"tables": {}, "fenced_code": {}}
    given = settings.get("markdown_extensions", {"attr_list": {}, "tables": {}})
    for one in [given] if isinstance(given, dict) else given if isinstance(given, list) else []:
        named = one if isinstance(one, dict) else {one: {}}
        found |= {str(name): options for name, options in named.items() if isinstance(options or {}, dict)}
    return {name: options or {} for name, options in found.items() if name not in {"toc", "markdown.extensions.toc"}}


def named_values(value: Any) -> Iterator[str]:
    """Yield every text in the settings, since it may be the name of a file."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for inner in value.values():
            yield from named_values(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from named_values(inner)
