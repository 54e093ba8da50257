"""What of `mkdocs.yml` must be known before MkDocs runs: the Markdown extensions, and the files that it names."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import yaml

from briefs.content.yaml_reader import read_text
from briefs.errors import Problems


class _Loader(yaml.SafeLoader):
    """YAML as PyYAML reads it, but that a tag of MkDocs' own (`!ENV`, `!!python/name:…`) gives nothing."""


_Loader.add_multi_constructor("", lambda loader, suffix, node: None)
_Loader.add_multi_constructor("tag:yaml.org,2002:python/", lambda loader, suffix, node: None)


def read_settings(root: Path) -> dict[str, Any]:
    """Read mkdocs.yml below the project's root; empty when it cannot be read, of which MkDocs itself complains."""
    try:
        found = yaml.load(read_text("mkdocs.yml", root / "mkdocs.yml"), _Loader)
    except (Problems, OSError, yaml.YAMLError, ValueError):
        return {}
    return found if isinstance(found, dict) else {}


def markdown_extensions(settings: dict[str, Any]) -> dict[str, dict[str, Any]]:
    """The Markdown extensions of the site's pages, each with its options: MkDocs' own, and those of the settings.

    The one that makes up anchors (`toc`) is left out, so that only those written by hand are there.
    """
    found: dict[str, dict[str, Any]] = {"tables": {}, "fenced_code": {}}
    given = settings.get("markdown_extensions", {"attr_list": {}, "tables": {}})
    for one in [given] if isinstance(given, dict) else given if isinstance(given, list) else []:
        named = one if isinstance(one, dict) else {one: {}}
        found |= {str(name): options for name, options in named.items() if isinstance(options or {}, dict)}
    return {name: options or {} for name, options in found.items() if name not in {"toc", "markdown.extensions.toc"}}


def named_values(value: Any) -> Iterator[str]:
    """Every text that stands somewhere in the settings, as a file's name may."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for inner in value.values():
            yield from named_values(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from named_values(inner)
