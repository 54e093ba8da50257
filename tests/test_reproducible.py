"""Same data, same bytes: independent of day, language and file system of the machine."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from conftest import ROOT, make_small
from support.folders import read_files

# Differences between machines: the clock, the order in which folders are read, one core or more, umask.
ELSEWHERE = """
import os, sys, time
sys.path.insert(0, {scripts!r})
os.umask(0o077)
listed, scanned, clock = os.listdir, os.scandir, time.time
os.listdir = lambda *a: sorted(listed(*a), reverse=True)
class Scanned(list):
    __enter__ = lambda self: self
    __exit__ = lambda self, *_: None
    close = lambda self: None
    def __next__(self):
        if not self:
            raise StopIteration
        return self.pop(0)
os.scandir = lambda *a: Scanned(sorted(scanned(*a), key=lambda entry: entry.name, reverse=True))
time.time = lambda: clock() + 400 * 86400
os.cpu_count = lambda: 1
from pathlib import Path
from briefs.build import build_site
build_site(Path({root!r}), Path({root!r}) / "site", {address!r}, documents=False)
"""
# In a separate process too: that of the tests has threads, and so would run one job after another.
HERE = """
import os, sys
sys.path.insert(0, {scripts!r})
os.cpu_count = lambda: 3
from pathlib import Path
from briefs.build import build_site
build_site(Path({root!r}), Path({root!r}) / "site", {address!r}, documents=False)
"""


def build(machine: str, root: Path, address: str, **environment: str) -> dict[str, bytes]:
    code = machine.format(scripts=str(ROOT / "scripts"), root=str(root), address=address)
    done = subprocess.run([sys.executable, "-c", code], env=os.environ | environment, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    return read_files(root / "site")


def project(root: Path) -> Path:
    """A project whose parts depend on one another: files of a former name are copied while fonts and search are
    made.
    """
    file = make_small(root) / "data" / "policies" / "quota.yml"
    file.write_text(file.read_text("utf-8").replace("id: quota\n", "id: quota\nprevious_ids: [former]\n"), "utf-8")
    return root


@pytest.fixture
def here(tmp_path: Path) -> dict[str, bytes]:
    return build(HERE, project(tmp_path / "here"), "https://host.example/")


def test_another_day_language_zone_order_and_umask_give_the_same_bytes(here: dict[str, bytes], tmp_path: Path) -> None:
    elsewhere = build(
        ELSEWHERE,
        project(tmp_path / "elsewhere"),
        "https://host.example/",
        TZ="Pacific/Kiritimati",
        LANG="tr_TR.UTF-8",
        LC_ALL="C",
        PYTHONHASHSEED="7",
        SOURCE_DATE_EPOCH="1",
    )
    assert elsewhere.keys() == here.keys()
    assert [name for name in here if here[name] != elsewhere[name]] == []


def test_another_base_path_changes_addresses_only(here: dict[str, bytes], tmp_path: Path) -> None:
    below = build(ELSEWHERE, project(tmp_path / "elsewhere"), "https://host.example/sub/")
    pages = [name for name in here if name.endswith((".html", ".json", ".xml", ".csv", ".css", ".js", ".txt"))]
    assert len(pages) > 50
    assert [name for name in below.keys() ^ here.keys() if not name.endswith((".br", ".gz"))] == []
    for name in pages:
        text = below[name].decode().replace("https://host.example/sub/", "https://host.example/")
        assert text.replace('"/sub/', '"/') == here[name].decode(), name
