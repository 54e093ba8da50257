"""The pages written by hand under docs/: their titles and anchors, the same in both languages."""

import re
from dataclasses import dataclass
from pathlib import Path

from briefs import LANGUAGES
from briefs.model import Text
from briefs.problem import Problem, Problems
from briefs.yamlfile import parse, read_text

FENCED = re.compile(r"^```.*?^```", re.MULTILINE | re.DOTALL)
HEADING = re.compile(r"^#+ .*$", re.MULTILINE)
ANCHOR = re.compile(r"\{#([a-z0-9-]+)\}\s*$")
TITLED = re.compile(r"^#+ (.*?) *\{#([a-z0-9-]+)\}\s*$", re.MULTILINE)


@dataclass(frozen=True)
class Prose:
    """A hand-written page: `docs/<name>.en.md` and `docs/<name>.ko.md`; `body` is its Markdown by language."""

    name: str
    title: Text
    description: Text
    anchors: tuple[str, ...]
    headings: dict[str, Text]  # by anchor
    body: dict[str, str]


def written_by_hand(root: Path) -> list[Path]:
    """The hand-written files of docs/; its index is written by the walk."""
    return sorted(file for file in (root / "docs").glob("*.??.md") if not file.name.startswith("index."))


def load_prose(root: Path) -> dict[str, Prose]:
    """Read the front matter and headings of the hand-written pages, by name. Raises Problems."""
    names = sorted({file.name.split(".")[0] for file in written_by_hand(root)})
    found: dict[str, Prose] = {}
    problems: list[Problem] = []
    for name in names:
        try:
            found[name] = _prose(root, name)
        except Problems as error:
            problems += error.problems
    if problems:
        raise Problems(problems)
    return found


def _prose(root: Path, name: str) -> Prose:
    fields: dict[str, dict[str, str]] = {"title": {}, "description": {}}
    anchors: dict[str, tuple[str, ...]] = {}
    titled: dict[str, dict[str, str]] = {}
    bodies: dict[str, str] = {}
    for language in LANGUAGES:
        path = f"docs/{name}.{language}.md"
        file = root / path
        if not file.is_file():
            raise Problems([Problem(path, 1, "file must exist: every page stands in both languages")])
        _, front, body = (read_text(path, file) + "\n---\n\n---\n").split("---\n", 2)
        bodies[language] = body.removesuffix("\n---\n\n---\n")
        body = FENCED.sub(lambda block: "\n" * block[0].count("\n"), body)  # what is shown as code heads nothing
        tree = parse(path, front)
        for field, texts in fields.items():
            value = tree.value.get(field) if isinstance(tree.value, dict) else None
            if not isinstance(value, str) or not value:
                raise Problems([tree.problem((), f"{field} must be given in the front matter")])
            texts[language] = value
        anchors[language] = _anchors(path, body, front.count("\n") + 2)
        titled[language] = {anchor: heading for heading, anchor in TITLED.findall(body)}
    if anchors["en"] != anchors["ko"]:
        message = f"anchors must be those of the English page {list(anchors['en'])}: {list(anchors['ko'])}"
        raise Problems([Problem(f"docs/{name}.ko.md", 1, message)])
    headings = {anchor: Text(en=titled["en"][anchor], ko=titled["ko"][anchor]) for anchor in anchors["en"]}
    return Prose(name, Text(**fields["title"]), Text(**fields["description"]), anchors["en"], headings, bodies)


def _anchors(path: str, body: str, before: int) -> tuple[str, ...]:
    """The anchors of the headings; MkDocs would call a Korean heading `_1`, which is no address to keep."""
    found, problems = [], []
    for heading in HEADING.finditer(body):
        anchor = ANCHOR.search(heading[0])
        if anchor:
            found.append(anchor[1])
        else:
            line = before + body[: heading.start()].count("\n") + 1
            problems.append(Problem(path, line, f"heading must end with its anchor, such as {{#name}}: {heading[0]}"))
    if problems:
        raise Problems(problems)
    return tuple(found)
