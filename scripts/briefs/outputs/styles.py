"""Reduce Material's style sheets to what the pages use: an eighth, in one file that the site can serve.

A rule stays if some page has what its selector names, or a script sets it (SET). Drawings in the sheet become files,
since the content-security policy allows no `data:` addresses.
"""

import hashlib
import re
import shutil
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import unquote_to_bytes

import tinycss2

from briefs import LANGUAGES
from briefs.outputs.context import BuildContext
from briefs.utils.cache import cache_key, cached_files
from briefs.utils.text_files import write_text

SCRIPT_CLASSES = {"md-nav__link--passed", "md-nav__link--active", "focus-visible"}
"""Classes that our scripts set."""
STATE_ATTRIBUTES = {"hidden", "checked", "open"}
"""Attributes that scripts and readers set."""
CLASS = re.compile(r'\bclass="([^"]*)"')
ATTRIBUTE = re.compile(r'\s(id|type|dir|data-md-[a-z-]+|for)="([^"]*)"')
ELEMENT = re.compile(r"<([a-z][a-z0-9]*)")
VARIABLE = re.compile(r"var\(\s*(--[\w-]+)")
DATA_IMAGE = re.compile(r"""url\((["']?)data:image/svg\+xml(?:;charset=utf-8)?,(.*?)\1\)""", re.DOTALL)
MATERIAL = "stylesheets"
ListedNames = tuple[list[str], list[str], list[tuple[str, str]], list[str]]


@dataclass(frozen=True)
class UsedNames:
    """The names on the pages that a selector can contain."""

    classes: frozenset[str]
    ids: frozenset[str]
    marks: frozenset[tuple[str, str]]
    elements: frozenset[str]

    @classmethod
    def from_pages(cls, files: Iterable[Path]) -> "UsedNames":
        """Return the names on these pages."""
        classes, marks, elements = set(), set(), {"html", "body", "head"}
        for file in files:
            text = file.read_text("utf-8")
            classes.update(CLASS.findall(text))
            marks.update(ATTRIBUTE.findall(text))
            elements.update(ELEMENT.findall(text))
        return cls(
            frozenset({name for listed in classes for name in listed.split()} | SCRIPT_CLASSES),
            frozenset(value for name, value in marks if name == "id" and value.startswith("__")),
            frozenset((name, value) for name, value in marks if name != "id"),
            frozenset(elements),
        )

    def listed(self) -> ListedNames:
        """Return the names in order, as a cache compares them."""
        return sorted(self.classes), sorted(self.ids), sorted(self.marks), sorted(self.elements)

    def matches(self, tokens: list[Any]) -> bool:
        """Return whether a selector may match: not if it contains a name that no page has."""
        for before, token in zip([None, *tokens], tokens, strict=False):
            if token.type == "ident" and not self._named(before, token.value):
                return False
            if token.type == "hash" and token.value not in self.ids:
                return False
            if token.type == "[] block" and not self._marked(token.content):
                return False
            if (
                token.type == "function"
                and token.lower_name in {"is", "where", "has"}
                and not any(self.matches(part) for part in _split_selectors(token.arguments))
            ):
                return False
        return True

    def _named(self, before: Any, name: str) -> bool:
        if before is not None and before == ":":
            return True  # a pseudo-class
        return name in self.classes if before is not None and before == "." else name in self.elements

    def _marked(self, content: list[Any]) -> bool:
        parts = [token for token in content if token.type not in {"whitespace", "literal"}]
        name, *values = [str(token.value) for token in parts]
        if not name.startswith("data-md-") and name not in {"dir", "type", "for"}:
            return name in STATE_ATTRIBUTES or name not in {"aria-expanded", "role", "data-foreground", "data-ratio"}
        exact = [token for token in content if token == "="] and len([t for t in content if t.type == "literal"]) == 1
        return (name, values[0]) in self.marks if values and exact else any(name == one for one, _ in self.marks)


def write_styles(context: BuildContext, extra_css: Iterable[str] = ()) -> None:
    """Write two files from Material's sheets, which MkDocs has copied into the site, and delete these.

    `assets/material.css` is for every page, `assets/typeset.css` for hand-written pages.
    """
    pages, site = context.pages, context.site
    folder = site / "assets" / MATERIAL
    files = [site / language / page.path / "index.html" for language in LANGUAGES for page in pages]
    used = UsedNames.from_pages([*files, site / "404.html", site / "index.html"])
    sheets = [*sorted(folder.glob("*.min.css")), site / "assets" / "site.css", *(site / name for name in extra_css)]
    theirs, own = (
        "".join(sheet.read_text("utf-8") for sheet in sheets if (sheet.parent == folder) == material)
        for material in (True, False)
    )
    by = cache_key([Path(__file__)], ["tinycss2"])
    wanted = [(theirs, own, used.listed(), name) for name in ("material", "typeset")]
    files = cached_files(context.root / ".cache" / "styles", by, cut_styles, wanted)
    for (*_, name), file in zip(wanted, files, strict=True):
        text = _extract_images(file.read_text("utf-8"), site / "assets" / "icons")
        write_text(site / "assets" / f"{name}.css", text)
    shutil.rmtree(folder)


