"""However a build ends, the published site is the complete old or new one; the next command repairs the rest."""

import contextlib
import os
import random
import resource
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from briefs import build, cli, translations
from briefs.content.prose import Prose
from briefs.content.site_data import Data
from briefs.errors import Problems
from briefs.render.pages import render_pages
from briefs.urls import published_urls
from briefs.utils import deploy
from conftest import ROOT, make_small
from support.folders import read_files

BUILD = [sys.executable, str(ROOT / "scripts" / "build.py")]
# Runs the command and kills it, as `kill -9` does, as soon as a function of a module has returned.
KILLED = """
import os, signal, sys
sys.path.insert(0, {scripts!r})
from briefs import build, cli
from briefs.outputs import compress, fingerprint, link_check
from briefs.publishing import mkdocs_build
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
    ("mkdocs_build", "run_mkdocs"),
    *(  # the others are as good, and a build each
        pytest.param(*boundary, marks=pytest.mark.long)
        for boundary in (
            ("build", "read_content"),
            ("build", "render_pages"),
            ("fingerprint", "fingerprint_assets"),
            ("link_check", "check_links"),
            ("compress", "compress_files"),
        )
    ),
]


@pytest.fixture(scope="module")
def published(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project with a published site."""
    root = make_small(tmp_path_factory.mktemp("published") / "project")
    build.build_site(root, root / "site", documents=False)
    return root


@pytest.fixture
def changed(published: Path, tmp_path: Path) -> tuple[Path, dict[str, bytes]]:
    """A copy of that project whose data has changed since."""
    root = tmp_path / "changed"
    shutil.copytree(published, root, symlinks=True)
    file = root / "data" / "policies" / "quota.yml"
    file.write_text(file.read_text("utf-8").replace("쿼터 확대}", "쿼터를 넓힘}"), "utf-8")
    return root, read_files(root / "site")


def command(root: Path, *arguments: str, **options: Any) -> subprocess.CompletedProcess[str]:
    call = [*BUILD, "--root", str(root), *(arguments or ["--no-documents"])]
    return subprocess.run(call, capture_output=True, text=True, timeout=300, **options)


def run_code(code: str, **options: Any) -> subprocess.CompletedProcess[str]:
    return subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=300, **options)


def is_new(site: Path) -> bool:
    return "쿼터를 넓힘" in (site / "ko" / "policies" / "quota" / "index.html").read_text("utf-8")


@pytest.mark.parametrize(("owner", "name"), BOUNDARIES)
def test_a_build_killed_between_stages_leaves_the_old_site(
    changed: tuple[Path, dict[str, bytes]], owner: str, name: str
) -> None:
    root, before = changed
    code = KILLED.format(scripts=str(ROOT / "scripts"), owner=owner, name=name, root=str(root))
    done = run_code(code)
    assert done.returncode == -signal.SIGKILL, done.stderr
    assert command(root, "check").returncode == 0
    assert read_files(root / "site") == before
    assert command(root).returncode == 0
    assert is_new(root / "site")
    assert not [file.name for file in root.glob(".site-*") if file.name != deploy.LOCK]


def test_a_build_killed_between_the_two_renames_is_put_back(changed: tuple[Path, dict[str, bytes]]) -> None:
    root, before = changed
    code = f"""
import os, signal, sys
sys.path.insert(0, {str(ROOT / "scripts")!r})
from pathlib import Path
from briefs import cli
from briefs.utils import deploy
rename = Path.rename
def killed(path, target):
    renamed = rename(path, target)
    if Path(target).name == deploy.OLD:
        os.kill(os.getpid(), signal.SIGKILL)
    return renamed
Path.rename = killed
cli.main(["--root", {str(root)!r}, "--no-documents"])
"""
    done = run_code(code)
    assert done.returncode == -signal.SIGKILL
    assert not (root / "site").exists()
    assert command(root, "check").returncode == 0
    assert read_files(root / "site") == before


@pytest.mark.long
def test_a_build_killed_at_any_moment_leaves_the_old_site_or_the_new(changed: tuple[Path, dict[str, bytes]]) -> None:
    root, before = changed
    begin = time.monotonic()
    assert command(root).returncode == 0
    lasted = time.monotonic() - begin
    after, chance = read_files(root / "site"), random.Random(30)
    assert after != before
    for _ in range(30):
        with subprocess.Popen([*BUILD, "--root", str(root), "--no-documents"], stderr=subprocess.DEVNULL) as build:
            time.sleep(chance.uniform(0, lasted))
            build.kill()
        assert cli.main(["--root", str(root), "check"]) == 0
        assert read_files(root / "site") == after
    assert command(root).returncode == 0
    assert read_files(root / "site") == after


def test_a_second_build_waits_for_the_first_and_says_so(small: Path) -> None:
    with deploy.build_lock(small):
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
        and "the published site is intact" in done.stderr
    )
    assert read_files(root / "site") == before
    assert command(root).returncode == 0 and is_new(root / "site")


