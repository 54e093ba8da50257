"""What is costly to make is made once, by all cores, and never left half made."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from briefs.kept import GENERATIONS, kept, maker
from conftest import ROOT

SLOW = """
import sys, time
from pathlib import Path
sys.path[:0] = {paths!r}
from briefs.kept import kept
from test_kept import begin
if __name__ == "__main__":
    kept(Path({folder!r}), "by", begin, [({began!r}, 1), ({began!r}, 2)])
"""


def shout(work: tuple[str, int]) -> bytes:
    return (work[0].upper() * work[1]).encode()


def whisper(work: tuple[str, int]) -> bytes:
    return work[0].encode()


def refuse(work: tuple[str, int]) -> bytes:
    raise ValueError(f"no {work[0]}")


def die(work: tuple[str, int]) -> bytes:
    os.kill(os.getpid(), signal.SIGKILL)
    return b""


def who(work: tuple[int]) -> bytes:
    time.sleep(0.5)  # so that a second worker is there before the first has done all
    return str(os.getpid()).encode()


def begin(work: tuple[str, int]) -> bytes:
    Path(work[0], str(os.getpid())).touch()
    time.sleep(600)
    return b""


WORKS = [("a", 1), ("b", 2), ("c", 3)]


def test_each_work_has_its_file_in_order(tmp_path: Path) -> None:
    assert [file.read_bytes() for file in kept(tmp_path / "new", "by", shout, WORKS)] == [b"A", b"BB", b"CCC"]


def test_what_is_there_is_not_made_again(tmp_path: Path) -> None:
    first = kept(tmp_path, "by", shout, WORKS)
    assert kept(tmp_path, "by", whisper, WORKS) == first
    assert first[1].read_bytes() == b"BB"


def test_another_input_or_another_maker_makes_another_file(tmp_path: Path) -> None:
    first = kept(tmp_path, "by", shout, WORKS)
    changed = kept(tmp_path, "by", shout, [("a", 1), ("b", 3), ("c", 3)])
    assert [new == old for new, old in zip(changed, first, strict=True)] == [True, False, True]
    assert kept(tmp_path, "other", shout, WORKS[:1]) != first[:1]


def test_the_maker_changes_with_its_files_and_libraries(tmp_path: Path) -> None:
    source = tmp_path / "code.py"
    source.write_text("one", "utf-8")
    before = maker([source], ["typst"])
    assert maker([source], ["typst"]) == before != maker([source], ["segno"])
    source.write_text("two", "utf-8")
    assert maker([source], ["typst"]) != before


def test_many_works_are_made_by_more_than_one_process(tmp_path: Path) -> None:
    makers = {file.read_bytes() for file in kept(tmp_path, "by", who, [(n,) for n in range(4)])}
    assert len(makers) == min(os.cpu_count() or 1, 4)


def test_a_maker_that_fails_leaves_no_file_and_its_complaint_arrives(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="no a"):
        kept(tmp_path, "by", refuse, WORKS)
    assert list(tmp_path.iterdir()) == []


def test_what_was_wanted_longest_ago_is_cleared(tmp_path: Path) -> None:
    first = kept(tmp_path, "0", shout, WORKS)
    for age, file in enumerate(first):
        os.utime(file, (age, age))
    for by in range(1, GENERATIONS + 1):
        last = kept(tmp_path, str(by), shout, WORKS[:1])
    assert not any(file.exists() for file in first) and last[0].exists()
    assert len(list(tmp_path.iterdir())) == GENERATIONS


def test_a_maker_that_is_killed_is_told(tmp_path: Path) -> None:
    with pytest.raises(ChildProcessError, match="ended from outside"):
        kept(tmp_path, "by", die, WORKS)
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


def until(holds: Callable[[], bool]) -> None:
    for _ in range(300):
        if holds():
            return
        time.sleep(0.1)
    raise AssertionError("it never came about")