def cut_styles(wanted: tuple[str, str, ListedNames, str]) -> bytes:
    """Return the rules of Material's sheets (main, palette) that pages use, or whose variables our sheets use.

    `wanted` is Material's sheets, ours, the names that pages use, and which rules: those for the text of hand-written
    pages (`typeset`) or all others.
    """
    theirs, own, (classes, ids, marks, elements), name = wanted
    used = UsedNames(frozenset(classes), frozenset(ids), frozenset(marks), frozenset(elements))
    parts: dict[bool, list[Any]] = {True: [], False: []}
    for rule in _matching_rules(tinycss2.parse_stylesheet(theirs, True, True), used):
        parts[rule.type == "qualified-rule" and _is_typeset(rule)].append(rule)
    typeset = _with_variables(parts[True], own)
    return (typeset if name == "typeset" else _with_variables(parts[False], own + typeset)).encode()


def _is_typeset(rule: Any) -> bool:
    """Return whether a rule is for the text of hand-written pages alone."""
    selectors = [tinycss2.serialize(part) for part in _split_selectors(rule.prelude)]
    return all(re.match(r"\s*(\[dir=ltr\] )?\.md-typeset ", selector) for selector in selectors)


def _matching_rules(rules: Iterable[Any], used: UsedNames) -> Iterator[Any]:
    """Return the rules with a matching selector, with those selectors only."""
    for rule in rules:
        if rule.type == "qualified-rule":
            selectors = [part for part in _split_selectors(rule.prelude) if used.matches(part)]
            if selectors:
                rule.prelude = _join_selectors(selectors)
                yield rule
        elif rule.type == "at-rule" and rule.lower_at_keyword in {"media", "supports", "layer", "container"}:
            inner = list(_matching_rules(tinycss2.parse_rule_list(rule.content, True, True), used))
            if inner:
                rule.content = inner
                yield rule
        elif rule.type == "at-rule" and rule.lower_at_keyword != "charset":
            yield rule


def _split_selectors(tokens: list[Any]) -> list[list[Any]]:
    """Return the selectors of a list."""
    parts: list[list[Any]] = [[]]
    for token in tokens:
        if token == ",":
            parts.append([])
        else:
            parts[-1].append(token)
    return parts


def _join_selectors(selectors: list[list[Any]]) -> list[Any]:
    comma = tinycss2.ast.LiteralToken(0, 0, ",")
    return [token for number, part in enumerate(selectors) for token in ([comma] if number else []) + part]


def _with_variables(rules: list[Any], own: str) -> str:
    """Return the rules as text, without unused custom properties and animations."""
    while True:
        text: str = tinycss2.serialize(rules)
        wanted = set(VARIABLE.findall(text + own))
        if not _drop_rules(rules, wanted, text):
            return text


def _drop_rules(rules: list[Any], wanted: set[str], text: str) -> bool:
    """Remove unwanted rules and return whether there were any."""
    found = False
    for rule in list(rules):
        if rule.type == "at-rule" and rule.lower_at_keyword.endswith("keyframes"):
            name = tinycss2.serialize(rule.prelude).strip()
            unused = not re.search(rf"animation[^;}}]*\b{re.escape(name)}\b", text)
        elif rule.type == "at-rule":
            inner = rule.content if rule.content is not None else []
            found |= _drop_rules(inner, wanted, text) if any(part.type.endswith("rule") for part in inner) else False
            unused = not inner
        else:
            found |= _drop_declarations(rule, wanted)
            unused = not tinycss2.serialize(rule.content).strip()
        if unused:
            rules.remove(rule)
            found = True
    return found


def _drop_declarations(rule: Any, wanted: set[str]) -> bool:
    declarations = tinycss2.parse_blocks_contents(rule.content, True, True)
    kept = [one for one in declarations if not str(getattr(one, "name", "")).startswith("--") or one.name in wanted]
    rule.content = tinycss2.parse_component_value_list(";".join(one.serialize() for one in kept))
    return len(kept) < len(declarations)


def _extract_images(css: str, folder: Path) -> str:
    """Return the sheet with its drawings as separate files, each named by the hash of its content."""

    def put(match: re.Match[str]) -> str:
        drawing = unquote_to_bytes(match[2].replace("\\", ""))
        name = f"{hashlib.sha256(drawing).hexdigest()[:8]}.svg"
        folder.mkdir(exist_ok=True)
        (folder / name).write_bytes(drawing)
        return f"url(icons/{name})"

    return DATA_IMAGE.sub(put, css)
