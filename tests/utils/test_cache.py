"""The cache: costly files are made once, on all cores, and never left incomplete."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from briefs.utils.cache import GENERATIONS, cache_key, cached_files, read_verified
from conftest import ROOT
from support.makers import die, refuse, shout, whisper, who

SLOW = """
import sys, time
from pathlib import Path
sys.path[:0] = {paths!r}
from briefs.utils.cache import cached_files
from support.makers import begin
if __name__ == "__main__":
    cached_files(Path({folder!r}), "by", begin, [({began!r}, 1), ({began!r}, 2)])
"""


WORKS = [("a", 1), ("b", 2), ("c", 3)]


def test_each_work_has_its_file_in_order(tmp_path: Path) -> None:
    assert [file.read_bytes() for file in cached_files(tmp_path / "new", "by", shout, WORKS)] == [b"A", b"BB", b"CCC"]


def test_what_is_there_is_not_made_again(tmp_path: Path) -> None:
    first = cached_files(tmp_path, "by", shout, WORKS)
    assert cached_files(tmp_path, "by", whisper, WORKS) == first
    assert first[1].read_bytes() == b"BB"


def test_another_input_or_another_maker_makes_another_file(tmp_path: Path) -> None:
    first = cached_files(tmp_path, "by", shout, WORKS)
    changed = cached_files(tmp_path, "by", shout, [("a", 1), ("b", 3), ("c", 3)])
    assert [new == old for new, old in zip(changed, first, strict=True)] == [True, False, True]
    assert cached_files(tmp_path, "other", shout, WORKS[:1]) != first[:1]


def test_the_maker_changes_with_its_files_and_libraries(tmp_path: Path) -> None:
    source = tmp_path / "code.py"
    source.write_text("one", "utf-8")
    before = cache_key([source], ["typst"])
    assert cache_key([source], ["typst"]) == before != cache_key([source], ["segno"])
    source.write_text("two", "utf-8")
    assert cache_key([source], ["typst"]) != before


def test_many_works_are_made_by_more_than_one_process(tmp_path: Path) -> None:
    makers = {file.read_bytes() for file in cached_files(tmp_path, "by", who, [(n,) for n in range(4)])}
    assert len(makers) == min(os.cpu_count() or 1, 4)


def test_a_maker_that_fails_leaves_no_file_and_its_complaint_arrives(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="no a"):
        cached_files(tmp_path, "by", refuse, WORKS)
    assert list(tmp_path.iterdir()) == []


def test_what_was_wanted_longest_ago_is_cleared(tmp_path: Path) -> None:
    first = cached_files(tmp_path, "0", shout, WORKS)
    for age, file in enumerate(first):
        os.utime(file, (age, age))
    for by in range(1, GENERATIONS + 3):
        last = cached_files(tmp_path, str(by), shout, WORKS[:1])
    assert not any(file.exists() for file in first) and last[0].exists()
    assert len(list(tmp_path.iterdir())) == GENERATIONS


def test_a_maker_that_is_killed_is_told(tmp_path: Path) -> None:
    with pytest.raises(ChildProcessError, match="ended from outside"):
        cached_files(tmp_path, "by", die, WORKS)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="looks for the workers in /proc")
def test_a_build_that_is_killed_takes_its_workers_with_it_and_leaves_no_file(tmp_path: Path) -> None:
    script, folder, began = tmp_path / "slow.py", tmp_path / "kept", tmp_path / "began"
    began.mkdir()
    paths = [str(ROOT / "scripts"), str(ROOT / "tests")]
    script.write_text(SLOW.format(paths=paths, folder=str(folder), began=str(began)), "utf-8")
    with subprocess.Popen([sys.executable, str(script)]) as build:
        until(lambda: any(began.iterdir()))
        build.kill()
    until(lambda: not any(Path("/proc", worker.name).exists() for worker in began.iterdir()))
    assert list(folder.iterdir()) == []


def truncate(file: Path, other: Path) -> None:
    file.write_bytes(file.read_bytes()[:-1])


def empty(file: Path, other: Path) -> None:
    file.write_bytes(b"")


def lengthen(file: Path, other: Path) -> None:
    file.write_bytes(file.read_bytes() + b"\n")


def exchange(file: Path, other: Path) -> None:
    first, second = file.read_bytes(), other.read_bytes()
    file.write_bytes(second)
    other.write_bytes(first)


def exchange_keys(file: Path, other: Path) -> None:
    """Put one complete entry under the key of another."""
    (key, mine), (others, his) = file.name.split("."), other.name.split(".")
    file.rename(file.with_name(f"{others}.{mine}"))
    other.rename(file.with_name(f"{key}.{his}"))


def make_folder(file: Path, other: Path) -> None:
    file.unlink()
    file.mkdir()
    (file / "inside").touch()


def make_fifo(file: Path, other: Path) -> None:
    file.unlink()
    os.mkfifo(file)


def make_dead_link(file: Path, other: Path) -> None:
    file.unlink()
    file.symlink_to("nowhere")


def make_link_to_other(file: Path, other: Path) -> None:
    file.unlink()
    file.symlink_to(other)


def forbid(file: Path, other: Path) -> None:
    file.chmod(0)


def delete(file: Path, other: Path) -> None:
    file.unlink()


DAMAGES = [
    truncate,
    empty,
    lengthen,
    exchange,
    exchange_keys,
    make_folder,
    make_fifo,
    make_dead_link,
    make_link_to_other,
    forbid,
    delete,
]


@pytest.mark.parametrize("damage", DAMAGES, ids=lambda one: one.__name__)
def test_what_is_broken_is_made_again(tmp_path: Path, damage: Callable[[Path, Path], None]) -> None:
    first = cached_files(tmp_path, "by", shout, WORKS)
    damage(first[1], first[2])
    for _ in range(2):
        assert list(map(read_verified, cached_files(tmp_path, "by", shout, WORKS))) == [b"A", b"BB", b"CCC"]


def test_a_change_after_the_check_is_noticed_when_it_is_read(tmp_path: Path) -> None:
    first, *_ = cached_files(tmp_path, "by", shout, WORKS)
    first.write_bytes(b"other")
    with pytest.raises(OSError, match="was changed while it was used: build again"):
        read_verified(first)


@pytest.mark.parametrize("shift", [-(10**9), 10**9])
def test_a_clock_that_jumps_clears_nothing_that_is_wanted(tmp_path: Path, shift: int) -> None:
    for by in range(9):
        for file in cached_files(tmp_path, str(by), shout, WORKS[1:2]):
            os.utime(file, (time.time() + shift, time.time() + shift))
    assert list(map(read_verified, cached_files(tmp_path, "now", shout, WORKS[1:2]))) == [b"BB"]
    assert len(list(tmp_path.iterdir())) == GENERATIONS


def test_what_lies_about_is_cleared_and_stops_nothing(tmp_path: Path) -> None:
    for number in range(9):
        (tmp_path / f"folder{number}").mkdir()
        (tmp_path / f"link{number}").symlink_to("nowhere")
        (tmp_path / f"{'0' * 64}.{number}.unfinished").touch()
    cached_files(tmp_path, "by", shout, WORKS[:1])
    assert len(list(tmp_path.iterdir())) == GENERATIONS


@pytest.mark.parametrize("kind", ["file", "dead link", "file above"])
def test_a_folder_that_is_none_is_one_line(tmp_path: Path, kind: str) -> None:
    folder = tmp_path / "cache" / "documents"
    if kind == "file above":
        folder.parent.touch()
    else:
        folder.parent.mkdir()
        folder.touch() if kind == "file" else folder.symlink_to("nowhere")
    with pytest.raises(OSError, match=f"{folder} must be a folder that can be read and written to") as raised:
        cached_files(folder, "by", shout, WORKS)
    assert "\n" not in str(raised.value)


def test_a_folder_that_takes_nothing_serves_what_it_has(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    cached_files(tmp_path, "by", shout, WORKS)
    monkeypatch.setattr(os, "access", lambda *_: False)
    assert len(cached_files(tmp_path, "by", shout, WORKS)) == 3
    with pytest.raises(OSError, match="it cannot be written to"):
        cached_files(tmp_path, "other", shout, WORKS)


def test_progress_counts_what_is_lacking(tmp_path: Path) -> None:
    told: list[tuple[int, int]] = []
    cached_files(tmp_path, "by", shout, WORKS[:1])
    cached_files(tmp_path, "by", shout, WORKS, lambda done, total: told.append((done, total)))
    assert told == [(1, 2), (2, 2)]


@pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="looks for the workers in /proc")
@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP], ids=lambda one: one.name)
@pytest.mark.parametrize("everybody", [False, True], ids=["to the build", "to all its processes"])
def test_a_signal_ends_the_workers_and_leaves_no_file(tmp_path: Path, number: signal.Signals, everybody: bool) -> None:
    script, folder, began = tmp_path / "slow.py", tmp_path / "kept", tmp_path / "began"
    began.mkdir()
    paths = [str(ROOT / "scripts"), str(ROOT / "tests")]
    text = SLOW.format(paths=paths, folder=str(folder), began=str(began))
    start = "    from briefs.utils import console\n    console.start_command()\n"
    started = text.replace("    cached_files(", f"{start}    cached_files(")
    script.write_text(started, "utf-8")
    with subprocess.Popen(
        [sys.executable, str(script)], stderr=subprocess.PIPE, text=True, start_new_session=True
    ) as build:
        until(lambda: len(list(began.iterdir())) == min(os.cpu_count() or 1, 2))
        os.killpg(build.pid, number) if everybody else build.send_signal(number)
        told = build.communicate(timeout=30)[1]
    assert "stopped\n" in told and "Traceback" not in told
    assert build.returncode == 128 + number
    until(lambda: not any(Path("/proc", worker.name).exists() for worker in began.iterdir()))
    assert list(folder.iterdir()) == []


def until(holds: Callable[[], bool]) -> None:
    for _ in range(300):
        if holds():
            return
        time.sleep(0.1)
    raise AssertionError("it never came about")
