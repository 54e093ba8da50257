"""The Nu HTML checker, the W3C's own, and html-validate find nothing on any page.

What html-validate ignores (tests/html-validate/.htmlvalidate.json), and why:
- doctype-style: Material writes it in lower case; HTML has no preference.
- form-dup-name: boxes of one choice bear one name.
- wcag/h32: the search answers while one types, and Enter submits it; the colours and the filter act at once.
- aria-label-misuse: a list may have a name (WAI-ARIA 1.2, 5.2.8.4).
- long-title: a title is the item's own; pages of no language have it in both.
- no-trailing-whitespace: it is sent compressed and shown nowhere.
"""

import hashlib
import shutil
import subprocess
import tarfile
from pathlib import Path

import pytest

from briefs.urls.pages import site_pages
from conftest import ROOT, Served, record
from support.npm_tools import npm_program
from support.samples import DATA, PROSE

CHECKER = "vnu-jar@26.9.27"
SHA256 = "5970d3ffca91a627cf0965e5d91bb2e4242307c29292998de0b419d6a901b2b7"


@pytest.fixture(scope="module")
def nu() -> Path:
    """The checker's Java archive, fetched once from its npm package and held to its hash."""
    folder = ROOT / ".cache" / "nu"
    jar = folder / "package/build/dist/vnu.jar"
    if not jar.exists():
        folder.mkdir(parents=True, exist_ok=True)
        npm = shutil.which("npm")
        assert npm and shutil.which("java"), (
            "the Nu checker needs java and npm: apt-get install default-jre-headless npm"
        )
        subprocess.run([npm, "pack", CHECKER], cwd=folder, check=True, capture_output=True)
        package = next(folder.glob("*.tgz"))
        assert hashlib.sha256(package.read_bytes()).hexdigest() == SHA256
        with tarfile.open(package) as archive:
            # Python before 3.11.4 has none; what is unpacked is known by its hash.
            archive.extraction_filter = getattr(tarfile, "data_filter", lambda member, path: member)
            archive.extractall(folder)
    return jar


@pytest.mark.long
def test_every_page_is_valid_html(nu: Path, site: Served, tmp_path: Path) -> None:
    pages = sorted(site.folder.rglob("*.html"))
    assert len(pages) >= 2 * len(site_pages(DATA, PROSE)) + len(DATA.terms)
    # A file has no origin that 'self' could name; whether pages keep to their policy, the browser tests say.
    others = ["--filterpattern", ".*violates Content Security Policy.*"]
    java = ["java", "-jar", str(nu), "--format", "text", *others, *map(str, pages)]
    told = subprocess.run(java, capture_output=True, text=True).stderr
    found = told.replace("Document checking completed. No errors found.\n", "")
    record("html", f"Nu HTML Checker {CHECKER.split('@')[1]}", found.splitlines())
    assert found == ""


@pytest.mark.long
def test_html_validate_finds_nothing_on_any_page(site: Served) -> None:
    pages = sorted(site.folder.rglob("*.html"))
    assert len(pages) >= 2 * len(site_pages(DATA, PROSE)) + len(DATA.terms)
    config = str(ROOT / "tests" / "html-validate" / ".htmlvalidate.json")
    command = [npm_program("html-validate"), "--config", config, "--formatter", "text", *map(str, pages)]
    done = subprocess.run(command, capture_output=True, text=True)
    assert (done.returncode, done.stdout) == (0, ""), done.stderr
