"""The output of commands: in any encoding, to a closed pipe, to a full disk, to no terminal."""

import json
import os
import pty
import re
import subprocess
import sys
from pathlib import Path

import pytest

from conftest import ROOT
from support.commands import BUILD, run, spoil

NARROW = [{"PYTHONIOENCODING": name, "PYTHONUTF8": "0"} for name in ("cp1252", "ascii")]


def korean_alias(root: Path) -> None:
    """An address with Hangul, which `release` prints."""
    file = root / "data" / "policies" / "quota.yml"
    file.write_text(file.read_text("utf-8").replace("aliases: [", "aliases: [쿼터é, ", 1), "utf-8")


def publishable(root: Path) -> None:
    file = root / "data" / "site.yml"
    text = re.sub(r"(?m)^publisher:.*$", "publisher: Institute", file.read_text("utf-8"))
    file.write_text(re.sub(r"(?m)^contact:.*$", "contact: mail@briefs.kr", text), "utf-8")


@pytest.mark.parametrize("narrow", NARROW, ids=lambda one: one["PYTHONIOENCODING"])
def test_no_encoding_ends_a_command_half_way(small: Path, narrow: dict[str, str]) -> None:
    publishable(small)
    korean_alias(small)
    done = run(small, "release", SITE_URL="https://briefs.kr/", **narrow)
    assert done.returncode == 0, done.stderr
    assert "new addresses recorded" in done.stderr and "Traceback" not in done.stderr
    assert run(small, "release", "--check", SITE_URL="https://briefs.kr/").returncode == 0
    for command in (["check"], ["status"], ["accept", "all"], ["host", "nginx"]):
        assert run(small, *command, **narrow).returncode == 0, command


@pytest.mark.parametrize("narrow", NARROW, ids=lambda one: one["PYTHONIOENCODING"])
def test_problems_are_told_in_any_encoding(small: Path, narrow: dict[str, str]) -> None:
    file = small / "data" / "policies" / "quota.yml"
    file.write_text(file.read_text("utf-8").replace("theme: pathways", "theme: 쿼터😀"), "utf-8")
    done = run(small, "check", **narrow)
    assert done.returncode == 1
    assert "quota.yml:2: theme must" in done.stderr and "1 problem; nothing" in done.stderr


def test_status_for_programs_is_json_in_any_encoding(small: Path) -> None:
    file = small / "data" / "policies" / "quota.yml"
    reviewed = 'id: quota\nreviewed: {by: "김😀", date: 2026-11-24}\n'
    file.write_text(file.read_text("utf-8").replace("id: quota\n", reviewed, 1), "utf-8")
    found = [json.loads(run(small, "status", "--json", **narrow).stdout) for narrow in [*NARROW[:2], {}]]
    assert found[0] == found[1] == found[2] and any("김😀" in row["reviewed"] for row in found[0])


def shell(root: Path, line: str) -> subprocess.CompletedProcess[str]:
    """Run a line of bash in which $BUILD is the command; its exit code is that of the command."""
    build = f"{sys.executable} {BUILD} --root {root}"
    call = ["bash", "-c", f'{line.replace("$BUILD", build)}; exit "${{PIPESTATUS[0]}}"']
    return subprocess.run(call, capture_output=True, text=True, timeout=120)


@pytest.mark.parametrize(
    ("line", "code"),
    [
        ("$BUILD status | true", 0),
        ("$BUILD status | head -1", 0),
        ("$BUILD --help | true", 0),
        ("$BUILD check 2>&1 | true", 1),
        ("$BUILD check 2>&1 >/dev/null | true", 1),
        ("$BUILD check >&-", 1),
        ("$BUILD check 2>&-", 1),
        ("$BUILD host nginx >/dev/full", 1),
        ("$BUILD status >&- 2>&-", 0),
    ],
)
def test_output_that_nobody_reads_changes_no_exit_code(small: Path, line: str, code: int) -> None:
    if "check" in line:
        spoil(small)
    done = shell(small, line)
    assert done.returncode == code, done.stderr
    assert "Traceback" not in done.stderr and "Exception ignored" not in done.stderr


def test_a_build_that_nobody_watches_is_finished(small: Path) -> None:
    assert shell(small, "$BUILD --no-documents 2>&1 | true").returncode == 0
    assert (small / "site" / "index.html").exists()


def test_a_build_ends_with_one_line(small: Path) -> None:
    done = run(small, "--no-documents", SITE_URL="https://briefs.kr/")
    assert re.fullmatch(
        r"built site/ for https://briefs\.kr/: \d+ HTML files, 0 documents, in \d+\.\d s\n", done.stdout
    )
    assert done.stderr == ""


@pytest.mark.parametrize("arguments", [["--quiet", "--no-documents"], ["build", "--quiet", "--no-documents"]])
def test_a_quiet_build_says_nothing(small: Path, arguments: list[str]) -> None:
    done = run(small, *arguments)
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
    assert on_terminal(small, *arguments) == ""
    spoil(small)
    assert "theme must" in run(small, *arguments).stderr


def test_a_terminal_shows_the_stages(small: Path) -> None:
    told = on_terminal(small, "--no-documents")
    assert [line.split()[0] for line in told.splitlines()] == ["read", "render", "outputs", "built"]


def on_terminal(root: Path, *arguments: str) -> str:
    """Return the output of a command on a terminal."""
    ours, theirs = pty.openpty()
    command = [sys.executable, BUILD, "--root", str(root), *arguments]
    with subprocess.Popen(command, stdin=theirs, stdout=theirs, stderr=theirs) as child:
        os.close(theirs)
        told = b""
        try:
            while part := os.read(ours, 10_000):
                told += part
        except OSError:  # the command has ended
            pass
    os.close(ours)
    assert child.returncode == 0, told
    return told.decode()


def test_progress_is_shown_every_two_seconds(monkeypatch: pytest.MonkeyPatch) -> None:
    code = f"""
import sys, time
sys.path.insert(0, {str(ROOT / "scripts")!r})
from briefs.utils import console
now = 0.0
time.monotonic = lambda: now
lines = []
console.log_progress = lines.append
step = console.show_progress("documents")
for done in range(1, 121):
    now += 0.1
    step(done, 120)
print(lines)
"""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True)
    lines = re.findall(r"documents (\d+) of 120", done.stdout)
    assert len(lines) in (5, 6) and lines[0] in ("20", "21"), done.stdout + done.stderr
