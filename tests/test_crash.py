"""Whatever ends a build, the published site is the old one or the new one, whole; the next command puts it right."""

import contextlib
import os
import random
import resource
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

import pytest

from briefs import drift, ledger, swap, walk
from briefs.load import Data
from briefs.prose import Prose
from briefs.render import render
from conftest import ROOT
from test_same_bytes import files

BUILD = [sys.executable, str(ROOT / "scripts" / "build.py")]
# Runs the command and kills it, as `kill -9` does, as soon as a function of a room has returned.
KILLED = """
import os, signal, sys
sys.path.insert(0, {scripts!r})
from briefs import cli, swap, walk
from briefs.finish import assets, compressed, hosts, links
from pathlib import Path
def killed(function):
    def then(*given, **named):
        function(*given, **named)
        os.kill(os.getpid(), signal.SIGKILL)
    return then
{owner}.{name} = killed({owner}.{name})
cli.main(["--root", {root!r}, "--no-documents"])
"""
BOUNDARIES = [
    ("walk", "publish"),
    *(  # the others are as good, and a build each
        pytest.param(*boundary, marks=pytest.mark.long)
        for boundary in (
            ("walk", "read"),
            ("walk", "render"),
            ("assets", "write"),
            ("links", "check"),
            ("compressed", "write"),
        )
    ),
]


@pytest.fixture
def changed(small: Path) -> tuple[Path, dict[str, bytes]]:
    """A project with a published site whose data has changed since."""
    walk.build(small, small / "site", documents=False)
    before = files(small / "site")
    file = small / "data" / "policies" / "quota.yml"
    file.write_text(file.read_text("utf-8").replace("쿼터 확대}", "쿼터를 넓힘}"), "utf-8")
    return small, before


def command(root: Path, *arguments: str, **options: object) -> subprocess.CompletedProcess[str]:
    call = [*BUILD, "--root", str(root), *(arguments or ["--no-documents"])]
    return subprocess.run(call, capture_output=True, text=True, timeout=300, **options)  # type: ignore[call-overload,no-any-return]


def is_new(site: Path) -> bool:
    return "쿼터를 넓힘" in (site / "ko" / "policies" / "quota" / "index.html").read_text("utf-8")


@pytest.mark.parametrize(("owner", "name"), BOUNDARIES)
def test_a_build_killed_between_stages_leaves_the_old_site(
    changed: tuple[Path, dict[str, bytes]], owner: str, name: str
) -> None:
    root, before = changed
    code = KILLED.format(scripts=str(ROOT / "scripts"), owner=owner, name=name, root=str(root))
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=300)
    assert done.returncode == -signal.SIGKILL, done.stderr
    assert command(root, "check").returncode == 0
    assert files(root / "site") == before
    assert command(root).returncode == 0
    assert is_new(root / "site")
    assert not [file.name for file in root.glob(".site-*") if file.name != swap.LOCK]


def test_a_build_killed_between_the_two_renames_is_put_back(changed: tuple[Path, dict[str, bytes]]) -> None:
    root, before = changed
    code = f"""
import os, signal, sys
sys.path.insert(0, {str(ROOT / "scripts")!r})
from pathlib import Path
from briefs import cli, swap
rename = Path.rename
def killed(path, target):
    renamed = rename(path, target)
    if Path(target).name == swap.OLD:
        os.kill(os.getpid(), signal.SIGKILL)
    return renamed
Path.rename = killed
cli.main(["--root", {str(root)!r}, "--no-documents"])
"""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, timeout=300)
    assert done.returncode == -signal.SIGKILL
    assert not (root / "site").exists()
    assert command(root, "check").returncode == 0
    assert files(root / "site") == before


@pytest.mark.long
def test_a_build_killed_at_any_moment_leaves_the_old_site_or_the_new(changed: tuple[Path, dict[str, bytes]]) -> None:
    root, before = changed
    begin = time.monotonic()
    assert command(root).returncode == 0
    lasted = time.monotonic() - begin
    after, chance = files(root / "site"), random.Random(30)
    assert after != before
    for _ in range(30):
        with subprocess.Popen([*BUILD, "--root", str(root), "--no-documents"], stderr=subprocess.DEVNULL) as build:
            time.sleep(chance.uniform(0, lasted))
            build.kill()
        assert command(root, "check").returncode == 0
        assert files(root / "site") == after
    assert command(root).returncode == 0
    assert files(root / "site") == after


