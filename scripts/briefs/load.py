"""Every data file, read and given its shape; all faults of all files at once."""

import difflib
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any, NoReturn, TypeVar

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from briefs.datafile import DataFile
from briefs.model import (
    CITATION_PATTERN,
    FILES,
    FOLDERS,
    ID_PATTERN,
    PASSAGE_PATTERN,
    AnyModel,
    Change,
    Check,
    Fact,
    Item,
    Lexicon,
    Model,
    Passage,
    Policy,
    Reference,
    SignedException,
    Site,
    Source,
    Status,
    Term,
    Text,
    Theme,
)
from briefs.problem import Problem, Problems, quoted_value
from briefs.yamlfile import Location, YamlDocument, plain_name, read_yaml

MESSAGES = {
    "missing": "must be given",
    "string_type": "must be text",
    "string_too_long": "must be at most {max_length} characters",
    "int_type": "must be a whole number",
    "bool_type": "must be true or false",
    "date_type": "must be a date (YYYY-MM-DD)",
    "list_type": "must be a list",
    "dict_type": "must be a mapping",
    "model_type": "must be a mapping",
    "dataclass_type": "must be a mapping",
    "too_short": "must have at least {min_length}",
    "too_long": "must have at most {max_length}",
    "greater_than_equal": "must be at least {ge}",
    "less_than_equal": "must be at most {le}",
    "literal_error": "must be one of {expected}",
}
PATTERNS = {
    ID_PATTERN: "must be an id of lower-case letters, digits and single hyphens",
    PASSAGE_PATTERN: "must be a passage id such as p4s3",
    CITATION_PATTERN: "must be a citation such as statement#p4s3",
}


Word = TypeVar("Word")


class UiText(dict[str, Word]):
    """The interface's words, by name; one that a page needs and the file lacks is a fault of the file."""

    def __init__(self, words: dict[str, Word], file: DataFile) -> None:
        """`words` holds texts in both languages, or in one; `file` is data/words.yml."""
        super().__init__(words)
        self.file = file

    def __missing__(self, name: str) -> NoReturn:
        raise Problems([self.file.problem(("words",), f"must hold the word that the pages use: {name}")])

    def in_language(self, language: str) -> "UiText[str]":
        """The words in one language."""
        return UiText({name: str(text[language]) for name, text in self.items()}, self.file)  # type: ignore[index]


@dataclass(frozen=True, eq=False)  # each reading is its own: compared and kept by identity
class Data:
    """All that the site says, as the files give it, in the files' order; policies by theme and `order`."""

    site: Site
    words: UiText[Text]
    themes: dict[str, Theme]
    statuses: dict[str, Status]
    terms: dict[str, Term]
    references: dict[str, Reference]
    lexicon: Lexicon
    checks: list[Check]
    sources: dict[str, Source]
    policies: dict[str, Policy]
    files: dict[str, DataFile] = field(repr=False)

    def passages(self) -> dict[str, Passage]:
        """Every passage of every source, by its citation."""
        return self._passages

    @cached_property
    def _passages(self) -> dict[str, Passage]:
        return {f"{s.id}#{p.id}": p for s in self.sources.values() for p in s.passages}

    def items(self) -> Iterator[tuple[DataFile, Source | Policy]]:
        """Every source and policy, with its file."""
        for source in self.sources.values():
            yield self.files[f"sources/{source.id}"], source
        for policy in self.policies.values():
            yield self.files[f"policies/{policy.id}"], policy

    def exceptions(self, key: str) -> list[SignedException]:
        """The signed exceptions of a file of `files`."""
        folder, _, name = key.rpartition("/")
        found: dict[str, Source] | dict[str, Policy] = self.sources if folder == "sources" else self.policies
        return found[name].exceptions if folder else []

    def timeline(self) -> list[tuple[Fact, Source | Policy]]:
        """Every fact that gives a date of its own, the earliest first, with the item it belongs to."""
        return self._timeline

    @cached_property
    def _timeline(self) -> list[tuple[Fact, Source | Policy]]:
        facts = [(fact, item) for _, item in self.items() for fact in item.facts if fact.happened]
        return sorted(facts, key=lambda entry: str(entry[0].happened))

    @cached_property
    def changes(self) -> list[tuple[Change, Source | Policy]]:
        """Every change of every item, the newest first; those of one day in the items' order."""
        found = [(change, item) for _, item in self.items() for change in item.changes]
        return sorted(found, key=lambda entry: entry[0].date, reverse=True)

    def policies_by_passage(self, source: Source) -> dict[str, list[Policy]]:
        """The policies whose points rest on each passage of a source, by the passage's id."""
        found = {passage.id: self.policies_citing(f"{source.id}#{passage.id}") for passage in source.passages}
        return {passage: policies for passage, policies in found.items() if policies}

    def policies_citing(self, citation: str) -> list[Policy]:
        """The policies whose points rest on a passage."""
        return self._policies_citing.get(citation, [])

    @cached_property
    def _policies_citing(self) -> dict[str, list[Policy]]:
        found: dict[str, list[Policy]] = {}
        for policy in self.policies.values():
            for citation in dict.fromkeys(cite for point in policy.points for cite in point.cites):
                found.setdefault(citation, []).append(policy)
        return found

    @cached_property
    def child_policies(self) -> dict[str, list[Policy]]:
        """The policies that belong to each policy, by its id."""
        found: dict[str, list[Policy]] = {policy: [] for policy in self.policies}
        for policy in self.policies.values():
            if policy.parent in found:
                found[policy.parent].append(policy)
        return found

    @cached_property
    def neighbours(self) -> dict[str, tuple[Policy | None, Policy | None]]:
        """The policies before and after each policy, by its id."""
        order = list(self.policies.values())
        return dict(zip(self.policies, zip([None, *order[:-1]], [*order[1:], None], strict=True), strict=True))


