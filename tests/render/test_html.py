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


def complaints(nu: Path, files: list[Path]) -> str:
    # A file has no origin that 'self' could name; whether pages keep to their policy, the browser tests say.
    others = ["--filterpattern", ".*violates Content Security Policy.*"]
    java = ["java", "-jar", str(nu), "--format", "text", *others, *map(str, files)]
    return subprocess.run(java, capture_output=True, text=True).stderr.replace(
        "Document checking completed. No errors found.\n", ""
    )


@pytest.mark.long
def test_every_page_is_valid_html(nu: Path, site: Served, tmp_path: Path) -> None:
    pages = sorted(site.folder.rglob("*.html"))
    assert len(pages) >= 2 * len(site_pages(DATA, PROSE)) + len(DATA.terms)
    found = complaints(nu, pages)
    record("html", f"Nu HTML Checker {CHECKER.split('@')[1]}", found.splitlines())
    assert found == ""


@pytest.mark.long
def test_the_checker_sees_a_fault(nu: Path, site: Served, tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    page.write_text(site.html("en/about").replace("<main", "<main role=none id=x id=x"), "utf-8")
    assert "Duplicate attribute" in complaints(nu, [page])


@pytest.fixture(scope="module")
def html_validate() -> Path:
    """html-validate from its npm package, with the hashes of tests/html-validate/package-lock.json."""
    folder = ROOT / ".cache" / "html-validate"
    program = folder / "node_modules/.bin/html-validate"
    lock = ROOT / "tests" / "html-validate" / "package-lock.json"
    if not program.exists() or (folder / lock.name).read_bytes() != lock.read_bytes():
        shutil.copytree(lock.parent, folder, dirs_exist_ok=True)
        npm = shutil.which("npm")
        assert npm, "html-validate needs npm: apt-get install npm"
        subprocess.run([npm, "ci", "--silent", "--no-audit", "--no-fund"], cwd=folder, check=True)
    return program


def faults(program: Path, files: list[Path]) -> str:
    config = str(ROOT / "tests" / "html-validate" / ".htmlvalidate.json")
    command = [str(program), "--config", config, "--formatter", "text", *map(str, files)]
    done = subprocess.run(command, capture_output=True, text=True)
    assert done.returncode in (0, 1), done.stderr
    return done.stdout


@pytest.mark.long
def test_html_validate_finds_nothing_on_any_page(html_validate: Path, site: Served) -> None:
    pages = sorted(site.folder.rglob("*.html"))
    assert len(pages) >= 2 * len(site_pages(DATA, PROSE)) + len(DATA.terms)
    assert faults(html_validate, pages) == ""


@pytest.mark.long
def test_html_validate_sees_a_fault(html_validate: Path, site: Served, tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    page.write_text(site.html("en/about").replace("</main>", "<button>x</button></main>"), "utf-8")
    assert "no-implicit-button-type" in faults(html_validate, [page])
