"""Load every data file into its model; collect all problems of all files."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

from briefs.content.data_file import DataFile
from briefs.content.model_errors import validate_model
from briefs.content.models import FILES, FOLDERS, Item, Model
from briefs.content.site_data import Data, UiText
from briefs.content.version_files import VersionFile, load_versions
from briefs.content.yaml_reader import parse_yaml, plain_name, read_within_data
from briefs.errors import Problem, Problems

LoadedFiles = dict[Path, tuple[str, DataFile]]
"""Files that were loaded before, with their text."""


def load_data(root: Path, loaded: LoadedFiles | None = None) -> Data:
    """Load data/ below the project's root. Raises Problems with all problems of all files.

    `loaded` are the files of an earlier call: one whose text is the same is not parsed again. It is updated.
    """
    found: dict[str, list[DataFile]] = {}
    problems: list[Problem] = []
    for name, shape, file in _load_files(root, problems):
        try:
            if file.suffix != ".yml":
                shown_path = file.relative_to(root).as_posix()
                raise Problems([Problem(shown_path, 1, f"file must end in .yml: {plain_name(file.name)}")])
            data_file = _load_file(shape, file, root, {} if loaded is None else loaded)
            item = data_file.shape
            name = f"{name.split('/')[0]}/{item.id}" if isinstance(item, Item) else name
            found.setdefault(name, []).append(data_file)
        except Problems as error:
            problems += error.problems
        except OSError as error:
            problems.append(Problem(file.relative_to(root).as_posix(), 1, f"file must be readable: {error.strerror}"))
    files = {name: _file_owner(name, files) for name, files in found.items()}
    for name, others in found.items():
        must = f"must be given once, and is that of {files[name].path} too"
        problems += [file.problem(("id",), must) for file in others if file is not files[name]]
    versions = load_versions(root, problems)
    if problems:
        raise Problems(problems)
    return _build_data(files, versions)


def _load_file(shape: type[Model], file: Path, root: Path, loaded: LoadedFiles) -> DataFile:
    """Return one file with its model, from `loaded` if its text is the same there. Raises Problems."""
    path = file.relative_to(root).as_posix()
    text = read_within_data(path, root)
    if file not in loaded or loaded[file][0] != text:
        tree = parse_yaml(path, text)
        loaded[file] = text, DataFile(path, root, validate_model(shape, tree))
    return loaded[file][1]


def _file_owner(name: str, files: list[DataFile]) -> DataFile:
    """Return, of files with the same id, the one with that name; the first if none has."""
    return next((file for file in files if file.path == f"data/{name}.yml"), files[0])


def _load_files(root: Path, problems: list[Problem]) -> Iterator[tuple[str, type[Model], Path]]:
    """Return every file with its name and model; adds folders that cannot be read to `problems`."""
    for name, shape in FILES.items():
        yield name, shape, root / "data" / f"{name}.yml"
    for folder, shape in FOLDERS.items():
        for file in _list_files(root / "data" / folder, f"data/{folder}", problems):
            original = folder == "sources" and file.suffix == ".txt" and file.with_suffix(".yml").exists()
            if not original:
                yield f"{folder}/{file.stem}", shape, file


def _list_files(folder: Path, path: str, problems: list[Problem]) -> list[Path]:
    """Return the files of a folder sorted by name, without hidden ones."""
    try:
        return sorted(file for file in folder.iterdir() if not file.name.startswith("."))
    except FileNotFoundError:
        return []
    except OSError as error:
        problems.append(Problem(path, 1, f"folder must be readable: {error.strerror}"))
        return []


def _build_data(files: dict[str, DataFile], versions: dict[str, list[VersionFile]] | None = None) -> Data:
    made: dict[str, Any] = {name: file.shape for name, file in files.items()}
    themes = {theme.id: theme for theme in made["themes"].themes}
    policies = [item for name, item in made.items() if name.startswith("policies/")]
    rank = {theme: number for number, theme in enumerate(themes)}
    policies.sort(key=lambda policy: (rank.get(policy.theme, -1), policy.order, policy.id))
    sources = [item for name, item in made.items() if name.startswith("sources/")]
    sources.sort(key=lambda source: (source.given_by or date.max, source.id != made["site"].statement, source.id))
    for source in sources:
        source.place_on(made["site"])
    return Data(
        site=made["site"],
        words=UiText(made["words"].words, files["words"]),
        themes=themes,
        statuses={status.id: status for status in made["statuses"].statuses},
        terms={term.id: term for term in made["glossary"].terms},
        references={reference.id: reference for reference in made["references"].references},
        lexicon=made["lexicon"],
        search=made["search"],
        checks=made["accessibility"].checks,
        sources={source.id: source for source in sources},
        policies={policy.id: policy for policy in policies},
        files=files,
        versions=versions or {},
    )