def test_a_second_build_waits_for_the_first_and_says_so(small: Path) -> None:
    with swap.alone(small):
        second = subprocess.Popen([*BUILD, "--root", str(small), "--no-documents"], stderr=subprocess.PIPE, text=True)
        assert second.stderr and second.stderr.readline() == "waiting for another build of this project to end\n"
        assert not (small / "site").exists()
    assert second.wait(120) == 0
    assert (small / "site" / "index.html").exists()


def test_a_disk_that_takes_no_more_is_one_clear_line(changed: tuple[Path, dict[str, bytes]]) -> None:
    root, before = changed
    plain = {name: value for name, value in os.environ.items() if not name.startswith("COV")}  # which writes files too
    limit = partial(resource.setrlimit, resource.RLIMIT_FSIZE, (20_000, 20_000))
    done = command(root, env=plain, preexec_fn=limit)
    assert done.returncode == 1
    assert (
        done.stderr.count("\n") == 1
        and "File too large" in done.stderr
        and "the published site is whole" in done.stderr
    )
    assert files(root / "site") == before
    assert command(root).returncode == 0 and is_new(root / "site")


REMEMBERED: dict[str, Callable[[Path, Data, dict[str, Prose]], object]] = {
    ledger.LEDGER: lambda root, data, prose: ledger.enter(root, walk.answered(data, prose)),
    drift.LOCK: lambda root, data, prose: drift.accept(data, root, "all"),
    "docs/.written": lambda root, data, prose: render(data, prose, root / "docs", "https://briefs.kr/"),
}


@pytest.mark.parametrize("name", REMEMBERED)
def test_a_file_that_remembers_is_never_cut_short(small: Path, name: str) -> None:
    given, file, write = walk.read(small), small / name, REMEMBERED[name]
    write(small, *given)
    after = file.read_bytes()
    before = after.partition(b"\n")[0] + b"\n"
    file.write_bytes(before)
    with at_most(len(after) // 2), pytest.raises(OSError, match="File too large"):
        write(small, *given)
    assert file.read_bytes() == before
    assert not list(small.rglob("*.unfinished"))
    write(small, *given)
    assert file.read_bytes() == after


@contextlib.contextmanager
def at_most(size: int) -> Iterator[None]:
    """No file takes more bytes, as on a disk that is full."""
    _, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (hard, hard))


@contextlib.contextmanager
def mounted(folder: Path, options: str) -> Iterator[None]:
    """A file system of its own on a folder, where this machine allows one."""
    done = subprocess.run(["mount", "-t", "tmpfs", "-o", options, "tmpfs", str(folder)], capture_output=True, text=True)
    if done.returncode != 0:
        pytest.skip(f"no file system may be mounted here: {done.stderr.strip()}")
    try:
        yield
    finally:
        subprocess.run(["umount", str(folder)], check=True)


def test_a_full_disk_leaves_the_old_site(changed: tuple[Path, dict[str, bytes]], tmp_path: Path) -> None:
    root, before = changed
    disk = tmp_path / "disk"
    disk.mkdir()
    with mounted(disk, "size=64m"):
        subprocess.run(["cp", "-a", str(root), str(disk / "project")], check=True)
        free = os.statvfs(disk)
        (disk / "ballast").write_bytes(bytes(free.f_bavail * free.f_frsize - 1_000_000))
        done = command(disk / "project")
        assert done.returncode == 1
        assert done.stderr.count("\n") == 1 and "No space left on device" in done.stderr
        assert files(disk / "project" / "site") == before
        (disk / "ballast").unlink()
        assert command(disk / "project").returncode == 0 and is_new(disk / "project" / "site")


def test_a_site_that_cannot_be_replaced_stays(changed: tuple[Path, dict[str, bytes]]) -> None:
    root, _ = changed
    with mounted(root / "site", "size=1m"):
        (root / "site" / "index.html").write_text("old", "utf-8")
        subprocess.run(["mount", "-o", "remount,ro", str(root / "site")], check=True)
        done = command(root)
        assert done.returncode == 1
        assert done.stderr.count("\n") == 1 and str(root / "site") in done.stderr
        assert (root / "site" / "index.html").read_text("utf-8") == "old"


def test_a_site_without_the_right_to_write_is_replaced_whole(changed: tuple[Path, dict[str, bytes]]) -> None:
    root, _ = changed
    for folder in [root / "site", *(f for f in (root / "site").rglob("*") if f.is_dir())]:
        folder.chmod(0o555)
    assert command(root).returncode == 0
    assert is_new(root / "site")
    assert not (root / swap.OLD).exists()
