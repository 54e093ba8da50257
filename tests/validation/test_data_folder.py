"""Whatever is in data/, `check` ends at once and names everything that is not read."""

import os
import socket
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from briefs import build, translations
from briefs.content.lock_files import MOST_BYTES
from briefs.errors import Problems
from briefs.urls import published_urls
from conftest import ROOT

CHECK = [sys.executable, str(ROOT / "scripts" / "build.py"), "--root"]


def bind(file: Path) -> None:
    here = Path.cwd()
    os.chdir(file.parent)  # a socket's address may have a hundred bytes
    try:
        with socket.socket(socket.AF_UNIX) as server:
            server.bind(file.name)
    finally:
        os.chdir(here)


NO_FILES: dict[str, Callable[[Path], Any]] = {"a pipe": os.mkfifo, "a folder": Path.mkdir, "a socket": bind}
READ = [
    "data/themes.yml",
    "data/policies/x.yml",
    "data/sources/x.yml",
    published_urls.PUBLISHED_FILE,
    translations.LOCK,
]


def check(root: Path) -> tuple[int, list[str]]:
    done = subprocess.run([*CHECK, str(root), "check"], capture_output=True, text=True, timeout=60)
    return done.returncode, done.stderr.splitlines()[:-1]


@pytest.mark.parametrize("make", NO_FILES.values(), ids=NO_FILES)
def test_what_is_no_file_is_named_and_never_waited_for(small: Path, make: Callable[[Path], Any]) -> None:
    for path in READ:
        (small / path).unlink(missing_ok=True)
        (small / path).parent.mkdir(exist_ok=True)
        make(small / path)
    assert check(small) == (1, sorted(f"{path}:1: file must be a file" for path in READ))


@pytest.mark.parametrize("path", READ)
def test_a_device_is_never_read(small: Path, path: str) -> None:
    (small / path).unlink(missing_ok=True)
    (small / path).parent.mkdir(exist_ok=True)
    (small / path).symlink_to("/dev/zero")
    assert check(small) == (1, [f"{path}:1: file must be inside data/, not behind a link out of it"])


def test_stray_pipes_are_named_and_not_opened(small: Path) -> None:
    os.mkfifo(small / "data" / "extra.yml")
    os.mkfifo(small / "data" / ".hidden")
    assert check(small) == (1, ["data/extra.yml:1: file must be one that is read: extra.yml"])


def test_a_lock_larger_than_any_is_refused_unread(small: Path) -> None:
    (small / published_urls.PUBLISHED_FILE).parent.mkdir()
    with (small / published_urls.PUBLISHED_FILE).open("wb") as out:
        out.truncate(MOST_BYTES + 1)
    assert check(small) == (
        1,
        [f"{published_urls.PUBLISHED_FILE}:1: file must be at most {MOST_BYTES} bytes: {MOST_BYTES + 1}"],
    )


@pytest.mark.parametrize(
    "path", ["data/themes.yml", "docs/about.ko.md", published_urls.PUBLISHED_FILE, translations.LOCK]
)
def test_a_file_that_may_not_be_read_is_one_fault_among_others(
    small: Path, path: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    (small / "data" / "locks").mkdir()
    (small / path).touch()
    (small / "data" / "extra.yml").touch()
    opened = Path.open

    def refuse(file: Path, *args: Any, **kwargs: Any) -> Any:
        if file == small / path:
            raise PermissionError(13, "Permission denied")
        return opened(file, *args, **kwargs)

    monkeypatch.setattr(Path, "open", refuse)
    with pytest.raises(Problems) as raised:
        build.read_content(small)
    stray = "data/extra.yml:1: file must be one that is read: extra.yml"
    assert sorted(map(str, raised.value.problems)) == sorted(
        [stray, f"{path}:1: file must be readable: Permission denied"]
    )


def test_a_folder_that_is_none_is_named(small: Path) -> None:
    for file in (small / "data" / "sources").iterdir():
        file.unlink()
    (small / "data" / "sources").rmdir()
    (small / "data" / "sources").touch()
    (small / "data" / "locks").touch()
    code, told = check(small)
    assert code == 1
    assert told == [f"data/{name}:1: folder must be readable: Not a directory" for name in ("locks", "sources")]


def test_a_name_that_is_no_text_stays_on_its_line(small: Path) -> None:
    Path(os.fsdecode(bytes(small / "data" / "policies") + b"/x\xff\n.yml")).touch()
    code, told = check(small)
    assert code == 1 and told == ["data/policies/x\\udcff\\n.yml:1: file must contain a mapping: it is empty"]


def test_what_an_ended_command_left_of_a_lock_is_no_stray_file(small: Path) -> None:
    """A command that is killed while it writes leaves such a file; the next one is not kept from its work."""
    (small / "data" / "locks").mkdir()
    (small / "data" / "locks" / ".permalinks.txt.1.unfinished").write_text("/en/", "utf-8")
    assert check(small)[0] == 0