REMEMBERED: dict[str, Callable[[Path, Data, dict[str, Prose]], object]] = {
    published_urls.PUBLISHED_FILE: lambda root, data, prose: published_urls.record_urls(
        root, build.all_site_urls(data, prose)
    ),
    translations.LOCK: lambda root, data, prose: translations.accept_translations(data, root, "all"),
    "docs/.written": lambda root, data, prose: render_pages(data, prose, root / "docs", "https://briefs.kr/"),
}


@pytest.mark.parametrize("name", REMEMBERED)
def test_a_file_that_remembers_is_never_cut_short(small: Path, name: str) -> None:
    given, file, write = build.read_content(small), small / name, REMEMBERED[name]
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
    """Limit the size of files, as on a full disk."""
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
        assert read_files(disk / "project" / "site") == before
        (disk / "ballast").unlink()
        assert command(disk / "project").returncode == 0 and is_new(disk / "project" / "site")


REFUSED = "site:1: must be a folder, which a build puts another in place of: a mount point"
REMEDY = "(mount the folder above it, or copy site/ there after the build)"


@pytest.mark.parametrize("place", ["site", "site/sub folder"])
def test_a_site_that_is_or_holds_a_mount_point_is_refused_at_once(small: Path, place: str) -> None:
    (small / place).mkdir(parents=True)
    with mounted(small / place, "size=1m"):
        (small / place / "index.html").write_text("old", "utf-8")
        done = command(small)
        within = f", {small / place}" if place != "site" else ""
        assert done.returncode == 1
        assert done.stderr.splitlines() == [f"{REFUSED}{within} {REMEDY}", "1 problem; nothing was changed"]
        assert (small / place / "index.html").read_text("utf-8") == "old"
        assert not (small / "docs" / "policies").exists()  # before anything was made


def test_a_folder_of_the_same_disk_mounted_on_the_site_is_refused(small: Path, tmp_path: Path) -> None:
    for folder in (small / "site", tmp_path / "volume"):
        folder.mkdir()
    done = subprocess.run(["mount", "--bind", tmp_path / "volume", small / "site"], capture_output=True, text=True)
    if done.returncode != 0:
        pytest.skip(f"no file system may be mounted here: {done.stderr.strip()}")
    try:
        assert REFUSED in command(small).stderr
    finally:
        subprocess.run(["umount", small / "site"], check=True)


def test_a_mount_point_is_known_without_the_list_of_mounts(small: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (small / "site").mkdir()
    monkeypatch.setattr(deploy, "MOUNTS", small / "missing")
    deploy.require_replaceable(small / "site")
    monkeypatch.setattr(os.path, "ismount", lambda path: Path(path) == small / "site")
    with pytest.raises(Problems, match="a mount point"):
        build.build_site(small, small / "site", documents=False)


@pytest.mark.parametrize("umask", [0o077, 0o000])
def test_a_web_server_can_read_the_site_whatever_the_umask(small: Path, umask: int) -> None:
    (small / "docs" / "assets" / "icon.svg").chmod(0o600)
    done = command(small, umask=umask)
    assert done.returncode == 0, done.stderr
    modes = {f"{path.is_dir()} {path.stat().st_mode & 0o777:o}" for path in (small / "site").rglob("*")}
    assert modes == {"True 755", "False 644"} and (small / "site").stat().st_mode & 0o777 == 0o755
    assert (small / "docs" / ".written").stat().st_mode & 0o077 == (0o066 if umask == 0 else 0)


# Runs the command and sends it a signal as soon as a function of a module is called.
SIGNALLED = """
import os, signal, sys
sys.path.insert(0, {scripts!r})
from briefs import build, cli
from briefs.outputs import link_check
from briefs.publishing import mkdocs_build
from briefs.utils import console
from pathlib import Path
def signalled(function):
    def then(*given, **named):
        os.{kill}
        return function(*given, **named)
    return then
{owner}.{name} = signalled({owner}.{name})
console.start_command()
sys.exit(cli.main(["--root", {root!r}, "--no-documents"]))
"""


ONE, ALL = "kill(os.getpid(), {number})", "killpg(0, {number})"
"""A signal to the command alone, as `kill` sends it, and to all its processes, as a terminal does."""
SIGNALS = [(signal.SIGINT, ALL), (signal.SIGTERM, ONE), (signal.SIGHUP, ONE)]


@pytest.mark.parametrize(
    ("owner", "name", "number", "kill"),
    [
        ("build", "write_search", signal.SIGINT, ALL),  # within a forked copy of the command
        ("build", "write_outputs", signal.SIGTERM, ONE),
        ("build", "write_outputs", signal.SIGHUP, ONE),
        *(
            pytest.param(*place, signal.SIGTERM, ALL, marks=pytest.mark.long)
            for place in [
                ("build", "read_content"),
                ("build", "render_pages"),
                ("mkdocs_build", "run_mkdocs"),
                ("link_check", "check_links"),
            ]
        ),
    ],
)
def test_a_signal_leaves_the_old_site_and_nothing_else(
    changed: tuple[Path, dict[str, bytes]], owner: str, name: str, number: signal.Signals, kill: str
) -> None:
    root, before = changed
    sent = kill.format(number=int(number))
    code = SIGNALLED.format(scripts=str(ROOT / "scripts"), owner=owner, name=name, root=str(root), kill=sent)
    done = run_code(code, start_new_session=True)
    assert (done.returncode, done.stderr) == (128 + number, "stopped; the published site is intact\n")
    assert read_files(root / "site") == before
    assert not [file.name for file in root.glob(".site-*") if file.name != deploy.LOCK]
    assert not list(root.rglob("*.unfinished"))
    with deploy.build_lock(root):  # the lock is free
        pass


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP], ids=lambda one: one.name)
def test_a_signal_between_the_two_renames_waits_for_the_second(
    changed: tuple[Path, dict[str, bytes]], number: signal.Signals
) -> None:
    root, _ = changed
    code = f"""
import os, signal, sys
sys.path.insert(0, {str(ROOT / "scripts")!r})
from pathlib import Path
from briefs import cli
from briefs.utils import console, deploy
rename = Path.rename
def signalled(path, target):
    renamed = rename(path, target)
    if Path(target).name == deploy.OLD:
        os.kill(os.getpid(), {int(number)})
    return renamed
Path.rename = signalled
console.start_command()
sys.exit(cli.main(["--root", {str(root)!r}, "--no-documents"]))
"""
    done = run_code(code)
    assert done.returncode == 128 + number
    assert is_new(root / "site") and not (root / deploy.OLD).exists()