def load_data(root: Path) -> Data:
    """Read data/ below the project's root. Raises Problems with every fault of every file."""
    found: dict[str, list[DataFile]] = {}
    problems: list[Problem] = []
    for name, shape, file in _load_files(root, problems):
        try:
            if file.suffix != ".yml":
                shown_path = file.relative_to(root).as_posix()
                raise Problems([Problem(shown_path, 1, f"file must end in .yml: {plain_name(file.name)}")])
            tree = read_yaml(file, root)
            item = validate_model(shape, tree)
            name = f"{name.split('/')[0]}/{item.id}" if isinstance(item, Item) else name
            found.setdefault(name, []).append(DataFile(tree.path, root, item))
        except Problems as error:
            problems += error.problems
        except OSError as error:
            problems.append(Problem(file.relative_to(root).as_posix(), 1, f"file must be readable: {error.strerror}"))
    files = {name: _file_owner(name, files) for name, files in found.items()}
    for name, others in found.items():
        must = f"must be given once, and is that of {files[name].path} too"
        problems += [file.problem(("id",), must) for file in others if file is not files[name]]
    if problems:
        raise Problems(problems)
    return _build_data(files)


def _file_owner(name: str, files: list[DataFile]) -> DataFile:
    """Of files with one id the one that has its name; the first where none has."""
    return next((file for file in files if file.path == f"data/{name}.yml"), files[0])


def _load_files(root: Path, problems: list[Problem]) -> Iterator[tuple[str, type[Model], Path]]:
    """Every file with its name and shape; a folder that cannot be read is one of the `problems`."""
    for name, shape in FILES.items():
        yield name, shape, root / "data" / f"{name}.yml"
    for folder, shape in FOLDERS.items():
        for file in _list_files(root / "data" / folder, f"data/{folder}", problems):
            original = folder == "sources" and file.suffix == ".txt" and file.with_suffix(".yml").exists()
            if not original:
                yield f"{folder}/{file.stem}", shape, file


def _list_files(folder: Path, path: str, problems: list[Problem]) -> list[Path]:
    """The files of a folder in the order of their names; hidden ones are an editor's or a system's own."""
    try:
        return sorted(file for file in folder.iterdir() if not file.name.startswith("."))
    except FileNotFoundError:
        return []
    except OSError as error:
        problems.append(Problem(path, 1, f"folder must be readable: {error.strerror}"))
        return []


def _build_data(files: dict[str, DataFile]) -> Data:
    made: dict[str, Any] = {name: file.shape for name, file in files.items()}
    themes = {theme.id: theme for theme in made["themes"].themes}
    policies = [item for name, item in made.items() if name.startswith("policies/")]
    rank = {theme: number for number, theme in enumerate(themes)}
    policies.sort(key=lambda policy: (rank.get(policy.theme, -1), policy.order, policy.id))
    return Data(
        site=made["site"],
        words=UiText(made["words"].words, files["words"]),
        themes=themes,
        statuses={status.id: status for status in made["statuses"].statuses},
        terms={term.id: term for term in made["glossary"].terms},
        references={reference.id: reference for reference in made["references"].references},
        lexicon=made["lexicon"],
        checks=made["accessibility"].checks,
        sources={item.id: item for name, item in made.items() if name.startswith("sources/")},
        policies={policy.id: policy for policy in policies},
        files=files,
    )


def validate_model(shape: type[AnyModel], tree: YamlDocument) -> AnyModel:
    """A file's values in their shape. Raises Problems, each with field and line."""
    try:
        return shape.model_validate(tree.value)
    except ValidationError as error:
        raise Problems(_model_problem(shape, tree, fault) for fault in error.errors()) from None


def _model_problem(shape: type[Model], tree: YamlDocument, fault: ErrorDetails) -> Problem:
    place: Location = tuple(step for step in fault["loc"] if step != "[key]")
    kind, context = fault["type"], fault.get("ctx", {})
    if kind in ("extra_forbidden", "unexpected_keyword_argument"):
        near = difflib.get_close_matches(str(place[-1]), _known_fields(shape, place[:-1]), 1)
        hint = f" (did you mean {near[0]}?)" if near else ""
        return tree.problem(place, f"must be a known field{hint}: {quoted_value(place[-1])}")
    if kind == "string_pattern_mismatch" and not fault["input"]:
        return tree.problem(place, "must be filled in")
    if kind == "string_pattern_mismatch":
        must = PATTERNS.get(context["pattern"], f"must match {context['pattern']}")
    elif kind == "value_error":
        must = str(context["error"])
    else:
        must = MESSAGES.get(kind, fault["msg"]).format(**context)
    return tree.problem(place, must if kind == "missing" else f"{must}: {quoted_value(fault['input'])}")


def _known_fields(shape: type[BaseModel], place: Location) -> list[str]:
    """The fields known at a place, by walking the JSON Schema of the file's shape."""
    schema = shape.model_json_schema()
    node: dict[str, Any] = schema
    for step in place:
        node = node.get("items", {}) if isinstance(step, int) else node.get("properties", {}).get(step, {})
        for option in [node, *node.get("anyOf", [])]:
            if "$ref" in option:
                node = schema["$defs"][option["$ref"].rsplit("/", 1)[1]]
    return list(node.get("properties", {}))
