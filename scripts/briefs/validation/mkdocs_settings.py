"""Check the settings of mkdocs.yml: required values, and settings that cannot work here, with the reason.

The file is read without MkDocs, whose import would take longer than all of `check`. Tags other than `!ENV` are refused,
because MkDocs' own loader would run what they name.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import TypeAlias

import yaml

from briefs.content.yaml_reader import LOADER, read_text
from briefs.errors import Problem, Problems, quoted_value

FILE = "mkdocs.yml"
HOOK = "scripts/mkdocs_hooks.py"
THEME = "scripts/briefs/theme"
LOCALES = ["xx", "en", "ko"]
MOST_LEVELS = 20
STATIC_I18N = {"docs_structure": "suffix", "fallback_to_default": "false", "reconfigure_material": "true"}
Place: TypeAlias = tuple[str | int, ...]

FEATURES = {
    "navigation.tabs",
    "navigation.tabs.sticky",
    "navigation.sections",
    "navigation.expand",
    "navigation.top",
    "navigation.footer",
    "navigation.path",
    "toc.follow",
    "content.action.edit",
    "content.action.view",
    "announce.dismiss",
}
"""Features of Material that work here."""
BUNDLE = "it needs Material's script, which is too large for a first view"
NOT_HERE = {
    "navigation.instant": "instant loading and static-i18n's switch of languages exclude each other",
    "navigation.tracking": "the address is what a reader copies, and must not change while reading",
    "navigation.prune": "no page lists more than its own part of the site in any case",
    "navigation.indexes": "each part begins with its page in any case",
    "search": "the site has a search of its own",
    "toc.integrate": "the contents are beside the page, and on a phone in the page",
    "header.autohide": "the switch of languages is in sight everywhere",
    "content.code": BUNDLE,
    "content.tabs": BUNDLE,
    "content.tooltips": BUNDLE,
    "content.footnote": BUNDLE,
}
"""Features that cannot work, by the beginning of their names, with the reason."""
REFUSED: dict[Place, str] = {
    ("extra", "analytics"): "be left out: nobody else is told who reads",
    ("extra", "consent"): "be left out: nothing is stored that would need it",
    ("extra", "version"): "be left out: versions of pages have addresses of their own",
    ("extra", "alternate"): "be left out: static-i18n knows the languages",
    ("extra", "homepage"): "be left out: the site's name leads to its home page",
    ("extra", "polyfills"): "be left out: it would ask another host",
    ("extra", "order"): "be left out: the build uses it itself",
    ("theme", "direction"): "be left out: both languages are written from left to right",
    ("theme", "icon", "admonition"): "be left out: it needs a style within the page, which the policy forbids",
    ("theme", "icon", "annotation"): "be left out: it needs a style within the page, which the policy forbids",
    ("theme", "icon", "tag"): "be left out: it needs a style within the page, which the policy forbids",
    ("theme", "static_templates"): "be left out: the build makes them",
    ("edit_uri_template",): "be given as edit_uri: pages are edited in other files than they are made from",
    ("exclude_docs",): "be left out: every page is published",
    ("draft_docs",): "be left out: every page is published",
}
PLUGINS = {
    "search": "the site has a search of its own",
    "material/search": "the site has a search of its own",
    "social": "previews are made by the build, and it asks another host for fonts",
    "material/social": "previews are made by the build, and it asks another host for fonts",
    "material/privacy": "nothing is asked of another host",
    "privacy": "nothing is asked of another host",
    "material/offline": "it would change every address",
    "offline": "it would change every address",
}


def check_settings(root: Path) -> None:
    """Check mkdocs.yml. Raises Problems."""
    problems = list(_SettingsChecker(root).problems())
    if problems:
        raise Problems(problems)


def title_line(root: Path, title: str) -> int:
    """Return the line of a title of the navigation."""
    return next(
        (at for place, at in _SettingsChecker(root).lines.items() if place[:1] == ("nav",) and place[-1] == title), 1
    )


def nav_translations(root: Path, language: str) -> dict[str, str]:
    """Return the translations of navigation titles in mkdocs.yml for a language."""
    values = _SettingsChecker(root).values
    for place, value in values.items():
        if place[-1:] == ("locale",) and value == language:
            begin = (*place[:-1], "nav_translations")
            return {str(p[-1]): text for p, text in values.items() if p[:-1] == begin and text is not None}
    return {}


class _SettingsChecker:
    """Values and lines of the file by location; lists and mappings have the value None."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.values: dict[Place, str | None] = {}
        self.lines: dict[Place, int] = {}
        self.tagged: list[Problem] = []
        if not (root / FILE).is_file():
            raise Problems([Problem(FILE, 1, "file must exist: MkDocs builds the pages")])
        try:
            node = yaml.compose(read_text(FILE, root / FILE), Loader=LOADER)
        except yaml.MarkedYAMLError as error:
            mark = error.problem_mark or error.context_mark
            reason = " ".join(part for part in (error.context, error.problem) if part)
            raise Problems([Problem(FILE, mark.line + 1 if mark else 1, f"file must be YAML: {reason}")]) from None
        except (yaml.YAMLError, RecursionError) as error:
            raise Problems([Problem(FILE, 1, f"file must be YAML: {' '.join(str(error).split())}")]) from None
        if not isinstance(node, yaml.MappingNode):
            raise Problems([Problem(FILE, 1, "file must be YAML: settings by name")])
        self._take(node, ())

    def _take(self, node: yaml.Node, place: Place) -> None:
        at = node.start_mark.line + 1
        self.lines[place], self.values[place] = at, node.value if isinstance(node, yaml.ScalarNode) else None
        if (node.tag.startswith("!") and node.tag != "!ENV") or node.tag.startswith("tag:yaml.org,2002:python"):
            must = "must be plain YAML or !ENV, since MkDocs would run what a tag names"
            self.tagged.append(Problem(FILE, at, f"{_setting_name(place)} {must}: {quoted_value(node.tag)}"))
        if len(place) > MOST_LEVELS:
            raise Problems([Problem(FILE, at, f"file must be nested at most {MOST_LEVELS} levels deep")])
        if isinstance(node, yaml.MappingNode):
            for key, value in node.value:
                name = str(key.value)
                if (*place, name) in self.lines:
                    again = f"{_setting_name((*place, name))} must be given once"
                    self.tagged.append(Problem(FILE, key.start_mark.line + 1, again))
                self._take(value, (*place, name))
                self.lines[(*place, name)] = key.start_mark.line + 1
        elif isinstance(node, yaml.SequenceNode):
            for number, value in enumerate(node.value):
                self._take(value, (*place, number))

    def problems(self) -> Iterator[Problem]:
        """Yield all problems in the order of the rules."""
        yield from self.tagged
        yield from self._frame()
        yield from self._languages()
        yield from self._features()
        yield from self._refused()
        yield from self._palette()
        yield from self._files()

    def _problem(self, place: Place, must: str, value: object = "") -> Problem:
        near = place
        while near not in self.lines:
            near = near[:-1]
        return Problem(
            FILE,
            self.lines[near],
            f"{_setting_name(place)} must {must}" + (f": {quoted_value(value)}" if value != "" else ""),
        )

    def _within(self, *place: str | int) -> list[str]:
        """Return the simple values of a list, the names of a mapping, or those of mappings in a list."""
        found = []
        for other, value in self.values.items():
            if other[:-1] == place:
                inner = [p[-1] for p in self.values if p[:-1] == other] if isinstance(other[-1], int) else []
                found.append(
                    str(value if value is not None and isinstance(other[-1], int) else (inner or [other[-1]])[0])
                )
        return found

    def _frame(self) -> Iterator[Problem]:
        """Check what the build requires."""
        for place, wanted in (
            (("theme", "name"), "material"),
            (("theme", "custom_dir"), THEME),
            (("theme", "font"), "false"),
            (("docs_dir",), "docs"),
            (("strict",), "true"),
        ):
            value = self.values.get(place)
            if value is None or value.lower() != wanted:
                yield self._problem(place, f"be {wanted}", "" if value is None else value)
        if (self.values.get(("use_directory_urls",)) or "true").lower() != "true":
            yield self._problem(("use_directory_urls",), "be true: addresses stay", "false")
        if HOOK not in self._within("hooks"):
            yield self._problem(
                ("hooks",), f"contain {HOOK}, which makes the pages", ", ".join(self._within("hooks")) or "none"
            )
        if ("site_name",) not in self.values:
            yield self._problem(("site_name",), "be given: MkDocs needs it")

    def _languages(self) -> Iterator[Problem]:
        """Check static-i18n's languages: the neutral one comes first."""
        names = self._within("plugins")
        if "i18n" not in names:
            yield self._problem(("plugins",), "contain i18n, which builds the languages", ", ".join(names) or "none")
            return
        begin: Place = ("plugins", names.index("i18n"), "i18n")
        begin = begin if begin in self.values else ("plugins", "i18n")
        for name, wanted in (
            ("docs_structure", "suffix"),
            ("fallback_to_default", "false"),
            ("reconfigure_material", "true"),
        ):
            value = self.values.get((*begin, name))
            if value is None or value.lower() != wanted:
                yield self._problem((*begin, name), f"be {wanted}", value or "")
        found = [str(v) for p, v in self.values.items() if p[: len(begin)] == begin and p[-1] == "locale"]
        if found != LOCALES:
            yield self._problem((*begin, "languages"), f"be {', '.join(LOCALES)}", ", ".join(found) or "none")
        if any(p[: len(begin)] == begin and p[-1] == "build" for p in self.values):
            yield self._problem((*begin, "languages"), "all be built: both languages or none")

    def _features(self) -> Iterator[Problem]:
        for place, value in self.values.items():
            if place[:2] == ("theme", "features") and len(place) == 3 and value not in FEATURES:
                begins = next((name for name in NOT_HERE if str(value).startswith(name)), None)
                why = f"be left out: {NOT_HERE[begins]}" if begins else f"be one of {', '.join(sorted(FEATURES))}"
                yield self._problem(place, why, value or "")

    def _refused(self) -> Iterator[Problem]:
        for place, must in REFUSED.items():
            if place in self.values:
                yield self._problem(place, must)
        for name in self._within("plugins"):
            if name in PLUGINS:
                yield self._problem(("plugins",), f"be without {name}: {PLUGINS[name]}")

    def _palette(self) -> Iterator[Problem]:
        """Check the palette: a toggle needs its icon; a list of schemes needs toggles to switch between them."""
        begin: Place = ("theme", "palette")
        schemes = [
            place for place in self.values if place[:2] == begin and len(place) == 3 and isinstance(place[2], int)
        ]
        for place in schemes:
            if len(schemes) > 1 and (*place, "toggle", "icon") not in self.values:
                yield self._problem((*place, "toggle", "icon"), "be given where there are several schemes")

    def _files(self) -> Iterator[Problem]:
        """Check that styles, scripts and images are the site's own files."""
        for place, value in self.values.items():
            listed = place[:1] in (("extra_css",), ("extra_javascript",)) and (len(place) == 2 or place[-1] == "path")
            named = place in (("theme", "logo"), ("theme", "favicon"))
            if not (listed or named) or value is None:
                continue
            if "//" in value or not (self.root / "docs" / value).is_file():
                yield self._problem(place, "name a file below docs/, since no other host is asked", value)


def _setting_name(place: Place) -> str:
    return ".".join(str(step) for step in place if not isinstance(step, int)) or "file"