def test_a_signal_that_is_ignored_stays_so(small: Path) -> None:
    ignored = partial(signal.signal, signal.SIGHUP, signal.SIG_IGN)  # as nohup does
    sent, scripts = ONE.format(number=1), str(ROOT / "scripts")
    code = SIGNALLED.format(scripts=scripts, owner="mkdocs_build", name="run_mkdocs", root=str(small), kill=sent)
    done = run_code(code, preexec_fn=ignored)
    assert done.returncode == 0 and (small / "site" / "index.html").exists(), done.stderr


def test_a_lock_of_another_user_is_taken_or_named(small: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (small / deploy.LOCK).mkdir()
    done = command(small)
    assert done.returncode == 1 and done.stderr.count("\n") == 1
    assert f"{small / deploy.LOCK} cannot be locked" in done.stderr and "delete it" in done.stderr
    (small / deploy.LOCK).rmdir()
    (small / deploy.LOCK).touch()
    real = os.open

    def refuse(path: Path, flags: int, *mode: int) -> int:
        if flags & os.O_RDWR:
            raise PermissionError(13, "Permission denied", str(path))
        return real(path, flags, *mode)

    monkeypatch.setattr(os, "open", refuse)
    with deploy.build_lock(small):
        pass


def test_a_lock_that_is_a_link_leaves_the_file_it_leads_to(small: Path) -> None:
    (small / "mine.txt").write_text("mine", "utf-8")
    (small / deploy.LOCK).symlink_to("mine.txt")
    with deploy.build_lock(small):
        pass
    assert (small / "mine.txt").read_text("utf-8") == "mine"


def test_what_is_listed_as_written_reaches_no_file_outside(small: Path) -> None:
    build.build_site(small, small / "site", documents=False)
    (small / "mine.md").write_text("mine", "utf-8")
    listed = small / "docs" / ".written"
    right = listed.read_bytes()
    for wrong in (b"../mine.md\n", b".\n", b"assets\n", b"\xff\n", str(small / "mine.md").encode()):
        listed.write_bytes(right + wrong)
        done = command(small)
        assert (done.returncode, done.stderr[:14]) == (1, "docs/.written:"), done.stderr
        assert (small / "mine.md").exists() and (small / "docs" / "assets").exists()
    listed.unlink()
    for name in right.decode().splitlines():
        (small / "docs" / name).unlink()
    assert command(small).returncode == 0


def test_a_generated_page_that_was_damaged_is_written_again(small: Path) -> None:
    build.build_site(small, small / "site", documents=False)
    page = small / "docs" / "policies" / "quota.en.md"
    page.write_bytes(b"\xff half")
    assert command(small).returncode == 0
    assert page.read_bytes().startswith(b"---\n")


@pytest.mark.parametrize("documents", [b"x", None], ids=["a file", "a dead link"])
def test_a_cache_that_is_none_is_one_line(small: Path, documents: bytes | None) -> None:
    (small / ".cache").mkdir(exist_ok=True)
    place = small / ".cache" / "documents"
    place.write_bytes(documents) if documents else place.symlink_to("nowhere")
    done = command(small, "build")
    assert done.returncode == 1 and done.stderr.splitlines()[-1].startswith(f"build.py: {place} must be a folder")
    assert not (small / "site").exists()


def test_a_site_without_the_right_to_write_is_replaced_whole(changed: tuple[Path, dict[str, bytes]]) -> None:
    root, _ = changed
    for folder in [root / "site", *(f for f in (root / "site").rglob("*") if f.is_dir())]:
        folder.chmod(0o555)
    assert command(root).returncode == 0
    assert is_new(root / "site")
    assert not (root / deploy.OLD).exists()
