"""Run rules that check one file at a time, and remember their problems while the files that they read are the same.

A preview reads the data again after each edit; only the edited policy is then checked again by the slow rules.
"""

from collections.abc import Callable, Iterable, Iterator
from weakref import WeakKeyDictionary

from briefs.content.data_file import DataFile
from briefs.content.site_data import Data
from briefs.errors import Problem

FileRule = Callable[[Data, str], Iterable[Problem]]
"""A rule that reads one file, by its key in `Data.files`, and the files that all policies share."""
Remembered = tuple[tuple[DataFile, ...], list[Problem]]

_remembered: dict[FileRule, WeakKeyDictionary[DataFile, Remembered]] = {}


def check_files(rule: FileRule, data: Data, keys: Iterable[str]) -> Iterator[Problem]:
    """Yield the problems that a rule finds in each of some files."""
    shared = tuple(file for key, file in data.files.items() if not key.startswith("policies/"))
    known = _remembered.setdefault(rule, WeakKeyDictionary())
    for key in keys:
        file = data.files[key]
        before, problems = known.get(file, ((), []))
        if before != shared:
            problems = list(rule(data, key))
            known[file] = shared, problems
        yield from problems
